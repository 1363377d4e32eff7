import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { type FileSystem, ReadError } from '../../src/ports/file-system.js';
import { temporaryFolder } from '../support/temporary.js';

/** Every file as `name`, `name: its text` or `name! why it cannot be read`, in order. */
const listing = (root: string, files: FileSystem = disk): string[] =>
  readProjectFiles(root, files).files.map((file) =>
    'source' in file
      ? `${file.name}: ${file.source.text}`
      : 'unreadable' in file
        ? `${file.name}! ${file.unreadable}`
        : file.name,
  );

const configs = (root: string) =>
  readProjectFiles(root, disk).ebCliConfigs.map(({ name, text }) => `${name}: ${text}`);

/** A file system that refuses some paths. */
const refusing = (part: string): FileSystem => ({
  ...disk,
  list: (folder) => {
    if (folder.includes(part)) throw new ReadError(folder, 'permission denied');
    return disk.list(folder);
  },
  read: (path) => {
    if (path.includes(part)) throw new ReadError(path, 'permission denied');
    return disk.read(path);
  },
});

describe('the files of a project', () => {
  it('are those that concern Elastic Beanstalk, with their texts, and the names of all others in the root', () => {
    const root = temporaryFolder({
      '.ebextensions/a.config': 'a',
      '.ebextensions/nginx/conf.d/b.conf': 'b',
      '.platform/hooks/predeploy/c.sh': 'c',
      '.elasticbeanstalk/config.yml': 'd',
      '.elasticbeanstalk/saved_configs/e.cfg.yml': 'e',
      Procfile: 'f',
      'env.yaml': 'g',
      'cron.yaml': 'h',
      'Dockerrun.aws.json': 'i',
      'package.json': 'j',
      '.ebignore': 'k',
      Dockerfile: 'l',
      'LICENSE.txt': 'not read',
      'src/main.py': 'not read',
      'src/.ebextensions/x.config': 'not read',
    });
    expect(listing(root)).toEqual([
      '.ebignore: k',
      'Dockerfile: l',
      'Dockerrun.aws.json: i',
      'LICENSE.txt',
      'Procfile: f',
      'cron.yaml: h',
      'env.yaml: g',
      'package.json: j',
      '.ebextensions/a.config: a',
      '.ebextensions/nginx/conf.d/b.conf: b',
      '.platform/hooks/predeploy/c.sh: c',
      '.elasticbeanstalk/config.yml',
      '.elasticbeanstalk/saved_configs/e.cfg.yml: e',
    ]);
  });

  it('have absolute paths, and names with forward slashes', () => {
    const root = temporaryFolder({ '.ebextensions/nginx/a.conf': '' });
    expect(readProjectFiles(root, disk)).toMatchObject({
      root,
      files: [{ name: '.ebextensions/nginx/a.conf', path: join(root, '.ebextensions/nginx/a.conf') }],
    });
  });

  it('keep their bytes as text, whatever they are', () => {
    const root = temporaryFolder({ Procfile: '' });
    writeFileSync(join(root, 'Procfile'), Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x0d, 0x0a]));
    const [file] = readProjectFiles(root, disk).files;
    expect(file).toMatchObject({ source: { text: 'a\uFFFD\r\n', hasBom: true } });
  });

  it('have folders beside them, of which the names are known', () => {
    const root = temporaryFolder({
      'src/main.py': '',
      '.github/workflows/deploy.yml': 'not read',
      Procfile: '',
    });
    expect(readProjectFiles(root, disk).folders).toEqual(['.github', 'src']);
    expect(listing(root)).toEqual(['Procfile: ', '.github/workflows/deploy.yml']);
  });

  it('are absent in an empty folder', () => {
    expect(readProjectFiles(temporaryFolder({}), disk).files).toEqual([]);
  });

  it('are read through links', () => {
    const root = temporaryFolder({ 'shared/a.config': 'a', 'shared/hooks/b.sh': 'b', '.ebextensions/': '' });
    symlinkSync('../shared/a.config', join(root, '.ebextensions/a.config'));
    symlinkSync('shared/a.config', join(root, 'Procfile'));
    expect(listing(root)).toEqual(['Procfile: a', '.ebextensions/a.config: a']);
  });
});

describe('what cannot be read', () => {
  it('is a broken link', () => {
    const root = temporaryFolder({ '.ebextensions/': '', '.platform/hooks/': '' });
    symlinkSync('missing', join(root, '.ebextensions/a.config'));
    symlinkSync('missing', join(root, '.platform/hooks/a.sh'));
    symlinkSync('missing', join(root, 'Procfile'));
    symlinkSync('missing', join(root, 'other'));
    expect(listing(root)).toEqual([
      'Procfile! it is a broken link',
      'other',
      '.ebextensions/a.config! it is a broken link',
      '.platform/hooks/a.sh! it is a broken link',
    ]);
  });

  it('is a link in a circle', () => {
    const root = temporaryFolder({ '.ebextensions/': '' });
    symlinkSync('b.config', join(root, '.ebextensions/a.config'));
    symlinkSync('a.config', join(root, '.ebextensions/b.config'));
    expect(listing(root)).toEqual([
      '.ebextensions/a.config! it is a broken link',
      '.ebextensions/b.config! it is a broken link',
    ]);
  });

  it('is a folder where a file belongs', () => {
    const root = temporaryFolder({
      '.ebextensions/a.config/b.config': '',
      'Procfile/web': '',
      'env.yaml/': '',
    });
    expect(listing(root)).toEqual([
      'Procfile! it is a folder, but must be a file',
      'env.yaml! it is a folder, but must be a file',
      '.ebextensions/a.config! it is a folder, but must be a file',
    ]);
  });

  it('is a pipe, which is never opened', () => {
    const root = temporaryFolder({ '.ebextensions/': '', '.platform/': '' });
    const pipes = ['.ebextensions/a.config', '.platform/b', 'Procfile', 'other'].map((name) =>
      join(root, name),
    );
    execFileSync('mkfifo', pipes);
    expect(listing(root)).toEqual([
      'Procfile! it is neither a file nor a folder',
      'other',
      '.ebextensions/a.config! it is neither a file nor a folder',
      '.platform/b! it is neither a file nor a folder',
    ]);
  });

  it('is a file where a folder belongs', () => {
    const root = temporaryFolder({ '.ebextensions': 'text', Procfile: 'a' });
    expect(listing(root)).toEqual(['Procfile: a', '.ebextensions! it is a file, but must be a folder']);
  });

  it('is what the file system refuses, and nothing else is lost', () => {
    const root = temporaryFolder({
      '.ebextensions/a.config': 'a',
      '.ebextensions/shut.config': 'b',
      '.platform/shut/c.sh': 'c',
      Procfile: 'd',
    });
    expect(listing(root, refusing('shut'))).toEqual([
      'Procfile: d',
      '.ebextensions/a.config: a',
      '.ebextensions/shut.config! permission denied',
      '.platform/shut! permission denied',
    ]);
    expect(listing(root, refusing('.ebextensions'))[1]).toBe('.ebextensions! permission denied');
  });

  it('is not a fault of the deployment in files of other programs', () => {
    const root = temporaryFolder({ 'Dockerfile/a': '', 'package.json': 'a', Procfile: '' });
    symlinkSync('missing', join(root, '.gitignore'));
    expect(listing(root, refusing('package.json'))).toEqual(['.gitignore', 'Procfile: ', 'package.json']);
  });

  it('is not a reason to stop where only names count', () => {
    const root = temporaryFolder({ '.elasticbeanstalk/saved_configs/a.cfg.yml': '', Procfile: 'a' });
    expect(listing(root, refusing('.elasticbeanstalk'))).toEqual(['Procfile: a']);
  });

  it('is an error where it is the project itself', () => {
    const root = temporaryFolder({});
    expect(() => readProjectFiles(join(root, 'missing'), disk)).toThrow(ReadError);
  });
});

describe('links to folders', () => {
  it('inside the configuration are read like folders, and not in a circle', () => {
    const root = temporaryFolder({ 'shared/nginx/a.conf': 'a', '.platform/hooks/b.sh': 'b' });
    symlinkSync('../shared/nginx', join(root, '.platform/nginx'));
    symlinkSync('..', join(root, '.platform/hooks/circle'));
    const found = listing(root);
    expect(found).toContain('.platform/nginx/a.conf: a');
    expect(found).toContain('.platform/hooks/b.sh: b');
    expect(found.length).toBeLessThan(100);
  });

  it('in place of the configuration too', () => {
    const root = temporaryFolder({ 'shared/a.config': 'a' });
    symlinkSync('shared', join(root, '.ebextensions'));
    expect(listing(root)).toEqual(['.ebextensions/a.config: a']);
  });
});

describe("the EB CLI's configuration", () => {
  it('is the one in the project, the stronger file first', () => {
    const root = temporaryFolder({
      '.elasticbeanstalk/config.global.yml': 'b',
      '.elasticbeanstalk/config.yml': 'a',
    });
    expect(configs(root)).toEqual([
      '.elasticbeanstalk/config.yml: a',
      '.elasticbeanstalk/config.global.yml: b',
    ]);
  });

  it('is else the nearest one above, within the repository', () => {
    const root = temporaryFolder({
      '.elasticbeanstalk/config.yml': 'top',
      'repository/.git/HEAD': '',
      'repository/services/.elasticbeanstalk/config.yml': 'services',
      'repository/services/api/.ebextensions/': '',
      'repository/other/.ebextensions/': '',
      'worktree/.git': 'gitdir: elsewhere',
    });
    expect(configs(join(root, 'repository/services/api'))).toEqual([
      '.elasticbeanstalk/config.yml: services',
    ]);
    expect(configs(join(root, 'repository/other'))).toEqual([]);
    expect(configs(join(root, 'worktree'))).toEqual([]);
  });

  it('is absent where it is not a file', () => {
    const root = temporaryFolder({ '.elasticbeanstalk/config.yml/': '' });
    mkdirSync(join(root, '.git'));
    symlinkSync('missing', join(root, '.elasticbeanstalk/config.global.yml'));
    expect(configs(root)).toEqual([]);
  });
});

describe('what is in a folder of a project', () => {
  const root = () =>
    temporaryFolder({ '.ebextensions/a.config': 'a', 'bin/start.sh': 'b', 'bin/more/c': 'c' });

  it('is known of the root and of folders in it', () => {
    const { kindsIn } = readProjectFiles(root(), disk);
    expect([...kindsIn!('')!]).toEqual([
      ['.ebextensions', 'folder'],
      ['bin', 'folder'],
    ]);
    expect([...kindsIn!('bin')!]).toEqual([
      ['more', 'folder'],
      ['start.sh', 'file'],
    ]);
    expect([...kindsIn!('bin/more')!]).toEqual([['c', 'file']]);
    expect([...kindsIn!('./bin/more')!]).toEqual([['c', 'file']]);
  });

  it('is not known of what is no folder, or not there', () => {
    const { kindsIn } = readProjectFiles(root(), disk);
    for (const name of ['bin/start.sh', 'bin/none', 'none', 'none/bin'])
      expect(kindsIn!(name)).toBeUndefined();
  });

  it('is not looked for on the disk where the root does not have it', () => {
    const listed: string[] = [];
    const folder = root();
    const files = { ...disk, list: (path: string) => (listed.push(path), disk.list(path)) };
    const { kindsIn } = readProjectFiles(folder, files);
    listed.length = 0;
    for (const name of ['', '.github/workflows', '.circleci', 'bin']) kindsIn!(name);
    expect(listed).toEqual([join(folder, 'bin')]);
  });
});
