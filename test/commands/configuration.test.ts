import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { createFile } from '../../src/io/writes/create-file.js';
import {
  type Configuration,
  lintFolder,
  lintProject,
  ProjectLinter,
  readConfiguration,
} from '../../src/package.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { change, git, repositoryWith } from '../support/repository.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const PROCFILE = 'web gunicorn app:app\n';
const CONFIG = 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    KEY: "<your_key>"\n';

/** A repository with a project in which `procfile/invalid-line` and `settings/placeholder` report something. */
const repository = (files: Readonly<Record<string, string>> = {}): string =>
  temporaryFolder({
    '.git/': '',
    'api/Procfile': PROCFILE,
    'api/.ebextensions/a.config': CONFIG,
    ...files,
  });

const eblint = (cwd: string, ...argv: string[]) => runEblint(cwd, argv, { createFile });

/** What is reported, as `RULE SEVERITY`. */
async function found(root: string, ...argv: string[]): Promise<string[]> {
  const { stdout, stderr } = await eblint(root, '--format', 'json', ...argv);
  if (stderr !== '') throw new Error(stderr);
  return (JSON.parse(stdout) as LintResult[]).flatMap(({ messages }) =>
    messages.map(({ ruleId, severity }) => `${ruleId} ${severity}`),
  );
}

const LINE = 'procfile/invalid-line';
const PLACEHOLDER = 'settings/placeholder';

describe('a configuration file', () => {
  it.each<[string, string[]]>([
    ['', [`${PLACEHOLDER} 1`, `${LINE} 2`]],
    [`rules: {${LINE}: warn}`, [`${PLACEHOLDER} 1`, `${LINE} 1`]],
    ['rules: {procfile/*: off}', [`${PLACEHOLDER} 1`]],
    [`overrides: [{files: "*.config", rules: {settings/*: 0}}]`, [`${LINE} 2`]],
    [
      `rules: {settings/*: 0}\noverrides: [{files: "*.config", rules: {settings/*: 2}}]`,
      [`${PLACEHOLDER} 2`, `${LINE} 2`],
    ],
    [`overrides: [{files: Procfile, rules: {settings/*: 0}}]`, [`${PLACEHOLDER} 1`, `${LINE} 2`]],
    ['ignores: api/Procfile', [`${PLACEHOLDER} 1`]],
    ['allowPlaceholders: <your_key>', [`${LINE} 2`]],
  ])('%j', async (text, expected) => {
    expect(await found(repository({ 'eblint.config.yaml': text }))).toEqual(expected);
  });

  it('gives the same findings in the program, in the library and in the linter of editors', async () => {
    const text = `rules: {${LINE}: warn}\noverrides: [{files: api, rules: {settings/*: 0}}]`;
    const root = repository({ 'eblint.config.yaml': text });
    const files = readProjectFiles(join(root, 'api'), disk);
    const options = readConfiguration(files.root);
    const inLibrary = lintProject(files, options).diagnostics.map(({ ruleId, severity }) => [
      ruleId,
      severity,
    ]);
    expect(await found(root)).toEqual([`${LINE} 1`]);
    expect(inLibrary).toEqual([[LINE, 'warning']]);
    expect((await lintFolder(root)).map(({ diagnostics }) => diagnostics.length)).toEqual([1]);
    expect(new ProjectLinter(files, options).report.diagnostics).toHaveLength(1);
  });

  it('belongs to each project of a monorepo by itself', async () => {
    const root = repository({
      'eblint.config.yaml': 'rules: {procfile/*: off}',
      'web/eblint.config.yaml': 'rules: {settings/*: off}',
      'web/.ebextensions/a.config': CONFIG,
      'web/Procfile': PROCFILE,
    });
    expect(await found(root)).toEqual([`${PLACEHOLDER} 1`, `${LINE} 2`]);
  });

  it.each<[string[], string[]]>([
    [['--rule', 'procfile/*:warn'], [`${LINE} 1`]],
    [['--rule', `${LINE}:1`, '--rule', 'procfile/*:off'], [`${LINE} 1`]],
    [['--no-config'], [`${PLACEHOLDER} 1`, `${LINE} 2`]],
    [
      ['--config', 'other.yaml'],
      [`${PLACEHOLDER} 2`, `${LINE} 2`],
    ],
    [
      ['--no-config', '-c', 'other.yaml'],
      [`${PLACEHOLDER} 2`, `${LINE} 2`],
    ],
    [
      ['-c', 'other.yaml', '--no-config'],
      [`${PLACEHOLDER} 1`, `${LINE} 2`],
    ],
  ])('is overruled by %j', async (argv, expected) => {
    const root = repository({
      'eblint.config.yaml': `extends: strict\nrules: {procfile/*: off, ${PLACEHOLDER}: off}`,
      'other.yaml': 'overrides: [{files: api, rules: {settings/*: error}}]',
    });
    expect(await found(root, ...argv)).toEqual(expected);
  });

  it('takes the patterns of a file that is named relative to the working directory', async () => {
    const root = repository({ 'config/eblint.yaml': 'ignores: api/Procfile' });
    expect(await found(root, '-c', 'config/eblint.yaml')).toEqual([`${PLACEHOLDER} 1`]);
  });

  it('tells of all its mistakes, and checks nothing', async () => {
    const root = repository({ 'api/eblint.config.yaml': 'rulez: {}\nrules: {procfile/*: of}\n' });
    expect(await eblint(root)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: [
        'eblint: api/eblint.config.yaml:1:1: There is no key "rulez". Did you mean "rules"?',
        'eblint: api/eblint.config.yaml:2:21: There is no level "of". Did you mean "off"?',
        '',
      ].join('\n'),
    });
  });

  it('acts on no terminal, whatever is in it', async () => {
    const root = repository({ 'eblint.config.yaml': '"a\\e[31m\\n::error::": 1\n' });
    const { stderr } = await eblint(root);
    expect(stderr).toContain('\\u001b[31m\\n::error::');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    [
      { 'eblint.config.yaml': '', '.eblintrc': '' },
      'There are several configuration files: eblint.config.yaml, .eblintrc.',
    ],
    [{ '.eblintrc/': '' }, '.eblintrc: it is a folder.'],
  ])('is refused as %j', async (files, reason) => {
    const { exitCode, stderr } = await eblint(repository(files));
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(reason) as string });
  });

  it('takes rules by an earlier name, and says so once', async () => {
    const root = repository({
      'eblint.config.yaml': 'rules: {procfile/syntax: off}',
      'web/Dockerrun.aws.json': '{}',
    });
    const { stdout, stderr } = await eblint(root, '--rule', 'settings/shape:off');
    expect(stdout).not.toContain(LINE);
    expect(stderr).toMatch(
      /^eblint: Rule settings\/shape was renamed to settings\/incomplete-item, .*\.\neblint: eblint.config.yaml:1:9: Rule "procfile\/syntax" was renamed to procfile\/invalid-line\. Write procfile\/invalid-line\.\n$/,
    );
  });

  it('tells of projects that are all ignored', async () => {
    const root = repository({ 'eblint.config.yaml': 'ignores: api' });
    expect(await eblint(root)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'eblint: The configuration ignores all projects in .. Check its `ignores`.\n',
    });
    expect((await eblint(root, '--no-error-on-unmatched-pattern')).exitCode).toBe(0);
  });

  it('names the platform for other commands as well', async () => {
    const root = repository({ 'eblint.config.yaml': 'platform: PHP 8.3 running on 64bit Amazon Linux 2023' });
    for (const argv of [['resolve'], ['migrate'], ['why', 'Command 01 failed']])
      expect((await eblint(join(root, 'api'), ...argv)).stderr).toBe('');
    writeFileSync(join(root, 'eblint.config.yaml'), 'platform: x');
    for (const argv of [['resolve'], ['migrate'], ['why', 'Error occurred during build: Command 01 failed']])
      expect((await eblint(join(root, 'api'), ...argv)).stderr).toContain(
        '"x" is not the name of a platform',
      );
  });

  it('knows options that the catalogue lacks', async () => {
    const settings =
      'option_settings:\n  aws:ec2:instances:\n    EnableNew: true\n  aws:brand:new:\n    A: b\n';
    const root = repository({ 'api/.ebextensions/b.config': settings });
    expect(await found(root)).toContain('settings/unknown-option 2');
    writeFileSync(
      join(root, '.eblintrc.yaml'),
      'knownOptions: [aws:ec2:instances/Enable*, "aws:brand:new/*"]',
    );
    expect(await found(root)).toEqual([`${PLACEHOLDER} 1`, `${LINE} 2`]);
  });
});

describe('the library', () => {
  it.each<[Configuration, string]>([
    [{ rules: { 'a/b': 'off' } }, 'There is no rule "a/b".'],
    [{ extends: './a.yaml' }, 'The library reads no files such as "./a.yaml". Use `readConfiguration`.'],
  ])('refuses %j', (configuration, reason) => {
    expect(() => lintProject({ root: '/p', files: [], ebCliConfigs: [] }, { configuration })).toThrow(reason);
  });

  it('has no configuration where there is no file', () => {
    expect(readConfiguration(join(repository(), 'api'))).toEqual({});
  });

  it('refuses several files', () => {
    const root = repository({ 'api/.eblintrc': '', 'api/.eblintrc.yml': '' });
    expect(() => readConfiguration(join(root, 'api'))).toThrow('There are several configuration files');
  });
});

describe('git', () => {
  it('has the configuration that would be committed, for the findings of any other run', async () => {
    const root = repositoryWith({
      'eblint.config.yaml': `extends: pack\nrules: {${LINE}: warn}`,
      Procfile: PROCFILE,
      '.gitignore': 'node_modules',
    });
    change(root, {
      'node_modules/pack/.eblintrc': 'rules: {settings/*: off}',
      '.ebextensions/a.config': CONFIG,
    });
    git(root, ['add', '-A']);
    expect(await found(root, '--staged')).toEqual([`${LINE} 1`]);
    expect(await found(root)).toEqual([`${LINE} 1`]);
    change(root, { 'eblint.config.yaml': 'not: right' });
    expect(await found(root, '--staged')).toEqual([`${LINE} 1`]);
    git(root, ['commit', '-qm', 'x']);
    change(root, { 'eblint.config.yaml': `rules: {${LINE}: error}` });
    git(root, ['add', '-A']);
    expect(await found(root, '--staged')).toEqual([`${PLACEHOLDER} 1`, `${LINE} 2`]);
  });

  it('says that git ignores the file that names the platform', async () => {
    const unknown = async (files: Readonly<Record<string, string>>) => {
      const root = repositoryWith({ '.ebextensions/a.config': CONFIG, ...files });
      change(root, { '.ebextensions/b.config': '' });
      git(root, ['add', '-A']);
      return (await eblint(root, '--staged')).stdout.replaceAll(/\s+/g, ' ');
    };
    const config = { '.elasticbeanstalk/config.yml': 'global:\n  default_platform: Python 3.12\n' };
    const ignored = { '.gitignore': '.elasticbeanstalk/*\n' };
    expect(await unknown({ ...config, ...ignored })).toMatch(
      / rules checked less: git ignores \.elasticbeanstalk\/config\.yml, which names it\. Set it with --platform/,
    );
    expect(await unknown(config)).not.toContain('checked less');
    expect(await unknown(ignored)).toContain(' rules checked less. Set it');
    const nameless = { '.elasticbeanstalk/config.yml': 'global:\n  profile: a\n' };
    expect(await unknown({ ...nameless, ...ignored })).toContain(' rules checked less. Set it');
  });

  it('follows no link of the index out of the repository', async () => {
    const outside = temporaryFolder({ 'secret.yaml': 'password: hunter2' });
    const root = repositoryWith({ Procfile: PROCFILE, '.ebextensions/a.config': CONFIG });
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'eblint.config.yaml'));
    git(root, ['add', '-A']);
    const { exitCode, stderr } = await eblint(root, '--staged');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('it leads out of') as string,
    });
  });
});

describe('--print-config', () => {
  it('prints what applies to a project', async () => {
    const root = repository({
      'eblint.config.yaml':
        'extends: [strict, ./b.yaml]\nplatform: PHP 8.3 running on 64bit Amazon Linux 2023\n',
      'b.yaml': 'rules: {procfile/*: off}\noverrides: [{files: api, rules: {config/*: warn}}]',
    });
    const { stdout } = await eblint(root, '--print-config', 'api', '--rule', 'https/*:off');
    const printed = JSON.parse(stdout) as { rules: Record<string, string> };
    expect(printed).toMatchObject({
      project: 'api',
      files: ['eblint.config.yaml', 'b.yaml'],
      ignored: false,
      preset: 'strict',
      platform: 'PHP 8.3 running on 64bit Amazon Linux 2023',
      rules: {
        [LINE]: 'off',
        'config/syntax-error': 'warning',
        'https/missing-certificate': 'off',
        'routing/port-mismatch': 'error',
      },
    });
  });

  it('prints a list for several projects, and fails without any', async () => {
    const root = repository({ 'web/Dockerrun.aws.json': '{}' });
    const projects = JSON.parse((await eblint(root, '--print-config')).stdout) as { project: string }[];
    expect(projects.map(({ project }) => project)).toEqual(['api', 'web']);
    mkdirSync(join(root, 'empty'));
    expect((await eblint(root, '--print-config', 'empty')).exitCode).toBe(2);
  });
});

describe('--init', () => {
  const config = (platform: string) => `global:\n  default_platform: ${platform}\n`;
  const PYTHON = 'Python 3.12 running on 64bit Amazon Linux 2023';
  const PHP = 'PHP 8.3 running on 64bit Amazon Linux 2023';

  it.each<[Record<string, string>, string, string]>([
    [
      { 'api/.elasticbeanstalk/config.yml': config(PYTHON) },
      `platform: "${PYTHON}"\n`,
      `Its platform is "${PYTHON}".`,
    ],
    [{}, '# platform: Python', 'No file names the platform: write it there.'],
    [
      { 'api/.elasticbeanstalk/config.yml': config(PYTHON), 'web/.elasticbeanstalk/config.yml': config(PHP) },
      `overrides:\n  - files: "/api"\n    platform: "${PYTHON}"\n  - files: "/web"\n    platform: "${PHP}"\n`,
      'It has the platforms of 2 projects.',
    ],
    [
      Object.fromEntries(
        ['api', 'jobs', 'web'].map((name) => [
          `${name}/.elasticbeanstalk/config.yml`,
          config(name === 'jobs' ? PHP : PYTHON),
        ]),
      ),
      `overrides:\n  - files:\n      - "/api"\n      - "/web"\n    platform: "${PYTHON}"\n  - files: "/jobs"\n    platform: "${PHP}"\n`,
      'It has the platforms of 3 projects.',
    ],
    [
      Object.fromEntries(
        ['api', 'web', 'web/api'].map((name) => [
          `${name}/.elasticbeanstalk/config.yml`,
          config(name === 'web' ? PHP : PYTHON),
        ]),
      ),
      `overrides:\n  - files: "/api"\n    platform: "${PYTHON}"\n  - files: "/web"\n    platform: "${PHP}"\n  - files: "/web/api"\n`,
      'It has the platforms of 3 projects.',
    ],
  ])('writes what it found in %j', async (files, text, told) => {
    const root = repository(files);
    const { exitCode, stdout } = await eblint(root, '--init');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `Wrote eblint.config.yaml. ${told}\n` });
    expect(readFileSync(join(root, 'eblint.config.yaml'), 'utf8')).toContain(text);
    expect((await eblint(root)).stderr).toBe('');
  });

  describe('on a terminal', () => {
    /** A person who gives these answers, and then none. */
    async function answering(files: Record<string, string>, answers: readonly string[]) {
      const root = temporaryFolder({ '.git/': '', ...files });
      const left = answers.values();
      const questions: string[] = [];
      let stdout = '';
      await runEblint(root, ['--init'], {
        createFile,
        stdout: { isTTY: true, write: (text) => void (stdout += text) },
        ask(question) {
          questions.push(question);
          return Promise.resolve(left.next().value);
        },
      });
      return { text: readFileSync(join(root, 'eblint.config.yaml'), 'utf8'), questions, stdout };
    }
    const CONFIGS = { 'a/.ebextensions/x.config': '', 'b/.ebextensions/x.config': '' };
    const NAMED = { 'c/.elasticbeanstalk/config.yml': config(PYTHON) };
    const question = (where: string) => `Platform of ${where}, such as "Python 3.12" (Enter: none): `;

    it('asks for the platform that no file names', async () => {
      const { text, questions, stdout } = await answering({ '.ebextensions/x.config': '' }, [
        ' Python 3.12 ',
      ]);
      expect(questions).toEqual([question('your project')]);
      expect(text).toContain('\nplatform: "Python 3.12"\n');
      expect(stdout).toBe('Wrote eblint.config.yaml. Its platform is "Python 3.12".\n');
    });

    it('asks again after what is no platform', async () => {
      const { text, questions, stdout } = await answering(CONFIGS, ['Pyhton', 'docker']);
      expect(questions).toEqual([question('your 2 projects'), question('your 2 projects')]);
      expect(text).toContain('\nplatform: "docker"\n');
      expect(stdout).toContain('"Pyhton" is not the name of a platform. ');
    });

    it('asks for each project where others are known, until there is no answer', async () => {
      const both = await answering({ ...CONFIGS, ...NAMED }, ['docker', 'Node.js 22']);
      expect(both.questions).toEqual([question('a'), question('b')]);
      for (const own of [
        '"/a"\n    platform: "docker"',
        '"/b"\n    platform: "Node.js 22"',
        `"/c"\n    platform: "${PYTHON}"`,
      ])
        expect(both.text).toContain(own);
      const none = await answering({ ...CONFIGS, ...NAMED }, ['']);
      expect(none.questions).toEqual([question('a')]);
      expect(none.text).toContain(`\nplatform: "${PYTHON}"\n`);
    });

    it.each([
      ['y', true],
      ['', false],
    ])(
      'asks whether the environment is elsewhere, where only other tools are used: %j',
      async (answer, isElsewhere) => {
        const { text, questions } = await answering({ ...NAMED, 'c/main.tf': 'provider "aws" {}\n' }, [
          answer,
        ]);
        expect(questions).toEqual([
          'Other tools are used here, and no file describes an environment. Is it set up elsewhere? (y, Enter: no): ',
        ]);
        expect(text.includes('\nenvironment: elsewhere\n')).toBe(isElsewhere);
      },
    );

    it('asks nothing about an environment that a file describes', async () => {
      const text = `resource "aws_elastic_beanstalk_environment" "a" {\n  solution_stack_name = "64bit ${PYTHON}"\n}\n`;
      const { questions } = await answering({ '.ebextensions/x.config': '', 'main.tf': text }, []);
      expect(questions).toEqual([]);
    });

    it('asks nothing where every project names its platform', async () => {
      expect((await answering(NAMED, [])).questions).toEqual([]);
    });
  });

  it('takes the platform of the flag, whatever the files name', async () => {
    const root = temporaryFolder({
      '.elasticbeanstalk/config.yml':
        'global: {default_platform: Python 3.11 running on 64bit Amazon Linux 2023}\n',
    });
    const { exitCode, stdout } = await eblint(root, '--init', '--platform', 'PHP 8.3');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('Its platform is "PHP 8.3') as string,
    });
    expect(readFileSync(join(root, 'eblint.config.yaml'), 'utf8')).toContain('platform: "PHP 8.3');
  });

  it('never overwrites', async () => {
    const root = repository({ '.eblintrc.json': '{}' });
    expect(await eblint(root, '--init')).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: There is a configuration file: .eblintrc.json.\n',
    });
  });
});
