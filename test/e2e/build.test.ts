import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { temporaryFolder } from '../support/temporary.js';

/** What `npm run build` does, into another folder. */
async function buildInto(folder: string): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, ['scripts/build.mjs', folder], { cwd: REPOSITORY });
  const tsc = 'node_modules/typescript/bin/tsc';
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', join(folder, 'types')], {
    cwd: REPOSITORY,
  });
}

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'latin1')]),
  );

describe('the build', () => {
  it('gives the same bytes in every folder, and names none', async () => {
    const folders = [temporaryFolder({}), temporaryFolder({ 'a/longer/name/': '' })];
    await Promise.all(folders.map(buildInto));
    const [first, second] = folders.map(textsIn);
    expect(Object.keys(first!)).toContain('cli.cjs');
    expect(Object.keys(first!)).toContain('types/index.d.ts');
    expect(second).toEqual(first);
    const here = [REPOSITORY.replace(/\/$/, ''), ...folders];
    for (const text of Object.values(first!)) for (const path of here) expect(text).not.toContain(path);
  }, 120_000);

  it('is the source alone: nothing compiled, no source maps, all of it ASCII', async () => {
    const folder = temporaryFolder({});
    await promisify(execFile)(process.execPath, ['scripts/build.mjs', folder], { cwd: REPOSITORY });
    const texts = textsIn(folder);
    expect(Object.keys(texts).filter((name) => !/\.(?:cjs|js|txt)$/.test(name))).toEqual([]);
    for (const [name, text] of Object.entries(texts))
      if (!name.endsWith('.txt')) expect(text, name).not.toMatch(/[^\x00-\x7f]/);
  }, 60_000);
});
