import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWrites } from '../src/io/writes/create-file.js';
import { run } from '../src/run.js';
import { REPOSITORY } from './support/fixtures.js';
import { ports } from './support/ports.js';
import { temporaryFolder } from './support/temporary.js';

const MIGRATIONS = `${REPOSITORY}fixtures/migrations`;

/** The platform that each project moves to. */
const PLATFORMS: Readonly<Record<string, string>> = {
  docker: 'Docker',
  go: 'Go 1',
  java: 'Corretto 21',
  nodejs: 'Node.js 22',
  php: 'PHP 8.3',
  'python-django': 'Python 3.13',
  'python-mod-wsgi': 'Python 3.11',
  'python-websockets': 'Python 3.13',
  ruby: 'Ruby 3.3',
};

async function eblint(argv: readonly string[], cwd: string, name: string) {
  let stdout = '';
  const exitCode = await run(
    [...argv, '--platform', `${PLATFORMS[name]} running on 64bit Amazon Linux 2023`],
    ports({
      cwd,
      ...diskWrites,
      stdout: { isTTY: false, write: (text) => void (stdout += text) },
    }),
  );
  return { exitCode, stdout };
}

/** Every file of a folder with its text, and whether it may be run. */
const treeOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => {
        const mode = statSync(path).mode & 0o100 ? 'executable' : 'plain';
        return [relative(folder, path), `${mode}\n${readFileSync(path, 'utf8')}`] as const;
      }),
  );

function copyOf(name: string): string {
  const folder = temporaryFolder({});
  cpSync(`${MIGRATIONS}/${name}/before`, folder, { recursive: true });
  return folder;
}

it('knows the platform of each project', () => {
  expect(readdirSync(MIGRATIONS).sort()).toEqual(Object.keys(PLATFORMS));
});

describe.each(Object.keys(PLATFORMS))('%s', (name) => {
  const after = treeOf(`${MIGRATIONS}/${name}/after`);

  it('moves with --write, and twice changes nothing', async () => {
    const folder = copyOf(name);
    expect((await eblint(['migrate'], folder, name)).exitCode).toBe(1);
    for (let times = 0; times < 2; times++) {
      expect(await eblint(['migrate', '--write'], folder, name)).toEqual({ exitCode: 0, stdout: '' });
      expect(treeOf(folder)).toEqual(after);
    }
  });

  it('is the same with the diff', async () => {
    const folder = copyOf(name);
    const { stdout } = await eblint(['migrate', '--dry-run'], folder, name);
    const patch = join(temporaryFolder({}), 'migration.patch');
    writeFileSync(patch, stdout);
    execFileSync('git', ['apply', patch], { cwd: folder });
    expect(treeOf(folder)).toEqual(after);
  });

  it('is right on its new platform', async () => {
    const folder = `${MIGRATIONS}/${name}/after`;
    expect((await eblint(['--format', 'compact', folder], folder, name)).stdout).toBe('');
  });
});
