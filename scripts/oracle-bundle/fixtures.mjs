import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../oracle/eblint.mjs';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** The model of each project in the fixtures, with its name. */
export async function fixtureProjects() {
  const [{ readProject }, { readProjectFiles }, { disk }] = await Promise.all(
    ['src/model/project.ts', 'src/discover/read-project.ts', 'src/io/disk.ts'].map(load),
  );
  return projectRoots(FIXTURES).map((root) => ({
    name: relative(FIXTURES, root),
    project: readProject(readProjectFiles(root, disk)),
  }));
}

/** The folders that hold one. */
function projectRoots(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === '.platform' || name === '.ebextensions')) return [folder];
  return entries.flatMap((entry) => (entry.isDirectory() ? projectRoots(join(folder, entry.name)) : []));
}
