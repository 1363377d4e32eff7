import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { TreeFiles } from '../../src/io/tree-files.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import { temporaryFolder } from '../support/temporary.js';

/** Each file as its name, with `!` where it cannot be read and `?` where its text is not there. */
const names = (root: string, files: FileSystem = disk): string[] =>
  readProjectFiles(root, files).files.map((file) => {
    if ('unreadable' in file) return `${file.name}! ${file.unreadable}`;
    return 'source' in file ? file.name : `${file.name}?`;
  });

/** A project of which `.ebextensions` holds these files, none of them on a disk. */
const inMemory = (texts: ReadonlyMap<string, string>): FileSystem => ({
  kindOf: () => 'missing',
  list: (folder) =>
    folder === '/p'
      ? [{ name: '.ebextensions', kind: 'folder' }]
      : [...texts.keys()].map((name) => ({ name, kind: 'file' as const })),
  read: (path) => texts.get(path.slice('/p/.ebextensions/'.length))!,
  realPath: (path) => path,
});

const nested = (depth: number): string => Array.from({ length: depth }, (_, index) => index + 1).join('/');

describe('folders in each other', () => {
  it.each(['.ebextensions', '.platform'])('are read to a depth of 8 below %s', (folder) => {
    const root = temporaryFolder({
      [`${folder}/${nested(8)}/a.conf`]: '',
      [`${folder}/${nested(8)}/9/b.conf`]: '',
    });
    expect(names(root)).toEqual([`${folder}/${nested(8)}/a.conf`]);
  });

  it('give their names to a depth of 8 below __MACOSX', () => {
    const root = temporaryFolder({
      [`__MACOSX/${nested(8)}/a`]: '',
      [`__MACOSX/${nested(9)}/b`]: '',
    });
    expect(names(root)).toEqual([`__MACOSX/${nested(8)}/a?`]);
  });

  it('are followed over one link, not over two', () => {
    const root = temporaryFolder({ 'one/in/a.sh': '', 'two/b.sh': '', '.platform/': '' });
    symlinkSync('../one', join(root, '.platform/link'));
    symlinkSync('../../two', join(root, 'one/in/again'));
    expect(names(root)).toEqual(['.platform/link/in/a.sh']);
  });

  it('are followed over links that lie beside each other', () => {
    const root = temporaryFolder({ 'one/a.sh': '', 'two/b.sh': '', '.platform/': '' });
    symlinkSync('../one', join(root, '.platform/1'));
    symlinkSync('../two', join(root, '.platform/2'));
    expect(names(root)).toEqual(['.platform/1/a.sh', '.platform/2/b.sh']);
  });
});

/** A tree of an archive or of git: the files, and links with their targets. */
function treeOf(files: readonly string[], links: Readonly<Record<string, string>>) {
  const reads: string[] = [];
  const entries = [
    ...files.map((path) => ({ path, kind: 'file' as const, text: '' })),
    ...Object.entries(links).map(([path, text]) => ({ path, kind: 'link' as const, text })),
  ];
  const tree = new TreeFiles(
    entries.map(({ path, kind, text }) => ({
      path,
      kind,
      read: (place) => {
        reads.push(place);
        return text;
      },
    })),
    '/t',
    disk,
  );
  return { tree, reads };
}

/** Counts the folders that are listed and the links that are followed. */
function counting(files: FileSystem): FileSystem & { calls: number } {
  const counted = {
    calls: 0,
    kindOf: (path: string) => (counted.calls++, files.kindOf(path)),
    list: (folder: string) => (counted.calls++, files.list(folder)),
    read: (path: string, limit?: number) => files.read(path, limit),
    realPath: (path: string) => (counted.calls++, files.realPath(path)),
  };
  return counted;
}

describe('links to folders', () => {
  const circles = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`.ebextensions/x${i}`, '.']));

  it('that they are in are not followed, on the disk and in a tree', () => {
    const files = ['.ebextensions/a.config', '.platform/hooks/prebuild/a.sh', 'shared/b.sh'];
    const links = {
      '.ebextensions/self': '.',
      '.platform/hooks/root': '../..',
      '.platform/hooks/parent': '../',
      '.platform/confighooks': 'hooks',
      '.platform/shared': '../shared',
    };
    const expected = [
      '.ebextensions/a.config',
      '.platform/confighooks/prebuild/a.sh',
      '.platform/hooks/prebuild/a.sh',
      '.platform/shared/b.sh',
    ];
    const root = temporaryFolder(Object.fromEntries(files.map((name) => [name, ''])));
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
    expect(names(root)).toEqual(expected);
    expect(names('/t', treeOf(files, links).tree)).toEqual(expected);
  });

  it('are each visited once, however many there are', () => {
    const callsOf = (count: number) => {
      const files = counting(treeOf(['.ebextensions/a.config'], circles(count)).tree);
      expect(names('/t', files)).toEqual(['.ebextensions/a.config']);
      return files.calls;
    };
    expect(callsOf(400)).toBeLessThan(2.1 * callsOf(200));
  });

  it('are read once in a tree', () => {
    const { tree, reads } = treeOf(
      ['d/a.sh'],
      Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [`.platform/x${i}`, i % 30 === 0 ? '../d' : `x${i - 1}`]),
      ),
    );
    names('/t', tree);
    expect(reads.filter((path) => path.startsWith('/t/.platform/x'))).toHaveLength(200 + 200);
  });

  it('are followed until the folders have 20,000 entries', () => {
    const links = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`.platform/x${i}`, '../d']));
    const inner = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d/y${i}`, '.']));
    const files = counting(treeOf(['.platform/a.sh'], { ...links, ...inner }).tree);
    expect(names('/t', files)).toEqual([
      '.platform/a.sh',
      ".platform! the project's configuration has more than 5000 files, 20000 entries of folders or 64 MiB of text, and not all was read",
    ]);
    // A link is asked what it leads to, and where that is.
    expect(files.calls).toBeLessThan(45_000);
  });
});

describe('one file', () => {
  const MIB = 2 ** 20;

  it('has at most 1 MiB', () => {
    const root = temporaryFolder({
      '.ebextensions/a.config': 'a'.repeat(MIB),
      '.ebextensions/b.config': 'a'.repeat(MIB + 1),
      '.ebextensions/c.txt': 'a'.repeat(MIB + 1),
      Procfile: 'a'.repeat(MIB + 1),
    });
    expect(names(root)).toEqual([
      'Procfile! it is larger than 1 MiB',
      '.ebextensions/a.config',
      '.ebextensions/b.config! it is larger than 1 MiB',
      '.ebextensions/c.txt?',
    ]);
  });

  it('is left out, which a rule that claims absence asks', () => {
    const root = temporaryFolder({ Procfile: 'a'.repeat(MIB + 1), 'env.yaml/': '' });
    expect(readProjectFiles(root, disk).files).toMatchObject([
      { name: 'Procfile', isLeftOut: true },
      expect.not.objectContaining({ isLeftOut: true }),
    ]);
  });

  it('of the EB CLI is passed over beyond that', () => {
    const root = temporaryFolder({ '.elasticbeanstalk/config.yml': 'a'.repeat(MIB + 1) });
    expect(readProjectFiles(root, disk).ebCliConfigs).toEqual([]);
  });
});

describe('all files', () => {
  const many = (count: number, text: string, ending: string) =>
    inMemory(new Map(Array.from({ length: count }, (_, index) => [`${index}${ending}`, text])));
  const TOO_MUCH =
    ".ebextensions! the project's configuration has more than 5000 files, 20000 entries of folders or 64 MiB of text, and not all was read";

  it('are at most 5000', () => {
    expect(names('/p', many(4999, '', '.txt')).at(-1)).toBe('.ebextensions/4998.txt');
    expect(names('/p', many(5001, '', '.txt')).slice(-2)).toEqual(['.ebextensions/5000.txt?', TOO_MUCH]);
  });

  it('have at most 64 Mi characters', () => {
    const text = 'a'.repeat(2 ** 24);
    expect(names('/p', many(3, text, '.txt')).at(-1)).toBe('.ebextensions/2.txt');
    expect(names('/p', many(5, text, '.txt')).slice(-2)).toEqual(['.ebextensions/4.txt?', TOO_MUCH]);
  });
});
