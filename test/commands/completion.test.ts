import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_NAMES, SHELLS } from '../../src/cli/commands.js';
import { FLAG_GROUPS } from '../../src/cli/flags.js';
import { completion } from '../../src/commands/completion.js';
import { bashScript, fishQuoted } from '../../src/commands/completion/bash-script.js';
import { vocabulary } from '../../src/commands/completion/vocabulary.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { run } from '../../src/run.js';
import { ports } from '../support/ports.js';

describe.each(SHELLS)('the script for %s', (shell) => {
  const script = completion({ paths: [shell] });

  it('has every command, flag, rule and value', () => {
    const flags = Object.values(FLAG_GROUPS).flat();
    // Fish takes names of flags without their hyphens.
    const nameOf = (name: string) => (shell === 'fish' ? `-l ${name.slice(2)}` : name);
    const expected = [
      ...COMMAND_NAMES,
      ...flags.map(({ name }) => nameOf(name)),
      ...ALL_RULES.map(({ id }) => id),
      'recommended strict',
      'sarif gitlab',
      'markdown json',
      'al2023',
      'bash zsh fish',
    ];
    expect(expected.filter((text) => !script.includes(text))).toEqual([]);
  });

  it('has ASCII only, and no line that a terminal acts on', () => {
    expect(script).toMatch(/^[\n -~]+\n$/);
  });
});

it('knows which flags of linting have values', () => {
  const [lint] = vocabulary().commands;
  const withValues = lint?.flags.filter(({ values }) => values.length > 0).map(({ name }) => name);
  expect(withValues).toEqual([
    ...['--preset', '--rule', '--suppress-rule', '--format', '--output', '--explain-silence', '--explain'],
  ]);
});

it.each([
  [[], 'Name one shell, bash, zsh, or fish: `eblint completion bash`.'],
  [['bash', 'zsh'], 'Name one shell, bash, zsh, or fish: `eblint completion bash`.'],
  [['fsh'], 'Unknown shell fsh. Did you mean fish?'],
  [['powershell'], 'Unknown shell powershell. Use bash, zsh, or fish.'],
])('is a usage error for %j', async (names, message) => {
  let stderr = '';
  const exitCode = await run(
    ['completion', ...names],
    ports({ stderr: { write: (text) => void (stderr += text) } }),
  );
  expect([exitCode, stderr]).toEqual([2, `eblint: ${message}\n`]);
});

it.each([
  ['routing/port-mismatch:off', 'routing/port-mismatch:off'],
  ["it's", String.raw`'it\'s'`],
  [String.raw`a\b`, String.raw`'a\\b'`],
  ['$(a)', "'$(a)'"],
  ['', "''"],
])('quotes %j for fish', (word, expected) => {
  expect(fishQuoted(word)).toBe(expected);
});

const rulesOf = (group: string): readonly string[] =>
  ALL_RULES.map(({ id }) => id).filter((id) => id.startsWith(`${group}/`));

const BASH_IS_MISSING = spawnSync('bash', ['--version']).error !== undefined;

/** What bash offers for the last word, after it has split the line at ":" and "=" as it does. */
function offered(script: string, words: readonly string[]): string[] {
  const simulation = `${script}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_eblint
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-uc', simulation, 'bash', 'eblint', ...words], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('bash', () => {
  beforeEach(({ skip }) => {
    skip(BASH_IS_MISSING, 'bash is not installed');
  });

  it.each([
    ['commands for the first word', [''], [...COMMAND_NAMES]],
    ['no command after a path', ['src', 'mig'], []],
    ['no command after "--"', ['--', 'mig'], []],
    ['a command after a flag and its value', ['--preset', 'strict', 'mig'], ['migrate']],
    ['a command after a flag with its value', ['--preset', '=', 'strict', 'mig'], ['migrate']],
    ['flags of linting', ['--no-c'], ['--no-config', '--no-ci', '--no-color']],
    ['flags of a command', ['migrate', '--no-c'], ['--no-config', '--no-color']],
    ['no flags of other commands', ['--wri'], []],
    ['the values of a flag', ['--preset', ''], ['recommended', 'strict', 'controls']],
    ['the values after "="', ['--preset', '=', 's'], ['strict']],
    ['all values after "="', ['--preset', '='], ['recommended', 'strict', 'controls']],
    ['the values of a short flag', ['-f', 'sa'], ['sarif']],
    ['the formats of a command', ['migrate', '--format', ''], ['markdown', 'json']],
    ['the platform to move to', ['migrate', '--to', ''], ['al2023']],
    ['rules', ['--explain', 'routing/port-m'], ['routing/port-mismatch']],
    [
      'severities',
      ['--rule', 'routing/port-mism'],
      ['routing/port-mismatch:off', 'routing/port-mismatch:warning', 'routing/port-mismatch:error'],
    ],
    ['what follows a colon', ['--rule', 'routing/port-mismatch', ':', 'w'], ['warning']],
    [
      'what follows "=" and a colon',
      ['--rule', '=', 'routing/port-mismatch', ':'],
      ['off', 'warning', 'error'],
    ],
    ['paths after a flag that takes one', ['--config', ''], []],
    ['groups', ['--rule', 'routing/*', ':', 'o'], ['off']],
    ['rules and groups', ['--suppress-rule', 'https/'], [...rulesOf('https'), 'https/*']],
    ['formats before a path', ['--output', 'sa'], ['sarif:']],
    ['no format after the path has begun', ['--output', 'sarif', ':', 'sa'], []],
    ['namespaces', ['options', 'aws', ':', 'elbv2', ':', 'listenerr'], ['listenerrule:']],
    ['namespaces of settings', ['resolve', 'aws', ':', 'rd'], ['rds:dbinstance']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
  ])('offers %s', (_, words, expected) => {
    expect(offered(completion({ paths: ['bash'] }), words)).toEqual(expected);
  });

  it('runs nothing that a name contains', () => {
    const names = ['$(echo a)', '`echo b`', "it's", '*', 'a b', String.raw`\c`];
    const { commands, ...others } = vocabulary();
    const script = bashScript({ ...others, commands: commands.map((command) => ({ ...command, names })) });
    expect(offered(script, ['completion', ''])).toEqual(names);
  });
});
