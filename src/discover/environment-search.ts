import { basename, dirname, join } from 'node:path';
import type { FileSystem, FolderEntry } from '../ports/file-system.js';
import {
  MAX_ENVIRONMENT_DEPTH,
  MAX_ENVIRONMENT_FILES,
  MAX_ENVIRONMENT_FOLDERS,
  MAX_FILE_BYTES,
} from '../util/limits.js';

/** Files that are read because of their names: of Terraform, and templates of CloudFormation. */
export const ENVIRONMENT_FILE =
  /\.tf$|\.template(?:\.(?:json|ya?ml))?$|^(?:template|stack|serverless|(?:cloudformation|cfn)[\w-]*)\.(?:json|ya?ml)$/;

/** Folders of the tools that create environments: they are searched, in a project and in the folders above it. */
const FOLDERS: ReadonlySet<string> = new Set([
  ...['aws', 'cdk', 'cdk.out', 'cfn', 'cloudformation', 'deploy', 'deployment', 'devops', 'iac', 'infra'],
  ...['infrastructure', 'ops', 'terraform', 'tf'],
]);

/** Folders in them that are not searched. */
const SKIPPED = /^(?:\.terraform|\.git|node_modules|asset\..*)$/;

/** The same in one of these folders, where templates have any name. */
const FILE_IN_FOLDER =
  /\.(?:tf|template|ya?ml)$|\.template\.json$|^(?:template|stack|cloudformation|cfn|eb|beanstalk|elasticbeanstalk|environment)[\w-]*\.json$/;

/** What a file has that describes an environment. */
const DESCRIBES_ENVIRONMENT =
  /aws_elastic_beanstalk_(?:environment|configuration_template)|beanstalk[-\w]{0,60}environment|AWS::ElasticBeanstalk::(?:Environment|ConfigurationTemplate)/;

/** A file that describes environments, with its text. */
export interface Described {
  readonly path: string;
  readonly text: string;
}

/** What a search may still look into. */
interface Budget {
  folders: number;
  files: number;
}

const wholeBudget = (): Budget => ({ folders: MAX_ENVIRONMENT_FOLDERS, files: MAX_ENVIRONMENT_FILES });

/** What is in a folder; nothing where it may not be entered. */
export function listed(folder: string, files: FileSystem): readonly FolderEntry[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}

/** The files of a folder that describe environments, and those of the folders in it that tools have. */
export function describedIn(
  folder: string,
  entries: readonly FolderEntry[],
  files: FileSystem,
  budget = wholeBudget(),
): readonly Described[] {
  const found: Described[] = [];
  const waiting: { readonly path: string; readonly depth: number }[] = [];
  const take = (parent: string, { name, kind }: FolderEntry, pattern: RegExp) => {
    if (kind !== 'file' || !pattern.test(name) || budget.files <= 0) return;
    budget.files--;
    const path = join(parent, name);
    const text = textOf(path, files);
    if (text !== undefined) found.push({ path, text });
  };
  for (const entry of entries) {
    take(folder, entry, ENVIRONMENT_FILE);
    if (entry.kind === 'folder' && FOLDERS.has(entry.name))
      waiting.push({ path: join(folder, entry.name), depth: 1 });
  }
  for (let next = waiting.shift(); next && budget.folders > 0; next = waiting.shift()) {
    budget.folders--;
    const { path, depth } = next;
    for (const entry of listed(path, files)) {
      take(path, entry, FILE_IN_FOLDER);
      if (entry.kind === 'folder' && depth < MAX_ENVIRONMENT_DEPTH && !SKIPPED.test(entry.name))
        waiting.push({ path: join(path, entry.name), depth: depth + 1 });
    }
  }
  return found;
}

export interface DescribedFolder {
  readonly folder: string;
  readonly described: readonly string[];
}

/**
 * The folders, of one and those below it, of which the environments are described: a folder of Terraform describes that of
 * the folder that it is in. What is below such a folder is its own. One budget is for all of them.
 * @param look what is in a folder, and the folders in it that may hold projects
 */
export function describedFolders(
  top: string,
  look: (folder: string) => { readonly entries: readonly FolderEntry[]; readonly folders: readonly string[] },
  files: FileSystem,
): DescribedFolder[] {
  const found: DescribedFolder[] = [];
  const budget = wholeBudget();
  const waiting = [top];
  for (const folder of waiting) {
    if (budget.files <= 0) break;
    const { entries, folders } = look(folder);
    const described = describedIn(folder, entries, files, budget).map(({ path }) => path);
    if (described.length > 0) found.push({ folder, described });
    else for (const name of folders) if (!FOLDERS.has(basename(name))) waiting.push(name);
  }
  return found;
}

/**
 * The folder of which a file describes the environment; undefined where it describes none.
 * @param top the repository of the file: no folder outside of it is one of the project's
 */
export function folderDescribedBy(
  path: string,
  top: string | undefined,
  files: FileSystem,
): DescribedFolder | undefined {
  const folder = dirname(path);
  let tool: string | undefined;
  for (let above = folder; top !== undefined && above !== top; above = dirname(above))
    if (FOLDERS.has(basename(above))) tool = above;
  const names = tool === undefined ? ENVIRONMENT_FILE : FILE_IN_FOLDER;
  if (!names.test(basename(path)) || textOf(path, files) === undefined) return undefined;
  return { folder: tool === undefined ? folder : dirname(tool), described: [path] };
}

/** The text of a file that describes an environment. */
function textOf(path: string, files: FileSystem): string | undefined {
  try {
    const text = files.read(path, MAX_FILE_BYTES);
    return DESCRIBES_ENVIRONMENT.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
