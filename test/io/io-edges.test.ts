import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjects } from '../../src/discover/find-projects.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { expandGlob } from '../../src/io/expand-glob.js';
import { SizeError } from '../../src/ports/file-system.js';
import { temporaryFolder } from '../support/temporary.js';

const CONFIG = '.ebextensions/a.config';

describe('a pattern', () => {
  const expand = async (cwd: string, pattern: string) => (await expandGlob(pattern, cwd)).toSorted();

  it('does not follow links', async () => {
    const root = temporaryFolder({ 'a/b.config': '' });
    symlinkSync('a', join(root, 'link'));
    symlinkSync('.', join(root, 'circle'));
    expect(await expand(root, '**/*.config')).toEqual(['a/b.config']);
  });

  it('matches names that begin with a dot, and folders', async () => {
    const root = temporaryFolder({ '.a/b.config': '' });
    expect(await expand(root, '*')).toEqual(['.a']);
  });

  it('looks neither into dependencies nor into version control', async () => {
    const root = temporaryFolder({
      'node_modules/b.config': '',
      '.git/b.config': '',
      'x/.git/b.config': '',
      'b.config': '',
    });
    expect(await expand(root, '**/*.config')).toEqual(['b.config']);
  });

  it('may have backslashes between folders', async () => {
    expect(await expand(temporaryFolder({ 'a/b.config': '' }), 'a\\*.config')).toEqual(['a/b.config']);
  });

  it('stands for the projects that its matches belong to', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: '', [`b/${CONFIG}`]: '', 'c/Procfile': '' });
    const roots = await findProjects(['*/.ebextensions/*'], { files: disk, cwd, expandGlob });
    expect(roots.map((root) => relative(cwd, root))).toEqual(['a', 'b']);
  });
});

describe('folders without projects', () => {
  it.each([
    ...[
      '.git',
      '.hg',
      '.svn',
      'node_modules',
      'bower_components',
      'vendor',
      'jspm_packages',
      '.yarn',
      '.pnpm-store',
    ],
    ...[
      'venv',
      '.venv',
      'env',
      '.tox',
      '.nox',
      '__pycache__',
      '.eggs',
      'site-packages',
      '__MACOSX',
      '.bundle',
    ],
    ...[
      '.gradle',
      '.m2',
      'dist',
      'build',
      'out',
      'target',
      'coverage',
      '.next',
      '.nuxt',
      '.cache',
      '.terraform',
    ],
    ...['.serverless', '.aws-sam', '.idea', '.vscode'],
  ])('%s is one', async (name) => {
    const cwd = temporaryFolder({ [`${name}/${CONFIG}`]: '', [`app/${CONFIG}`]: '' });
    const roots = await findProjects(['.'], { files: disk, cwd, expandGlob });
    expect(roots.map((root) => relative(cwd, root))).toEqual(['app']);
  });
});

describe('the folders of a configuration', () => {
  const names = (root: string) => readProjectFiles(root, disk).files.map(({ name }) => name);
  const nested = (depth: number) => `.platform/${'d/'.repeat(depth)}a.conf`;

  it('are read eight deep', () => {
    expect(names(temporaryFolder({ [nested(8)]: '', [nested(9)]: '' }))).toEqual([nested(8)]);
  });

  it('are followed through one link, not through two', () => {
    const root = temporaryFolder({ '.platform/a/': '', 'x/b.conf': '', 'y/c.conf': '' });
    symlinkSync('../x', join(root, '.platform/link'));
    symlinkSync('../y', join(root, 'x/again'));
    expect(names(root).filter((name) => name.startsWith('.platform'))).toEqual(['.platform/link/b.conf']);
  });

  it('of macOS are named, not read, as deep', () => {
    const deep = (depth: number) => `__MACOSX/${'d/'.repeat(depth)}._a`;
    const root = temporaryFolder({ [CONFIG]: '', [deep(0)]: '', [deep(8)]: '', [deep(9)]: '' });
    const { files } = readProjectFiles(root, disk);
    const found = files.filter(({ name }) => name.startsWith('__MACOSX'));
    expect(found.map(({ name }) => name).sort()).toEqual([deep(0), deep(8)].sort());
    expect(found.every((file) => !('source' in file))).toBe(true);
  });

  it('count only where they are folders', () => {
    expect(names(temporaryFolder({ [CONFIG]: '', __MACOSX: 'x' })).sort()).toEqual(
      [CONFIG, '__MACOSX'].sort(),
    );
  });
});

describe('a file that is too large', () => {
  const LARGE = 'x'.repeat(2 ** 20 + 1);
  const inProject = (name: string) =>
    readProjectFiles(temporaryFolder({ [name]: LARGE }), disk).files.find((file) => file.name === name);

  it('is left out with a reason where Elastic Beanstalk reads it', () => {
    for (const name of [CONFIG, 'Procfile'])
      expect(inProject(name)).toMatchObject({ isLeftOut: true, unreadable: 'it is larger than 1 MiB' });
  });

  it('is a name where it is data', () => {
    const name = '.ebextensions/data.bin';
    expect(inProject(name)).not.toHaveProperty('unreadable');
    expect(inProject(name)).not.toHaveProperty('source');
  });

  it('is one from the first byte above the limit', () => {
    const root = temporaryFolder({ a: 'xyz' });
    expect(disk.read(join(root, 'a'), 3)).toBe('xyz');
    expect(() => disk.read(join(root, 'a'), 2)).toThrow(SizeError);
  });
});

describe('the disk', () => {
  it('lists by name', () => {
    const root = temporaryFolder({ b: '', a: '', 'c/': '', B: '' });
    expect(disk.list(root).map(({ name }) => name)).toEqual(['B', 'a', 'b', 'c']);
  });

  it.runIf(process.platform === 'linux')('closes what it has read', () => {
    const root = temporaryFolder({ a: 'x' });
    const open = () => readdirSync('/proc/self/fd').length;
    disk.read(join(root, 'a'));
    const before = open();
    for (let times = 0; times < 50; times++) disk.read(join(root, 'a'));
    mkdirSync(join(root, 'folder'));
    for (let times = 0; times < 50; times++)
      expect(() => disk.read(join(root, 'folder'))).toThrow('it is a folder');
    expect(open()).toBe(before);
  });
});
