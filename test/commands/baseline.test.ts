import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/lint/suppressions/baseline.js';
import { ConfigurationError, lintFolder } from '../../src/package.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { growth, IN_STEP } from '../support/processor-time.js';
import { change, git, repositoryWith } from '../support/repository.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { writingPorts } from '../support/writes.js';

const NAME = 'eblint-suppressions.json';
const CONFIG = '.ebextensions/a.config';
const SETTINGS = 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n';
const LINE = 'procfile/invalid-line';
const PLACEHOLDER = 'settings/placeholder';

const repository = (files: Readonly<Record<string, string>> = {}): string =>
  temporaryFolder({
    '.git/': '',
    Procfile: 'web gunicorn app:app\n',
    [CONFIG]: `${SETTINGS}    KEY: "<your_key>"\n`,
    ...files,
  });

const eblint = (cwd: string, ...argv: string[]) => runEblint(cwd, argv, writingPorts(cwd));

const baselineOf = (root: string): Baseline => JSON.parse(readFileSync(join(root, NAME), 'utf8')) as Baseline;

async function results(root: string, ...argv: string[]) {
  const { exitCode, stdout } = await eblint(root, '--format', 'json', ...argv);
  const all = JSON.parse(stdout) as LintResult[];
  return {
    exitCode,
    reported: all.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)),
    suppressed: all.flatMap(({ suppressedMessages }) =>
      suppressedMessages.map(({ ruleId, suppressions }) => [ruleId, suppressions[0]?.kind]),
    ),
  };
}

const ALL: Baseline = {
  [CONFIG]: { [PLACEHOLDER]: { 'option_settings/aws:elasticbeanstalk:application:environment/KEY': 1 } },
  Procfile: { [LINE]: { 'line 2d4e': 1 } },
};

describe('--suppress-all', () => {
  it('writes what is there, without any value, and reports no more of it', async () => {
    const root = repository();
    const { exitCode, stdout, stderr } = await eblint(root, '--suppress-all');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `eblint: ${NAME} has 2 findings that are not reported.\n`,
    });
    const text = readFileSync(join(root, NAME), 'utf8');
    expect(baselineOf(root)[CONFIG]).toEqual(ALL[CONFIG]);
    expect(Object.keys(baselineOf(root)['Procfile']!)).toEqual([LINE]);
    expect(text).not.toMatch(/your_key|gunicorn/);
    expect(await results(root)).toEqual({
      exitCode: 0,
      reported: [],
      suppressed: [
        [PLACEHOLDER, 'file'],
        [LINE, 'file'],
      ],
    });
  });

  it('keeps what is suppressed where lines move, and tells what is new', async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    change(root, { [CONFIG]: `# one\n\n${SETTINGS}    A: "<your_key>"\n    KEY: "<your_key>"\n` });
    expect((await results(root)).reported).toEqual([PLACEHOLDER]);
  });

  it('never suppresses a file that cannot be parsed', async () => {
    const root = repository({ '.ebextensions/b.config': 'a: [\n' });
    expect((await eblint(root, '--suppress-all')).exitCode).toBe(1);
    expect((await results(root)).reported).toEqual(['config/syntax-error']);
    expect(baselineOf(root)).not.toHaveProperty('.ebextensions/b.config');
  });

  it('adds to what is there, and --suppress-rule takes rules and groups alone', async () => {
    const root = repository();
    await eblint(root, '--suppress-rule', LINE);
    expect(Object.keys(baselineOf(root))).toEqual(['Procfile']);
    await eblint(root, '--suppress-rule', 'settings/*');
    expect(Object.keys(baselineOf(root))).toEqual([CONFIG, 'Procfile']);
    expect(await eblint(root, '--suppress-rule', 'a/b')).toMatchObject({ exitCode: 2 });
  });

  it('uses the nearest file up to that of the repository, or the one that is named', async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    mkdirSync(join(root, 'sub'));
    expect((await results(join(root, 'sub'), '..')).reported).toEqual([]);
    await eblint(root, '--suppress-all', '--suppressions-location', 'other.json');
    rmSync(join(root, NAME));
    expect((await results(root)).reported).toHaveLength(2);
    expect((await results(root, '--suppressions-location', 'other.json')).reported).toEqual([]);
    expect(await eblint(root, '--suppressions-location', 'none.json')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no such file') as string,
    });
  });

  it.each([['--staged'], ['--fix'], ['--fix-dry-run'], ['--stdin', '--stdin-filename', 'Procfile']])(
    'is refused with %s',
    async (...flags) => {
      const root = repositoryWith({ Procfile: 'web a\n', [CONFIG]: '' });
      for (const flag of ['--suppress-all', '--prune-suppressions'])
        expect(await eblint(root, flag, ...flags)).toEqual({
          exitCode: 2,
          stdout: '',
          stderr:
            'eblint: Suppressions are written from the files on the disk: do not combine this with --staged, --stdin or --fix.\n',
        });
      expect(existsSync(join(root, NAME))).toBe(false);
    },
  );

  it('takes several rules, and counts one finding as one', async () => {
    const root = repository();
    const { stderr } = await eblint(root, '--suppress-rule', LINE, '--suppress-rule', 'bundle/*');
    expect(stderr).toContain(`eblint: ${NAME} has 1 finding that is not reported.\n`);
    await eblint(root, '--suppress-rule', 'bundle/*', '--suppress-rule', PLACEHOLDER);
    expect(Object.keys(baselineOf(root))).toEqual([CONFIG, 'Procfile']);
  });
});

describe('what is fixed', () => {
  const fixed = async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    change(root, { [CONFIG]: '# nothing\n' });
    return root;
  };

  it('is told, with exit code 2, unless that is all right', async () => {
    const root = await fixed();
    const { exitCode, stderr } = await eblint(root);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: [
        `eblint: ${NAME} has suppressions that are not needed any more. Remove them with --prune-suppressions:`,
        `eblint:   ${PLACEHOLDER} in ${CONFIG}, option_settings/aws:elasticbeanstalk:application:environment/KEY`,
        '',
      ].join('\n'),
    });
    expect((await eblint(root, '--pass-on-unpruned-suppressions')).exitCode).toBe(0);
  });

  it('is removed by --prune-suppressions, and nothing else is', async () => {
    const root = await fixed();
    expect((await eblint(root, '--prune-suppressions')).exitCode).toBe(0);
    expect(Object.keys(baselineOf(root))).toEqual(['Procfile']);
    expect((await eblint(root)).exitCode).toBe(0);
  });

  it.each([
    [10, []],
    [11, ['eblint:   1 more']],
    [13, ['eblint:   3 more']],
  ])('is told ten times at most: of %d', async (count, last) => {
    const gone = Array.from({ length: count }, (_, index) => [`gone${index}`, { [LINE]: { web: 1 } }]);
    const root = repository({ [NAME]: JSON.stringify(Object.fromEntries(gone)) });
    const lines = (await eblint(root)).stderr.split('\n').filter((line) => line.startsWith('eblint:   '));
    expect(lines).toHaveLength(10 + last.length);
    expect(lines.slice(10)).toEqual(last);
  });

  it('is not known of what is outside the checked projects, nor of the rest where one file is checked', async () => {
    const gone = { 'web/gone': { [LINE]: { web: 1 } }, 'other/gone': { [LINE]: { web: 1 } } };
    const root = repository({
      'web/Dockerrun.aws.json': '{"AWSEBDockerrunVersion": "1"}',
      [NAME]: JSON.stringify({ ...ALL, ...gone }),
    });
    const { exitCode, stderr } = await eblint(root, 'web');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('in web/gone, web');
    expect(stderr).not.toContain('other/gone');
    const stdin = { isTTY: false, read: () => Promise.resolve('web: gunicorn app:app\n') };
    const one = await runEblint(root, ['--stdin', '--stdin-filename', 'Procfile'], {
      ...writingPorts(root),
      stdin,
    });
    expect(one).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is a file that is gone, too', async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    change(root, { [CONFIG]: undefined });
    expect((await eblint(root)).exitCode).toBe(2);
    await eblint(root, '--prune-suppressions');
    expect(Object.keys(baselineOf(root))).toEqual(['Procfile']);
  });

  it.each([
    ['a rule that is off', ['--rule', 'settings/*:off']],
    ['other projects', ['web']],
  ])('is not known of %s', async (_, argv) => {
    const root = repository({ 'web/Dockerrun.aws.json': '{"AWSEBDockerrunVersion": "1"}' });
    await eblint(root, '--suppress-all');
    if (argv[0] === 'web') change(root, { [CONFIG]: '# nothing\n' });
    expect((await eblint(root, ...argv)).stderr).toBe('');
  });

  it('is not known where a file is broken', async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    change(root, { [CONFIG]: 'a: [\n' });
    const { exitCode, stderr } = await eblint(root);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  });
});

describe('a rule', () => {
  const withIds = (placeholder: string, line: string) => {
    const [[path] = ['']] = Object.entries(ALL[CONFIG]![PLACEHOLDER]!);
    return JSON.stringify({
      [CONFIG]: { [placeholder]: { [path]: 1 } },
      Procfile: { [line]: { 'line x': 1 } },
    });
  };

  it('that has another name now is known by its former one, until the file is updated', async () => {
    const root = repository();
    await eblint(root, '--suppress-all');
    const text = readFileSync(join(root, NAME), 'utf8');
    change(root, { [NAME]: text.replace(LINE, 'procfile/syntax') });
    expect(await eblint(root)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `eblint: Rule procfile/syntax in ${NAME} was renamed to ${LINE}. Update the file with --prune-suppressions.\n`,
    });
    expect((await eblint(root, '--prune-suppressions')).exitCode).toBe(0);
    expect(readFileSync(join(root, NAME), 'utf8')).toBe(text);
  });

  it('that has another name now leaves the count that its new name has', async () => {
    const root = repository({ Procfile: 'web gunicorn\nweb gunicorn\n' });
    await eblint(root, '--suppress-all');
    const all = baselineOf(root);
    const [[path]] = Object.entries(all['Procfile']![LINE]!) as [[string, number]];
    const both = { ...all, Procfile: { 'procfile/syntax': { [path]: 1 }, [LINE]: { [path]: 2 } } };
    change(root, { [NAME]: JSON.stringify(both) });
    await eblint(root, '--prune-suppressions');
    expect(baselineOf(root)).toEqual(all);
  });

  it('that does not exist is told with the nearest one', async () => {
    const root = repository({ [NAME]: withIds('settings/placehodler', 'no/such-rule-was-ever-there') });
    const { exitCode, stderr } = await eblint(root, '--quiet');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: [
        `eblint: ${NAME} names the rule "settings/placehodler", which does not exist. Did you mean "settings/placeholder"?`,
        `eblint: ${NAME} names the rule "no/such-rule-was-ever-there", which does not exist. Remove it with --prune-suppressions.`,
        '',
      ].join('\n'),
    });
    expect((await eblint(root, '--pass-on-unpruned-suppressions')).exitCode).toBe(1);
    await eblint(root, '--prune-suppressions');
    expect(baselineOf(root)).toEqual({});
  });
});

const LONG = 'n'.repeat(100_000);
const SHORT = `${'n'.repeat(40)}…`;

describe('a file of suppressions', () => {
  it.each([
    ['[]', 'it is not a JSON object'],
    ['{', 'it is not a JSON object'],
    ['{"a": 1}', '"a" is not an object of rules'],
    ['{"a": {"b": []}}', '"b" is not an object of places'],
    ['{"a": {"b": {"c": 0}}}', '"c" is not the number of findings'],
    ['{"__proto__": {"b": {"c": "x"}}}', '"c" is not the number of findings'],
    [`{"${LONG}": 1}`, `"${SHORT}" is not an object of rules`],
    [`{"a": {"${LONG}": 1}}`, `"${SHORT}" is not an object of places`],
    [`{"a": {"b": {"${LONG}": 0}}}`, `"${SHORT}" is not the number of findings`],
  ])('is refused as %.40s', async (text, reason) => {
    const root = repository({ [NAME]: text });
    const { exitCode, stderr } = await eblint(root);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`is not a file of suppressions: ${reason}. Delete it and use --suppress-all.`);
    await expect(lintFolder(root)).rejects.toThrow(ConfigurationError);
  });

  it('is no link out of the repository, neither read nor written', async () => {
    const outside = temporaryFolder({ 'victim.json': '{}' });
    const root = repository({ 'sub/': '' });
    symlinkSync(join(outside, 'victim.json'), join(root, NAME));
    for (const argv of [['..'], ['..', '--suppress-all']]) {
      const { exitCode, stderr } = await eblint(join(root, 'sub'), ...argv);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: expect.stringContaining('it leads out of') as string,
      });
    }
    expect(readFileSync(join(outside, 'victim.json'), 'utf8')).toBe('{}');
  });

  it('gives the same in the library, in git and in SARIF', async () => {
    const root = repositoryWith({
      Procfile: 'web gunicorn app:app\n',
      [CONFIG]: `${SETTINGS}    KEY: "<your_key>"\n`,
    });
    await eblint(root, '--suppress-rule', LINE);
    git(root, ['add', '-A']);
    expect((await results(root)).reported).toEqual([PLACEHOLDER]);
    expect((await results(root, '--staged')).reported).toEqual([PLACEHOLDER]);
    change(root, { [CONFIG]: `${SETTINGS}    KEY: "<your_key>" # changed\n` });
    git(root, ['add', '-A']);
    expect((await results(root, '--staged')).reported).toEqual([PLACEHOLDER]);
    const [report] = await lintFolder(root);
    expect(report?.diagnostics.map(({ ruleId }) => ruleId)).toEqual([PLACEHOLDER]);
    const { stdout } = await eblint(root, '--format', 'sarif');
    const sarif = JSON.parse(stdout) as { runs: { results: { ruleId: string; baselineState?: string }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId, baselineState }) => [ruleId, baselineState]).sort()).toEqual(
      [
        [LINE, 'unchanged'],
        [PLACEHOLDER, 'new'],
      ],
    );
  });
});

it('costs no more for many files that are not there, in many projects', async () => {
  const power = await growth(
    50_000,
    async (length) => {
      const projects = Array.from({ length: length / 500 }, (_, index) => [`p${index}/${CONFIG}`, SETTINGS]);
      const gone = Array.from({ length }, (_, index) => [`q${index}`, { [LINE]: { web: 1 } }]);
      await eblint(
        repository({ ...Object.fromEntries(projects), [NAME]: JSON.stringify(Object.fromEntries(gone)) }),
      );
    },
    { runs: 1 },
  );
  expect(power).toBeLessThan(IN_STEP);
}, 60_000);
