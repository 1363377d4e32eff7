import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { disk } from '../../src/io/disk.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { readProject, type Project } from '../../src/model/project.js';
import { SourceFile } from '../../src/source/index.js';

/** The repository's folder, with a slash at its end. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

export const RULE_FIXTURES = `${REPOSITORY}fixtures/rules/`;

/** What to do about an expected file that is missing or out of date. */
export const UPDATE = 'Run `npm run update`, and read what it changes';

/** The folders in a folder, by name. */
export const foldersIn = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/** The cases of a rule: `bad-…` and `ok-…`. */
export const casesOf = (id: string): string[] => foldersIn(`${RULE_FIXTURES}${id}`);

/** What `unzip -Z1 app.zip` prints, in a case that is about an archive; in front of a name its mode, where that matters. */
const LISTING = 'app.zip.txt';
const LISTED = /^(?:(-[rwx-]{9}) )?(.*)$/;

export function loadProject(root: string): Project {
  // The modes of the cases themselves depend on how this repository came here.
  const files = { ...readProjectFiles(root, disk), isExecutable: undefined };
  if (!files.files.some(({ name }) => name === LISTING)) return readProject(files);
  const entries = disk
    .read(`${root}/${LISTING}`)
    .trimEnd()
    .split('\n')
    .map((line) => LISTED.exec(line))
    .map((match) => ({ mode: match?.[1], name: match?.[2] ?? '' }));
  const file = new SourceFile(`${root}/app.zip`, 'app.zip', '');
  const isExecutable = (name: string) => entries.find((entry) => entry.name === name)?.mode?.includes('x');
  return readProject({ ...files, isExecutable, archive: { file, size: 0, entries } });
}

/** A project from texts in memory: names below the root, and what is in these files. */
export function projectOf(texts: Readonly<Record<string, string>>, platform?: string): Project {
  const files = Object.entries(texts).map(([name, text]) => {
    const path = `/project/${name}`;
    return { name, path, source: new SourceFile(path, name, text) };
  });
  const ebCliConfigs = files
    .filter(({ name }) => name === '.elasticbeanstalk/config.yml')
    .map(({ source }) => source);
  return readProject({ root: '/project', files, ebCliConfigs }, { platform });
}
