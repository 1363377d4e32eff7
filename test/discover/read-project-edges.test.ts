import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { type FileSystem, type FolderEntry, ReadError } from '../../src/ports/file-system.js';
import { temporaryFolder } from '../support/temporary.js';

const CONFIG = '.ebextensions/a.config';

/** Each file as its name, with `!` and a reason where it cannot be read and `?` where its text is not there. */
const names = (root: string, files: FileSystem = disk): string[] =>
  readProjectFiles(root, files).files.map((file) => {
    if ('unreadable' in file) return `${file.name}! ${file.unreadable}`;
    return 'source' in file ? file.name : `${file.name}?`;
  });

const ebCliConfigs = (root: string, files: FileSystem = disk): string[] =>
  readProjectFiles(root, files).ebCliConfigs.map(({ text }) => text);

describe('what is in the place of something else', () => {
  it('is named with a reason', () => {
    const root = temporaryFolder({ '.platform': '', 'Procfile/a': '', '.ebextensions/b.config/a': '' });
    symlinkSync('nothing', join(root, 'env.yaml'));
    symlinkSync('/dev/null', join(root, 'cron.yaml'));
    expect(names(root)).toEqual([
      'Procfile! it is a folder, but must be a file',
      'cron.yaml! it is neither a file nor a folder',
      'env.yaml! it is a broken link',
      '.ebextensions/b.config! it is a folder, but must be a file',
      '.platform! it is a file, but must be a folder',
    ]);
  });

  it('is named with another reason where a folder is a broken link', () => {
    const root = temporaryFolder({ [CONFIG]: '' });
    symlinkSync('nothing', join(root, '.platform'));
    expect(names(root)).toEqual([CONFIG, '.platform! it is a broken link']);
  });

  it('of __MACOSX is a file like others', () => {
    expect(names(temporaryFolder({ __MACOSX: '' }))).toEqual(['__MACOSX?']);
  });
});

describe('saved configurations of the EB CLI', () => {
  it('are read, files only', () => {
    const root = temporaryFolder({
      '.elasticbeanstalk/saved_configs/a.cfg.yml': '',
      '.elasticbeanstalk/saved_configs/folder/b': '',
    });
    expect(names(root)).toEqual(['.elasticbeanstalk/saved_configs/a.cfg.yml']);
  });

  it('are absent where the folder is a file, which is not even listed', () => {
    const listed: string[] = [];
    const root = temporaryFolder({ '.elasticbeanstalk': '' });
    const files = { ...disk, list: (folder: string) => (listed.push(folder), disk.list(folder)) };
    expect(names(root, files)).toEqual(['.elasticbeanstalk?']);
    expect(listed).toEqual([root]);
  });
});

describe('the configuration of the EB CLI', () => {
  const NAME = '.elasticbeanstalk/config.yml';

  it('is the nearest one above', () => {
    const root = temporaryFolder({ [NAME]: 'far', [`a/${NAME}`]: 'near', 'a/b/c/': '' });
    expect(ebCliConfigs(join(root, 'a/b/c'))).toEqual(['near']);
  });

  it('is looked for no further than the repository goes', () => {
    const root = temporaryFolder({ [NAME]: 'far', 'a/.git/': '', 'a/b/': '' });
    expect(ebCliConfigs(join(root, 'a/b'))).toEqual([]);
  });

  it('is absent where it cannot be read or is not a file', () => {
    const asked: string[] = [];
    const files: FileSystem = {
      ...disk,
      read: (path) => {
        asked.push(path);
        throw new ReadError(path, 'no');
      },
    };
    const unreadable = temporaryFolder({ [NAME]: 'a: b', '.git/': '' });
    expect(ebCliConfigs(unreadable, files)).toEqual([]);
    expect(asked).toEqual([join(unreadable, NAME)]);
    expect(ebCliConfigs(temporaryFolder({ [`${NAME}/a`]: '', '.git/': '' }), files)).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

describe('limits', () => {
  const file = (name: string): FolderEntry => ({ name, kind: 'file' });
  const tree = (entries: Readonly<Record<string, readonly FolderEntry[]>>, text: string): FileSystem => ({
    kindOf: () => 'missing',
    list: (folder) => entries[folder] ?? [],
    read: () => text,
    realPath: (path) => path,
  });
  const many = (length: number) => Array.from({ length }, (_, index) => file(`${index}.sh`));
  const PLATFORM = { '/p': [{ name: '.platform', kind: 'folder' as const }] };

  it('5000 files are read, then no more, and the folder says so', () => {
    const read = (count: number) => names('/p', tree({ ...PLATFORM, '/p/.platform': many(count) }, 'x'));
    expect(read(4999).at(-1)).toBe('.platform/4998.sh');
    expect(read(5001).slice(-3)).toEqual([
      '.platform/4999.sh',
      '.platform/5000.sh?',
      ".platform! the project's configuration has more than 5000 files, 20000 entries of folders or 64 MiB of text, and not all was read",
    ]);
  });

  it('64 Mi characters are read, then no more', () => {
    const mebi = 'x'.repeat(2 ** 20);
    const read = (count: number) => names('/p', tree({ ...PLATFORM, '/p/.platform': many(count) }, mebi));
    expect(read(63).at(-1)).toBe('.platform/62.sh');
    expect(read(65).slice(-3, -1)).toEqual(['.platform/63.sh', '.platform/64.sh?']);
  });

  it('a folder is not even listed then', () => {
    const entries = {
      ...PLATFORM,
      '/p/.platform': [...many(5000), { name: 'z', kind: 'folder' as const }],
      '/p/.platform/z': [file('a.sh')],
    };
    const all = names('/p', tree(entries, 'x'));
    expect(all.filter((name) => name.includes('/z'))).toEqual([]);
  });
});

describe('a fault that is not an error of reading', () => {
  it.each(['list', 'read'] as const)('ends the run: %s', (method) => {
    const root = temporaryFolder({ [CONFIG]: '' });
    const files: FileSystem = {
      ...disk,
      [method]: (path: string) => {
        if (path !== root) throw new RangeError('a fault');
        return disk.list(path);
      },
    };
    expect(() => readProjectFiles(root, files)).toThrow(RangeError);
  });
});

it('only files right in .ebextensions are parsed: a large one elsewhere is data', () => {
  const large = 'x'.repeat(2 ** 20 + 1);
  const root = temporaryFolder({
    '.ebextensions/ab.config': large,
    '.ebextensions/a.config.bak': large,
    '.platform/.ebextensions/a.config': large,
  });
  expect(names(root)).toEqual([
    '.ebextensions/a.config.bak?',
    '.ebextensions/ab.config! it is larger than 1 MiB',
    '.platform/.ebextensions/a.config?',
  ]);
});

it('a second link below a folder that is reached over one is not followed, a folder below it is', () => {
  const root = temporaryFolder({ '.platform/plain/': '', 'one/in/a.sh': '', 'two/b.sh': '' });
  symlinkSync('../../one', join(root, '.platform/plain/link'));
  symlinkSync('../../two', join(root, 'one/in/again'));
  expect(names(root)).toEqual(['.platform/plain/link/in/a.sh']);
});

describe.skipIf(process.platform === 'win32')('the permission to execute outside of git', () => {
  const FILES = { '.platform/hooks/predeploy/a.sh': '', 'scripts/a.sh': '', 'scripts/b.sh': '' };
  const answers = (root: string) => {
    const { isExecutable, isInGit } = readProjectFiles(root, disk);
    return [isExecutable?.('scripts/a.sh'), isInGit?.('scripts/a.sh')];
  };

  it('is denied where another script has it', () => {
    const root = temporaryFolder(FILES);
    chmodSync(join(root, '.platform/hooks/predeploy/a.sh'), 0o755);
    expect(answers(root)).toEqual([false, false]);
  });

  it('is unknown where no script has it', () => {
    expect(answers(temporaryFolder(FILES))).toEqual([undefined, false]);
  });
});

describe('links', () => {
  const OUTSIDE = 'it is a link that leads out of the repository';

  it('are not followed out of the repository', () => {
    const outside = temporaryFolder({
      'x.config': 'a: b\n',
      'hooks/a.sh': 'secret\n',
      'config.yml': 'a: b\n',
    });
    const root = temporaryFolder({
      '.git/HEAD': '',
      '.ebextensions/': '',
      '.platform/': '',
      'deploy.sh': '',
    });
    for (const [target, link] of [
      ['x.config', '.ebextensions/x.config'],
      ['x.config', 'Procfile'],
      ['x.config', 'package.json'],
      ['hooks', '.platform/hooks'],
      ['.', '.elasticbeanstalk'],
      ['x.config', 'options.json'],
    ] as const)
      symlinkSync(join(outside, target), join(root, link));
    const project = readProjectFiles(root, disk);
    expect(project.files.filter((file) => 'source' in file)).toEqual([]);
    expect(
      project.files.flatMap((file) => ('unreadable' in file ? [[file.name, file.unreadable]] : [])),
    ).toEqual(
      expect.arrayContaining([
        ['.ebextensions/x.config', OUTSIDE],
        ['Procfile', OUTSIDE],
      ]),
    );
    expect(project.textOf?.('options.json')).toBeUndefined();
    expect(project.ebCliConfigs).toEqual([]);
  });

  it('are followed in the repository', () => {
    const top = temporaryFolder({ '.git/HEAD': '', 'shared/Procfile': 'web: a\n', 'app/.ebextensions/': '' });
    symlinkSync('../shared/Procfile', join(top, 'app/Procfile'));
    expect(readProjectFiles(join(top, 'app'), disk).files).toMatchObject([{ name: 'Procfile', source: {} }]);
  });
});
