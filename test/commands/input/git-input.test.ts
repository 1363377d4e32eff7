import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { change, git, repositoryWith } from '../../support/repository.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';
import { noting } from '../../support/writes.js';

const RIGHT = 'option_settings:\n  aws:elbv2:listener:80:\n    Protocol: HTTP\n';
const WRONG = RIGHT.replace('HTTP', 'nobody');

const CONFIG = '.ebextensions/a.config';

/** The findings of a run, by file and line. */
async function findings(cwd: string, ...argv: string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runEblint(cwd, [...argv, '-f', 'unix']);
  expect({ exitCode, stderr }).toEqual({ exitCode: exitCode === 1 ? 1 : 0, stderr: '' });
  return [...stdout.matchAll(/^([^:\n]+):(\d+):\d+: .*\[\w+\/(.*)\]$/gm)].map(
    ([, file = '', line, rule]) => `${relative(cwd, file)}:${line} ${rule}`,
  );
}

const WRONG_VALUE = (file: string) => [`${file}:3 settings/invalid-value`];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('--staged', () => {
  it('checks every project, whether the change touches it or not', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: RIGHT });
    change(root, { [`b/${CONFIG}`]: WRONG });
    expect(await findings(root, '--staged')).toEqual(WRONG_VALUE(`a/${CONFIG}`));
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged')).toEqual(
      [`a/${CONFIG}`, `b/${CONFIG}`].flatMap((file) => WRONG_VALUE(file)),
    );
    expect(await findings(root, '--staged', 'b')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
  });

  it('finds an environment that only Terraform describes, as it is in the index', async () => {
    const setting = (value: string) =>
      `resource "aws_elastic_beanstalk_environment" "a" {\n  setting {\n    namespace = "aws:elasticbeanstalk:command"\n    name = "Timeout"\n    value = "${value}"\n  }\n}\n`;
    const root = repositoryWith({ 'terraform/main.tf': setting('600') });
    change(root, { 'terraform/main.tf': setting('7200') });
    expect(await findings(root, '--staged')).toEqual([]);
    expect(await findings(root, '--changed=HEAD')).toEqual(['terraform/main.tf:5 settings/invalid-value']);
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged')).toEqual(['terraform/main.tf:5 settings/invalid-value']);
  });

  it('says where there is no project, as without it', async () => {
    const root = repositoryWith({});
    change(root, { [CONFIG]: WRONG });
    expect(await runEblint(root, ['--staged'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('No Elastic Beanstalk project') as string,
    });
    expect(await runEblint(root, ['--staged', '--no-error-on-unmatched-pattern'])).toMatchObject({
      exitCode: 0,
    });
  });
});

describe('a forged index', () => {
  it.each(['..', '.'])('leads nowhere with a folder that is called %s', async (name) => {
    const innocent = name.replaceAll('.', '_');
    const root = repositoryWith({ [CONFIG]: WRONG, [`${innocent}/${CONFIG}`]: WRONG });
    const path = join(root, '.git/index');
    const index = readFileSync(path, 'latin1').replaceAll(`${innocent}/`, `${name}/`).slice(0, -20);
    const content = Buffer.from(index, 'latin1');
    writeFileSync(path, Buffer.concat([content, createHash('sha1').update(content).digest()]));
    expect(git(root, ['ls-files'])).toContain(`${name}/${CONFIG}`);
    expect(await findings(root, '--staged')).toEqual(WRONG_VALUE(CONFIG));
  });
});

it('refuses a tree that holds another one again and again', async () => {
  const root = repositoryWith({ [CONFIG]: WRONG });
  let tree = git(root, ['rev-parse', 'HEAD:.ebextensions']).trim();
  for (let depth = 0; depth < 5; depth++) {
    const input = Array.from({ length: 16 }, (_, index) => `040000 tree ${tree}\t${index}\n`).join('');
    tree = spawnSync('git', ['mktree'], { cwd: root, input, encoding: 'utf8' }).stdout.trim();
  }
  git(root, ['update-ref', 'HEAD', git(root, ['commit-tree', '-m', 'b', tree]).trim()]);
  expect(await runEblint(root, ['--staged', '--changed'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('git lists more than 1000000 files') as string,
  });
}, 60_000);

describe('--staged --changed', () => {
  it('checks what is staged, not what is on the disk', async () => {
    const root = repositoryWith({ [CONFIG]: RIGHT });
    change(root, { [CONFIG]: WRONG });
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    git(root, ['add', '-A']);
    change(root, { [CONFIG]: RIGHT });
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('checks the project whole, with what was committed before', async () => {
    const root = repositoryWith({ [CONFIG]: WRONG, Procfile: 'web: gunicorn app:app\n' });
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    change(root, { Procfile: 'web: gunicorn -w 2 app:app\n' });
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it.each([
    ['is changed', { 'b/.ebextensions/b.config': `${WRONG}# changed\n` }],
    ['is new', { 'b/.ebextensions/c.config': '# new\n' }],
    ['is deleted', { 'b/Procfile': undefined }],
    ['is renamed', { 'b/Procfile': undefined, 'b/Buildfile': 'make: make\n' }],
    ['gets a script that it mentions', { 'b/.platform/hooks/predeploy/a.sh': '#!/bin/bash\necho\n' }],
  ])('checks the project in which a file %s, and no other', async (_, files) => {
    const root = repositoryWith({
      'a/.ebextensions/a.config': WRONG,
      'b/.ebextensions/b.config': WRONG,
      'b/Procfile': 'web: gunicorn app:app\n',
    });
    change(root, files);
    git(root, ['add', '-A']);
    const found = await findings(root, '--staged', '--changed');
    expect(found).toContain('b/.ebextensions/b.config:3 settings/invalid-value');
    expect(found.filter((finding) => !finding.startsWith('b/'))).toEqual([]);
  });

  it.each([
    ['a file that eblint does not read', { 'src/app.py': 'print()\n' }],
    ['nothing', {}],
  ])('is silent where the change is %s', async (_, files) => {
    const root = repositoryWith({ [CONFIG]: WRONG, 'src/app.py': '' });
    change(root, files);
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    expect(await runEblint(root, ['--staged', '--changed', '-f', 'json'])).toEqual({
      exitCode: 0,
      stdout: '[]\n',
      stderr: '',
    });
  });

  it.each(['untracked', 'intended'])('does not see a file that is %s', async (state) => {
    const root = repositoryWith({ [CONFIG]: RIGHT, '.ebextensions/empty.config': '' });
    change(root, { '.ebextensions/b.config': WRONG, [CONFIG]: `${RIGHT}# changed\n` });
    if (state === 'intended') git(root, ['add', '-N', '.ebextensions/b.config']);
    git(root, ['add', CONFIG]);
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
  });

  it('sees a project that is staged and not on the disk any more', async () => {
    const root = repositoryWith({});
    change(root, { [`api/${CONFIG}`]: WRONG });
    git(root, ['add', '-A']);
    rmSync(join(root, 'api'), { recursive: true });
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(`api/${CONFIG}`));
  });

  it('checks everything before the first commit', async () => {
    const root = temporaryFolder({ [CONFIG]: WRONG });
    git(root, ['init', '-q']);
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('checks the projects of the paths', async () => {
    const root = repositoryWith({ 'b/x': '' });
    change(root, { [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: WRONG, 'empty/untracked': '' });
    git(root, ['add', 'a', 'b']);
    expect(await findings(root, '--staged', '--changed', 'b')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
    expect(await findings(root, '--staged', '--changed', 'empty')).toEqual([]);
    expect(await findings(join(root, 'a'), '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
    expect(await runEblint(root, ['--staged', '--changed', 'c'])).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: There is no path "c". To name a commit, write --changed=c.\n',
    });
  });

  it('takes the index that git names in a hook of a commit of some files', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: RIGHT, [`b/${CONFIG}`]: RIGHT });
    change(root, { [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: WRONG });
    git(root, ['add', `a/${CONFIG}`]);
    // As `git commit b` does.
    git(root, ['read-tree', 'HEAD'], { GIT_INDEX_FILE: '.git/other-index' });
    git(root, ['add', `b/${CONFIG}`], { GIT_INDEX_FILE: '.git/other-index' });
    vi.stubEnv('GIT_INDEX_FILE', '.git/other-index');
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
    expect(await findings(join(root, 'b'), '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('works in a linked working tree, also where a hook names the git folder only', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: RIGHT });
    const linked = join(temporaryFolder({}), 'linked');
    git(root, ['worktree', 'add', '-q', linked]);
    change(linked, { [`a/${CONFIG}`]: WRONG });
    git(linked, ['add', '-A']);
    expect(await findings(linked, '--staged', '--changed')).toEqual(WRONG_VALUE(`a/${CONFIG}`));
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    vi.stubEnv('GIT_DIR', git(linked, ['rev-parse', '--absolute-git-dir']).trim());
    expect(await findings(join(linked, 'a'), '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('works in a repository of SHA-256', async () => {
    const root = repositoryWith({ [CONFIG]: RIGHT }, '--object-format=sha256');
    change(root, { [CONFIG]: WRONG, '.ebextensions/empty.config': '' });
    git(root, ['add', '-A']);
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('sees a submodule as an empty folder, and is in it another repository', async () => {
    const inner = repositoryWith({ [CONFIG]: WRONG });
    const root = repositoryWith({ [CONFIG]: RIGHT });
    git(root, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'inner']);
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    change(join(root, 'inner'), { [CONFIG]: `${WRONG}# changed\n` });
    git(join(root, 'inner'), ['add', '-A']);
    expect(await findings(join(root, 'inner'), '--staged', '--changed')).toEqual(WRONG_VALUE(CONFIG));
  });

  it('reports a file with merge conflicts', async () => {
    const root = repositoryWith({ [CONFIG]: RIGHT });
    git(root, ['checkout', '-q', '-b', 'other']);
    change(root, { [CONFIG]: WRONG });
    git(root, ['commit', '-qam', 'b']);
    git(root, ['checkout', '-q', 'main']);
    change(root, { [CONFIG]: '# other\n' });
    git(root, ['commit', '-qam', 'c']);
    expect(() => git(root, ['merge', 'other'])).toThrow();
    const { stdout } = await runEblint(root, ['--staged', '--changed', '-f', 'unix']);
    expect(stdout).toContain('it has unresolved merge conflicts');
  });

  it('follows links as on the disk', async () => {
    const root = repositoryWith({
      'shared/a.config': RIGHT,
      'nginx/nginx/conf.d/size.conf': 'client_max_body_size 1m;\n',
      'app/Procfile': 'web: gunicorn app:app\n',
    });
    mkdirSync(join(root, 'app/.ebextensions'));
    symlinkSync('../../shared/a.config', join(root, 'app/.ebextensions/a.config'));
    symlinkSync('../nginx', join(root, 'app/.platform'));
    symlinkSync('b', join(root, 'app/a'));
    symlinkSync('a', join(root, 'app/b'));
    git(root, ['add', '-A']);
    git(root, ['commit', '-qm', 'b']);
    expect(await findings(root, '--staged', '--changed')).toEqual([]);
    change(root, { 'shared/a.config': WRONG });
    git(root, ['add', '-A']);
    change(root, { 'shared/a.config': RIGHT });
    expect(await findings(root, '--staged', '--changed')).toEqual(WRONG_VALUE('app/.ebextensions/a.config'));
  });

  it('leaves out a file that is too large', async () => {
    const root = repositoryWith({ [CONFIG]: RIGHT });
    change(root, { '.ebextensions/b.config': `# ${'a'.repeat(2 ** 20)}\n` });
    git(root, ['add', '-A']);
    const { stdout } = await runEblint(root, ['--staged', '--changed', '-f', 'unix']);
    expect(stdout).toContain('it is larger than 1 MiB');
  });

  it('--fix-dry-run prints a diff for the index, and --fix is refused', async () => {
    const root = repositoryWith({ [CONFIG]: RIGHT });
    change(root, { [CONFIG]: 'files:\n  /a:\n    mode: 0755\n    content: x\n' });
    git(root, ['add', '-A']);
    change(root, { [CONFIG]: RIGHT });
    const { stdout } = await runEblint(root, ['--staged', '--changed', '--fix-dry-run']);
    writeFileSync(join(root, 'fix.patch'), stdout);
    git(root, ['apply', '--cached', 'fix.patch']);
    expect(git(root, ['show', `:${CONFIG}`])).toContain('mode: "000755"');
    expect(readFileSync(join(root, CONFIG), 'utf8')).toBe(RIGHT);
    expect((await runEblint(root, ['--staged', '--changed', '--fix'])).stderr).toBe(
      'eblint: Flag --fix cannot be combined with --staged. Use --fix-dry-run.\n',
    );
  });

  it.each([
    ['outside of a repository', temporaryFolder, 'git failed: not a git repository'],
    [
      'in the git folder',
      () => join(repositoryWith({}), '.git'),
      'The current folder is not in the working tree of its git repository.',
    ],
  ])('is refused %s', async (_, folder, reason) => {
    const { exitCode, stderr } = await runEblint(folder({}), ['--staged', '--changed']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says why git refuses a repository', async () => {
    const root = repositoryWith({});
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const { exitCode, stderr } = await runEblint(root, ['--staged', '--changed']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('dubious ownership');
    expect(stderr).toContain('safe.directory');
  });
});

describe('--changed', () => {
  it('checks the working tree of projects that differ from HEAD', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: RIGHT });
    expect(await findings(root, '--changed')).toEqual([]);
    change(root, { [`b/${CONFIG}`]: WRONG });
    expect(await findings(root, '--changed')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
    git(root, ['add', '-A']);
    expect(await findings(root, '--changed')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
  });

  it.each([
    ['a new file', { '.ebextensions/b.config': '# new\n' }],
    ['a deleted file', { Procfile: undefined }],
    ['a file that git ignores', { '.elasticbeanstalk/config.yml': 'global: {}\n' }],
    ['line ends of Windows', { [CONFIG]: WRONG.replaceAll('\n', '\r\n') }],
  ])('%s', async (what, files) => {
    const root = repositoryWith({
      [CONFIG]: WRONG,
      Procfile: 'web: gunicorn app:app\n',
      '.gitignore': '.elasticbeanstalk/*\n',
    });
    change(root, files);
    const isTouched = what.endsWith('file');
    expect(await findings(root, '--changed')).toEqual(isTouched ? WRONG_VALUE(CONFIG) : []);
  });

  const CONFIGURATION = 'extends: ./shared.yaml\n';
  const SHARED = 'rules:\n  settings/invalid-value: error\n';

  it.each([
    ['the configuration', { 'eblint.config.yaml': `${CONFIGURATION}platform: Docker\n` }, []],
    ['what it builds on', { 'shared.yaml': `${SHARED}  settings/overridden: off\n` }, []],
    ['a configuration nearer to the project', { 'app/eblint.config.yaml': SHARED }, []],
    ['a configuration that is named', { 'ci.yaml': `${SHARED}platform: Docker\n` }, ['--config', 'ci.yaml']],
  ])('sees a change of %s', async (_, files, argv) => {
    const root = repositoryWith({
      [`app/${CONFIG}`]: WRONG,
      'eblint.config.yaml': CONFIGURATION,
      'shared.yaml': SHARED,
      'ci.yaml': SHARED,
    });
    expect(await findings(root, '--changed', ...argv)).toEqual([]);
    change(root, files);
    expect(await findings(root, '--changed', ...argv)).toEqual(WRONG_VALUE(`app/${CONFIG}`));
    expect(await findings(root, '--changed', '--no-config')).toEqual(
      Object.keys(files).some((name) => name.startsWith('app/')) ? WRONG_VALUE(`app/${CONFIG}`) : [],
    );
    git(root, ['add', '-A']);
    expect(await findings(root, '--changed', '--staged', ...argv)).toEqual(WRONG_VALUE(`app/${CONFIG}`));
  });

  const SUPPRESSIONS = 'eblint-suppressions.json';
  const suppressing = (...folders: readonly string[]) =>
    JSON.stringify(
      Object.fromEntries(
        folders.map((folder) => [
          `${folder}/${CONFIG}`,
          { 'settings/invalid-value': { 'option_settings/aws:elbv2:listener:80/Protocol': 1 } },
        ]),
      ),
    );

  it.each([
    [
      'takes an entry away',
      { [SUPPRESSIONS]: suppressing('a', 'b') },
      { [SUPPRESSIONS]: suppressing('b') },
      ['a'],
    ],
    ['makes the file', {}, { [SUPPRESSIONS]: suppressing('b') }, []],
    ['deletes the file', { [SUPPRESSIONS]: suppressing('a') }, { [SUPPRESSIONS]: undefined }, ['a']],
    [
      'moves the file',
      { [SUPPRESSIONS]: suppressing('a') },
      { [SUPPRESSIONS]: undefined, 'other.json': suppressing('a') },
      ['a'],
    ],
  ])('sees which projects a change of suppressions concerns that %s', async (_, before, after, reported) => {
    const root = repositoryWith({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: WRONG, ...before });
    expect(await findings(root, '--changed')).toEqual([]);
    change(root, after);
    const expected = reported.flatMap((folder) => WRONG_VALUE(`${folder}/${CONFIG}`));
    expect(await findings(root, '--changed')).toEqual(expected);
    git(root, ['add', '-A']);
    expect(await findings(root, '--changed', '--staged')).toEqual(expected);
  });

  it('takes all projects for changed where the suppressions are not right', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: WRONG, [SUPPRESSIONS]: suppressing('a') });
    change(root, { [SUPPRESSIONS]: '[]' });
    expect(await runEblint(root, ['--changed'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not a file of suppressions') as string,
    });
  });

  it('refuses a configuration that a change has broken, whatever it builds on', async () => {
    const root = repositoryWith({
      [CONFIG]: WRONG,
      'eblint.config.yaml': CONFIGURATION,
      'shared.yaml': SHARED,
    });
    change(root, { 'shared.yaml': 'rules: 1\n' });
    expect(await runEblint(root, ['--changed'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"rules" must be a map') as string,
    });
  });

  it('compares with where another branch was left', async () => {
    const root = repositoryWith({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: RIGHT });
    git(root, ['checkout', '-q', '-b', 'feature']);
    change(root, { [`b/${CONFIG}`]: WRONG });
    git(root, ['commit', '-qam', 'b']);
    git(root, ['checkout', '-q', 'main']);
    change(root, { [`a/${CONFIG}`]: `${WRONG}# later\n` });
    git(root, ['commit', '-qam', 'c']);
    git(root, ['checkout', '-q', 'feature']);
    expect(await findings(root, '--changed')).toEqual([]);
    expect(await findings(root, '--changed=main')).toEqual(WRONG_VALUE(`b/${CONFIG}`));
    expect(await findings(root, '--changed=HEAD~1', 'a')).toEqual([]);
  });

  it.each([
    ['--changed=nowhere', 'git knows no commit "nowhere".'],
    ['--changed=other', '"other" and HEAD have no common commit here. Fetch more of the history.'],
    ['--changed=--all', 'Flag --changed takes a commit, not --all.'],
    ['--changed=-a', 'Flag --changed takes a commit, not -a.'],
  ])('%s is refused', async (flag, reason) => {
    const root = repositoryWith({ [CONFIG]: RIGHT });
    git(root, ['checkout', '-q', '--orphan', 'other']);
    git(root, ['commit', '-qm', 'b']);
    git(root, ['checkout', '-q', 'main']);
    expect(await runEblint(root, [flag])).toEqual({ exitCode: 2, stdout: '', stderr: `eblint: ${reason}\n` });
  });

  it('--fix changes the touched projects only', async () => {
    const fixable = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
    const root = repositoryWith({ [`a/${CONFIG}`]: fixable, [`b/${CONFIG}`]: RIGHT });
    change(root, { [`b/${CONFIG}`]: fixable });
    const replaced: string[] = [];
    await runEblint(root, ['--changed', '--fix'], { replaceFile: noting(replaced) });
    expect(replaced).toEqual([join(root, `b/${CONFIG}`)]);
  });
});

describe('a hostile repository', () => {
  /** A repository whose configuration and attributes name a program for every occasion. */
  function hostile(files: Readonly<Record<string, string>> = {}): { root: string; mark: string } {
    const root = repositoryWith({ [CONFIG]: RIGHT, 'b.txt': 'b\n', ...files });
    const mark = join(temporaryFolder({}), 'ran');
    const program = join(root, 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >>"${mark}"\ncat\n`);
    chmodSync(program, 0o755);
    change(root, { [CONFIG]: WRONG, '.gitattributes': '* filter=f diff=d merge=m\n', 'new.txt': 'n\n' });
    git(root, ['add', '-A']);
    const hooks = join(root, '.git/hooks');
    mkdirSync(join(root, '.git/info'));
    mkdirSync(hooks, { recursive: true });
    for (const name of ['pre-commit', 'post-index-change', 'fsmonitor-watchman', 'reference-transaction'])
      cpSync(program, join(hooks, name));
    const config = `
[core]
  fsmonitor = ${program}
  hooksPath = ${root}/.git/hooks
  pager = ${program}
  editor = ${program}
  sshCommand = ${program}
  gitProxy = ${program}
  askPass = ${program}
  alternateRefsCommand = ${program}
  repositoryFormatVersion = 1
[extensions]
  partialClone = far
[remote "far"]
  url = ext::${program} %S
  promisor = true
  partialCloneFilter = blob:none
  uploadpack = ${program}
[protocol "ext"]
  allow = always
[protocol "file"]
  allow = always
[filter "f"]
  clean = ${program}
  smudge = ${program}
  process = ${program}
  required = true
[diff]
  external = ${program}
[diff "d"]
  command = ${program}
  textconv = ${program}
[merge "m"]
  driver = ${program}
[pager]
  ls-files = ${program}
  ls-tree = ${program}
  cat-file = ${program}
  rev-parse = ${program}
  rev-list = ${program}
  diff-tree = ${program}
[alias]
  rev-list = !${program}
  ls-files = !${program}
  cat-file = !${program}
[gpg]
  program = ${program}
[log]
  showSignature = true
[blame]
  ignoreRevsFile = ${program}
[mailmap]
  file = ${program}
[credential]
  helper = !${program}
[uploadpack]
  packObjectsHook = ${program}
`;
    writeFileSync(join(root, '.git/config'), config, { flag: 'a' });
    writeFileSync(join(root, '.git/info/attributes'), '* filter=f diff=d merge=m\n');
    return { root, mark };
  }

  it.each(['--staged', '--changed', '--changed=HEAD~0'])('runs nothing with %s', async (flag) => {
    const { root, mark } = hostile();
    vi.stubEnv('PATH', `${root}:${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`);
    change(root, { 'b.txt': 'changed\n' });
    expect(await findings(root, flag)).toEqual(WRONG_VALUE(CONFIG));
    expect(existsSync(mark) && readFileSync(mark, 'utf8')).toBe(false);
  });

  it('runs nothing to find out the age of suppressions', async () => {
    const name = '.ebextensions/b.config';
    const comment = '# eblint-disable settings/invalid-value -- reason\n';
    const { root, mark } = hostile({ [name]: comment });
    change(root, { [name]: `# changed\n${comment}` });
    const { stdout, stderr } = await runEblint(root, ['--report-suppressions']);
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringMatching(/ since \d{4}-\d\d-\d\d /) as string,
      stderr: '',
    });
    expect(existsSync(mark) && readFileSync(mark, 'utf8')).toBe(false);
  });

  it('would run its programs in other commands', () => {
    const { root, mark } = hostile();
    change(root, { 'b.txt': 'changed\n' });
    try {
      git(root, ['status']);
    } catch {
      // Whether git goes on after a program that fails depends on the moment.
    }
    expect(readFileSync(mark, 'utf8')).toContain('program.sh');
  });

  it('fetches nothing that is missing', async () => {
    const { root, mark } = hostile();
    const id = git(root, ['rev-parse', `:${CONFIG}`], { GIT_NO_LAZY_FETCH: '1' }).trim();
    rmSync(mark, { force: true });
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { stdout } = await runEblint(root, ['--staged', '-f', 'unix']);
    expect(stdout).toContain('cannot be read');
    expect(existsSync(mark) && readFileSync(mark, 'utf8')).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('names that are not UTF-8', () => {
  const named = (folder: string, ...bytes: number[]): Buffer =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes), Buffer.from('.config')]);

  it.each([['--staged'], ['--changed=HEAD']])(
    'are reported with %s, and none hides another file',
    async (flag) => {
      const root = repositoryWith({ Procfile: 'web: a\n' });
      const folder = `${root}/.ebextensions`;
      mkdirSync(folder);
      for (const byte of [0xfe, 0xff]) writeFileSync(named(folder, byte), 'option_settings: {}\n');
      // Of this name there is one that can be read, but only git tells it from the others.
      if (flag === '--staged') writeFileSync(`${folder}/\uFFFD.config`, 'option_settings: {}\n');
      git(root, ['add', '-A']);
      const { exitCode, stdout } = await runEblint(root, [flag, '--format', 'unix']);
      expect(exitCode).toBe(1);
      expect(stdout).toContain(
        '.ebextensions/\uFFFD.config:1:1: .ebextensions/\uFFFD.config cannot be read: its name is not UTF-8',
      );
    },
  );

  it('are distinguished where only one of them is intended to be added later', async () => {
    const root = repositoryWith({ Procfile: 'web: a\n' });
    const folder = `${root}/.ebextensions`;
    mkdirSync(folder);
    writeFileSync(named(folder, 0xfe), '');
    git(root, ['add', '-A']);
    writeFileSync(named(folder, 0xff), 'a: 1\n');
    git(root, ['add', '-A', '-N']);
    expect((await runEblint(root, ['--staged', '--format', 'unix'])).stdout).toContain(
      'its name is not UTF-8',
    );
  });

  it('do not come from letters that are', async () => {
    const root = repositoryWith({
      Procfile: 'web: a\n',
      '.ebextensions/\u00fc\u20ac.config': 'option_settings: {}\n',
    });
    expect(await runEblint(root, ['--staged', '--format', 'unix'])).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
  });
});
