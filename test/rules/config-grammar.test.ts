import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixProject } from '../../src/fix/fix-project.js';
import { describePermissions, permissionsOf } from '../../src/knowledge/instance/file-mode.js';
import { ENTRY_KEYS, intendedBySynonym } from '../../src/knowledge/sections.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { osOf, type Platform, possibleGenerations } from '../../src/model/platform/platform.js';
import { isComplete } from '../../src/model/scripts/completeness.js';
import { entriesIn } from '../../src/parse/config-file/sections.js';
import { rules } from '../../src/rules/index.js';
import { projectOf } from '../support/fixtures.js';
import { runs } from '../support/runs.js';

const NAME = '.ebextensions/a.config';

const OWN = rules.filter(({ id }) => id.startsWith('config/'));

const diagnosticsOf = (text: string, platform?: string) =>
  lintModel(projectOf({ [NAME]: text }, platform), {}, OWN).diagnostics;

/** `rule: the text that is marked` of all findings. */
const markedIn = (text: string, platform?: string): string[] =>
  diagnosticsOf(text, platform).map(
    ({ ruleId, at }) => `${ruleId}: ${at.file.text.slice(at.span.start, at.span.end)}`,
  );

function fixed(text: string): string {
  const { files } = fixProject(deployedFiles(projectOf({ [NAME]: text })), { unsafe: true }, OWN);
  const [file] = files.files;
  return file && 'source' in file ? file.source.written : '';
}

describe('modes', () => {
  it.each([
    ['644', 0o644],
    ['000755', 0o755],
    [' 0755 ', 0o755],
    ['0o644', 0o644],
    ['120777', 0o777],
    ['41471', 0o1471],
    ['493', undefined],
    ['u+x', undefined],
    ['', undefined],
  ])('%j', (text, permissions) => {
    expect(permissionsOf(text)).toBe(permissions);
  });

  it.each([
    [0o644, '0644 (rw-r--r--)'],
    [0o420, '0420 (r---w----)'],
    [0, '0000 (---------)'],
    [0o7777, '7777 (rwxrwxrwx)'],
  ])('%o is shown as %s', (permissions, shown) => {
    expect(describePermissions(permissions)).toBe(shown);
  });

  it('reports a mode whose number differs, and keeps what is around it', () => {
    const entry = (mode: string) => `files:\r\n  /a: # why\r\n    mode: ${mode} # read\r\n    content: x\r\n`;
    expect(fixed(entry('0644'))).toBe(entry('"000644"'));
    expect(fixed(entry('&m 000755'))).toBe(entry('&m "000755"'));
    for (const right of ['644', '"0755"', "'755'", '0o644', '!!str 0644', '00', '01', '${MODE}'])
      expect(markedIn(entry(right)), right).toEqual([]);
  });

  it('leaves a mode alone that an alias repeats', () => {
    const text = 'files:\n  /a: { mode: &m 0755, content: x }\n  /b: { mode: *m, content: y }\n';
    expect(markedIn(text)).toContain('config/unquoted-mode: 0755');
    expect(fixed(text)).toBe(text);
  });
});

describe('sections', () => {
  it.each([
    ['x: 1', 'Begin the line with `#`'],
    ['file: {}', 'Write `files`.'],
    ['command: npm ci', 'Indent it below an entry of `container_commands`.'],
    ['command: { a: { command: b } }', 'Write `commands`.'],
    ['command:', 'Write `commands`.'],
    ['env: { A: b }', 'Indent it below an entry of `container_commands`.'],
    ['my-aws:autoscaling:asg: {}', 'Delete it: the sections are `option_settings`, `Resources`'],
    ['MyAction.aws:autoscaling:scheduledaction: {}', 'Indent it below `option_settings`.'],
    ['constructor: {}', 'Delete it: the sections are `option_settings`, `Resources`'],
    ['global: {}', 'Move it to `.elasticbeanstalk/config.yml`.'],
    ['{\n  // why\n  "commands": {}\n}', 'Delete the comment, or begin it with `#`.'],
    ['{\n  /* why */\n  "commands": {}\n}', 'Delete the comment, or begin it with `#`.'],
    ['{\n  // "sources": {},\n  "commands": {}\n}', 'Delete the comment'],
    ['"//etc/a": { content: b }', 'Indent it below `files` or `sources`.'],
  ])('%s', (text, help) => {
    const [first, ...others] = diagnosticsOf(text);
    expect(others).toEqual([]);
    expect(first?.help).toContain(help);
  });

  it.each(['', '# nothing', '{}', 'Conditions: {}', '"{{ x }}": {}', '<<: {commands: {}}'])(
    '%j is fine',
    (text) => {
      expect(markedIn(text)).toEqual([]);
    },
  );

  it('is silent about a file that cannot be parsed', () => {
    expect(markedIn('from: here\n  there: x\n')).toEqual([expect.stringMatching(/^config\/syntax-error/)]);
  });

  it('does not rename a section to one that is there', () => {
    const text = 'commands: { a: { command: b } }\ncommand: { c: { command: d } }\n';
    expect(fixed(text)).toBe(text);
  });
});

describe('keys of entries', () => {
  it('knows every word of other tools for one key alone', () => {
    const sections = Object.entries(ENTRY_KEYS).filter(([section]) => section !== 'Resources');
    const keys = sections.flatMap(([, { documented }]) => documented);
    for (const key of keys) expect(intendedBySynonym(key, keys)).toBeUndefined();
  });

  it('reports a misspelled key once', () => {
    expect(markedIn('commands:\n  a: { cmd: b }\n')).toEqual(['config/unknown-key: cmd']);
    expect(markedIn('files:\n  /a: { contents: b }\n')).toEqual(['config/unknown-key: contents']);
    expect(markedIn('files:\n  /a: { url: https://example.com/b }\n')).toEqual(['config/unknown-key: url']);
  });

  it('does not propose a key that is there already', () => {
    const [finding] = diagnosticsOf('commands:\n  a: { command: b, comment: c }\n');
    expect(finding).toMatchObject({ ruleId: 'config/unknown-key', severity: 'warning' });
    expect(finding?.help).not.toContain('Did you mean');
  });

  it.each([
    'commands:',
    'commands:\n  a: "`{\\"Ref\\": \\"x\\"}`"',
    'files:\n  /a: { "Fn::GetAtt": [a, b] }',
    'files:\n  "`{\\"Ref\\": \\"x\\"}`": {}',
  ])('%j is fine', (text) => {
    expect(markedIn(text)).toEqual([]);
  });

  it.each([
    ['commands: [a, b]', '[a, b]'],
    ['commands: text', 'text'],
    ['services: { sysvinit: text }', 'text'],
  ])('%j holds no entries whose keys could be checked', (text, marked) => {
    expect(markedIn(text)).toEqual([`config/section-not-a-map: ${marked}`]);
  });

  it.each(['commands: { "Fn::Transform": x, a: { cmd: b } }'])(
    'are unknown where a function makes the entries: %s',
    (text) => {
      expect(markedIn(text)).toEqual([]);
    },
  );

  it("are read below a tag of YAML's own", () => {
    expect(markedIn('commands: !!map { a: { cmd: b } }')).toEqual(['config/unknown-key: cmd']);
  });

  it('reports a service without its manager once', () => {
    expect(markedIn('services:\n  redis: { enabled: true, packages: { yum: [redis] } }\n')).toEqual([
      'config/unknown-service-manager: redis',
    ]);
  });

  it('takes what is below no manager for no service', () => {
    const project = projectOf({ [NAME]: 'services: { redis: { a: {} }, sysvinit: { b: {} } }' });
    expect(entriesIn(configFiles(project)[0]!, 'services').map(({ name }) => name.text)).toEqual(['b']);
  });

  it('reads what merge keys bring', () => {
    expect(markedIn('commands:\n  a: &a { command: b }\n  c: { <<: *a, cwd: / }\n')).toEqual([]);
  });
});

describe('commands', () => {
  it.each([
    ['[npm ci, npm test]', ['config/command-line-in-list: npm ci']],
    ['[npm, ci]', []],
    ['["c:\\\\Program Files\\\\x.exe", /q]', []],
    ['[]', []],
    ['""', []],
    ['~', ['config/missing-command: a']],
    ['["${TOOL} x"]', []],
  ])('command: %s', (command, marked) => {
    expect(markedIn(`commands:\n  a: { command: ${command} }\n`)).toEqual(marked);
  });

  it.each(['{}', '[npm ci]', '{ cwd: / }'])('%s has no command', (entry) => {
    expect(markedIn(`commands:\n  a: ${entry}\n`)).toContain('config/missing-command: a');
  });

  it.each([
    ['true', true],
    ['"True"', true],
    ["' true '", true],
    ['false', false],
    ['[true]', false],
  ])('leader_only: %s has an effect elsewhere: %s', (value, isTold) => {
    expect(markedIn(`commands:\n  a: { command: b, leader_only: ${value} }\n`)).toEqual(
      isTold ? ['config/ignored-leader-only: leader_only'] : [],
    );
  });

  it('takes waitAfterCompletion for wrong where the platform is a Linux', () => {
    const text = 'commands:\n  a: { command: b, waitAfterCompletion: 0 }\n';
    expect(markedIn(text)).toEqual([]);
    expect(markedIn(text, 'IIS 10.0 running on 64bit Windows Server 2022')).toEqual([]);
    expect(markedIn(text, 'Docker running on 64bit Amazon Linux 2')).toEqual([
      'config/ignored-wait: waitAfterCompletion',
    ]);
  });
});

describe('the order of commands', () => {
  it.each([
    [['1_a', '2_b', '10_c'], ['10_c']],
    [['01', '02', '10'], []],
    [['1', '2', '10'], ['10']],
    [['9a', '10a'], ['10a']],
    [['a1', 'a10', 'a2'], []],
    [['01_a', '1_b'], []],
    [['99999999999999999999_a', '1_b'], []],
  ])('%j', (names, marked) => {
    const text = `container_commands:\n${names.map((name) => `  ${name}: { command: x }\n`).join('')}`;
    expect(markedIn(text)).toEqual(marked.map((name) => `config/misordered-commands: ${name}`));
  });

  it('pads between quotes and in JSON', () => {
    expect(fixed('{"commands": {"2_a": {"command": "x"}, "10_b": {"command": "y"}}}')).toBe(
      '{"commands": {"02_a": {"command": "x"}, "10_b": {"command": "y"}}}',
    );
  });
});

describe('paths of files', () => {
  const LINUX = 'Python 3.13 running on 64bit Amazon Linux 2023';
  it.each([
    ['/etc/a', LINUX, true],
    ['c:/a', LINUX, false],
    ['c:/a', undefined, true],
    ['C:\\a', 'IIS 10.0 running on 64bit Windows Server 2022', true],
    ['etc/a', undefined, false],
    ['~/a', LINUX, false],
  ])('%s on %s', (path, platform, isFine) => {
    expect(markedIn(`files:\n  '${path}': { content: x }\n`, platform)).toEqual(
      isFine ? [] : [`config/relative-file-path: '${path}'`],
    );
  });

  it('reports a file without content beside a misspelled key of another meaning', () => {
    expect(markedIn('files:\n  /a: { permissions: "000644" }\n')).toEqual([
      'config/missing-content: /a',
      'config/unknown-key: permissions',
    ]);
  });

  it('is silent about authentication while a file cannot be read', () => {
    const files = { [NAME]: 'files:\n  /a: { source: s, authentication: B }\n' };
    const idsOf = (texts: Record<string, string>) =>
      lintModel(projectOf(texts), {}, OWN).diagnostics.map(({ ruleId }) => ruleId);
    expect(idsOf(files)).toEqual(['config/unknown-authentication']);
    expect(idsOf({ ...files, '.ebextensions/b.config': 'a: b: c' })).toEqual(['config/syntax-error']);
  });
});

describe('platforms of packages', () => {
  const platform = (generation?: Platform['generation'], language?: Platform['language']): Platform => ({
    name: undefined,
    place: undefined,
    generation,
    language,
    isRetired: false,
  });

  it.each([
    [platform('al2023', 'python'), 'linux', ['al2023']],
    [platform('windows'), 'windows', ['windows']],
    [platform(undefined, 'windows'), 'windows', ['windows']],
    [platform(undefined, 'node'), 'linux', ['al2023']],
    [platform(undefined, 'other'), undefined, ['al2023', 'windows']],
    [platform(), undefined, ['al2023', 'windows']],
  ])('%j', (given, os, generations) => {
    expect(osOf(given)).toBe(os);
    expect(possibleGenerations(given)).toEqual(generations);
  });
});

describe('characters', () => {
  it.each([
    ['a no-break blank before a key', 'commands:\n\u00a0 a: { command: b }\n', '\u00a0'],
    ['a wide blank behind blanks', 'commands:\n  \u3000a: { command: b }\n', '\u3000'],
    ['one in a list', 'option_settings:\n  - \u00a0option_name: A\n', '\u00a0'],
    ['one in JSON', '{\n\u00a0"commands": {}\n}', '\u00a0'],
    ['NUL', 'commands:\n  a: { command: "b\0" }\n', '\0', 'config/control-character'],
  ])('%s is reported once', (_, text, marked, rule = 'config/irregular-whitespace') => {
    expect(markedIn(text)).toEqual([`${rule}: ${marked}`]);
  });

  it.each([
    '\ufeffcommands:\n  a: { command: b }\n',
    'commands:\n  a: { command: echo “b” }\n',
    '# only “a” comment\n',
  ])('%j is fine', (text) => {
    expect(markedIn(text)).toEqual([]);
  });

  it.each([
    ['commands:\n  a:\n    command: |\n      \u00a0echo\n', '\u00a0'],
    ['commands:\n  a: { command: "\u00a0b" }\n', '\u00a0'],
    ['commands:\n  a: { command: b\u00a0c }\n', '\u00a0'],
    ['commands:\n  a: { command: \u00a0b }\n', '\u00a0'],
    ['commands:\n  a: { command: “b” or “c” }\n', '“'],
  ])('%j has a character that looks like another', (text, marked) => {
    expect(markedIn(text)).toEqual([`config/look-alike-character: ${marked}`]);
  });

  it('tells UTF-16 by its bytes', () => {
    const text = 'commands: {}\n';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [little, little.subarray(2), Buffer.from(little).swap16()]) {
      const [finding] = diagnosticsOf(bytes.toString('utf8'));
      expect(finding?.message).toContain('UTF-16');
    }
  });

  it('leaves AppleDouble files to their own rule, in any number', () => {
    const junk = '\0\u0005\u0016\u0007\0\u0002';
    const texts = { '.ebextensions/._a.config': junk, [NAME]: 'commands: {}\n' };
    expect(lintModel(projectOf(texts), {}, OWN).diagnostics.map(({ ruleId }) => ruleId)).toEqual([
      'config/macos-junk',
    ]);
    expect(isComplete(projectOf(texts))).toBe(true);
  });
});

describe('whatever a file holds', () => {
  const word = fc.constantFrom(
    ...['files', 'commands', 'container_commands', 'services', 'packages', 'users', 'sysvinit', 'yum'],
    ...['command', 'mode', 'content', 'source', 'authentication', 'leader_only', 'test', 'encoding'],
    ...['0644', '10_a', '2_b', '“a”', '\u00a0', '"', "'", '&a', '*a', '!x', '|', '<<', '`{"Ref":"a"}`'],
    ...[': ', ':\n  ', ':\n    ', '\n', '\r\n', '- ', '{', '}', '[', ']', ', ', ' # ', '\t', '\0', '${X}'],
  );

  it('no rule throws, and every place lies inside its file', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const { diagnostics, crashed } = lintModel(projectOf({ [NAME]: words.join('') }), {}, OWN);
        expect(crashed).toBe(false);
        for (const { at, related } of diagnostics)
          for (const { file, span } of [at, ...related.map((other) => other.at)])
            expect(0 <= span.start && span.start <= span.end && span.end <= file.text.length).toBe(true);
      }),
      runs(500),
    );
  });

  it('fixing it twice changes no more than fixing it once', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const once = fixed(words.join(''));
        expect(fixed(once)).toBe(once);
      }),
      runs(200),
    );
  });
});
