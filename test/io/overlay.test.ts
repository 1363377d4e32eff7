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
  const files = overlay(disk, join(root, 'a/x'), 'new');
  expect(files.read(join(root, 'a/x'))).toBe('new');
  expect(files.read(join(root, 'a/y'))).toBe('other');
  expect(namesIn(files, join(root, 'a'))).toEqual(['file x', 'file y']);
  expect(namesIn(files, root)).toEqual(['folder a']);
});

it('has a file in folders that do not exist', () => {
  const root = temporaryFolder({ 'z/': '', b: '' });
  const files = overlay(disk, join(root, 'm/n/x'), 'new');
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
    const files = overlay(disk, join(root, name), 'new');
    expect(files.kindOf(join(root, name))).toBe('file');
    expect(namesIn(files, root)).toContain(`file ${name}`);
    expect(files.list(root)).toHaveLength(2);
  }
});

it('measures bytes', () => {
  const path = join(temporaryFolder({}), 'x');
  expect(overlay(disk, path, 'éé').read(path, 4)).toBe('éé');
  expect(() => overlay(disk, path, 'ééa').read(path, 4)).toThrow(SizeError);
});
