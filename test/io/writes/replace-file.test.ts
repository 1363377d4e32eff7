import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkReplaceable, replaceFile } from '../../../src/io/writes/replace-file.js';
import { removeStaleTemporaries } from '../../../src/io/writes/temporary-file.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder({ 'project/file': 'old', outside: 'old', 'elsewhere/file': 'old' });
  chmodSync(`${folder}/project/file`, 0o640);
});

const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const replace = (name = 'project/file', before = 'old'): void => {
  replaceFile(`${folder}/${name}`, { before, after: 'new' }, `${folder}/project`);
};

/** Does something right after the new text was written under its temporary name. */
function meanwhile(action: () => void): void {
  let isDone = false;
  replaceInFs('writeFileSync', (write) => (...args) => {
    write(...args);
    if (isDone) return;
    isDone = true;
    action();
  });
}

const isRoot = process.getuid?.() === 0;

describe('replaceFile', () => {
  it('replaces the text and keeps the permissions', () => {
    replace();
    expect(text('project/file')).toBe('new');
    expect(statSync(`${folder}/project/file`).mode & 0o7777).toBe(0o640);
    expect(readdirSync(`${folder}/project`)).toEqual(['file']);
  });

  it('follows no link, also inside the project', () => {
    symlinkSync('file', `${folder}/project/link`);
    symlinkSync('.', `${folder}/project/same`);
    for (const [name, reason] of [
      ['link', 'it is a link'],
      ['same/file', 'same is a link'],
    ] as const)
      expect(() => {
        replace(`project/${name}`);
      }).toThrow(`Cannot write ${folder}/project/${name}: ${reason}.`);
    expect(text('project/file')).toBe('old');
  });

  it('works in a project that is itself reached over a link', () => {
    symlinkSync('project', `${folder}/alias`);
    replaceFile(`${folder}/alias/file`, { before: 'old', after: 'new' }, `${folder}/alias`);
    expect(text('project/file')).toBe('new');
  });

  it.runIf(isRoot)('keeps the owner', () => {
    chownSync(`${folder}/project/file`, 1234, 2345);
    replace();
    expect(statSync(`${folder}/project/file`)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  it.runIf(isRoot)('refuses where the owner cannot be kept', () => {
    chownSync(`${folder}/project/file`, 1234, 2345);
    replaceInFs('fchownSync', () => () => {
      throw Object.assign(new Error('no'), { code: 'EPERM' });
    });
    expect(replace).toThrow(/Cannot write .*file: its owner cannot be kept\./);
    expect(text('project/file')).toBe('old');
  });

  it('carries no setuid and no setgid over', () => {
    chmodSync(`${folder}/project/file`, 0o6755);
    replace();
    expect(statSync(`${folder}/project/file`).mode & 0o7777).toBe(0o755);
  });

  it('keeps an edit that was saved since the file was read', () => {
    writeFileSync(`${folder}/project/file`, 'saved');
    expect(replace).toThrow(/Cannot write .*file: it has changed since it was read\./);
    expect(text('project/file')).toBe('saved');
  });

  it.each([
    [
      'an edit that is saved',
      () => {
        writeFileSync(`${folder}/project/file`, 'saved');
      },
    ],
    [
      'an edit that is saved as another file',
      () => {
        writeFileSync(`${folder}/project/new`, 'saved');
        renameSync(`${folder}/project/new`, `${folder}/project/file`);
      },
    ],
    [
      'permissions that are changed',
      () => {
        chmodSync(`${folder}/project/file`, 0o600);
      },
    ],
  ])('keeps %s while it writes', (_, action) => {
    meanwhile(action);
    expect(replace).toThrow('it has changed since it was read');
    expect(text('project/file')).not.toBe('new');
    expect(readdirSync(`${folder}/project`)).toEqual(['file']);
  });

  it('writes nothing outside where a link takes the place of its folder meanwhile', () => {
    mkdirSync(`${folder}/project/inner`);
    writeFileSync(`${folder}/project/inner/file`, 'old');
    meanwhile(() => {
      renameSync(`${folder}/project/inner`, `${folder}/project/moved`);
      symlinkSync('../elsewhere', `${folder}/project/inner`);
    });
    expect(() => {
      replace('project/inner/file');
    }).toThrow(/it has changed since it was read|its folder was moved/);
    expect(text('elsewhere/file')).toBe('old');
    expect(readdirSync(`${folder}/elsewhere`)).toEqual(['file']);
    expect(text('project/moved/file')).toBe('old');
  });

  describe.each([
    [
      'checkReplaceable',
      (path: string) => {
        checkReplaceable(path, `${folder}/project`);
      },
    ],
    [
      'replaceFile',
      (path: string) => {
        replaceFile(path, { before: 'old', after: 'new' }, `${folder}/project`);
      },
    ],
  ])('%s refuses', (_, action) => {
    it.each([
      ['a file that is not there', 'none', 'no such file or folder', () => undefined],
      [
        'a file outside the project',
        'link',
        'it is a link',
        () => {
          symlinkSync('../outside', `${folder}/project/link`);
        },
      ],
      [
        'a read-only file, also as root',
        'file',
        'it is read-only',
        () => {
          chmodSync(`${folder}/project/file`, 0o464);
        },
      ],
      [
        'a file with another hard link',
        'file',
        'it has several hard links, and the others would keep the old text',
        () => {
          linkSync(`${folder}/project/file`, `${folder}/other`);
        },
      ],
      [
        'a folder',
        'folder',
        'it is not a file',
        () => {
          mkdirSync(`${folder}/project/folder`);
        },
      ],
    ])('%s', (__, name, reason, prepare) => {
      prepare();
      expect(() => {
        action(`${folder}/project/${name}`);
      }).toThrow(`Cannot write ${folder}/project/${name}: ${reason}.`);
      expect(text('project/file') + text('outside')).toBe('oldold');
    });
  });
});

describe('removeStaleTemporaries', () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;

  /** Makes a file under a name that may hold its own inode number. */
  const make = (name: (inode: bigint) => string, content = 'x', place = 'project'): string => {
    const path = `${folder}/${place}/made`;
    writeFileSync(path, content);
    const target = join(`${folder}/${place}`, name(statSync(path, { bigint: true }).ino));
    renameSync(path, target);
    return target;
  };
  const removed = (path: string): boolean =>
    removeStaleTemporaries([path], `${folder}/project`).includes(path) &&
    !readdirSync(`${folder}/project`).some((name) => path.endsWith(name));

  it.each([
    ['with its inode number', () => make((inode) => `.eblint-${dead}-${inode}.tmp`)],
    ['with the number of this process', () => make((inode) => `.eblint-${process.pid}-${inode}.tmp`)],
    ['that is new and empty', () => make(() => `.eblint-${dead}-newx1.tmp`, '')],
  ])('removes one %s', (_, prepare) => {
    expect(removed(prepare())).toBe(true);
  });

  it('removes the first name of a new file, of which the second one stays', () => {
    const path = make((inode) => `.eblint-${dead}-${inode}.tmp`);
    linkSync(path, `${folder}/project/new`);
    expect(removed(path)).toBe(true);
    expect(text('project/new')).toBe('x');
  });

  it.each([
    ['of a process that runs', () => make((inode) => `.eblint-${process.ppid}-${inode}.tmp`)],
    ['with the inode number of another file', () => make((inode) => `.eblint-${dead}-${inode + 1n}.tmp`)],
    ['that is new and not empty', () => make(() => `.eblint-${dead}-newx1.tmp`)],
    ['of another name', () => make((inode) => `eblint-${dead}-${inode}.tmp`)],
    ['outside the project', () => make((inode) => `.eblint-${dead}-${inode}.tmp`, 'x', 'elsewhere')],
    [
      'that has two other hard links',
      () => {
        const path = make((inode) => `.eblint-${dead}-${inode}.tmp`);
        linkSync(path, `${folder}/other`);
        linkSync(path, `${folder}/another`);
        return path;
      },
    ],
    [
      'that is new and has another hard link',
      () => {
        const path = make(() => `.eblint-${dead}-newx1.tmp`, '');
        linkSync(path, `${folder}/other`);
        return path;
      },
    ],
    [
      'that is a link',
      () => {
        const path = `${folder}/project/.eblint-${dead}-newx1.tmp`;
        symlinkSync('file', path);
        return path;
      },
    ],
  ])('leaves one %s', (_, prepare) => {
    const path = prepare();
    expect(removed(path)).toBe(false);
    expect(lstatSync(path)).toBeDefined();
  });
});
