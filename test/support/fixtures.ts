import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { type Project, readProject } from '../../src/model/project.js';
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

const AFTER = 'after-';

/** The cases of a rule: `bad-…` and `ok-…`. */
export const casesOf = (id: string): string[] =>
  foldersIn(`${RULE_FIXTURES}${id}`).filter((name) => !name.startsWith(AFTER));

/** The bad cases of a rule. */
export const badCasesOf = (id: string): string[] => casesOf(id).filter((name) => name.startsWith('bad-'));

/** A bad case as it is after its help was followed: `after-<case>`, or `after-<case>-<choice>` of a help with a choice. */
export interface After {
  readonly name: string;
  /** The bad case; undefined where there is none of this name. */
  readonly bad: string | undefined;
}

/** The afters of a rule that are written; each belongs to the case with the longest name that its own begins with. */
export function aftersOf(id: string): After[] {
  const cases = badCasesOf(id).sort((a, b) => b.length - a.length);
  return foldersIn(`${RULE_FIXTURES}${id}`)
    .filter((name) => name.startsWith(AFTER))
    .map((name) => {
      const own = `${name.slice(AFTER.length)}-`;
      return { name, bad: cases.find((bad) => own.startsWith(`${bad.slice('bad-'.length)}-`)) };
    });
}

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

/** The same, where it is known that nothing else is in its folders. */
export function wholeProjectOf(texts: Readonly<Record<string, string>>, platform?: string): Project {
  const project = projectOf(texts, platform);
  const kinds = new Map<string, Map<string, string>>([['', new Map()]]);
  for (const name of Object.keys(texts)) {
    const parts = name.split('/');
    for (const [index, part] of parts.entries()) {
      const folder = parts.slice(0, index).join('/');
      kinds.set(
        folder,
        (kinds.get(folder) ?? new Map()).set(part, index === parts.length - 1 ? 'file' : 'folder'),
      );
    }
  }
  return readProject({ ...project.files, kindsIn: (folder) => kinds.get(folder) }, project.options);
}
