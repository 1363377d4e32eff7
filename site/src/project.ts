import { ConfigurationError } from '../../src/configuration/configuration-error.js';
import { policyOf } from '../../src/configuration/policy.js';
import { ConfigurationFinder, onlyPath } from '../../src/discover/find-configuration.js';
import { findProjects } from '../../src/discover/find-projects.js';
import { loadConfiguration } from '../../src/discover/load-configuration.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { today } from '../../src/io/today.js';
import { type TreeFile, TreeFiles } from '../../src/io/tree-files.js';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { ALL_RULES, lintModel } from '../../src/lint/lint-project.js';
import type { LintReport } from '../../src/lint/lint-report.js';
import {
  type Archive,
  type Project,
  type ProjectFile,
  type ProjectFiles,
  readProject,
} from '../../src/model/project.js';
import { type FileSystem, ReadError, SizeError } from '../../src/ports/file-system.js';
import type { SourceFile } from '../../src/source/index.js';
import { MAX_FILE_BYTES } from '../../src/util/limits.js';
import { relativePath } from '../../src/util/paths.js';

/** Texts of files by their paths below the folder that was opened; undefined for one that is too large to be read, or no text. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** The archive that was opened, with the texts of the links in it. */
export interface OpenedArchive extends Archive {
  readonly links: Texts;
}

/** A project with what was found in it. */
export interface CheckedProject {
  readonly project: Project;
  readonly options: LintOptions;
  readonly report: LintReport;
  /** Why its configuration of eblint cannot be used: it is checked without. */
  readonly fault: string | undefined;
}

/** Where the folder that was opened seems to be. */
export const ROOT = '/project';

const KNOWN_RULES = ALL_RULES.map(({ id }) => id);

/** What surrounds the folder: nothing. */
const NOWHERE: FileSystem = {
  kindOf: (path) => (path === '/' ? 'folder' : 'missing'),
  list: () => [],
  read(path) {
    throw new ReadError(path, 'no such file or folder');
  },
  realPath: (path) => path,
};

const filesOf = (texts: Texts, links: Texts = new Map()): FileSystem =>
  new TreeFiles([...treeFiles(links, 'link'), ...treeFiles(texts, 'file')], ROOT, NOWHERE, {
    isClosed: true,
  });

const treeFiles = (texts: Texts, kind: TreeFile['kind']): TreeFile[] =>
  [...texts].map(([path, text]) => ({
    path,
    kind,
    read(asked, maxBytes = MAX_FILE_BYTES) {
      if (text === undefined || text.length > maxBytes) throw new SizeError(asked, maxBytes);
      return text;
    },
  }));

/** What is in a folder, by its paths below it. */
export function textsBelow(folder: string, all: Texts): Map<string, string | undefined> {
  const lead = folder === '' ? '' : `${folder}/`;
  return new Map(
    [...all].flatMap(([path, text]) =>
      path.startsWith(lead) ? [[path.slice(lead.length), text] as const] : [],
    ),
  );
}

/** The folders of projects in the folder that was opened, by their paths below it: empty for the folder itself. */
export async function projectsIn(texts: Texts, links?: Texts): Promise<readonly string[]> {
  const ports = { files: filesOf(texts, links), cwd: ROOT, expandGlob: () => Promise.resolve([]) };
  const roots = await findProjects([ROOT], ports);
  return roots.map((root) => (root === ROOT ? '' : relativePath(ROOT, root)));
}

/**
 * Reads and checks a project as the command line does. Nothing is asked of anything besides the texts.
 * @param before the same project before a change: files whose texts are the same are not parsed again
 */
export function checkProject(
  texts: Texts,
  platform: string | undefined,
  before?: CheckedProject,
  archive?: OpenedArchive,
): CheckedProject {
  const files = filesOf(texts, archive?.links);
  const { options, fault } = optionsFor(files, platform);
  const read = { ...readProjectFiles(ROOT, files), ...(archive && { archive }) };
  const project = readProject(before ? withKnown(read, before.project.files) : read, options);
  return { project, options, fault, report: lintModel(project, options) };
}

function optionsFor(
  files: FileSystem,
  platform: string | undefined,
): Pick<CheckedProject, 'options' | 'fault'> {
  const own = { platform, today: today() };
  try {
    const found = new ConfigurationFinder({ files, cwd: ROOT }).find(ROOT);
    if (!found) return { options: own, fault: undefined };
    const source = { files, packages: files, top: found.top, known: KNOWN_RULES, cwd: ROOT };
    const { configuration } = loadConfiguration(onlyPath(found, ROOT), source);
    const policy = policyOf(configuration, ROOT, KNOWN_RULES);
    return { options: { ...own, policy, platform: platform ?? policy.platformOf(ROOT) }, fault: undefined };
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof ReadError)
      return { options: own, fault: error.message };
    throw error;
  }
}

/** With the files of the last time where their texts are the same. */
function withKnown(read: ProjectFiles, before: ProjectFiles): ProjectFiles {
  const sources = before.files.flatMap((file) => ('source' in file ? [file.source] : []));
  const known = new Map([...sources, ...before.ebCliConfigs].map((source) => [source.name, source]));
  const same = (source: SourceFile): SourceFile => {
    const old = known.get(source.name);
    return old?.written === source.written ? old : source;
  };
  return {
    ...read,
    files: read.files.map((file): ProjectFile =>
      'source' in file ? { ...file, source: same(file.source) } : file,
    ),
    ebCliConfigs: read.ebCliConfigs.map(same),
  };
}
