import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjects, findProjectsAround } from '../../src/discover/find-projects.js';
import { disk } from '../../src/io/disk.js';
import { expandGlob } from '../../src/io/expand-glob.js';
import { ReadError } from '../../src/ports/file-system.js';
import { MAX_ENVIRONMENT_FILES } from '../../src/util/limits.js';
import { temporaryFolder } from '../support/temporary.js';

const CONFIG = '.ebextensions/a.config';

/** The roots that some paths stand for, below `cwd`. */
async function find(cwd: string, ...paths: string[]): Promise<string[]> {
  const roots = await findProjects(paths, { files: disk, cwd, expandGlob });
  return roots.map((root) => relative(cwd, root) || '.');
}

describe('a folder', () => {
  it.each([
    ['.ebextensions', CONFIG],
    ['.platform', '.platform/hooks/predeploy/a.sh'],
    ['.elasticbeanstalk', '.elasticbeanstalk/config.yml'],
    ['Dockerrun.aws.json', 'Dockerrun.aws.json'],
    ['a Procfile', 'Procfile'],
    ['an empty .ebextensions', '.ebextensions/'],
  ])('is a project that holds %s', async (_, name) => {
    expect(await find(temporaryFolder({ [name]: '' }), '.')).toEqual(['.']);
  });

  it.each([
    ['package.json'],
    ['procfile'],
    ['docs/Procfile'],
    ['ebextensions/a.config'],
    ['.ebextensions.txt'],
  ])('is not one that holds only %s', async (name) => {
    expect(await find(temporaryFolder({ [name]: '' }), '.')).toEqual([]);
  });

  it.each([
    ['a Dockerfile', ['Dockerfile']],
    ['docker-compose.yml', ['docker-compose.yml', 'README.md']],
    ['a Buildfile', ['Buildfile', 'go.mod']],
    ['application.py', ['application.py']],
    ['cron.yaml beside package.json', ['cron.yaml', 'package.json']],
    ['env.yaml beside a JAR', ['env.yaml', 'shop.jar']],
  ])('is a project that holds %s, if it is named itself', async (_, names) => {
    const cwd = temporaryFolder(Object.fromEntries(names.map((name) => [`app/${name}`, ''])));
    expect(await find(cwd, 'app')).toEqual(['app']);
    expect(await find(join(cwd, 'app'), '.')).toEqual(['.']);
    expect(await find(cwd, '.')).toEqual([]);
    expect(await find(cwd, '*')).toEqual([]);
  });

  it.each([['env.yaml'], ['cron.yaml'], ['requirements.txt'], ['Dockerfile.dev']])(
    'is not one that holds only %s, even if it is named itself',
    async (name) => {
      expect(await find(temporaryFolder({ [`app/${name}`]: '' }), 'app')).toEqual([]);
    },
  );

  it.each([
    ['describes an environment', 'resource "aws_elastic_beanstalk_environment" "a" {}\n', true],
    ['describes something else', 'resource "aws_s3_bucket" "a" {}\n', false],
  ])('with a file of Terraform that %s', async (_, text, isProject) => {
    expect(await find(temporaryFolder({ 'main.tf': text }), '.')).toEqual(isProject ? ['.'] : []);
  });

  describe('of which an environment is described further down', () => {
    const ENVIRONMENT = 'resource "aws_elastic_beanstalk_environment" "a" {}\n';

    it.each([
      ['terraform/main.tf', '.'],
      ['infra/modules/web/eb.tf', '.'],
      ['deploy/web.yaml', '.'],
      ['backend/terraform/main.tf', 'backend'],
      ['stacks/web/main.tf', 'stacks/web'],
    ])('by %s is the project in %s', async (name, root) => {
      const text = name.endsWith('.tf')
        ? ENVIRONMENT
        : 'Resources: {A: {Type: AWS::ElasticBeanstalk::Environment}}';
      const cwd = temporaryFolder({ [name]: text, '.git/': '' });
      expect(await find(cwd, '.')).toEqual([root]);
      expect(await find(cwd, name)).toEqual([root]);
    });

    it('is a project for each of several folders', async () => {
      const cwd = temporaryFolder({ 'a/infra/a.tf': ENVIRONMENT, 'b/tf/b.tf': ENVIRONMENT, 'c/tf/c.tf': '' });
      expect(await find(cwd, '.')).toEqual(['a', 'b']);
    });

    it('is the folder of the environment where one of several applications is deployed', async () => {
      const files = { 'package.json': '', 'terraform/main.tf': ENVIRONMENT, '.git/': '' };
      expect(await find(temporaryFolder(files), '.')).toEqual(['.']);
      const cwd = temporaryFolder({ ...files, 'packages/api/package.json': '' });
      expect(await find(cwd, '.')).toEqual(['terraform']);
      expect(await find(cwd, 'terraform/main.tf')).toEqual(['terraform']);
    });

    it('is none where others are: the file belongs to the only one', async () => {
      const files = { 'terraform/main.tf': ENVIRONMENT, [`api/${CONFIG}`]: '', '.git/': '' };
      const one = temporaryFolder(files);
      expect(await find(one, '.')).toEqual(['api']);
      expect(await find(one, 'terraform/main.tf')).toEqual(['api']);
      const two = temporaryFolder({ ...files, [`web/${CONFIG}`]: '' });
      expect(await find(two, 'terraform/main.tf')).toEqual([]);
    });

    it('ends at the repository', async () => {
      const cwd = temporaryFolder({
        'aws/shop/main.tf': ENVIRONMENT,
        'aws/web/main.tf': ENVIRONMENT,
        'aws/web/.git/': '',
      });
      expect(await find(cwd, 'aws/shop/main.tf')).toEqual(['aws/shop']);
      expect(await find(cwd, 'aws/web/main.tf')).toEqual(['aws/web']);
    });

    it('reads a limited number of files', async () => {
      const others = Array.from({ length: MAX_ENVIRONMENT_FILES }, (_, i) => [`a${i}/main.tf`, ''] as const);
      const cwd = temporaryFolder({ ...Object.fromEntries(others), 'z/z/main.tf': ENVIRONMENT });
      expect(await find(cwd, '.')).toEqual([]);
      expect(await find(cwd, 'z')).toEqual(['z/z']);
    });
  });

  it('with a Dockerfile is not one itself if there are projects in it', async () => {
    const cwd = temporaryFolder({ Dockerfile: '', [`services/api/${CONFIG}`]: '' });
    expect(await find(cwd, '.')).toEqual(['services/api']);
  });

  it('stands for all projects in it, each on its own', async () => {
    const cwd = temporaryFolder({
      [CONFIG]: '',
      [`services/api/${CONFIG}`]: '',
      'services/web/.platform/nginx/conf.d/a.conf': '',
      'services/heroku/Procfile': '',
      [`services/api/worker/${CONFIG}`]: '',
    });
    expect(await find(cwd, '.')).toEqual(['.', 'services/api', 'services/api/worker', 'services/web']);
    expect(await find(cwd, 'services')).toEqual(['services/api', 'services/api/worker', 'services/web']);
    expect(await find(cwd, 'services/heroku')).toEqual(['services/heroku']);
  });

  it('is not searched where nobody keeps projects, unless it is named', async () => {
    const cwd = temporaryFolder({
      [`node_modules/a/${CONFIG}`]: '',
      [`.git/${CONFIG}`]: '',
      [`dist/${CONFIG}`]: '',
      [`venv/lib/${CONFIG}`]: '',
      [`.ebextensions/old/${CONFIG}`]: '',
    });
    expect(await find(cwd, '.')).toEqual(['.']);
    expect(await find(cwd, 'dist')).toEqual(['dist']);
    expect(await find(cwd, join(cwd, 'node_modules/a'))).toEqual(['node_modules/a']);
  });

  it('that is the .ebextensions of a project stands for that project', async () => {
    const cwd = temporaryFolder({ [`app/${CONFIG}`]: '', 'app/.platform/hooks/predeploy/a.sh': '' });
    expect(await find(cwd, 'app/.ebextensions')).toEqual(['app']);
    expect(await find(cwd, 'app/.platform/hooks')).toEqual(['app']);
  });

  it('is searched to its bottom, without following links', async () => {
    const deep = `${'d/'.repeat(60)}${CONFIG}`;
    const cwd = temporaryFolder({ [deep]: '', [`app/${CONFIG}`]: '' });
    symlinkSync(cwd, join(cwd, 'app/circle'));
    symlinkSync(join(cwd, 'app'), join(cwd, 'link'));
    expect(await find(cwd, '.')).toEqual(['app', deep.slice(0, -CONFIG.length - 1)]);
    expect(await find(cwd, 'link')).toEqual(['link']);
  });
});

describe('a file', () => {
  it('stands for the nearest project above it, once', async () => {
    const cwd = temporaryFolder({
      [CONFIG]: '',
      [`app/${CONFIG}`]: '',
      'app/.ebextensions/b.config': '',
      'app/src/deep/main.py': '',
      'app/Procfile': '',
      'README.md': '',
    });
    const inApp = [
      'app/.ebextensions/b.config',
      `app/${CONFIG}`,
      'app/Procfile',
      'app/src/deep/main.py',
      'app',
    ];
    for (const path of inApp) expect(await find(cwd, path)).toEqual(['app']);
    expect(await find(cwd, ...inApp)).toEqual(['app']);
    expect(await find(cwd, 'README.md')).toEqual(['.']);
    expect(await find(join(cwd, 'app/src'), 'deep/main.py')).toEqual(['..']);
  });

  it('stands for nothing where no project is above it', async () => {
    const cwd = temporaryFolder({ 'heroku/Procfile': '' });
    expect(await find(cwd, 'heroku/Procfile')).toEqual([]);
  });

  it('named Procfile stands for the folder in which eblint runs', async () => {
    const cwd = temporaryFolder({ Procfile: '' });
    expect(await find(cwd, 'Procfile')).toEqual(['.']);
    expect(await find(cwd, 'Procf*')).toEqual(['.']);
  });
});

it('each folder is listed once, however many of its files and folders are named', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `app/src/${index}.py`);
  const cwd = temporaryFolder({
    [`app/${CONFIG}`]: '',
    'heroku/Procfile': '',
    ...Object.fromEntries(names.map((name) => [name, ''])),
  });
  const listed: string[] = [];
  const files = { ...disk, list: (folder: string) => (listed.push(folder), disk.list(folder)) };
  const paths = [...names, 'app/src', 'app', 'heroku', '.', 'app/**', 'app'];
  expect(await findProjects(paths, { files, cwd, expandGlob })).toEqual([
    join(cwd, 'app'),
    join(cwd, 'heroku'),
  ]);
  const [first, ...others] = listed.filter((folder) => folder.startsWith(cwd)).sort();
  expect(first).toBe(cwd);
  expect(others.map((folder) => relative(cwd, folder))).toEqual([
    'app',
    'app/.ebextensions',
    'app/src',
    'heroku',
  ]);
});

describe('a pattern', () => {
  it('stands for what it matches', async () => {
    const cwd = temporaryFolder({
      [`a/${CONFIG}`]: '',
      [`b/${CONFIG}`]: '',
      'c/Procfile': '',
      [`node_modules/d/${CONFIG}`]: '',
    });
    expect(await find(cwd, '*')).toEqual(['a', 'b', 'c']);
    expect(await find(cwd, '**/.ebextensions/*.config')).toEqual(['a', 'b']);
    expect(await find(cwd, '{a,c}')).toEqual(['a', 'c']);
    expect(await find(cwd, 'x*')).toEqual([]);
  });

  it('finds names that begin with a dot, and follows no links below', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: '', [`.b/${CONFIG}`]: '', 'c/': '' });
    symlinkSync('../a', join(cwd, 'c/link'));
    symlinkSync('..', join(cwd, 'c/circle'));
    expect(await find(cwd, '**/*.config')).toEqual(['.b', 'a']);
    expect(await expandGlob('c/**', cwd)).toEqual(['c/circle', 'c/link']);
  });

  it('that matches a link stands for what the link leads to, by its own path', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: '' });
    symlinkSync('a', join(cwd, 'link'));
    expect(await find(cwd, 'li*')).toEqual(['link']);
  });

  it('may be written with backslashes', async () => {
    expect(await find(temporaryFolder({ [`a/b/${CONFIG}`]: '' }), 'a\\*')).toEqual(['a/b']);
  });

  it('is passed over where a folder may not be entered', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: '' });
    symlinkSync('nothing', join(cwd, 'broken'));
    expect(await find(cwd, '*')).toEqual(['a']);
  });

  it('is not a pattern where a folder has that name', async () => {
    expect(await find(temporaryFolder({ [`[app]/${CONFIG}`]: '', [`a/${CONFIG}`]: '' }), '[app]')).toEqual([
      '[app]',
    ]);
  });
});

describe('a path that leads nowhere', () => {
  const reason = async (cwd: string, path: string) => {
    const error: unknown = await find(cwd, path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ReadError);
    expect((error as ReadError).path).toBe(path);
    return (error as ReadError).reason;
  };

  it('is refused with its reason', async () => {
    const cwd = temporaryFolder({ 'a.txt': '' });
    symlinkSync('missing', join(cwd, 'broken'));
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    expect(await reason(cwd, 'nothing')).toBe('no such file or folder');
    expect(await reason(cwd, 'a.txt/b')).toBe('no such file or folder');
    expect(await reason(cwd, 'broken')).toBe('it is a broken link');
    expect(await reason(cwd, 'pipe')).toBe('it is neither a file nor a folder');
  });
});

it('a folder that may not be entered is passed over below, and refused where it is named', async () => {
  const cwd = temporaryFolder({ [`open/${CONFIG}`]: '', [`shut/${CONFIG}`]: '' });
  const files = {
    ...disk,
    list(folder: string) {
      if (folder.includes('shut')) throw new ReadError(folder, 'permission denied');
      return disk.list(folder);
    },
  };
  expect(await findProjects(['.'], { files, cwd, expandGlob })).toEqual([join(cwd, 'open')]);
  await expect(findProjects(['shut'], { files, cwd, expandGlob })).rejects.toThrow('permission denied');
});

it('roots are in order, whatever the order of the paths', async () => {
  const cwd = temporaryFolder({ [`b/${CONFIG}`]: '', [`a/${CONFIG}`]: '', [`a-b/${CONFIG}`]: '' });
  expect(await find(cwd, 'b', 'a-b', 'a')).toEqual(['a', 'a-b', 'b']);
});

describe('the projects around a folder', () => {
  const around = async (root: string, folder: string): Promise<string[]> => {
    const roots = await findProjectsAround({ files: disk, cwd: join(root, folder), expandGlob });
    return roots.map((path) => relative(root, path) || '.');
  };

  it('are the one that the folder belongs to', async () => {
    const root = temporaryFolder({ [CONFIG]: '', 'src/a/b.py': '', [`other/${CONFIG}`]: '' });
    expect(await around(root, 'src/a')).toEqual(['.']);
    expect(await around(root, '.ebextensions')).toEqual(['.']);
  });

  it('are those below it in a repository', async () => {
    const root = temporaryFolder({
      '.git/HEAD': '',
      [`services/a/${CONFIG}`]: '',
      [`services/b/${CONFIG}`]: '',
    });
    expect(await around(root, 'services')).toEqual(['services/a', 'services/b']);
  });

  it('are not searched for below any other folder, as a home', async () => {
    const root = temporaryFolder({ [`a/${CONFIG}`]: '', 'b/Procfile': '' });
    expect(await around(root, '.')).toEqual([]);
    expect(await around(root, 'b')).toEqual(['b']);
  });
});
