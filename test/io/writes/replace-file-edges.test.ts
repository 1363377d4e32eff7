import { chmodSync, chownSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { replaceFile } from '../../../src/io/writes/replace-file.js';
import { removeStaleTemporaries } from '../../../src/io/writes/temporary-file.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';
import { FaultyDisk } from '../../support/writes.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder({ 'project/file': 'old' });
  chmodSync(`${folder}/project/file`, 0o640);
});

const text = (): string => readFileSync(`${folder}/project/file`, 'utf8');
const names = (): string[] => readdirSync(`${folder}/project`);
const replace = (): void => {
  replaceFile(`${folder}/project/file`, { before: 'old', after: 'new' }, `${folder}/project`);
};
const denied = (code: string) => (): never => {
  throw Object.assign(new Error('no'), { code });
};
const isRoot = process.getuid?.() === 0;

/** Changes what the second look at the file sees: what it is like when the new text is ready. */
function secondLookSees(change: object): void {
  const real = statSync(`${folder}/project/file`);
  let looks = 0;
  replaceInFs(
    'fstatSync',
    (original) =>
      ((file: number, options?: object) => {
        const stats = original(file, options);
        return Number(stats.ino) === real.ino && looks++ > 0 ? Object.assign(stats, change) : stats;
      }) as typeof original,
  );
}

describe('replaceFile', () => {
  it.each([{ ino: 1 }, { dev: 1 }, { mode: 0o100_600 }, { uid: 77 }, { gid: 77 }])(
    'keeps a file of which this has changed meanwhile: %o',
    (change) => {
      secondLookSees(change);
      expect(replace).toThrow('it has changed since it was read');
      expect(text()).toBe('old');
      expect(names()).toEqual(['file']);
    },
  );

  it.runIf(isRoot).each([
    [1234, 0],
    [0, 2345],
  ])('keeps the owner %i and the group %i', (uid, gid) => {
    chownSync(`${folder}/project/file`, uid, gid);
    replace();
    expect(statSync(`${folder}/project/file`)).toMatchObject({ uid, gid });
  });

  it('sets no owner where it is the same', () => {
    const chown = vi.fn(denied('EPERM'));
    replaceInFs('fchownSync', () => chown);
    replace();
    expect(chown).not.toHaveBeenCalled();
    expect(text()).toBe('new');
  });

  it('sets the permissions through the path where the permission model refuses handles', () => {
    replaceInFs('fchmodSync', () => denied('ERR_ACCESS_DENIED'));
    replaceInFs('fsyncSync', () => denied('ERR_ACCESS_DENIED'));
    replace();
    expect(text()).toBe('new');
    expect(statSync(`${folder}/project/file`).mode & 0o7777).toBe(0o640);
  });

  it.each(['fchmodSync', 'fsyncSync'] as const)('changes nothing where %s fails otherwise', (name) => {
    let calls = 0;
    replaceInFs(name, () => () => (calls++, denied('EIO')()));
    expect(replace).toThrow('Cannot write');
    expect([calls, text(), names()]).toEqual([1, 'old', ['file']]);
  });

  it('brings the text and the list of names to the disk', () => {
    let calls = 0;
    replaceInFs('fsyncSync', (original) => (file) => {
      calls++;
      original(file);
    });
    replace();
    expect(calls).toBe(2);
  });

  it('works where the list of names cannot be brought to the disk', () => {
    let calls = 0;
    replaceInFs('fsyncSync', (original) => (file) => {
      if (++calls === 2) denied('EINVAL')();
      original(file);
    });
    replace();
    expect(text()).toBe('new');
  });

  it.runIf(process.platform === 'linux')('closes all that it opens', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    replace();
    writeFileSync(`${folder}/project/file`, 'saved');
    expect(replace).toThrow('it has changed since it was read');
    expect(open()).toBe(before);
  });

  it('says so where its folder was moved after the new text was in place', () => {
    let isMoved = false;
    replaceInFs('renameSync', (original) => (from, to) => {
      original(from, to);
      isMoved ||= String(to).endsWith('/file');
    });
    replaceInFs(
      'readlinkSync',
      (original) => ((path: string) => (isMoved ? '/elsewhere' : original(path))) as typeof original,
    );
    expect(replace).toThrow('its folder was moved');
  });

  it('says so where its folder is another one at once', () => {
    let calls = 0;
    replaceInFs(
      'readlinkSync',
      (original) => ((path: string) => (++calls === 1 ? original(path) : '/elsewhere')) as typeof original,
    );
    expect(replace).toThrow('its folder was moved');
    expect(text()).toBe('old');
  });

  it('is taken back, unless the file has changed', () => {
    const undo = replaceFile(`${folder}/project/file`, { before: 'old', after: 'new' }, `${folder}/project`);
    undo();
    expect(text()).toBe('old');
    expect(undo).toThrow('it has changed since it was read');
    expect(text()).toBe('old');
  });

  it('notes large inode numbers exactly', () => {
    const to: string[] = [];
    replaceInFs(
      'fstatSync',
      (original) =>
        ((file: number, options?: { bigint: boolean }) =>
          options?.bigint ? { ino: 2n ** 63n + 1n } : original(file, options)) as typeof original,
    );
    replaceInFs('renameSync', (original) => (from, target) => {
      to.push(String(target));
      original(from, target);
    });
    replace();
    expect(to[0]).toMatch(/-9223372036854775809\.tmp$/);
  });

  it('says why it cannot name its temporary file, also where that is gone by then', () => {
    replaceInFs('renameSync', () => (from) => {
      rmSync(from);
      denied('EACCES')();
    });
    expect(replace).toThrow('permission denied');
  });

  it('gives up where its own temporary name is taken, which then stays', () => {
    const taken: string[] = [];
    replaceInFs('existsSync', () => (path) => taken.push(String(path)) > 0);
    expect(replace).toThrow('a file with this name exists');
    expect(taken).toHaveLength(1);
    expect([text(), names()]).toEqual(['old', ['file']]);
  });
});

describe('replaceFile where a folder has no path of its handle', () => {
  beforeEach(() => {
    replaceInFs('readlinkSync', () => denied('ENOENT'));
  });

  it('compares the folder itself', () => {
    replace();
    expect(text()).toBe('new');
  });

  it.each([{ ino: 1 }, { dev: 1 }, undefined])('refuses another one in its place: %o', (change) => {
    replaceInFs(
      'statSync',
      (original) =>
        ((path: string) => {
          if (!change) denied('ENOENT')();
          return Object.assign(original(path), change);
        }) as typeof original,
    );
    expect(replace).toThrow('its folder was moved');
    expect(text()).toBe('old');
  });
});

describe('removeStaleTemporaries', () => {
  it('removes what a run made that was killed before it had its name', async () => {
    const killed = new FaultyDisk().during(2, 'a kill', () => {
      replace();
      return Promise.resolve();
    });
    await expect(killed).rejects.toThrow('killed');
    const paths = names().map((name) => `${folder}/project/${name}`);
    expect(removeStaleTemporaries(paths, `${folder}/project`)).toHaveLength(1);
    expect(names()).toEqual(['file']);
  });

  const make = (owner?: number): string => {
    const path = `${folder}/project/.eblint-${process.pid}-newx1.tmp`;
    writeFileSync(path, '');
    if (owner !== undefined) chownSync(path, owner, owner);
    return path;
  };
  const remove = (path: string) => removeStaleTemporaries([path], `${folder}/project`);

  it.runIf(isRoot)('leaves one of another user', () => {
    const path = make(1234);
    expect(remove(path)).toEqual([]);
    expect(names()).toHaveLength(2);
  });

  it('leaves one of a process that runs as somebody else', () => {
    const path = `${folder}/project/.eblint-${process.ppid}-newx1.tmp`;
    writeFileSync(path, '');
    vi.spyOn(process, 'kill').mockImplementation(denied('EPERM'));
    expect(remove(path)).toEqual([]);
    vi.mocked(process.kill).mockImplementation(denied('ESRCH'));
    expect(remove(path)).toEqual([path]);
    vi.restoreAllMocks();
  });

  it('removes one on a platform without owners', () => {
    const path = make();
    const { getuid } = process;
    Object.assign(process, { getuid: undefined });
    const removed = remove(path);
    Object.assign(process, { getuid });
    expect(removed).toEqual([path]);
  });
});
