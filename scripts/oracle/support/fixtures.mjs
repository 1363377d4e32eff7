import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const CORPUS =
  process.env.EBLINT_CORPUS || fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));

/** The model of each project in the fixtures, with its name. */
export const fixtureProjects = () => projectsBelow(FIXTURES);

/** The same of real projects, where there are any. */
export const corpusProjects = () => projectsBelow(CORPUS);

async function projectsBelow(folder) {
  if (!existsSync(folder)) return [];
  const [{ readProject }, { readProjectFiles }, { disk }] = await Promise.all(
    ['src/model/project.ts', 'src/discover/read-project.ts', 'src/io/disk.ts'].map(load),
  );
  return projectRoots(folder).map((root) => ({
    name: relative(folder, root),
    project: readProject(readProjectFiles(root, disk)),
  }));
}

/** The folders that hold one. */
function projectRoots(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === '.platform' || name === '.ebextensions')) return [folder];
  return entries.flatMap((entry) => (entry.isDirectory() ? projectRoots(join(folder, entry.name)) : []));
}
