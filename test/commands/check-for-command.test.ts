import { describe, expect, it } from 'vitest';
import { checkForCommand } from '../../src/commands/input/check-for-command.js';
import type { Ports } from '../../src/ports/ports.js';

const check = (paths: readonly string[], existing: readonly string[] = []) => {
  const kindOf = (path: string) => (existing.includes(path) ? 'folder' : 'missing');
  checkForCommand(paths, { cwd: '/project', files: { kindOf } } as unknown as Ports);
};

describe('a first path that looks like a command', () => {
  it.each([
    [['explain', 'settings/overridden'], 'eblint --explain settings/overridden'],
    [['explain'], 'eblint --explain RULE'],
    [['rules'], 'eblint --list-rules'],
    [['init'], 'eblint --init'],
    [['diff', 'web'], 'eblint --fix-dry-run web'],
    [['statistics'], 'eblint --statistics'],
    [['watch', 'web'], 'eblint --watch web'],
    [['check'], 'eblint'],
    [['lint', 'services/api', 'web'], 'eblint services/api web'],
    [['fix', 'web'], 'eblint --fix web'],
    [['version'], 'eblint --version'],
    [['help'], 'eblint --help'],
    [['help', 'migrate'], 'eblint migrate --help'],
    [['migrat', 'web'], 'eblint migrate web'],
    [['wy'], 'eblint why'],
    [['graf'], 'eblint graph'],
    [['grahp', 'web'], 'eblint graph web'],
    [['resolf'], 'eblint resolve'],
    [['completions', 'bash'], 'eblint completion bash'],
    [['resolv'], 'eblint resolve'],
    [['catalog'], 'eblint catalogue'],
    [['option', 'MinSize'], 'eblint options MinSize'],
  ])('%j: %s', (paths, instead) => {
    expect(() => check(paths)).toThrow(
      `There is no command or path "${paths[0]}". Did you mean \`${instead}\`?`,
    );
  });

  it.each([
    [['check'], ['/project/check']],
    [['./check'], []],
    [['web', 'check'], []],
    [['chek.config'], []],
    [['services'], []],
    [['app'], []],
    [['frontend'], []],
    [['migrations'], []],
    [['steward'], []],
    [['steady'], []],
    [['constructor'], []],
    [[], []],
  ])('is a path: %j where there is %j', (paths, existing) => {
    expect(() => check(paths, existing)).not.toThrow();
  });
});
