import { describe, expect, it } from 'vitest';
import { editProject } from '../../src/lint/edit-text.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const commandLineInList = ruleById('config/command-line-in-list');
const contentAndSource = ruleById('config/content-and-source');
const duplicateKey = ruleById('config/duplicate-key');
const ignoredEncoding = ruleById('config/ignored-encoding');
const misorderedCommands = ruleById('config/misordered-commands');
const relativeFilePath = ruleById('config/relative-file-path');
const typographicQuotes = ruleById('config/typographic-quotes');
const unknownAuthentication = ruleById('config/unknown-authentication');
const unknownKey = ruleById('config/unknown-key');
const unknownServiceManager = ruleById('config/unknown-service-manager');
const unquotedMode = ruleById('config/unquoted-mode');
const unquotedTest = ruleById('config/unquoted-test');
const unsupportedPackageManager = ruleById('config/unsupported-package-manager');

const NAME = '.ebextensions/a.config';

const findings = (rule: AnyRule, text: string) => [...findingsOf(rule, projectOf({ [NAME]: text }))];

const reported = (rule: AnyRule, text: string) =>
  lintModel(projectOf({ [NAME]: text }), {}, [rule]).diagnostics.filter(({ ruleId }) => ruleId === rule.id);

/** How safe the fix of the only finding is, and the file with it. */
function fixedBy(rule: AnyRule, text: string): readonly [safety: string, text: string] {
  const project = projectOf({ [NAME]: text });
  const [finding, ...others] = findingsOf(rule, project);
  expect(others).toEqual([]);
  const { safety, edits } = finding!.fix!;
  const [file] = editProject(deployedFiles(project), edits)!.files;
  return [safety, file && 'source' in file ? file.source.text : ''];
}

describe('fixes', () => {
  it.each([
    [
      typographicQuotes,
      'commands:\n  a: { command: “npm ci” } # why\n',
      'commands:\n  a: { command: "npm ci" } # why\n',
    ],
    [typographicQuotes, 'files:\n  ‘/etc/a’: { content: b }\n', 'files:\n  "/etc/a": { content: b }\n'],
    [
      unsupportedPackageManager,
      'packages:\n  yun: # tools\n    git: []\n',
      'packages:\n  yum: # tools\n    git: []\n',
    ],
    [unknownKey, 'commands:\n  a: { "cmd": b }\n', 'commands:\n  a: { "command": b }\n'],
    [unknownServiceManager, 'services:\n  systemdd: { a: {} }\n', 'services:\n  systemd: { a: {} }\n'],
  ])('ask first where something comes to life: %#', (rule, before, after) => {
    expect(fixedBy(rule, before)).toEqual(['unsafe', after]);
  });

  it.each([
    [unsupportedPackageManager, 'packages:\n  "Yum ": { git: [] }\n', 'packages:\n  "yum": { git: [] }\n'],
    [unknownKey, 'commands:\n  a: { " Command": b }\n', 'commands:\n  a: { "command": b }\n'],
    [unknownServiceManager, 'services:\n  Systemd: { a: {} }\n', 'services:\n  systemd: { a: {} }\n'],
    [unquotedMode, 'files:\n  /a: { mode: 0755 }\n', 'files:\n  /a: { mode: "000755" }\n'],
    [unquotedMode, 'files:\n  /a: { mode: 00000644 }\n', 'files:\n  /a: { mode: "000644" }\n'],
  ])('do not ask where nothing but the spelling changes: %#', (rule, before, after) => {
    expect(fixedBy(rule, before)).toEqual(['safe', after]);
  });
});

describe('what must not be renamed', () => {
  it.each([
    // rpm takes addresses.
    [
      unsupportedPackageManager,
      'packages:\n  npm:\n    yarn: []\n',
      'List the packages in `package.json`, which the Node.js platforms install.',
    ],
    [
      unsupportedPackageManager,
      'packages:\n  dnf:\n    a: []\n  yum:\n    b: []\n',
      'Use `yum`, which is the key on Amazon Linux 2023 too.',
    ],
    [
      unknownKey,
      'users:\n  a: { gid: 5 }\n',
      'Delete it: Elastic Beanstalk knows only `uid`, `groups`, and `homeDir` here.',
    ],
    [unknownKey, 'groups:\n  a: { uid: 5 }\n', 'Delete it: Elastic Beanstalk knows only `gid` here.'],
  ])('%#', (rule, text, help) => {
    const [finding, ...others] = findings(rule, text);
    expect(finding?.help).toBe(help);
    expect(finding).not.toHaveProperty('fix');
    expect(others).toEqual([]);
  });
});

describe('config/misordered-commands', () => {
  it('shows how to write the name that runs too late', () => {
    const [finding] = findings(misorderedCommands, 'commands:\n  2_b: {}\n  1_a: {}\n  10_c: {}\n');
    expect(finding!.message).toContain('"10_c" runs before "1_a"');
    expect(finding!.help).toBe('Use the same number of digits in all names, such as `01_a`.');
  });

  it.each([
    ['2: {}\n  10: {}', '"02"'],
    ['2_a: {}\n  10_b: {}', '02_a'],
    ['"2": {}\n  "10": {}', '02'],
  ])('keeps a name a text: %j', (names, text) => {
    const [finding] = findings(misorderedCommands, `commands:\n  ${names}\n`);
    expect(finding!.fix!.edits.map((edit) => edit.text)).toEqual([text]);
  });

  it('fills no number up to the length of a date', () => {
    const dated = 'commands:\n  20261231_a: {}\n  3_b: {}\n';
    expect(findings(misorderedCommands, dated)).toEqual([]);
    const [finding] = findings(misorderedCommands, `${dated}  10_c: {}\n`);
    expect(finding!.fix!.edits.map(({ text }) => text)).toEqual(['03_b']);
  });
});

describe('config/command-line-in-list', () => {
  it('takes spaces of any number for the end of a program', () => {
    expect(findings(commandLineInList, 'commands:\n  a: { command: ["npm  \t ci", b] }\n')).toHaveLength(1);
  });
});

describe('a test without quotes', () => {
  const marks = (test: string) =>
    reported(unquotedTest, `commands:\n  a:\n    command: b\n    test: ${test}\n`).length;

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

describe('config/typographic-quotes', () => {
  it('is silent about a file that cannot be parsed', () => {
    const text = 'commands:\n  a: { command: “b” }\n';
    expect(reported(typographicQuotes, text)).toHaveLength(1);
    expect(reported(typographicQuotes, `${text}x: y: z\n`)).toEqual([]);
  });
});

describe('config/relative-file-path', () => {
  it.each([
    ['etc/c:/a', 'a drive in the middle'],
    ['xc:/a', 'more than a letter'],
  ])('does not take %s for a Windows path: %s', (path) => {
    expect(findings(relativeFilePath, `files:\n  ${path}: { content: b }\n`)).toHaveLength(1);
  });
});

describe('config/ignored-encoding', () => {
  it('is silent where the encoding may apply to a content', () => {
    const text = 'files:\n  /a: { content: b, source: https://example.com/c, encoding: plain }\n';
    expect(findings(ignoredEncoding, text)).toEqual([]);
    expect(findings(contentAndSource, text)).toHaveLength(1);
  });
});

describe('config/unknown-authentication', () => {
  it('asks nothing of an empty authentication', () => {
    const text = (authentication: string) =>
      `files:\n  /a: { source: https://example.com/a, authentication: ${authentication} }\n`;
    expect(findings(unknownAuthentication, text('s3'))).toHaveLength(1);
    expect(findings(unknownAuthentication, text('""'))).toEqual([]);
  });
});

describe('config/unquoted-mode', () => {
  it.each([
    ['an owner', 'owner: 000644'],
    ['a number of base 16', 'mode: 0x100'],
    ['a number of base 2', 'mode: 0b100'],
    ['digits in groups, which quotes would make no number', 'mode: 07_55'],
    ['a list', 'mode: [0755]'],
  ])('is silent about %s', (_, entry) => {
    expect(findings(unquotedMode, `files:\n  /a: { ${entry}, content: b }\n`)).toEqual([]);
  });
});

describe('config/unknown-key', () => {
  it.each([
    [
      'users:\n  a: { x: 1 }\n',
      'Delete it: Elastic Beanstalk knows only `uid`, `groups`, and `homeDir` here.',
    ],
    ['groups:\n  a: { x: 1 }\n', 'Delete it: Elastic Beanstalk knows only `gid` here.'],
    [
      'services:\n  systemd:\n    a: { x: 1 }\n',
      'Delete it: Elastic Beanstalk knows only `enabled`, `ensureRunning`, `files`, `sources`, `packages`, and `commands` here.',
    ],
  ])('lists the keys of %j', (text, help) => {
    expect(findings(unknownKey, text)[0]!.help).toBe(help);
  });
});

describe('a misspelled key', () => {
  const idsOf = (text: string, ...off: string[]) =>
    lintModel(projectOf({ [NAME]: text }), {
      severities: new Map(off.map((id) => [id, 'off'])),
    }).diagnostics.map(({ ruleId }) => ruleId);

  it.each([
    ['commands:\n  a: { cmd: b }\n', 'config/unknown-key', 'config/missing-command'],
    ['files:\n  /a: { contents: b }\n', 'config/unknown-key', 'config/missing-content'],
    ['files:\n  /a: { url: https://example.com }\n', 'config/unknown-key', 'config/missing-content'],
    ['Resources:\n  A: { type: "X::Y" }\n', 'resources/unknown-key', 'resources/missing-type'],
    ['Resources:\n  aws:a: { b: c }\n', 'resources/misplaced-namespace', 'resources/invalid-id'],
  ])('of %j is one finding, and another one where its rule is off', (text, strong, weak) => {
    expect(idsOf(text)).toEqual([strong]);
    expect(idsOf(text, strong)).toContain(weak);
  });
});
