import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { disk } from '../../src/io/disk.js';
import { overlay } from '../../src/io/overlay.js';
import { SizeError } from '../../src/ports/file-system.js';
import { temporaryFolder } from '../support/temporary.js';

const namesIn = (files: ReturnType<typeof overlay>, folder: string) =>
  files.list(folder).map(({ name, kind }) => `${kind} ${name}`);

it('has the file with its new text, and everything else as it is', () => {
  const root = temporaryFolder({ 'a/x': 'old', 'a/y': 'other' });
  const files = overlay(disk, new Map([[join(root, 'a/x'), 'new']]));
  expect(files.read(join(root, 'a/x'))).toBe('new');
  expect(files.read(join(root, 'a/y'))).toBe('other');
  expect(namesIn(files, join(root, 'a'))).toEqual(['file x', 'file y']);
  expect(namesIn(files, root)).toEqual(['folder a']);
});

it('has a file in folders that do not exist', () => {
  const root = temporaryFolder({ 'z/': '', b: '' });
  const files = overlay(disk, new Map([[join(root, 'm/n/x'), 'new']]));
  expect(namesIn(files, root)).toEqual(['file b', 'folder m', 'folder z']);
  expect(namesIn(files, join(root, 'm'))).toEqual(['folder n']);
  expect(namesIn(files, join(root, 'm/n'))).toEqual(['file x']);
  expect(files.kindOf(join(root, 'm'))).toBe('folder');
  expect(files.kindOf(join(root, 'm/n/x'))).toBe('file');
  expect(files.kindOf(join(root, 'm/o'))).toBe('missing');
});

it('is a file where a link or a folder is', () => {
  const root = temporaryFolder({});
  mkdirSync(join(root, 'folder'));
  symlinkSync('nowhere', join(root, 'link'));
  for (const name of ['folder', 'link']) {
    const files = overlay(disk, new Map([[join(root, name), 'new']]));
    expect(files.kindOf(join(root, name))).toBe('file');
    expect(namesIn(files, root)).toContain(`file ${name}`);
    expect(files.list(root)).toHaveLength(2);
  }
});

it('leaves the folders above as they are, links as well', () => {
  const root = temporaryFolder({ 'real/x': '' });
  symlinkSync('real', join(root, 'link'));
  symlinkSync('nowhere', join(root, 'broken'));
  expect(namesIn(overlay(disk, new Map([[join(root, 'link/y'), '']])), root)).toContain('link link');
  expect(overlay(disk, new Map([[join(root, 'broken/y'), '']])).kindOf(join(root, 'broken'))).toBe(
    'broken link',
  );
  expect(overlay(disk, new Map([[join(root, 'link/y'), '']])).kindOf(join(root, 'real/x'))).toBe('file');
});

it('has a file at the top of the disk', () => {
  const files = overlay(disk, new Map([['/eblint-none', 'new']]));
  expect(files.list('/').filter(({ name }) => name === 'eblint-none')).toEqual([
    { name: 'eblint-none', kind: 'file' },
  ]);
  expect(namesIn(overlay(disk, new Map([['/eblint-none/a/b', '']])), '/')).toContain('folder eblint-none');
});

it('knows the real paths of what is there, and takes those of what is new as they are', () => {
  const root = temporaryFolder({ 'real/x': '' });
  symlinkSync('real', join(root, 'link'));
  const files = overlay(disk, new Map([[join(root, 'link/new/y'), '']]));
  expect(files.realPath(join(root, 'link'))).toBe(join(root, 'real'));
  expect(files.realPath(join(root, 'link/x'))).toBe(join(root, 'real/x'));
  expect(files.realPath(join(root, 'link/new'))).toBe(join(root, 'link/new'));
  expect(files.realPath(join(root, 'link/new/y'))).toBe(join(root, 'link/new/y'));
  expect(() => files.realPath(join(root, 'none'))).toThrow('no such file or folder');
  expect(overlay(disk, new Map([[join(root, 'link/x'), '']])).realPath(join(root, 'link/x'))).toBe(
    join(root, 'real/x'),
  );
});

it('asks the files what may be run', () => {
  const isExecutable = (path: string): boolean => path === '/a';
  expect(
    ['/a', '/b'].map((path) =>
      overlay({ ...disk, isExecutable }, new Map([['/c', '']])).isExecutable?.(path),
    ),
  ).toEqual([true, false]);
  const { kindOf, list, read, realPath } = disk;
  expect(
    overlay({ kindOf, list, read, realPath }, new Map([['/c', '']])).isExecutable?.('/a'),
  ).toBeUndefined();
});

it('measures bytes', () => {
  const path = join(temporaryFolder({}), 'x');
  expect(overlay(disk, new Map([[path, 'éé']])).read(path, 4)).toBe('éé');
  expect(() => overlay(disk, new Map([[path, 'ééa']])).read(path, 4)).toThrow(SizeError);
});

it('has several files, one of them in a folder that another one makes', () => {
  const root = temporaryFolder({ 'a/x': 'old' });
  const files = overlay(
    disk,
    new Map([
      [join(root, 'a/x'), 'new'],
      [join(root, 'b/y'), '1'],
      [join(root, 'b/c/z'), '2'],
    ]),
  );
  expect(namesIn(files, root)).toEqual(['folder a', 'folder b']);
  expect(namesIn(files, join(root, 'b'))).toEqual(['folder c', 'file y']);
  expect(files.read(join(root, 'a/x'))).toBe('new');
  expect(files.read(join(root, 'b/c/z'))).toBe('2');
});
