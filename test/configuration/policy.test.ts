import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/configuration/configuration.js';
import { merged } from '../../src/configuration/merge.js';
import { policyOf } from '../../src/configuration/policy.js';
import { KNOWN_RULES } from '../support/configurations.js';

const PORT = 'routing/port-mismatch';
const PLATFORM = 'Python 3.12 running on 64bit Amazon Linux 2023';

const policy = (configuration: Configuration) => policyOf(configuration, '/repo', KNOWN_RULES);

describe('levels', () => {
  it.each<[string, Configuration, string | undefined]>([
    ['nothing', {}, undefined],
    ['a rule', { rules: { [PORT]: 'off' } }, 'off'],
    ['a group', { rules: { 'routing/*': 1 } }, 'warning'],
    ['a rule before its group', { rules: { [PORT]: 2, 'routing/*': 0 } }, 'error'],
    ['a rule after its group', { rules: { 'routing/*': '0', [PORT]: 'warn' } }, 'warning'],
    ['another group', { rules: { 'https/*': 'off' } }, undefined],
    ['the project', { overrides: [{ files: 'api', rules: { [PORT]: 'off' } }] }, 'off'],
    ['the file', { overrides: [{ files: 'api/Procfile', rules: { [PORT]: 'off' } }] }, 'off'],
    ['the name anywhere', { overrides: [{ files: 'Procfile', rules: { [PORT]: 'off' } }] }, 'off'],
    ['another file', { overrides: [{ files: 'web/Procfile', rules: { [PORT]: 'off' } }] }, undefined],
    ['all but this', { overrides: [{ files: ['**', '!api/**'], rules: { [PORT]: 'off' } }] }, undefined],
    [
      'the last override',
      {
        rules: { [PORT]: 'error' },
        overrides: [1, 0].map((level) => ({ files: '**', rules: { [PORT]: level as 0 | 1 } })),
      },
      'off',
    ],
  ])('are those of %s', (_, configuration, level) => {
    expect(policy(configuration).levelAt(PORT, '/repo/api/Procfile')).toBe(level);
  });

  it('fit nothing outside of the folder', () => {
    const { levelAt } = policy({ overrides: [{ files: 'Procfile', rules: { [PORT]: 'off' } }] });
    expect(levelAt(PORT, '/elsewhere/Procfile')).toBeUndefined();
  });

  it.each<[Configuration, unknown[]]>([
    [{}, [undefined]],
    [{ rules: { [PORT]: 'off' } }, ['off']],
    [{ rules: { [PORT]: 'off' }, overrides: [{ files: 'a', rules: { [PORT]: 2 } }] }, ['error', 'off']],
    [{ overrides: [{ files: 'a', rules: { [PORT]: 2 } }] }, ['error', undefined]],
    [{ rules: { [PORT]: 2 }, overrides: [{ files: '**', rules: { [PORT]: 'off' } }] }, ['off']],
  ])('of %j may be %j', (configuration, levels) => {
    expect([...policy(configuration).possibleLevels(PORT)]).toEqual(levels);
  });
});

describe('projects', () => {
  it.each<[string | string[], string[]]>([
    ['services/old', ['/repo/services/old']],
    ['services/old/', ['/repo/services/old']],
    ['services/old/**', ['/repo/services/old']],
    ['services/*', ['/repo/services/old', '/repo/services/new']],
    ['old', ['/repo/services/old']],
    ['**', ['/repo', '/repo/services/old', '/repo/services/new']],
    [['services/**', '!services/new'], ['/repo/services/old']],
    ['*.config', []],
    ['.*', []],
    ['Procfile', []],
  ])('%j ignores %j', (ignores, expected) => {
    const { isIgnoredProject } = policy({ ignores });
    const roots = ['/repo', '/repo/services/old', '/repo/services/new'];
    expect(roots.filter(isIgnoredProject)).toEqual(expected);
  });

  it('have the platform of the last override that fits them', () => {
    const { platformOf } = policy({
      platform: 'a',
      overrides: [
        { files: 'x', platform: 'b' },
        { files: 'x/y', platform: 'c' },
        { files: 'x/y/Procfile', platform: 'd' },
      ],
    });
    expect(['/repo', '/repo/x', '/repo/x/y', '/repo/z'].map(platformOf)).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('known options', () => {
  const { isKnownOption } = policy({ knownOptions: ['aws:new:*/A*', 'aws:ec2:instances/New'] });
  it.each<[string, string | undefined, boolean]>([
    ['aws:new:thing', 'Abc', true],
    ['aws:new:thing', 'Bcd', false],
    ['aws:new:thing', undefined, true],
    ['aws:ec2:instances', 'New', true],
    ['aws:ec2:instances', 'Newer', false],
    ['aws:ec2', undefined, false],
  ])('%s/%s', (namespace, option, expected) => {
    expect(isKnownOption(namespace, option)).toBe(expected);
  });
});

describe('merged', () => {
  it('puts what is built on before what is said, overrides included', () => {
    const base: Configuration = {
      extends: 'strict',
      rules: { [PORT]: 'off' },
      overrides: [{ files: 'api', rules: { [PORT]: 'warn' } }],
      ignores: 'a',
    };
    const both = merged(base, { rules: { 'routing/*': 'error' }, ignores: ['b'], platform: PLATFORM });
    expect(both).toEqual({
      extends: 'strict',
      rules: { [PORT]: 'off' },
      overrides: [
        { files: 'api', rules: { [PORT]: 'warn' } },
        { files: '**', rules: { 'routing/*': 'error' }, platform: PLATFORM },
      ],
      ignores: ['a', 'b'],
    });
    expect(policy(both).levelAt(PORT, '/repo/api/Procfile')).toBe('error');
    expect(policy(both).platformOf('/repo/api')).toBe(PLATFORM);
  });

  it.each<[Configuration, Configuration, Configuration]>([
    [
      { platform: PLATFORM },
      { rules: { [PORT]: 'off' } },
      { platform: PLATFORM, overrides: [{ files: '**', rules: { [PORT]: 'off' } }] },
    ],
    [
      { platform: PLATFORM },
      { platform: 'Docker' },
      { platform: PLATFORM, overrides: [{ files: '**', platform: 'Docker' }] },
    ],
    [
      { overrides: [{ files: 'a', platform: PLATFORM }] },
      { rules: { [PORT]: 'off' } },
      {
        overrides: [
          { files: 'a', platform: PLATFORM },
          { files: '**', rules: { [PORT]: 'off' } },
        ],
      },
    ],
    [{ ignores: 'a' }, { platform: PLATFORM }, { platform: PLATFORM, ignores: ['a'] }],
  ])('keeps all that %j and %j say', (base, own, both) => {
    expect(merged(base, own)).toEqual(both);
  });

  it('takes the preset that is said last', () => {
    expect(merged({ extends: 'strict' }, { extends: ['strict', 'recommended'] }).extends).toBe('recommended');
  });
});
