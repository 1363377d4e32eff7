import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wantsColor } from '../../src/cli/color.js';
import { COMMAND_NAMES, COMMANDS } from '../../src/cli/commands.js';
import { FLAG_GROUPS, takes, termOf } from '../../src/cli/flags.js';
import { commandHelp, helpText } from '../../src/cli/help.js';
import { checkRuleNames, parseOptions, unknownFormat } from '../../src/cli/parse-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { formatNames } from '../../src/report/formats.js';
import type { RuleId } from '../../src/rules/rule.js';

const RULES: readonly RuleId[] = ['routing/port-mismatch', 'routing/unknown-process', 'procfile/name'];

/** The message of the usage error that a call throws. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('no usage error');
}

describe('parseOptions', () => {
  it('knows what to do without arguments', () => {
    expect(parseOptions([])).toEqual({
      command: 'lint',
      paths: ['.'],
      preset: undefined,
      config: undefined,
      environment: [],
      findsConfig: true,
      rules: new Map(),
      platform: undefined,
      suppressAll: false,
      suppressRules: [],
      pruneSuppressions: false,
      suppressionsLocation: undefined,
      passOnUnprunedSuppressions: false,
      errorOnUnmatchedPattern: true,
      stdin: false,
      watch: false,
      staged: false,
      format: 'frames',
      foreignCode: true,
      outputFile: undefined,
      statistics: false,
      outputs: [],
      ci: true,
      color: undefined,
      quiet: false,
      maxWarnings: undefined,
      explain: undefined,
      diff: undefined,
      dryRun: false,
      to: 'al2023',
      deployment: 'deployment',
      method: 'GET',
      requestHeaders: [],
      host: undefined,
      from: 'outside',
      write: false,
      fix: 'off',
      unsafeFixes: false,
    });
  });

  it('reads flags anywhere among the paths, in both spellings', () => {
    const argv = ['a', '--format', 'unix', 'b/*', '--max-warnings=0', '-o', 'out.txt', '--quiet', 'c'];
    expect(parseOptions(argv)).toMatchObject({
      paths: ['a', 'b/*', 'c'],
      format: 'unix',
      maxWarnings: 0,
      outputFile: 'out.txt',
      quiet: true,
    });
  });

  it.each([
    [['-f', 'json'], { format: 'json' }],
    [['-f=json'], { format: 'json' }],
    [['--format', 'json', '--format=unix'], { format: 'unix' }],
    [['--format', 'checkstyle'], { format: 'checkstyle' }],
    [['--output-file=a=b.txt'], { outputFile: 'a=b.txt' }],
    [['--output-file=-x'], { outputFile: '-x' }],
    [['--preset', 'strict'], { preset: 'strict' }],
    [
      ['--platform', 'Python 3.11 running on 64bit Amazon Linux 2023'],
      { platform: 'Python 3.11 running on 64bit Amazon Linux 2023' },
    ],
    [['--no-error-on-unmatched-pattern'], { errorOnUnmatchedPattern: false }],
    [['--no-foreign-code', '--format', 'x'], { foreignCode: false, format: 'x' }],
    [['--color'], { color: true }],
    [['--color', '--no-color'], { color: false }],
    [['--no-color', '--color'], { color: true }],
    [['--list-rules'], { command: 'list-rules' }],
    [['--explain', 'procfile/name'], { command: 'explain', explain: 'procfile/name' }],
    [['--staged', 'a'], { staged: true, paths: ['a'] }],
    [['--changed', 'main'], { changed: 'HEAD', paths: ['main'] }],
    [['--changed=main'], { changed: 'main', paths: ['.'] }],
    [['--stdin', '--stdin-filename', 'a'], { stdin: true, stdinFilename: 'a' }],
    [['-v'], { command: 'version' }],
    [['--version'], { command: 'version' }],
    [['-h'], { command: 'help' }],
    [['-q'], { quiet: true }],
    [['--statistics'], { statistics: true }],
    [['--quiet', '--help'], { command: 'help', quiet: true }],
    [['-'], { paths: ['-'] }],
    [['--', '--quiet', '-f'], { paths: ['--quiet', '-f'], quiet: false }],
    [['a', '--', '--', 'b'], { paths: ['a', '--', 'b'] }],
    [['--'], { paths: ['.'] }],
    [[''], { paths: [''] }],
  ])('%j', (argv, options) => {
    expect(parseOptions(argv)).toMatchObject(options);
  });

  it('collects rules; the later setting of one counts', () => {
    const argv = [
      '--rule',
      'routing/port-mismatch: off',
      '--rule=procfile/name:warning',
      '--rule',
      ' routing/port-mismatch :  Error ',
    ];
    expect([...parseOptions(argv).rules]).toEqual([
      ['routing/port-mismatch', 'error'],
      ['procfile/name', 'warning'],
    ]);
  });

  it.each([
    [
      ['lsp', '--socket=5000'],
      'The server speaks on standard input and output only: use --stdio, not --socket.',
    ],
    [
      ['lsp', '--node-ipc'],
      'The server speaks on standard input and output only: use --stdio, not --node-ipc.',
    ],
    [['lsp', '--clientProcessId=x'], 'Flag --clientProcessId takes the number of a process, not x.'],
    [['lsp', '--clientProcessId'], 'Flag --clientProcessId needs a value: --clientProcessId PID.'],
    [['--fromat', 'json'], 'Unknown flag --fromat. Did you mean --format?'],
    [['--fromat=json'], 'Unknown flag --fromat. Did you mean --format?'],
    [['-format'], 'Unknown flag -format. Did you mean --format?'],
    [['--Quiet'], 'Unknown flag --Quiet. Did you mean --quiet?'],
    [['--colour'], 'Unknown flag --colour. Did you mean --color?'],
    [['-x'], 'Unknown flag -x. See all flags with `eblint --help`.'],
    [['--unsafe-fixes'], 'Flag --unsafe-fixes needs --fix or --fix-dry-run.'],
    [['--constructor'], 'Unknown flag --constructor. See all flags with `eblint --help`.'],
    [['--zz\u001b[31m\nzz'], 'Unknown flag --zz\\u001b[31m\\nzz. See all flags with `eblint --help`.'],
    [['--format'], 'Flag --format needs a value: --format NAME.'],
    [['--format='], 'Flag --format needs a value: --format NAME.'],
    [['--format', ''], 'Flag --format needs a value: --format NAME.'],
    [['--format', '--quiet'], 'Flag --format needs a value: --format NAME.'],
    [['-f', '--'], 'Flag -f needs a value: -f NAME.'],
    [['--quiet=true'], 'Flag --quiet takes no value.'],
    [['--changed='], 'Flag --changed needs a value: --changed[=REF].'],
    [['--quiet='], 'Flag --quiet takes no value.'],
    [['--max-warnings', '-1'], 'Flag --max-warnings takes a whole number, not -1.'],
    [['--max-warnings', '1.5'], 'Flag --max-warnings takes a whole number, not 1.5.'],
    [['--max-warnings', 'many'], 'Flag --max-warnings takes a whole number, not many.'],
    [['--preset', 'strickt'], 'Unknown preset strickt. Did you mean strict?'],
    [['--preset', 'all'], 'Unknown preset all. Use recommended, strict, or controls.'],
    [['--rule', 'a/b: errror'], 'Unknown severity errror. Did you mean error?'],
    [['--rule', 'a/b: 3'], 'Unknown severity 3. Use off, warning, or error.'],
    [['--rule', 'a/b'], 'Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not a/b.'],
    [['--rule', 'a/b:'], 'Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not a/b:.'],
    [['--rule', ':off'], 'Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not :off.'],
    [
      ['--rule', 'a/b:off:on'],
      'Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not a/b:off:on.',
    ],
  ])('%j is refused', (argv, message) => {
    expect(complaint(() => parseOptions(argv))).toBe(message);
  });

  it('shares nothing between two runs', () => {
    parseOptions(['a', '--rule', 'a/b:off']);
    expect(parseOptions([])).toMatchObject({ paths: ['.'], rules: new Map() });
  });

  it('throws nothing but usage errors of one line', () => {
    const names = Object.values(FLAG_GROUPS)
      .flat()
      .flatMap(({ name, short }) => [name, short ?? '--']);
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...names),
      fc.constantFrom('1', 'a/b:off'),
    );
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        try {
          expect(parseOptions(argv).paths.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as UsageError).message).not.toMatch(/[\n\r\u001b]/);
        }
      }),
    );
  });

  it('keeps every word after -- as a path', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (paths) => {
        expect(parseOptions(['--', ...paths]).paths).toEqual(paths);
      }),
    );
  });
});

describe('flags of commands', () => {
  it.each([
    [['migrate', '--write'], { command: 'migrate', write: true, paths: [] }],
    [['--dry-run', 'migrate', 'web'], { command: 'migrate', dryRun: true, paths: ['web'] }],
    [['migrate', '--write', '--unsafe-fixes'], { unsafeFixes: true }],
    [['why', '--format', 'json', 'x'], { command: 'why', format: 'json' }],
    [['why', '--no-foreign-code', '--no-color', 'x'], { foreignCode: false, color: false }],
    [['migrate', '--help'], { command: 'help', helpOn: 'migrate' }],
    [['--help', 'why'], { command: 'help', helpOn: 'why' }],
    [['--help'], { command: 'help', helpOn: undefined }],
  ])('%j', (argv, options) => {
    expect(parseOptions(argv)).toMatchObject(options);
  });

  it.each([
    [['--write'], 'Flag --write works only with a command: `eblint migrate --write`.'],
    ...['--dry-run', '--diff'].map((flag): [string[], string] => [
      [flag],
      `Flag ${flag} works only with a command: \`eblint ${flag === '--diff' ? 'catalogue --diff FILE' : 'migrate --dry-run'}\`. To see fixes as a diff, use --fix-dry-run.`,
    ]),
    [
      ['--fix', '--diff', '.'],
      'Flag --diff works only with a command: `eblint catalogue --diff FILE`. To see fixes as a diff, use --fix-dry-run.',
    ],
    [['catalogue', '--diff'], 'Flag --diff needs a value: --diff FILE.'],
    [['--to', 'al2023'], 'Flag --to works only with a command: `eblint migrate --to NAME`.'],
    [
      ['migrate', '--fix'],
      'The command "migrate" does not take --fix. See its flags with `eblint migrate --help`.',
    ],
    [
      ['why', '--write', 'x'],
      'The command "why" does not take --write. See its flags with `eblint why --help`.',
    ],
    [
      ['options', '--diff', 'a.json'],
      'The command "options" does not take --diff. See its flags with `eblint options --help`.',
    ],
    [['migrate', '--unsafe-fixes'], 'Flag --unsafe-fixes needs --write or --dry-run.'],
  ])('%j is refused', (argv, message) => {
    expect(complaint(() => parseOptions(argv))).toBe(message);
  });
});

describe('checkRuleNames', () => {
  it('accepts the rules there are', () => {
    const argv = ['--rule', 'procfile/name:off', '--explain', 'routing/port-mismatch'];
    expect(() => checkRuleNames(parseOptions(argv), RULES)).not.toThrow();
    expect(() => checkRuleNames(parseOptions([]), [])).not.toThrow();
  });

  it.each([
    [
      ['--rule', 'routing/port-missmatch:off'],
      'Unknown rule routing/port-missmatch. Did you mean routing/port-mismatch?',
    ],
    [['--rule', 'port-mismatch:off'], 'Unknown rule port-mismatch. Did you mean routing/port-mismatch?'],
    [['--explain', 'procfile/nane'], 'Unknown rule procfile/nane. Did you mean procfile/name?'],
    [['--explain', 'constructor'], 'Unknown rule constructor. See all rules with `eblint --list-rules`.'],
  ])('%j is refused', (argv, message) => {
    expect(complaint(() => checkRuleNames(parseOptions(argv), RULES))).toBe(message);
  });
});

describe('groups and earlier names in --rule', () => {
  const RULES: RuleId[] = ['routing/port-mismatch', 'config/syntax-error'];

  it('are known, and an earlier name is told', () => {
    const argv = ['--rule', 'routing/*:1', '--rule', 'config/syntax:off'];
    expect(parseOptions(argv).rules).toEqual(
      new Map([
        ['routing/*', 'warning'],
        ['config/syntax', 'off'],
      ]),
    );
    expect(checkRuleNames(parseOptions(argv), RULES)).toEqual([
      'Rule config/syntax was renamed to config/syntax-error.',
    ]);
    expect(complaint(() => checkRuleNames(parseOptions(['--rule', 'rooting/*:off']), RULES))).toBe(
      'Unknown rule rooting/*. Did you mean routing/*?',
    );
  });
});

describe('unknownFormat', () => {
  it.each([
    ['prety', 'Unknown format prety. Did you mean pretty?'],
    ['JSON', 'Unknown format JSON. Did you mean json?'],
    [
      'visualstudio',
      `Unknown format visualstudio. Built-in formats: ${formatNames.join(', ')}; no eslint-formatter-visualstudio is installed.`,
    ],
  ])('%s', (name, message) => {
    expect(unknownFormat(name, `no eslint-formatter-${name} is installed`).message).toBe(message);
  });
});

describe('helpText', () => {
  const help = helpText('1.2.3');

  const allFlags = Object.values(FLAG_GROUPS).flat();
  it('names the version, every flag of linting with its value, every command, and all exit codes', () => {
    expect(help).toContain('eblint 1.2.3\n');
    for (const flag of allFlags) {
      if (takes('lint', flag))
        expect(help).toContain(`${flag.short ? `${flag.short}, ` : ''}${termOf(flag)}`);
      else expect(help).not.toContain(`${flag.name} `);
    }
    for (const name of COMMAND_NAMES) expect(help).toContain(`\n  ${name} `);
    expect(help).toMatch(/^ {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}/m);
  });

  it.each(COMMAND_NAMES)('describes %s with its flags and no others', (name) => {
    const text = commandHelp(name);
    expect(text).toContain(`Usage: eblint ${name} ${COMMANDS[name].usage}\n`);
    const described = [...text.matchAll(/^ {2,6}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect(described).toEqual(allFlags.filter((flag) => takes(name, flag)).map((flag) => flag.name));
  });

  it('says what formats a command has', () => {
    expect(commandHelp('migrate')).toContain('print markdown or json instead of text');
  });

  const pages = [help, ...COMMAND_NAMES.map((name) => commandHelp(name))];

  it('fits into 80 columns, without spaces at the end of lines', () => {
    for (const line of pages.join('').split('\n')) {
      expect(line.length).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/\s$/);
    }
  });

  it('has examples that work', () => {
    const examples = [...pages.join('').matchAll(/^ {2}eblint(.*)$/gm)].map(([, rest = '']) => rest.trim());
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) {
      const options = parseOptions(example.split(/\s+/).filter(Boolean));
      expect(() => checkRuleNames(options, RULES)).not.toThrow();
    }
  });
});

describe('wantsColor', () => {
  it.each([
    [true, { NO_COLOR: '1', TERM: 'dumb' }, false, true],
    [false, { FORCE_COLOR: '1' }, true, false],
    [undefined, {}, true, true],
    [undefined, {}, false, false],
    [undefined, { NO_COLOR: '1' }, true, false],
    [undefined, { NO_COLOR: '0' }, true, false],
    [undefined, { NO_COLOR: '' }, true, true],
    [undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [undefined, { FORCE_COLOR: '1' }, false, true],
    [undefined, { FORCE_COLOR: '3', TERM: 'dumb' }, false, true],
    [undefined, { FORCE_COLOR: '0' }, true, false],
    [undefined, { FORCE_COLOR: 'False' }, true, false],
    [undefined, { FORCE_COLOR: 'true' }, false, true],
    [undefined, { FORCE_COLOR: '' }, false, false],
    [undefined, { TERM: 'dumb' }, true, false],
    [undefined, { CI: 'true' }, false, false],
  ])('flag %s, env %j, terminal %s: %s', (flag, env, isTTY, wanted) => {
    expect(wantsColor({ flag, env, isTTY: () => isTTY })).toBe(wanted);
  });
});

describe('--watch', () => {
  it.each([
    ['--staged'],
    ['--changed'],
    ['--fix'],
    ['--fix-dry-run'],
    ['--output-file', 'x'],
    ['--output', 'json:x'],
    ['--stdin', '--stdin-filename', 'x'],
  ])('is refused with %s', (...argv) => {
    expect(complaint(() => parseOptions(['--watch', ...argv]))).toBe(
      `Flags --watch and ${argv[0]} cannot be combined.`,
    );
  });
});
