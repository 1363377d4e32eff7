import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { lintProject } from '../../src/lint/lint-project.js';
import { isComplete } from '../../src/model/scripts/completeness.js';
import { servers } from '../../src/model/servers/servers.js';
import { settings } from '../../src/model/settings/settings.js';
import { foldersIn, loadProject, REPOSITORY } from '../support/fixtures.js';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'eblint-bench-test-'));
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Makes a tree in a folder of that name and gives the folder's path. */
function makeTree(name: string, ...numbers: number[]): string {
  const folder = join(scratch, name);
  const args = [`${REPOSITORY}bench/make-tree.mjs`, folder, ...numbers.map(String)];
  execFileSync(process.execPath, args, { stdio: 'pipe' });
  return folder;
}

/** The texts of a tree by their names below it. */
const textsIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const digestOf = (texts: ReadonlyMap<string, string>): string =>
  createHash('sha256')
    .update(JSON.stringify([...texts]))
    .digest('hex');

const projectsIn = (folder: string): string[] => foldersIn(folder).map((name) => join(folder, name));

const ruleIdsIn = (root: string): string[] =>
  lintProject(readProjectFiles(root, disk)).diagnostics.map(({ ruleId }) => ruleId);

/** Each test starts programs, which takes its time where others are at work. */
const options = { timeout: 60_000 };

describe('make-tree', options, () => {
  it('gives the same bytes for the same arguments, on every machine', () => {
    const texts = textsIn(makeTree('pinned', 30, 7));
    expect(texts.size).toBe(30);
    expect(digestOf(texts)).toBe('4f882d1522e1a4551f62739b320b1033bbdc99953146b6b595326ab9126eac70');
  });

  it('gives other projects for another seed', () => {
    const [one, two] = [textsIn(makeTree('seed-1', 10, 1)), textsIn(makeTree('seed-2', 10, 2))];
    expect([...one.keys()]).toEqual([...two.keys()]);
    expect(digestOf(one)).not.toBe(digestOf(two));
  });

  it('begins a larger tree with the files of a smaller one', () => {
    const larger = textsIn(makeTree('larger', 20, 3));
    for (const [name, text] of textsIn(makeTree('smaller', 13, 3))) expect(larger.get(name), name).toBe(text);
  });

  it('makes exactly as many files as it is asked for', () => {
    for (const count of [1, 9, 10, 11])
      expect(textsIn(makeTree(`count-${count}`, count, 1)).size).toBe(count);
  });

  it('refuses arguments that make no sense', () => {
    expect(() => makeTree('none', Number.NaN, 1)).toThrow(/Usage/);
    expect(() => makeTree('none', 10, 1, 2)).toThrow(/Usage/);
  });
});

describe('its projects', options, () => {
  it('hold YAML and JSON of 30 to 75 lines', () => {
    const texts = [...textsIn(makeTree('lines', 300, 5, 0))].filter(([name]) =>
      /\.(?:config|yml)$/.test(name),
    );
    expect(texts.filter(([, text]) => text.startsWith('{')).length).toBe(30);
    for (const [name, text] of texts) {
      const lines = text.split('\n').length - 1;
      expect(lines, name).toBeGreaterThanOrEqual(30);
      expect(lines, name).toBeLessThanOrEqual(75);
    }
  });

  it('parse, and nothing is found in them where no mistakes are wanted', () => {
    for (const root of projectsIn(makeTree('clean', 300, 4, 0))) {
      const project = loadProject(root);
      expect(isComplete(project), root).toBe(true);
      expect(servers(project).length, root).toBeGreaterThan(0);
      expect(settings(project).namespaces().length, root).toBeGreaterThan(10);
      expect(ruleIdsIn(root), root).toEqual([]);
    }
  });

  it('each hold a mistake that is found where that is wanted', () => {
    for (const root of projectsIn(makeTree('mistaken', 300, 4, 1)))
      expect(ruleIdsIn(root).length, root).toBeGreaterThan(0);
  });
});
