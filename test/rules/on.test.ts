import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/fact.js';
import type { Project } from '../../src/model/project.js';
import {
  anyOf,
  archived,
  file,
  language,
  listenerRules,
  listeners,
  option,
  present,
  problem,
  source,
  word,
} from '../../src/rules/on.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const config = (text: string) => ({ '.ebextensions/a.config': text });
const command = (text: string) => config(`container_commands:\n  a: {command: '${text}'}\n`);
const settings = (text: string) => config(`option_settings:\n${text}`);

const NODE = { '.elasticbeanstalk/config.yml': 'global: {default_platform: Node.js 20}\n' };
const PYTHON = { '.elasticbeanstalk/config.yml': 'global: {default_platform: Python 3.12}\n' };
const PROPERTIES = 'aws:elasticbeanstalk:application:environment';
const RULE = 'aws:elbv2:listenerrule:ws';

describe('a subscription', () => {
  it.each<[what: string, on: Fact<readonly unknown[]>, with_: object, without: object]>([
    [
      'what a file says',
      file('package.json'),
      { ...NODE, 'package.json': '{}' },
      { ...NODE, 'package.json': '{' },
    ],
    [
      'what the platform reads',
      file('package.json'),
      { ...NODE, 'package.json': '{}' },
      { ...PYTHON, 'package.json': '{}' },
    ],
    ['a file', source('Gemfile', 'Pipfile'), { Pipfile: '' }, { 'app/Pipfile': '' }],
    ['a file that need not be read', present('.env'), { '.env': '' }, { '.envrc': '' }],
    ['a word of a script', word('yum', 'dnf'), command('sudo yum -y update'), command('yummy')],
    ['a word beside a hyphen', word('get'), command('apt-get update'), command('aptget update')],
    [
      'an option',
      option(PROPERTIES, 'A'),
      settings(`  ${PROPERTIES}: {A: b}\n`),
      settings(`  ${PROPERTIES}: {B: b}\n`),
    ],
    [
      'a namespace',
      option(PROPERTIES),
      settings(`  ${PROPERTIES}: {A: b}\n`),
      settings(`  ${RULE}: {Process: b}\n`),
    ],
    [
      'a rule of a listener',
      listenerRules,
      settings(`  ${RULE}: {Process: b}\n`),
      settings(`  ${PROPERTIES}: {A: b}\n`),
    ],
    [
      'a listener that is declared',
      listeners,
      settings('  aws:elbv2:listener:443: {Protocol: HTTPS}\n'),
      settings('  aws:elasticbeanstalk:environment: {LoadBalancerType: application}\n'),
    ],
    ['a platform', language('node', 'go'), NODE, {}],
    ['a problem', problem('duplicate-key'), config('a: 1\na: 2\n'), config('a: 1\nb: 2\n')],
    ['any of several', anyOf(source('a'), source('b')), { b: '' }, { c: '' }],
  ])('is to %s', (_, on, has, hasNot) => {
    expect(on(projectOf(has as Record<string, string>))).toHaveLength(1);
    expect(on(projectOf(hasNot as Record<string, string>))).toEqual([]);
  });

  it('is to an archive', () => {
    const project = projectOf({});
    expect(archived(project)).toEqual([]);
    const archive = { file: undefined as never, size: 1, entries: [] };
    expect(archived({ ...project, files: { ...project.files, archive } })).toEqual([archive]);
  });
});

it('asks a rule only where there is what it needs', () => {
  const asked: string[] = [];
  const { id, meta } = testRule('test/needs', () => []);
  const rule: AnyRule = {
    id,
    meta,
    needs: source('Gemfile'),
    check: ({ files }: Project) => {
      asked.push(...files.files.map(({ name }) => name));
      return [];
    },
  };
  for (const texts of [{ Gemfile: '' }, { Pipfile: '' }])
    expect([...findingsOf(rule, projectOf(texts))]).toEqual([]);
  expect(asked).toEqual(['Gemfile']);
});
