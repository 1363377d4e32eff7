import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFile, deleteFile, diskWrites } from '../../../src/io/writes/create-file.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';

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
    createFile(join(root, 'c/a'), FILE, root);
    createFile(join(root, 'd/d/d/d/a'), FILE, root);
    expect(readdirSync(join(root, 'c'))).toEqual(['a']);
    expect(readdirSync(join(root, 'd/d/d/d'))).toEqual(['a']);
  });

  it('brings the text and the list of names to the disk, in this order, and leaves the owner as it is', () => {
    const root = temporaryFolder({});
    const calls: unknown[] = [];
    for (const name of ['fsyncSync', 'linkSync', 'fchownSync'] as const)
      replaceInFs(
        name,
        (original) =>
          ((...args: [never, never, never]) => {
            calls.push(name === 'fsyncSync' ? readlinkSync(`/proc/self/fd/${args[0]}`) : name);
            (original as (...given: unknown[]) => void)(...args);
          }) as typeof original,
      );
    createFile(join(root, 'a'), FILE, root);
    expect(calls).toEqual([expect.stringMatching(/\/\.eblint-.*\.tmp$/), 'linkSync', root]);
  });

  it('leaves out of the mode what the umask takes away', () => {
    const root = temporaryFolder({});
    const umask = vi.spyOn(process, 'umask').mockReturnValue(0o027);
    createFile(join(root, 'a.sh'), FILE, root);
    createFile(join(root, 'b'), { text: 'x', isExecutable: false }, root);
    umask.mockRestore();
    expect(['a.sh', 'b'].map((name) => statSync(join(root, name)).mode & 0o777)).toEqual([0o750, 0o640]);
  });

  it('is taken back with the folders that it made, and no others', () => {
    const root = temporaryFolder({ '.platform/': '' });
    const undo = [
      createFile(join(root, '.platform/hooks/predeploy/a.sh'), FILE, root),
      createFile(join(root, '.platform/hooks/b.sh'), FILE, root),
    ];
    undo[0]!();
    expect(readdirSync(join(root, '.platform'), { recursive: true }).sort()).toEqual(['hooks', 'hooks/b.sh']);
    undo[1]!();
    expect(readdirSync(root)).toEqual(['.platform']);
  });

  it('is not taken back where it has changed', () => {
    const root = temporaryFolder({});
    const undo = createFile(join(root, 'a'), FILE, root);
    writeFileSync(join(root, 'a'), 'mine');
    expect(undo).toThrow('it has changed since it was read');
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('mine');
  });

  it.each([
    ['a file', 'a file with this name exists'],
    ['a link to nothing', 'it is a link'],
  ])('never replaces %s', (what, reason) => {
    const root = temporaryFolder({});
    const path = join(root, 'a');
    if (what === 'a file') writeFileSync(path, 'mine');
    else symlinkSync('nowhere', path);
    expect(() => {
      createFile(path, FILE, root);
    }).toThrow(`Cannot write ${path}: ${reason}.`);
    expect(readdirSync(root)).toEqual(['a']);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });

  it('makes nothing in a folder that is moved away meanwhile', () => {
    const root = temporaryFolder({ 'sub/': '' });
    replaceInFs('openSync', (original) => (path, flags, mode) => {
      const handle = original(path, flags, mode);
      if (path === join(root, 'sub')) renameSync(join(root, 'sub'), join(root, 'moved'));
      return handle;
    });
    expect(() => {
      createFile(join(root, 'sub/a.sh'), FILE, root);
    }).toThrow('its folder was moved');
    expect(readdirSync(root, { recursive: true })).toEqual(['moved']);
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

  it('follows no link', () => {
    const outside = temporaryFolder({});
    const root = temporaryFolder({ 'own/': '' });
    symlinkSync(outside, join(root, '.platform'));
    symlinkSync('own', join(root, 'other'));
    expect(() => {
      createFile(join(root, '.platform/hooks/a.sh'), FILE, root);
    }).toThrow('a.sh: .platform is a link.');
    expect(() => {
      createFile(join(root, 'other/a.sh'), FILE, root);
    }).toThrow('a.sh: other is a link.');
    expect(readdirSync(join(root, 'own'))).toEqual([]);
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

  it('is taken back with the text and the mode', () => {
    const root = temporaryFolder({ 'sub/a': 'text' });
    chmodSync(join(root, 'sub/a'), 0o751);
    deleteFile(join(root, 'sub/a'), 'text', root)();
    expect(readFileSync(join(root, 'sub/a'), 'utf8')).toBe('text');
    expect(statSync(join(root, 'sub/a')).mode & 0o777).toBe(0o751);
  });

  it.runIf(process.getuid?.() === 0)('is taken back with the owner', () => {
    const root = temporaryFolder({ a: 'text' });
    chownSync(join(root, 'a'), 1234, 2345);
    deleteFile(join(root, 'a'), 'text', root)();
    expect(statSync(join(root, 'a'))).toMatchObject({ uid: 1234, gid: 2345 });
  });

  it('is not taken back where there is another file by now', () => {
    const root = temporaryFolder({ a: 'text' });
    const undo = deleteFile(join(root, 'a'), 'text', root);
    writeFileSync(join(root, 'a'), 'mine');
    expect(undo).toThrow('a file with this name exists');
  });

  it('leaves what has changed', () => {
    const root = temporaryFolder({ a: 'TEXT' });
    expect(() => {
      deleteFile(join(root, 'a'), 'text', root);
    }).toThrow('it has changed since it was read');
    expect(readdirSync(root)).toEqual(['a']);
  });

  it('leaves links, folders and what is elsewhere', () => {
    const outside = temporaryFolder({ a: 'text' });
    const root = temporaryFolder({ a: 'text' });
    symlinkSync(join(root, 'a'), join(root, 'link'));
    symlinkSync('.', join(root, 'loop'));
    mkdirSync(join(root, 'folder'));
    for (const [path, reason] of [
      [join(root, 'link'), 'it is a link'],
      [join(root, 'loop/a'), 'loop is a link'],
      [join(root, 'folder'), 'it is not a file'],
      [join(outside, 'a'), 'it is outside the project'],
      [join(root, 'none'), 'no such file or folder'],
    ] as const)
      expect(() => {
        deleteFile(path, 'text', root);
      }).toThrow(reason);
    expect(readdirSync(root).sort()).toEqual(['a', 'folder', 'link', 'loop']);
  });
});

describe('a project inside a folder of version control', () => {
  it('is left as it is', () => {
    const root = temporaryFolder({ '.git/hooks/a': 'text' });
    const alias = join(root, 'alias');
    symlinkSync('.git/hooks', alias);
    for (const folder of [join(root, '.git/hooks'), alias])
      for (const write of [
        () => createFile(join(folder, 'new'), FILE, folder),
        () => deleteFile(join(folder, 'a'), 'text', folder),
        () => diskWrites.replaceFile(join(folder, 'a'), { before: 'text', after: 'new' }, folder),
      ])
        expect(write).toThrow('.git belongs to version control');
    expect(readdirSync(join(root, '.git/hooks'))).toEqual(['a']);
    expect(readFileSync(join(root, '.git/hooks/a'), 'utf8')).toBe('text');
  });
});

describe('checkWrite', () => {
  const refusal = (kind: 'create' | 'replace' | 'delete', path: string, root: string): string => {
    const names = readdirSync(root, { recursive: true });
    try {
      diskWrites.checkWrite(kind, join(root, path), root);
      return '';
    } catch (error) {
      return String(error).replace(/.*: (.+)\.$/, '$1');
    } finally {
      expect(readdirSync(root, { recursive: true })).toEqual(names);
    }
  };

  it('tells what would be refused, and writes nothing', () => {
    const outside = temporaryFolder({ a: '' });
    const root = temporaryFolder({ a: 'text', 'sub/b': '', '.svn/entries': '' });
    symlinkSync(outside, join(root, 'out'));
    symlinkSync('..', join(root, 'sub/in'));
    symlinkSync('a', join(root, 'link'));
    symlinkSync('nowhere', join(root, 'broken'));
    const table = [
      ['create', 'new', ''],
      ['create', 'sub/x/y/new', ''],
      ['create', 'sub/x/b', ''],
      ['create', 'a', 'a file with this name exists'],
      ['create', 'broken', 'it is a link'],
      ['create', 'a/new', 'a folder above it is a file'],
      ['create', 'a/x/new', 'a folder above it is a file'],
      ['create', 'out/new', 'out is a link'],
      ['create', 'out/x/new', 'out is a link'],
      ['create', 'sub/in/new', 'sub/in is a link'],
      ['create', '../new', 'it is outside the project'],
      ['create', 'broken/new', 'broken is a link'],
      ['create', '.git/hooks/post-checkout', '.git belongs to version control'],
      ['create', 'sub/.Git./new', '.Git. belongs to version control'],
      ['create', '.jj', '.jj belongs to version control'],
      ['replace', 'a', ''],
      ['replace', 'link', 'it is a link'],
      ['replace', 'sub/in/a', 'sub/in is a link'],
      ['replace', 'out/a', 'out is a link'],
      ['replace', '.svn/entries', '.svn belongs to version control'],
      ['delete', '.svn/entries', '.svn belongs to version control'],
      ['delete', 'a', ''],
      ['delete', 'link', 'it is a link'],
      ['delete', 'none', 'no such file or folder'],
    ] as const;
    for (const [kind, path, reason] of table)
      expect([kind, path, refusal(kind, path, root)]).toEqual([kind, path, reason]);
  });

  it.each([
    ['create', 'sub/new'],
    ['create', 'sub/x/new'],
    ['replace', 'sub/b'],
    ['delete', 'sub/b'],
  ] as const)('asks whether the folder may be written: %s %s', (kind, path) => {
    const root = temporaryFolder({ 'sub/b': '' });
    replaceInFs('accessSync', (original) => (asked, mode) => {
      if (statSync(asked).isDirectory()) throw Object.assign(new Error('x'), { code: 'EACCES' });
      original(asked, mode);
    });
    expect(refusal(kind, path, root)).toBe('permission denied');
  });
});
