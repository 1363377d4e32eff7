import { describe, expect, it } from 'vitest';
import { editProject } from '../src/lint/edit-text.js';
import { lintModel } from '../src/lint/lint-project.js';
import { command } from '../src/rules/config/command.js';
import { commandOrder } from '../src/rules/config/command-order.js';
import { duplicateKey } from '../src/rules/config/duplicate-key.js';
import { encoding } from '../src/rules/config/encoding.js';
import { fileEntry } from '../src/rules/config/file-entry.js';
import { fileMode } from '../src/rules/config/file-mode.js';
import { packages } from '../src/rules/config/packages.js';
import { unknownKey } from '../src/rules/config/unknown-key.js';
import type { Rule } from '../src/rules/rule.js';
import { projectOf } from './support/fixtures.js';

const NAME = '.ebextensions/a.config';

const findings = (rule: Rule, text: string) => [...rule.check(projectOf({ [NAME]: text }))];

const reported = (rule: Rule, text: string) =>
  lintModel(projectOf({ [NAME]: text }), {}, [rule]).diagnostics.filter(
    ({ ruleId }) => ruleId === rule.meta.id,
  );

/** How safe the fix of the only finding is, and the file with it. */
function mended(rule: Rule, text: string): readonly [safety: string, text: string] {
  const project = projectOf({ [NAME]: text });
  const [finding, ...others] = rule.check(project);
  expect(others).toEqual([]);
  const { safety, edits } = finding!.fix!;
  const [file] = editProject(project.files, edits)!.files;
  return [safety, file && 'source' in file ? file.source.text : ''];
}

describe('fixes', () => {
  it.each([
    [
      encoding,
      'commands:\n  a: { command: “npm ci” } # why\n',
      'commands:\n  a: { command: "npm ci" } # why\n',
    ],
    [encoding, 'files:\n  ‘/etc/a’: { content: b }\n', 'files:\n  "/etc/a": { content: b }\n'],
    [packages, 'packages:\n  yun: # tools\n    git: []\n', 'packages:\n  yum: # tools\n    git: []\n'],
    [unknownKey, 'commands:\n  a: { "cmd": b }\n', 'commands:\n  a: { "command": b }\n'],
    [unknownKey, 'services:\n  systemdd: { a: {} }\n', 'services:\n  systemd: { a: {} }\n'],
  ])('ask first where something comes to life: %#', (rule, before, after) => {
    expect(mended(rule, before)).toEqual(['unsafe', after]);
  });

  it.each([
    [packages, 'packages:\n  "Yum ": { git: [] }\n', 'packages:\n  "yum": { git: [] }\n'],
    [unknownKey, 'commands:\n  a: { " Command": b }\n', 'commands:\n  a: { "command": b }\n'],
    [unknownKey, 'services:\n  Systemd: { a: {} }\n', 'services:\n  systemd: { a: {} }\n'],
    [fileMode, 'files:\n  /a: { mode: 0755 }\n', 'files:\n  /a: { mode: "000755" }\n'],
    [fileMode, 'files:\n  /a: { mode: 00000644 }\n', 'files:\n  /a: { mode: "000644" }\n'],
  ])('do not ask where nothing but the spelling changes: %#', (rule, before, after) => {
    expect(mended(rule, before)).toEqual(['safe', after]);
  });
});

describe('what must not be renamed', () => {
  it.each([
    // rpm takes addresses.
    [packages, 'packages:\n  npm:\n    yarn: []\n', 'name the packages in package.json'],
    [packages, 'packages:\n  dnf:\n    a: []\n  yum:\n    b: []\n', 'use yum'],
    [unknownKey, 'users:\n  a: { gid: 5 }\n', 'Its keys are uid, groups and homeDir.'],
    [unknownKey, 'groups:\n  a: { uid: 5 }\n', 'Its keys are gid.'],
  ])('%#', (rule, text, advice) => {
    const [finding, ...others] = findings(rule, text);
    expect(finding?.message).toContain(advice);
    expect(finding).not.toHaveProperty('fix');
    expect(others).toEqual([]);
  });
});

describe('config/command-order', () => {
  it('shows how to write the name that runs too late', () => {
    const [finding] = findings(commandOrder, 'commands:\n  2_b: {}\n  1_a: {}\n  10_c: {}\n');
    expect(finding!.message).toContain('"10_c" runs before "1_a"');
    expect(finding!.message).toMatch(/such as "01_a"\.$/);
  });

  it.each([
    ['2: {}\n  10: {}', '"02"'],
    ['2_a: {}\n  10_b: {}', '02_a'],
    ['"2": {}\n  "10": {}', '02'],
  ])('keeps a name a text: %j', (names, text) => {
    const [finding] = findings(commandOrder, `commands:\n  ${names}\n`);
    expect(finding!.fix!.edits.map((edit) => edit.text)).toEqual([text]);
  });

  it('fills no number up to the length of a date', () => {
    const dated = 'commands:\n  20261231_a: {}\n  3_b: {}\n';
    expect(findings(commandOrder, dated)).toEqual([]);
    const [finding] = findings(commandOrder, `${dated}  10_c: {}\n`);
    expect(finding!.fix!.edits.map(({ text }) => text)).toEqual(['03_b']);
  });
});

describe('config/command', () => {
  it('takes blanks of any number for the end of a program', () => {
    expect(findings(command, 'commands:\n  a: { command: ["npm  \t ci", b] }\n')).toHaveLength(1);
  });
});

describe('a test without quotes', () => {
  const marks = (test: string) =>
    reported(command, `commands:\n  a:\n    command: b\n    test: ${test}\n`).length;

  it.each(['[ -f /x ]', '[ ! -f /x ]', '[[ -f /x ]]', '! test -f /x', '[ $A = b ]'])('%s', (test) => {
    expect(marks(test)).toBe(1);
  });

  it.each([
    ...['test -f /x', '"[ -f /x ]"', "'! test -f /x'", '"[[ -f /x ]]"', '|\n      [ -f /x ]'],
    ...['[test, -f, /x]', '[test, ! -x, /x]', '["/opt/a b/c", -f]', '[]', '', '!Ref X'],
    ...['[!Ref X, /x]', '[{{ program }} -f, /x]', '[${RUN} -f, /x]', '["`{\\"Ref\\": \\"X\\"}`", -f]'],
  ])('is not %s', (test) => {
    expect(marks(test)).toBe(0);
  });
});

describe('config/duplicate-key', () => {
  it('leaves what cannot be parsed to another rule', () => {
    expect(findings(duplicateKey, 'commands: { a: b, a: c }')).toHaveLength(1);
    expect(findings(duplicateKey, 'commands: [')).toEqual([]);
  });
});

describe('config/encoding', () => {
  it('is silent about quotes in a file that cannot be parsed', () => {
    const text = 'commands:\n  a: { command: “b” }\n';
    expect(reported(encoding, text)).toHaveLength(1);
    expect(reported(encoding, `${text}x: y: z\n`)).toEqual([]);
  });
});

describe('config/file-entry', () => {
  it.each([
    ['etc/c:/a', 'a drive in the middle'],
    ['xc:/a', 'more than a letter'],
  ])('takes %s for no path of Windows: %s', (path) => {
    expect(findings(fileEntry, `files:\n  ${path}: { content: b }\n`)).toHaveLength(1);
  });

  it('tells of a source beside content and encoding once', () => {
    const text = 'files:\n  /a: { content: b, source: https://example.com/c, encoding: plain }\n';
    expect(findings(fileEntry, text).map(({ message }) => message)).toEqual([
      expect.stringContaining('has a content and a source'),
    ]);
  });

  it('asks nothing of an empty authentication', () => {
    const text = (authentication: string) =>
      `files:\n  /a: { source: https://example.com/a, authentication: ${authentication} }\n`;
    expect(findings(fileEntry, text('s3'))).toHaveLength(1);
    expect(findings(fileEntry, text('""'))).toEqual([]);
  });
});

describe('config/file-mode', () => {
  it.each([
    ['an owner', 'owner: 000644'],
    ['a number of base 16', 'mode: 0x100'],
    ['a number of base 2', 'mode: 0b100'],
    ['digits in groups, which quotes would make no number', 'mode: 07_55'],
    ['a list', 'mode: [0755]'],
  ])('is silent about %s', (_, entry) => {
    expect(findings(fileMode, `files:\n  /a: { ${entry}, content: b }\n`)).toEqual([]);
  });
});

describe('config/unknown-key', () => {
  it.each([
    ['users:\n  a: { x: 1 }\n', 'Its keys are uid, groups and homeDir.'],
    ['groups:\n  a: { x: 1 }\n', 'Its keys are gid.'],
    [
      'services:\n  systemd:\n    a: { x: 1 }\n',
      'Its keys are enabled, ensureRunning, files, sources, packages and commands.',
    ],
  ])('lists the keys of %j', (text, expected) => {
    expect(findings(unknownKey, text)[0]!.message).toContain(expected);
  });
});
