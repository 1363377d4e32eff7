import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DiskWatcher } from '../../src/io/disk-watcher.js';
import { replaceInFs } from '../support/built-in-fs.js';
import { temporaryFolder } from '../support/temporary.js';

/** Long enough for changes to be told of. */
const SOON = { timeout: 5000, interval: 5 };

/** A watcher in a folder; `read` watches what a run would read there. */
function watching(read: (watcher: DiskWatcher, root: string) => void) {
  const root = temporaryFolder({ 'a/x': '1', 'b/': '', 'other/y': '1' });
  const onChange = vi.fn();
  const onFailure = vi.fn();
  const watcher = new DiskWatcher({ onChange, onFailure });
  onTestFinished(() => {
    watcher.close();
  });
  read(watcher, root);
  return {
    root,
    onFailure,
    /** Does something, and waits until it is seen and all of it is told of; then reads again, as a run does. */
    async sees(action: () => void) {
      onChange.mockClear();
      action();
      await vi.waitFor(() => {
        expect(onChange).toHaveBeenCalled();
      }, SOON);
      await sleep(50);
      read(watcher, root);
    },
    async misses(action: () => void) {
      onChange.mockClear();
      action();
      await sleep(100);
      expect(onChange).not.toHaveBeenCalled();
    },
  };
}

const listing = (watcher: DiskWatcher, root: string): void => {
  watcher.watchFolder(root);
  watcher.watchFolder(join(root, 'a'));
};

describe('a folder that was listed', { timeout: 60_000 }, () => {
  it('is seen to change, again and again, also where files are replaced', async () => {
    const { root, sees } = watching(listing);
    const file = join(root, 'a/x');
    for (const text of ['2', '3', '4']) {
      await sees(() => {
        writeFileSync(`${file}~`, text);
        renameSync(`${file}~`, file);
      });
      await sees(() => {
        writeFileSync(file, `${text} again`);
      });
    }
    await sees(() => {
      renameSync(file, `${file}x`);
    });
    await sees(() => {
      rmSync(`${file}x`);
    });
    await sees(() => {
      writeFileSync(file, 'new');
    });
  });

  it('is seen to come back under its name', async () => {
    const { root, sees } = watching(listing);
    const folder = join(root, 'a');
    for (let times = 0; times < 3; times++) {
      await sees(() => {
        rmSync(folder, { recursive: true });
      });
      await sees(() => {
        mkdirSync(folder);
      });
      await sees(() => {
        writeFileSync(join(folder, 'x'), '2');
      });
    }
    await sees(() => {
      renameSync(folder, join(root, 'c'));
    });
    await sees(() => {
      renameSync(join(root, 'b'), folder);
    });
    await sees(() => {
      writeFileSync(join(folder, 'new'), '2');
    });
  });

  it('is seen through a link', async () => {
    const { root, sees } = watching((watcher, root) => {
      watcher.watchFolder(join(root, 'link'));
    });
    await sees(() => {
      symlinkSync('other', join(root, 'link'));
    });
    await sees(() => {
      writeFileSync(join(root, 'other/new'), '2');
    });
  });
});

describe('a path that was asked for', () => {
  it('is seen to appear, also where folders above it are missing', async () => {
    const { root, sees } = watching((watcher, root) => {
      watcher.watch(join(root, 'b/c/d/file'));
    });
    await sees(() => {
      mkdirSync(join(root, 'b/c'));
    });
    await sees(() => {
      mkdirSync(join(root, 'b/c/d'));
    });
    await sees(() => {
      writeFileSync(join(root, 'b/c/d/file'), '1');
    });
  });

  it('is all that is seen of its folder', async () => {
    const { root, sees, misses } = watching((watcher, root) => {
      watcher.watch(join(root, 'a/x'));
    });
    await misses(() => {
      writeFileSync(join(root, 'a/y'), '1');
    });
    await sees(() => {
      writeFileSync(join(root, 'a/x'), '2');
    });
  });
});

it('sees nothing any more once it is closed', async () => {
  const { root, misses } = watching((watcher, root) => {
    listing(watcher, root);
    watcher.close();
  });
  await misses(() => {
    writeFileSync(join(root, 'a/x'), '2');
  });
});

describe('what cannot be watched', () => {
  const failing = (code: string): void => {
    replaceInFs('watch', () => () => {
      throw Object.assign(new Error(code), { code });
    });
  };

  it.each([
    ['ENOSPC', 'the system allows no more watches'],
    ['EMFILE', 'the system allows no more watches'],
    ['ENOSYS', 'the system has no watches'],
    ['EIO', 'EIO'],
  ])('is told with its reason: %s', (code, reason) => {
    failing(code);
    const { onFailure, root } = watching((watcher, root) => {
      watcher.watch(join(root, 'x'));
    });
    const [error] = onFailure.mock.calls[0] as [Error];
    expect(error.message).toContain(`Cannot watch ${root}: ${reason}`);
  });

  it.each(['EACCES', 'EPERM', 'ENOENT'])('is waited for: %s', (code) => {
    failing(code);
    const { onFailure } = watching(listing);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it.skipIf(process.getuid?.() === 0)('is seen once it is opened', async () => {
    const { root, sees } = watching((watcher, root) => {
      watcher.watchFolder(join(root, 'a'));
    });
    await sees(() => {
      chmodSync(join(root, 'a'), 0);
    });
    await sees(() => {
      chmodSync(join(root, 'a'), 0o755);
    });
  });
});
