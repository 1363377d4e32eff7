import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTree } from '../make-tree.mjs';
import { buildFloor } from './build-floor.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const SEED = 4;

/**
 * A folder for one run of the bench: a copy of the built program, so that a build during the run does no harm, the parse floor,
 * and trees of projects.
 */
export async function openWorkspace() {
  if (!existsSync(`${dist}/cli.cjs`)) throw new Error('Nothing is built: npm run build comes first.');
  const folder = mkdtempSync(join(tmpdir(), 'eblint-bench-'));
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  const floor = join(folder, 'floor.cjs');
  await buildFloor(floor);
  const caches = join(folder, 'caches');
  mkdirSync(caches);
  return {
    caches,
    node: process.execPath,
    program: join(folder, 'dist', 'cli.cjs'),
    library: join(folder, 'dist', 'index.js'),
    floor,
    tree: (fileCount, mistakenShare) => treeIn(folder, fileCount, mistakenShare),
    configuredTree: (fileCount, mistakenShare) => configuredTreeIn(folder, fileCount, mistakenShare),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const CONFIGURATION = `platform: Python 3.12 running on 64bit Amazon Linux 2023
rules:
  settings/placeholder: warn
  routing/*: error
overrides:
  - files: ['.ebextensions/legacy-*.config']
    rules: { 'platform/*': off }
ignores: ['legacy/**']
`;

/** The same tree with a configuration file. */
function configuredTreeIn(folder, fileCount, mistakenShare) {
  const configured = join(folder, `configured-${fileCount}`);
  if (!existsSync(configured)) {
    cpSync(treeIn(folder, fileCount, mistakenShare), configured, { recursive: true });
    writeFileSync(join(configured, 'eblint.config.yaml'), CONFIGURATION);
  }
  return configured;
}

/** The folder of a tree that is made when it is first asked for; that of the project where there is only one. */
function treeIn(folder, fileCount, mistakenShare) {
  const tree = join(folder, `tree-${fileCount}-${mistakenShare ?? 'some'}`);
  if (!existsSync(tree)) makeTree(tree, fileCount, SEED, mistakenShare);
  return fileCount <= 10 ? join(tree, 'project-00000') : tree;
}
