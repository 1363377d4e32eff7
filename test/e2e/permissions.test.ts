import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fixFiles } from '../../src/commands/fix.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { diskWrites } from '../../src/io/writes/create-file.js';
import { replaceFile } from '../../src/io/writes/replace-file.js';
import { removeStaleTemporaries } from '../../src/io/writes/temporary-file.js';
import type { Ports } from '../../src/ports/ports.js';
import { REPOSITORY } from '../support/fixtures.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

// An ordinary object, whose functions can be replaced.
vi.mock('node:fs', async (load) => ({ ...(await load<object>()) }));

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

/** Node's permission model had another name when it was new. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

const FIXABLE = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
const FIXED = 'files:\n  /a:\n    mode: "000755"\n    content: x\n';

const NAMES = ['.ebextensions/a.config', '.ebextensions/b.config', '.ebextensions/c.config'];
const fixableProject = () => temporaryFolder(Object.fromEntries(NAMES.map((name) => [name, FIXABLE])));
const textsIn = (root: string): string[] => NAMES.map((name) => readFileSync(join(root, name), 'utf8'));

const confined = (root: string, args: readonly string[], ...more: string[]) =>
  runProgram(program, args, {
    cwd: root,
    nodeOptions: [
      PERMISSION,
      '--no-warnings',
      `--allow-fs-read=${join(program.folder, '*')}`,
      `--allow-fs-read=${join(root, '*')}`,
      ...more,
    ],
  });

describe('a run that may read the project and the program alone', () => {
  it.each(['pretty', 'stylish', 'unix', 'json', 'github'])('prints the same in %s', (format) => {
    const root = temporaryFolder({});
    cpSync(`${REPOSITORY}fixtures/projects/django-channels-mistakes`, root, { recursive: true });
    const args = ['--format', format, '--preset', 'strict'];
    const { status, stdout, stderr } = confined(root, args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(runProgram(program, args, { cwd: root }).stdout);
  });

  it('cannot write, and says so', () => {
    const root = temporaryFolder({ '.ebextensions/a.config': FIXABLE });
    const { status, stderr } = confined(root, ['--fix']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^eblint: Cannot write .*a\.config: permission denied\.\n$/m);
    expect(readFileSync(join(root, '.ebextensions/a.config'), 'utf8')).toBe(FIXABLE);
  });

  it('fixes where it may write in the project', () => {
    const root = temporaryFolder({ '.ebextensions/a.config': FIXABLE });
    const { status, stderr } = confined(root, ['--fix'], `--allow-fs-write=${join(root, '*')}`);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'eblint: Fixed 1 problem in 1 file: .ebextensions/a.config.\n',
    });
    expect(readFileSync(join(root, '.ebextensions/a.config'), 'utf8')).toBe(FIXED);
  });
});

describe('--fix', () => {
  it('writes nothing outside the project, whatever links lead there', () => {
    const outside = temporaryFolder({ 'a.config': FIXABLE, 'folder/b.config': FIXABLE });
    const root = temporaryFolder({ '.ebextensions/z.config': FIXABLE });
    const before = statSync(join(outside, 'a.config'));
    symlinkSync(join(outside, 'a.config'), join(root, '.ebextensions/a.config'));
    const { status, stdout } = runProgram(program, ['--fix'], { cwd: root });
    expect(status).toBe(1);
    expect(stdout).toContain('.ebextensions/a.config cannot be read: it is a link that leads out');
    expect(readFileSync(join(root, '.ebextensions/z.config'), 'utf8')).toBe(FIXED);
    expect(readFileSync(join(outside, 'a.config'), 'utf8')).toBe(FIXABLE);
    expect(statSync(join(outside, 'a.config')).ino).toBe(before.ino);
    expect(readdirSync(outside)).toEqual(['a.config', 'folder']);
  });

  it('writes nothing through a link to another file of the project, and says so', () => {
    const root = temporaryFolder({ 'shared/a.config': FIXABLE });
    mkdirSync(join(root, '.ebextensions'));
    symlinkSync(join(root, 'shared/a.config'), join(root, '.ebextensions/a.config'));
    const { status, stderr } = runProgram(program, ['--fix'], { cwd: root });
    expect(status).toBe(2);
    expect(stderr).toMatch(/a\.config: it is a link\.\n$/);
    expect(readFileSync(join(root, 'shared/a.config'), 'utf8')).toBe(FIXABLE);
  });

  it('writes nothing through a folder that is a link', () => {
    const outside = temporaryFolder({ 'b.config': FIXABLE });
    const root = temporaryFolder({});
    symlinkSync(outside, join(root, '.ebextensions'));
    const { status } = runProgram(program, ['--fix'], { cwd: root });
    expect(status).toBe(1);
    expect(readFileSync(join(outside, 'b.config'), 'utf8')).toBe(FIXABLE);
    expect(readdirSync(outside)).toEqual(['b.config']);
  });

  it('fixes the other files, prints the report and ends with 2 where one file is refused', () => {
    const root = fixableProject();
    chmodSync(join(root, NAMES[1]!), 0o444);
    const { status, stdout, stderr } = runProgram(program, ['--fix', '--format', 'unix'], { cwd: root });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^eblint: Cannot write .*b\.config: it is read-only\.\n$/m);
    expect(stdout).toMatch(/b\.config:3:.*config\/unquoted-mode/);
    expect(textsIn(root)).toEqual([FIXED, FIXABLE, FIXED]);
  });

  it('removes what a killed run left before it looks at the project', () => {
    const root = fixableProject();
    const { pid } = spawnSync(process.execPath, ['--version']);
    const left = join(root, '.ebextensions/left');
    writeFileSync(left, 'half');
    const stale = join(root, `.ebextensions/.eblint-${pid}-${statSync(left, { bigint: true }).ino}.tmp`);
    renameSync(left, stale);
    const { status, stderr } = runProgram(program, ['--fix'], { cwd: root });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        'eblint: Fixed 3 problems in 3 files: .ebextensions/a.config, .ebextensions/b.config, and .ebextensions/c.config.\n',
    });
    expect(readdirSync(join(root, '.ebextensions'))).toHaveLength(3);
  });

  it('leaves a file alone that is not UTF-8: what it cannot read it cannot write back', () => {
    const root = temporaryFolder({});
    mkdirSync(join(root, '.ebextensions'));
    const bytes = Buffer.concat([Buffer.from(FIXABLE), Buffer.from('# caf'), Buffer.from([0xe9, 10])]);
    writeFileSync(join(root, '.ebextensions/a.config'), bytes);
    runProgram(program, ['--fix'], { cwd: root });
    expect(readFileSync(join(root, '.ebextensions/a.config'))).toEqual(bytes);
  });
});

describe('--fix that is interrupted', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([0, 1, 2])('after %i files by a fault leaves all as they were', (count) => {
    const root = fixableProject();
    let written = 0;
    const replace: Ports['replaceFile'] = (...args) => {
      if (written === count) throw new Error('killed');
      written++;
      return replaceFile(...args);
    };
    const ports = {
      cwd: root,
      checkWrite: diskWrites.checkWrite,
      replaceFile: replace,
      removeStaleTemporaries: () => [],
    } as unknown as Ports;
    expect(() => fixFiles(readProjectFiles(root, disk), 'write', {}, ports)).toThrow('killed');
    expect(textsIn(root)).toEqual(NAMES.map(() => FIXABLE));
  });

  const CALLS = [
    'realpathSync',
    'openSync',
    'fstatSync',
    'readFileSync',
    'writeFileSync',
    'fchmodSync',
    'fsyncSync',
    'renameSync',
  ] as const;

  it.each(CALLS)('in %s leaves the file whole and nothing beside it', async (call) => {
    const root = fixableProject();
    const fs = await import('node:fs');
    vi.spyOn(fs, call).mockImplementation(() => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    expect(() => {
      replaceFile(join(root, NAMES[0]!), { before: FIXABLE, after: FIXED }, root);
    }).toThrow(/Cannot write .*a\.config: the disk is full\./);
    vi.restoreAllMocks();
    expect(textsIn(root)).toEqual([FIXABLE, FIXABLE, FIXABLE]);
    expect(readdirSync(join(root, '.ebextensions'))).toHaveLength(3);
  });

  it('half-way through the bytes leaves the old text, even where nobody cleans up', async () => {
    const root = fixableProject();
    const fs = await import('node:fs');
    const write = fs.writeFileSync;
    vi.spyOn(fs, 'rmSync').mockImplementation(() => undefined);
    vi.spyOn(fs, 'writeFileSync').mockImplementation((path, text, options) => {
      write(path, String(text).slice(0, 10), options);
      throw new Error('killed');
    });
    expect(() => {
      replaceFile(join(root, NAMES[0]!), { before: FIXABLE, after: FIXED }, root);
    }).toThrow('Cannot write');
    vi.restoreAllMocks();
    expect(textsIn(root)).toEqual([FIXABLE, FIXABLE, FIXABLE]);
    // What is left over is not a configuration file.
    const left = readdirSync(join(root, '.ebextensions')).filter(
      (name) => !NAMES.includes(`.ebextensions/${name}`),
    );
    expect(left).toEqual([expect.stringMatching(/^\..*\.tmp$/)]);
    // The next run with the number of this process, or once this process has ended, takes it away.
    const path = join(root, '.ebextensions', left[0]!);
    expect(removeStaleTemporaries([path], root)).toEqual([path]);
    expect(readdirSync(join(root, '.ebextensions'))).toHaveLength(3);
  });
});
