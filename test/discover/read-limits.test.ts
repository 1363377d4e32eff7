import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/io/disk.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
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
    ".ebextensions! the project's configuration has more than 5000 files or 64 MiB of text, and not all was read";

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
