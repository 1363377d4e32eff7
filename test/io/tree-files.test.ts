import { describe, expect, it } from 'vitest';
import { type TreeFile, TreeFiles, type TreeOptions } from '../../src/io/tree-files.js';
import { type FileSystem, ReadError, SizeError } from '../../src/ports/file-system.js';

/** What is not in the tree: a file at each path, which tells how it was asked for. */
const outside: FileSystem = {
  kindOf: () => 'special',
  list: (folder) => [{ name: folder, kind: 'link' }],
  read: (path, maxBytes) => `outside ${path} ${maxBytes}`,
  realPath: (path) => `/real${path}`,
  isExecutable: () => true,
};

const file = (path: string, more: Partial<TreeFile> = {}): TreeFile => ({
  path,
  kind: 'file',
  read: (asked, maxBytes) => `inside ${asked} ${maxBytes}`,
  ...more,
});
const link = (path: string, target: string): TreeFile => file(path, { kind: 'link', read: () => target });
const folder = (path: string): TreeFile => file(path, { kind: 'folder' });

const tree = (files: readonly TreeFile[], options?: TreeOptions, elsewhere = outside) =>
  new TreeFiles(files, '/r', elsewhere, options);

const FILES = [
  file('b/c', { isExecutable: true }),
  file('a', { isExecutable: false }),
  folder('empty'),
  link('out', '/elsewhere/x'),
  link('in', 'b'),
  link('broken', 'nothing'),
  link('loop', 'loop'),
];

describe('a tree', () => {
  it('tells what a path leads to', () => {
    const files = tree(FILES);
    const kinds = [
      '',
      'a',
      'b',
      'b/c',
      'empty',
      'in',
      'in/c',
      'out',
      'broken',
      'loop',
      'none',
      'a/x',
      'none/x',
    ];
    expect(Object.fromEntries(kinds.map((name) => [name, files.kindOf(`/r/${name}`)]))).toEqual({
      '': 'folder',
      a: 'file',
      b: 'folder',
      'b/c': 'file',
      empty: 'folder',
      in: 'folder',
      'in/c': 'file',
      out: 'special',
      broken: 'broken link',
      loop: 'broken link',
      none: 'missing',
      'a/x': 'missing',
      'none/x': 'missing',
    });
    expect(files.kindOf('/elsewhere')).toBe('special');
    expect(files.kindOf('/rest')).toBe('special');
  });

  it('leads out of itself by no link where it is closed', () => {
    const files = tree(FILES, { isClosed: true });
    expect(files.kindOf('/r/out')).toBe('outside link');
    expect(files.kindOf('/r/in/c')).toBe('file');
    expect(() => files.read('/r/out')).toThrow('it is a link that leads out of the archive');
  });

  it('lists by name, with links as links', () => {
    const files = tree(FILES);
    expect(files.list('/r').map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'a file',
      'b folder',
      'broken link',
      'empty folder',
      'in link',
      'loop link',
      'out link',
    ]);
    expect(files.list('/r/in')).toEqual([{ name: 'c', kind: 'file' }]);
    expect(files.list('/r/empty')).toEqual([]);
    expect(files.list('/elsewhere')).toEqual([{ name: '/elsewhere', kind: 'link' }]);
    expect(() => files.list('/r/a')).toThrow(new ReadError('/r/a', 'no such file or folder'));
    expect(() => files.list('/r/none')).toThrow(new ReadError('/r/none', 'no such file or folder'));
  });

  it('reads files, and says why it cannot', () => {
    const files = tree(FILES);
    expect(files.read('/r/a', 7)).toBe('inside /r/a 7');
    expect(files.read('/elsewhere/a', 8)).toBe('outside /elsewhere/a 8');
    expect(files.read('/r/out', 9)).toBe('outside /elsewhere/x 9');
    expect(() => files.read('/r/b')).toThrow(new ReadError('/r/b', 'it is a folder'));
    expect(() => files.read('/r/loop')).toThrow(new ReadError('/r/loop', 'its links form a loop'));
  });

  it('knows real paths', () => {
    const files = tree(FILES);
    expect(files.realPath('/r/in/c')).toBe('/r/b/c');
    expect(files.realPath('/r/out')).toBe('/real/elsewhere/x');
    expect(() => files.realPath('/r/none')).toThrow('no such file or folder');
  });

  it('knows what may be run, as far as anybody does', () => {
    const files = tree([...FILES, file('unknown')]);
    const asked = ['a', 'b/c', 'in/c', 'b', 'unknown', 'none', 'out'];
    expect(asked.map((name) => files.isExecutable(`/r/${name}`))).toEqual([
      false,
      true,
      true,
      undefined,
      undefined,
      undefined,
      true,
    ]);
    const { kindOf, list, read, realPath } = outside;
    expect(tree([], {}, { kindOf, list, read, realPath }).isExecutable('/elsewhere')).toBeUndefined();
  });

  it('leaves what is kept as it is outside', () => {
    const files = tree([file('.git/config'), file('a')], { kept: ['.git'] });
    expect(files.read('/r/.git/config', 1)).toBe('outside /r/.git/config 1');
    expect(files.read('/r/a', 1)).toBe('inside /r/a 1');
  });

  it.each(['', 'a//b', './a', 'a/./b', '../a', 'a/../b', 'a/', '/a'])('has no file named %j', (path) => {
    expect(tree([file(path)]).list('/r')).toEqual([]);
  });

  it('has the last file of a name, and no folder in the place of what is in it', () => {
    const text = (own: string) => ({ read: () => own });
    const files = tree([
      file('a', text('1')),
      file('a', text('2')),
      file('b/c', text('3')),
      folder('b'),
      folder('a'),
    ]);
    expect(files.read('/r/a')).toBe('2');
    expect(files.read('/r/b/c')).toBe('3');
  });

  it('is refused where it is larger or deeper than any', () => {
    expect(tree([file('a'.repeat(4096))]).list('/r')).toHaveLength(1);
    expect(() => tree([file('a'.repeat(4097))])).toThrow('it has paths of more than 4096 characters');
    const most = Array.from({ length: 256 }, (_, index) => file(`${index}/${'a/'.repeat(1023)}b`));
    expect(tree(most).list('/r')).toHaveLength(256);
    expect(() => tree([...most, file('x/y')])).toThrow('it has more than 262144 folders');
  });
});

describe('a link of a tree', () => {
  it('is read once, unless it is empty, as one that git has not fetched yet', () => {
    const texts = ['', 'b'];
    let reads = 0;
    const files = tree([
      file('b/c'),
      file('l', { kind: 'link', read: () => (reads++, texts.shift() ?? '?') }),
    ]);
    expect(files.kindOf('/r/l')).toBe('folder');
    expect(files.kindOf('/r/l/c')).toBe('file');
    expect(files.kindOf('/r/l/c')).toBe('file');
    expect(reads).toBe(2);
  });

  it('leads nowhere where it cannot be read', () => {
    const broken = (error: Error): TreeFile =>
      file('l', {
        kind: 'link',
        read() {
          throw error;
        },
      });
    for (const [error, reason] of [
      [new SizeError('/r/l', 4096), 'it is a link with a target that is too long'],
      [new ReadError('/r/l', 'it is damaged'), 'it is damaged'],
    ] as const) {
      expect(tree([broken(error)]).kindOf('/r/l')).toBe('broken link');
      expect(() => tree([broken(error)]).read('/r/l')).toThrow(new ReadError('/r/l', reason));
    }
    expect(() => tree([broken(new TypeError('a bug'))]).kindOf('/r/l')).toThrow(new TypeError('a bug'));
  });

  it('is followed as often as Linux does', () => {
    const chain = (length: number) => [
      file('0'),
      ...Array.from({ length }, (_, index) => link(`${index + 1}`, `${index}`)),
    ];
    expect(tree(chain(40)).kindOf('/r/40')).toBe('file');
    expect(tree(chain(41)).kindOf('/r/41')).toBe('broken link');
  });
});
