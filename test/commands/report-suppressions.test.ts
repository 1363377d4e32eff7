import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { change, git, repositoryWith } from '../support/repository.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const CONFIG = '.ebextensions/a.config';
const TEXT = [
  '# eblint-disable settings/placeholder -- filled in by CI',
  'option_settings:',
  '  aws:elasticbeanstalk:application:environment:',
  '    # eblint-disable-next-line secrets/plain-text-property, settings/overridden -- old (until 2020-01-01)',
  '    KEY: "<your_key>"',
  '',
].join('\n');

/** A repository with one commit, made on a day where it was still the day before in UTC. */
function repository(): string {
  const root = repositoryWith({});
  change(root, { [CONFIG]: TEXT });
  git(root, ['add', '-A']);
  commit(root, '2024-03-01T00:30:00+0200');
  return root;
}

const commit = (root: string, date: string) =>
  git(root, ['commit', '-qam', 'b'], { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' });

interface Listed {
  readonly line: number;
  readonly isCommitted: boolean | null;
  readonly lastChange: { commit: string; date: string; isOrEarlier: boolean } | null;
}

async function listed(root: string, ...argv: string[]): Promise<Listed[]> {
  const { stdout } = await runEblint(root, ['--report-suppressions', '--format', 'json', ...argv]);
  return (JSON.parse(stdout) as { suppressions: Listed[] }).suppressions;
}

const ages = async (root: string, ...argv: string[]) =>
  (await listed(root, ...argv)).map(({ line, isCommitted, lastChange }) => ({
    [line]: lastChange?.date ?? isCommitted,
  }));

describe('--report-suppressions', () => {
  it('lists all comments', async () => {
    expect(await runEblint(repository(), ['--report-suppressions'])).toEqual({
      exitCode: 0,
      stdout: [
        CONFIG,
        '  1:18  settings/placeholder         since 2024-03-01  filled in by CI (whole file)',
        '  4:32  secrets/plain-text-property  since 2024-03-01  old (expired on 2020-01-01)',
        '  4:61  settings/overridden          since 2024-03-01  old (expired on 2020-01-01)',
        '',
        '3 suppressions in 1 file',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('lists them as JSON', async () => {
    const root = repository();
    const suppressions = await listed(root);
    expect(suppressions).toHaveLength(3);
    expect(suppressions[1]).toEqual({
      filePath: join(root, CONFIG),
      line: 4,
      column: 32,
      ruleId: 'secrets/plain-text-property',
      scope: 'line',
      reason: 'old',
      until: '2020-01-01',
      isExpired: true,
      isCommitted: true,
      lastChange: {
        commit: git(root, ['rev-parse', 'HEAD']).trim(),
        date: '2024-03-01',
        isOrEarlier: false,
      },
    });
  });

  it('tells what was committed when, and what is not committed, wherever lines move', async () => {
    const root = repository();
    change(root, { [CONFIG]: `# one\n${TEXT.replace('filled in by CI', 'filled in later')}` });
    commit(root, '2025-05-05T12:00:00Z');
    const comment = '# eblint-disable settings/overridden -- new\n';
    change(root, {
      [CONFIG]: `${comment}# two\n${TEXT.replace('filled in by CI', 'filled in later').replaceAll('\n', '\r\n')}`,
      Procfile: comment,
    });
    expect(await ages(root)).toEqual([
      { 1: false },
      { 3: '2025-05-05' },
      { 6: '2024-03-01' },
      { 6: '2024-03-01' },
      { 1: false },
    ]);
    expect((await runEblint(root, ['--report-suppressions'])).stdout).toContain(
      '1:18  settings/overridden  not committed  new (whole file)',
    );
    git(root, ['add', CONFIG]);
    expect(await ages(root, '--staged')).toEqual([
      { 1: false },
      { 3: '2025-05-05' },
      { 6: '2024-03-01' },
      { 6: '2024-03-01' },
    ]);
  });

  it('follows files that were renamed, and links', async () => {
    const root = repository();
    git(root, ['mv', CONFIG, '.ebextensions/b.config']);
    symlinkSync('b.config', join(root, '.ebextensions/c.config'));
    git(root, ['add', '-A']);
    commit(root, '2025-05-05T12:00:00Z');
    expect(new Set((await ages(root)).flatMap((age) => Object.values(age)))).toEqual(new Set(['2024-03-01']));
  });

  it('finds the commit of a branch that was merged', async () => {
    const root = repository();
    git(root, ['checkout', '-q', '-b', 'branch']);
    change(root, { [CONFIG]: `${TEXT}# eblint-disable settings/overridden -- reason\n` });
    commit(root, '2025-05-05T12:00:00Z');
    git(root, ['checkout', '-q', 'main']);
    change(root, { [CONFIG]: `# main\n${TEXT}` });
    commit(root, '2025-06-06T12:00:00Z');
    git(root, ['merge', '-q', 'branch'], { GIT_AUTHOR_DATE: '2025-07-07T12:00:00Z' });
    expect(await ages(root)).toEqual([
      { 2: '2024-03-01' },
      { 5: '2024-03-01' },
      { 5: '2024-03-01' },
      { 7: '2025-05-05' },
    ]);
  });

  it('asks for all lines of a file at once', async () => {
    const root = repositoryWith({});
    const comments = Array.from(
      { length: 300 },
      (_, index) => `# eblint-disable settings/overridden -- ${index}\n`,
    );
    change(root, { [CONFIG]: comments.join('') });
    git(root, ['add', '-A']);
    commit(root, '2024-03-01T12:00:00Z');
    change(root, { [CONFIG]: [...comments, ...comments].join('') });
    const found = await listed(root);
    expect(found.map(({ isCommitted }) => isCommitted)).toEqual([
      ...comments.map(() => true),
      ...comments.map(() => false),
    ]);
  });

  it('finds the repository of each project', async () => {
    const [one, other] = [repository(), repository()];
    const neither = temporaryFolder({ [CONFIG]: TEXT });
    const argv = ['--report-suppressions', one, other, neither];
    const { stdout, stderr } = await runEblint(one, argv);
    expect(stdout.match(/since 2024-03-01/g)).toHaveLength(6);
    expect(stdout.match(/ {2}age unknown {2}/g)).toHaveLength(3);
    expect(stderr).toBe(
      'eblint: The age of suppressions is unknown: the files are not in a git repository.\n',
    );
  });

  it('says that the history of a shallow clone ends', async () => {
    const root = repository();
    change(root, { [CONFIG]: `# one\n${TEXT}` });
    commit(root, '2025-05-05T12:00:00Z');
    const shallow = join(temporaryFolder({}), 'shallow');
    git(root, ['clone', '-q', '--depth=1', `file://${root}`, shallow]);
    expect((await runEblint(shallow, ['--report-suppressions'])).stdout).toContain(
      'since 2025-05-05 or earlier  old',
    );
  });

  it('says why the age is not known', async () => {
    const root = temporaryFolder({ '.git/': '', [CONFIG]: TEXT });
    const { exitCode, stdout, stderr } = await runEblint(root, ['--report-suppressions']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('  1:18  settings/placeholder         filled in by CI (whole file)\n');
    expect(stderr).toContain('The age of suppressions is unknown: git failed: not a git repository');
    expect(await ages(root)).toEqual([{ 1: null }, { 4: null }, { 4: null }]);
  });

  it('shows no age that is forged', async () => {
    const root = repository();
    const object = git(root, ['cat-file', 'commit', 'HEAD']).replace(
      /^(author .*> )\d+/m,
      '$199999999999999999',
    );
    writeFileSync(join(root, 'object'), object);
    const id = git(root, ['hash-object', '--literally', '-t', 'commit', '-w', 'object']).trim();
    git(root, ['update-ref', 'HEAD', id]);
    expect((await ages(root))[0]).toEqual({ 1: expect.not.stringMatching(/^2/) as string });
  });

  it.each([
    [60_000, { 1: '2024-03-01' }],
    [60_001, { 1: null }],
  ])('asks git for no more ages after %i milliseconds', async (took, age) => {
    const root = repository();
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(took);
    onTestFinished(() => {
      clock.mockRestore();
    });
    expect((await ages(root))[0]).toEqual(age);
  });

  it('says that there are none', async () => {
    const root = temporaryFolder({ '.git/': '', '.ebextensions/a.config': '' });
    expect((await runEblint(root, ['--report-suppressions'])).stdout).toBe(
      'There are no suppression comments.\n',
    );
  });
});

it('suppressed findings are in the results as ESLint has them', async () => {
  const { stdout } = await runEblint(repository(), ['--format', 'json']);
  const [result] = JSON.parse(stdout) as LintResult[];
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['suppression/expired']);
  expect(result?.suppressedMessages).toMatchObject([
    {
      ruleId: 'settings/placeholder',
      line: 5,
      suppressions: [{ kind: 'directive', justification: 'filled in by CI' }],
    },
  ]);
});
