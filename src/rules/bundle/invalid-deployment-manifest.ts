import { WINDOWS_MANIFEST } from '../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import type { Doubt } from '../../model/doubt.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { absenceOf, notesOnAbsence } from '../../model/scripts/absent-paths.js';
import { parseDataFile } from '../../parse/data-file.js';
import { child, entriesOf, itemsOf, type Node, scalar, type ScalarNode } from '../../parse/yaml/node.js';
import { startOfFile } from '../../source/index.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { baseName, folderOf } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { addToBundle } from '../support/add-to-bundle.js';
import { rename } from '../support/rename.js';

export const invalidDeploymentManifest: Rule = {
  meta: {
    summary: `The manifest ${WINDOWS_MANIFEST} has a version or type of deployment that does not exist, or names a script that is missing`,
    why: 'On Windows Server, the manifest says what Elastic Beanstalk deploys: applications for Web Deploy (msDeploy), applications of ASP.NET Core (aspNetCoreWeb), and those that scripts of the project install (custom). Nothing deploys what is below another key, and 1 is the only version of such manifests. A script that is not in the bundle cannot install the application, nor can an archive be deployed that is not in it. The script of install runs in each deployment, those of restart and uninstall later.',
    consequence: 'deploy-fails',
    references: ['guide:dotnet-manifest', 'guide:dotnet-manifest-schema'],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: language('windows'),
  *check(project) {
    if (platform(project).language !== 'windows') return;
    const manifest = readManifest(project);
    const deployments = child(manifest, 'deployments');
    const version = child(manifest, 'manifestVersion');
    if (manifest && deployments && !version)
      yield {
        at: deployments.place,
        message: 'The manifest has no manifestVersion',
        help: 'Write `"manifestVersion": 1,` in a line before `"deployments"`.',
      };
    if (version?.kind === 'scalar' && /^\d+(?:\.\d+)?$/.test(version.text) && Number(version.text) !== 1)
      yield {
        at: version.place,
        message: `There is no version ${version.text} of the manifest`,
        help: 'Use `1`.',
        ...renaming(version, '1'),
      };
    for (const { key, value } of entriesOf(deployments)) {
      if (TYPES.has(key.text)) {
        yield* missingScripts(value, project);
        yield* missingArchives(value, project);
      }
      // Whether the case matters is not documented.
      else if (!LOWER_CASE_TYPES.has(key.text.toLowerCase())) {
        const suggestion = nearest(key.text, TYPES);
        yield {
          at: key.place,
          message: `There is no type of deployment "${shorten(key.text)}"`,
          help: didYouMean(suggestion, 'Use `aspNetCoreWeb`, `msDeploy` or `custom`.'),
          ...renaming(key, suggestion),
        };
      }
    }
  },
};

const TYPES: ReadonlySet<string> = new Set(['aspNetCoreWeb', 'custom', 'msDeploy']);
const LOWER_CASE_TYPES: ReadonlySet<string> = new Set([...TYPES].map((type) => type.toLowerCase()));

/** Undefined where there is none, and where it is no JSON: AWS's own sample has backslashes that JSON does not know. */
function readManifest(project: Project): Node | undefined {
  const files = deployedFiles(project);
  if (!files.files.some(({ name }) => name === WINDOWS_MANIFEST)) return undefined;
  const source = existingFiles(files).source(WINDOWS_MANIFEST);
  return source && parseDataFile(source).root;
}

function* missingScripts(deployments: Node, project: Project): Generator<Finding> {
  const own = itemsOf(deployments)
    .flatMap((deployment) => entriesOf(child(deployment, 'scripts')))
    .flatMap(({ key, value }) => {
      const file = scalar(value, 'file');
      const isNeeded = key.text === 'install' && scalar(value, 'ignoreErrors')?.text !== 'true';
      return file ? [{ file, isNeeded }] : [];
    });
  const named = new Set(own.map(({ file }) => baseName(pathOf(file.text)).toLowerCase()));
  for (const { file, isNeeded } of own)
    for (const finding of missingScript(file, named, project))
      yield isNeeded ? finding : { ...finding, warnsBecause: 'may-not-run' };
}

/** The archives that are deployed: a folder, such as `.`, is the bundle itself. */
function* missingArchives(deployments: Node, project: Project): Generator<Finding> {
  const parameters = itemsOf(deployments).map((deployment) => child(deployment, 'parameters'));
  for (const node of parameters.flatMap((own) => [scalar(own, 'appBundle'), scalar(own, 'archive')])) {
    const path = pathOf(node?.text ?? '');
    if (!node || !/^[\w.-]+(?:\/[\w.-]+)*\.zip$/i.test(path) || path.includes('..')) continue;
    const folder = folderOf(path);
    const kinds = existingFiles(deployedFiles(project)).in(folder.slice(0, -1));
    const others = kinds && [...kinds.keys()];
    if (!others || others.some((name) => name.toLowerCase() === baseName(path).toLowerCase())) continue;
    const absence = absenceOf(path, project);
    if (!absence) continue;
    const archives = others.filter((name) => endingOf(name) === '.zip');
    const [only, ...more] = archives;
    const other = more.length === 0 ? only : nearest(baseName(path), archives);
    // Without another archive, a build may make it.
    const made = other === undefined ? madeBy(project) : undefined;
    yield {
      at: node.place,
      doubt: absence.doubt ?? made,
      ...(other === undefined && !deployedFiles(project).archive && { warnsBecause: 'elsewhere' as const }),
      message: `The archive "${shorten(path)}" is not in the bundle`,
      help: didYouMean(
        other && `${folder}${other}`,
        'Let the build write it there, before the bundle is made.',
      ),
      related: notesOnAbsence(absence),
    };
  }
}

/** What may make an archive before the bundle is made; an archive is the bundle. */
function madeBy(project: Project): Doubt | undefined {
  const { archive, files, folders } = deployedFiles(project);
  if (archive) return undefined;
  const source = files.find(({ name }) => BUILDS.test(name));
  const isBuilt = source !== undefined || folders?.some((folder) => BUILDS.test(folder)) !== false;
  return isBuilt ? { reason: 'a build may make the archive', at: source && startOfFile(source) } : undefined;
}

/** Source code, scripts of builds, and folders of build services. */
const BUILDS =
  /\.(?:\w+proj|bat|cake|cmd|cs|cshtml|fs|props|ps1|psm1|sh|slnx?|targets|vb)$|^[^/]+\.ya?ml$|(?:^|\/)(?:package\.json|[Mm]akefile|Jenkinsfile)$|^\.(?:circleci|git(?:hub|lab)|azure-pipelines)$|^(?:build|scripts|src)$/;

/** @param named the names of all scripts in the manifest, in lower case */
function* missingScript(file: ScalarNode, named: ReadonlySet<string>, project: Project): Generator<Finding> {
  const { text, place } = file;
  const path = pathOf(text);
  if (!/^[\w.-]+(?:\/[\w.-]+)*\.\w+$/.test(path) || path.includes('..')) return;
  const folder = folderOf(path);
  const kinds = existingFiles(deployedFiles(project)).in(folder.slice(0, -1));
  const others = kinds && [...kinds.keys()];
  // Windows does not tell apart the case of names.
  if (!others || others.some((name) => name.toLowerCase() === baseName(path).toLowerCase())) return;
  const absence = absenceOf(path, project);
  if (!absence) return;
  const unnamed = others.filter(
    (name) => !named.has(name.toLowerCase()) && endingOf(name) === endingOf(path),
  );
  const other = unnamed.length === 1 ? unnamed[0] : nearest(baseName(path), unnamed);
  yield {
    at: place,
    doubt: absence.doubt,
    message: `The script "${shorten(path)}" is not in the bundle`,
    help: didYouMean(other && `${folder}${other}`, `${addToBundle(path, absence)}, or delete its entry.`),
    ...renaming(file, other && `${folder}${other}`),
    related: notesOnAbsence(absence),
  };
}

/** The fix that writes what was probably intended, inside the quotes of JSON. */
const renaming = ({ place }: ScalarNode, name: string | undefined): Pick<Finding, 'fix'> =>
  name !== undefined && /^[\w./-]+$/.test(name) ? { fix: rename([place], name, 'unsafe') } : {};

/** A path of Windows, below the folder of the manifest. */
const pathOf = (text: string): string =>
  text
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.')).toLowerCase();
