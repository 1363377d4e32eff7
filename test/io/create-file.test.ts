import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFile, deleteFile } from '../../src/io/create-file.js';
import { replaceInFs } from '../support/built-in-fs.js';
import { temporaryFolder } from '../support/temporary.js';

const FILE = { text: '#!/bin/bash\n', isExecutable: true };

describe('creating a file', () => {
  it('makes the folders above it, and its mode', () => {
    const root = temporaryFolder({});
    createFile(join(root, '.platform/hooks/a.sh'), FILE, root);
    createFile(join(root, '.platform/b.conf'), { text: 'x', isExecutable: false }, root);
    expect(readFileSync(join(root, '.platform/hooks/a.sh'), 'utf8')).toBe(FILE.text);
    expect(statSync(join(root, '.platform/hooks/a.sh')).mode & 0o111).not.toBe(0);
    expect(statSync(join(root, '.platform/b.conf')).mode & 0o111).toBe(0);
    expect(readdirSync(join(root, '.platform/hooks'))).toEqual(['a.sh']);
  });

  it.each(['a file', 'a link to nothing'])('never replaces %s', (what) => {
    const root = temporaryFolder({});
    const path = join(root, 'a');
    if (what === 'a file') writeFileSync(path, 'mine');
    else symlinkSync('nowhere', path);
    expect(() => {
      createFile(path, FILE, root);
    }).toThrow(`Cannot write ${path}: a file with this name exists.`);
    expect(readdirSync(root)).toEqual(['a']);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });

  it('works on disks without links', () => {
    const root = temporaryFolder({});
    replaceInFs('linkSync', () => () => {
      throw Object.assign(new Error('x'), { code: 'EPERM' });
    });
    createFile(join(root, 'a.sh'), FILE, root);
    expect(statSync(join(root, 'a.sh')).mode & 0o111).not.toBe(0);
    expect(() => {
      createFile(join(root, 'a.sh'), FILE, root);
    }).toThrow('a file with this name exists');
    expect(readdirSync(root)).toEqual(['a.sh']);
  });

  it('follows no link out of the project', () => {
    const outside = temporaryFolder({});
    const root = temporaryFolder({});
    symlinkSync(outside, join(root, '.platform'));
    expect(() => {
      createFile(join(root, '.platform/hooks/a.sh'), FILE, root);
    }).toThrow('it is outside the project');
    expect(() => {
      createFile(join(root, '../a.sh'), FILE, root);
    }).toThrow('it is outside the project');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('says where a folder cannot be made', () => {
    const root = temporaryFolder({ '.platform': 'a file' });
    expect(() => {
      createFile(join(root, '.platform/a.sh'), FILE, root);
    }).toThrow(/^Cannot write .*\.platform\/a\.sh: /);
  });
});

describe('deleting a file', () => {
  it('deletes what is as it was read', () => {
    const root = temporaryFolder({ a: 'text' });
    deleteFile(join(root, 'a'), 'text', root);
    expect(readdirSync(root)).toEqual([]);
  });

  it('leaves what has changed', () => {
    const root = temporaryFolder({ a: 'other' });
    expect(() => {
      deleteFile(join(root, 'a'), 'text', root);
    }).toThrow('it has changed since it was read');
    expect(readdirSync(root)).toEqual(['a']);
  });

  it('leaves links, folders and what is elsewhere', () => {
    const outside = temporaryFolder({ a: 'text' });
    const root = temporaryFolder({ a: 'text' });
    symlinkSync(join(root, 'a'), join(root, 'link'));
    mkdirSync(join(root, 'folder'));
    for (const [path, reason] of [
      [join(root, 'link'), 'it is a link'],
      [join(root, 'folder'), 'it is not a file'],
      [join(outside, 'a'), 'it is outside the project'],
      [join(root, 'none'), 'no such file or folder'],
    ] as const)
      expect(() => {
        deleteFile(path, 'text', root);
      }).toThrow(reason);
    expect(readdirSync(root).sort()).toEqual(['a', 'folder', 'link']);
  });
});
