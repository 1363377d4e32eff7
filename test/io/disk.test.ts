import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk, reasonOf } from '../../src/io/disk.js';
import { ReadError, SizeError, WriteError } from '../../src/ports/file-system.js';
import { replaceInFs } from '../support/built-in-fs.js';
import { temporaryFolder } from '../support/temporary.js';

describe('the disk', () => {
  it('lists in the order of characters, not of their bytes', () => {
    const root = temporaryFolder({ '\u{1f600}': '', '\uff5e': '' });
    expect(disk.list(root).map(({ name }) => name)).toEqual(['\u{1f600}', '\uff5e']);
  });

  it.runIf(process.platform === 'linux')(
    'lists what is not UTF-8 behind the file that really has the name, and as what no path leads to',
    () => {
      const root = temporaryFolder({ '.ebextensions/\uFFFD.config': '', '.ebextensions/a': '' });
      for (const name of ['\xff.config', '\xfe.config'])
        writeFileSync(
          Buffer.concat([Buffer.from(`${root}/.ebextensions/`), Buffer.from(name, 'latin1')]),
          '',
        );
      const listed = disk.list(join(root, '.ebextensions')).map(({ name, kind }) => [name, kind]);
      expect(listed).toEqual([
        ['a', 'file'],
        ...['file', 'missing', 'missing'].map((kind) => ['\uFFFD.config', kind]),
      ]);
      const { files } = readProjectFiles(root, disk);
      const own = files.filter(({ name }) => name.endsWith('.config'));
      expect(own.map((file) => ('unreadable' in file ? file.unreadable : 'source' in file))).toEqual([
        true,
        'its name is not UTF-8',
        'its name is not UTF-8',
      ]);
    },
  );

  it('does not list the locks of Emacs, which are there while a file has unsaved changes', () => {
    const root = temporaryFolder({ '.ebextensions/app.config': '', '.ebextensions/.#own.config': '' });
    const links = {
      '.#app.config': 'someone@host.example.com.4711:1764480000',
      '.#b.config': 'someone@host.4711',
      '.#other.config': 'nowhere.config',
      'c.config': 'someone@host.4711:1764480000',
    };
    for (const [name, target] of Object.entries(links))
      symlinkSync(target, join(root, '.ebextensions', name));
    const listed = disk.list(join(root, '.ebextensions')).map(({ name }) => name);
    expect(listed).toEqual(['.#other.config', '.#own.config', 'app.config', 'c.config']);
  });

  it('tells what a path leads to, also where something above it is not a folder', () => {
    const root = temporaryFolder({ file: '', 'folder/': '' });
    symlinkSync('nothing', join(root, 'link'));
    symlinkSync('circle', join(root, 'circle'));
    const kinds = ['file', 'folder', 'link', 'circle', 'none', 'file/below'].map((name) =>
      disk.kindOf(join(root, name)),
    );
    expect(kinds).toEqual(['file', 'folder', 'broken link', 'broken link', 'missing', 'missing']);
  });

  it('asks for what is not there without an error each', () => {
    const options: unknown[] = [];
    for (const name of ['statSync', 'lstatSync'] as const)
      replaceInFs(
        name,
        (original) =>
          ((path: string, how: object) => {
            options.push(how);
            return original(path, how);
          }) as typeof original,
      );
    expect(disk.kindOf('/none')).toBe('missing');
    expect(disk.isExecutable?.('/none')).toBeUndefined();
    expect(options).toEqual(Array(3).fill({ throwIfNoEntry: false }));
  });

  it('lists most folders in one step', () => {
    const root = temporaryFolder({ a: '', b: '' });
    let lists = 0;
    replaceInFs(
      'readdirSync',
      (original) =>
        ((...args: Parameters<typeof original>) => (lists++, original(...args))) as typeof original,
    );
    expect(disk.list(root)).toHaveLength(2);
    expect(lists).toBe(1);
  });

  it('knows nothing of permissions on Windows', () => {
    const root = temporaryFolder({ a: '' });
    chmodSync(join(root, 'a'), 0o755);
    expect(disk.isExecutable?.(join(root, 'a'))).toBe(true);
    const { platform } = process;
    Object.defineProperty(process, 'platform', { value: 'win32' });
    const onWindows = disk.isExecutable?.(join(root, 'a'));
    Object.defineProperty(process, 'platform', { value: platform });
    expect(onWindows).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('reads no pipe, and does not wait for one', () => {
    const root = temporaryFolder({});
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(disk.kindOf(join(root, 'pipe'))).toBe('special');
    expect(() => disk.read(join(root, 'pipe'))).toThrow('it is neither a file nor a folder');
  });

  it('reads all of a file that comes in parts', () => {
    const root = temporaryFolder({ a: 'some text' });
    replaceInFs(
      'readSync',
      (original) =>
        ((file: number, bytes: Buffer, offset: number, length: number) =>
          original(file, bytes, offset, Math.min(length, 2), null)) as typeof original,
    );
    expect(disk.read(join(root, 'a'))).toBe('some text');
  });

  it('refuses a file that grows while it is read', () => {
    const root = temporaryFolder({ a: 'some text' });
    replaceInFs(
      'fstatSync',
      (original) => ((file: number) => Object.assign(original(file), { size: 4 })) as typeof original,
    );
    expect(() => disk.read(join(root, 'a'))).toThrow('it changed while it was read');
  });
});

describe('an error of a file', () => {
  it.each([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'the disk is full'],
    [Object.assign(new Error('x'), { code: 'EOTHER' }), 'EOTHER'],
    [new Error('x'), 'Error: x'],
  ])('has a reason in words where that is known: %s', (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it.each([
    [new ReadError('a', 'why'), 'ReadError: Cannot read a: why.'],
    [new SizeError('a', 2 ** 21), 'SizeError: Cannot read a: it is larger than 2 MiB.'],
    [new WriteError('a', 'why'), 'WriteError: Cannot write a: why.'],
  ])('says its kind: %s', (error, text) => {
    expect(String(error)).toBe(text);
  });
});
