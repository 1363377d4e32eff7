import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/io/disk.js';
import { keepsModes } from '../../src/io/git/keeps-modes.js';
import { TreeFiles } from '../../src/io/tree-files.js';
import { temporaryFolder } from '../support/temporary.js';

const KEEPS = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n';

describe('whether git keeps the modes of a folder', () => {
  it.each([
    ['a repository that does', { '.git/config': KEEPS }, true],
    ['one that does not', { '.git/config': KEEPS.replace('true', 'false') }, false],
    ['one that changed its mind', { '.git/config': `${KEEPS}\tFileMode = false\n` }, false],
    ['one that does not say', { '.git/config': '[core]\n' }, false],
    ['one without a configuration', { '.git/HEAD': '' }, false],
    [
      'a further working tree',
      {
        '.git': 'gitdir: main/worktrees/one\n',
        'main/worktrees/one/commondir': '../..\n',
        'main/config': KEEPS,
      },
      true,
    ],
    ['a submodule', { '.git': 'gitdir: main/modules/one\n', 'main/modules/one/config': KEEPS }, true],
    ['a file that is none of git', { '.git': 'nothing\n' }, false],
  ] as const)('%s', (_, files, expected) => {
    expect(keepsModes(temporaryFolder({ ...files }), disk)).toBe(expected);
  });
});

describe.skipIf(process.platform === 'win32')('the permission to execute', () => {
  function repository(): string {
    const root = temporaryFolder({ '.git/config': KEEPS, 'bin/run': '', 'bin/read': '' });
    chmodSync(join(root, 'bin/run'), 0o755);
    return root;
  }

  it('is what the disk says, where git keeps modes', () => {
    const root = repository();
    const answers = ['bin/run', 'bin/read', 'bin', 'none'].map((name) =>
      disk.isExecutable?.(join(root, name)),
    );
    expect(answers).toEqual([true, false, undefined, undefined]);
  });

  it('is never denied where nothing proves it', () => {
    const other = temporaryFolder({ '.git/config': '', run: '', read: '' });
    chmodSync(join(other, 'run'), 0o755);
    const answers = ['run', 'read'].map((name) => disk.isExecutable?.(join(other, name)));
    expect(answers).toEqual([true, undefined]);
  });

  it('is what a tree says of its files', () => {
    const read = () => '';
    const files = ([true, false, undefined] as const).map((isExecutable, index) => ({
      ...{ path: `a/${index}`, kind: 'file' as const, isExecutable, read },
    }));
    const tree = new TreeFiles(files, '/tree', disk);
    const answers = [
      '/tree/a/0',
      '/tree/a/1',
      '/tree/a/2',
      '/tree/a',
      '/tree/none',
      join(repository(), 'bin/run'),
    ];
    expect(answers.map((path) => tree.isExecutable(path))).toEqual([
      ...[true, false, undefined, undefined, undefined, true],
    ]);
  });
});
