import { baseName } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../bundle/existing-files.js';
import { packageJson } from '../packages/package-json.js';
import { type Project, sourceNamed } from '../project.js';
import { inBuiltFolder, isIgnoredByGit } from '../scripts/absent-paths.js';
import { scriptsNaming } from '../scripts/named-files.js';
import { scripts } from '../scripts/scripts.js';
import { builder } from './may-be-built.js';
import type { MissingStart } from './started-words.js';

const BUILT = inBuiltFolder();

/** Whether something may put the file there before the application starts. */
export function mayBeMade({ kind, name, folder }: MissingStart, project: Project): boolean {
  const path = `${folder === '' ? '' : `${folder}/`}${kind === 'module' ? `${name.replaceAll('.', '/')}.py` : name}`;
  if (
    (BUILT.test(path) && !isPrebuilt(path, project) && !isBuiltBefore(path, project)) ||
    (kind === 'file' && builder(project) !== undefined)
  )
    return true;
  const top = kind === 'module' ? name.split('.')[0] : name;
  return isIgnoredByGit(path, project) || scriptsNaming(scripts(project)).mayName(top ?? name);
}

/** Whether a file that git does not have, or that a script names, may be there all the same. */
export const mayBeWritten = (name: string, project: Project): boolean =>
  isIgnoredByGit(name, project) || scriptsNaming(scripts(project)).mayName(name);

/** What compilers make, and what tells them how: without that a bundle has all that it runs. */
export const COMPILED = /\.(?:dll|jar)$/;
const SOURCES =
  /^(?:pom\.xml|build\.(?:gradle(?:\.kts)?|sbt|xml)|gradlew|mvnw|src|[^/]+\.(?:[cfv]b?sproj|sln))$/;

const isPrebuilt = (path: string, project: Project): boolean =>
  COMPILED.test(path) &&
  ![...(existingFiles(deployedFiles(project)).in('')?.keys() ?? [])].some((name) => SOURCES.test(name));

/** Folders with what bundlers and compilers of JavaScript write. */
export const BUILT_SCRIPT = /^(?:build|dist|lib|out|output)\/.*\.[cm]?js$/;

/** What says that a bundle of JavaScript has more to build: a tool's configuration, or the sources. */
const SCRIPT_SOURCES =
  /^(?:\.?(?:babel|esbuild|grunt|gulp|nest|nx|parcel|rollup|rspack|swc|ts|tsup|turbo|vite|webpack)[\w.-]*|Makefile|src|source)$|\.(?:[cm]?tsx?|jsx|coffee)$/i;

/** Scripts of package.json that build nothing, by their name. */
const BUILDS_NOTHING = /^(?:start|test|lint|format)(?::|$)/;

/** Whether the bundle brings what its build made: it has other scripts in the folder, and nothing that makes them. */
function isBuiltBefore(path: string, project: Project): boolean {
  const existing = existingFiles(deployedFiles(project));
  const names = [...(existing.in('')?.keys() ?? [])];
  if (!BUILT_SCRIPT.test(path) || names.some((name) => SCRIPT_SOURCES.test(name))) return false;
  const stem = baseName(path).replace(/\.[cm]?js$/, '');
  const hasSource = ['', ...existing.folders].some(
    (folder) =>
      !BUILT.test(folder) &&
      [...(existing.in(folder)?.keys() ?? [])].some((name) => name.replace(/\.\w+$/, '') === stem),
  );
  const listing = packageJson(project);
  const isOpen = sourceNamed('package.json', deployedFiles(project).files) && !listing;
  return (
    !hasSource && !isOpen && listing?.scripts.every(({ key }) => BUILDS_NOTHING.test(key.text)) !== false
  );
}

/** Files that install an application as a package, whose modules may be anywhere. */
const PACKAGE_FILES = ['setup.py', 'setup.cfg', 'pyproject.toml', 'src', 'lib'];

/** What a server that has a file of its own runs. */
const SERVED = /\.(?:[cm]?js|py|ru)$|^Gemfile$/;

/** Whether the code of the application is in this folder: some projects copy it there when they deploy. */
export function isCodeHere(
  { kind, name, folder, flag }: Pick<MissingStart, 'kind' | 'name' | 'folder' | 'flag'>,
  existing: ExistingFiles,
): boolean {
  if (flag !== undefined) return [...(existing.in('')?.keys() ?? [])].some((other) => SERVED.test(other));
  const names = [...(existing.in(folder)?.keys() ?? [])];
  if (kind === 'file') {
    const extension = name.slice(name.lastIndexOf('.'));
    // A compiler may write it beside its source.
    const isCompiled = names.some(
      (other) => other.replace(/\.[cm]?tsx?$/, '.js') === name.replace(/\.[cm]js$/, '.js'),
    );
    return !isCompiled && names.some((other) => other.endsWith(extension));
  }
  return names.some((other) => other.endsWith('.py')) && !PACKAGE_FILES.some((other) => existing.has(other));
}
