import { missingPackage, removedModule } from '../../knowledge/packages/python-packages.js';
import { importedModules } from '../../model/applications/imported-modules.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import {
  type AllRequirements,
  allRequirements,
  installedRequirements,
} from '../../model/packages/installed-requirements.js';
import { platform } from '../../model/platform/find-platform.js';
import { oldestPython } from '../../model/platform/platform.js';
import type { Project } from '../../model/project.js';
import { startOfFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { compareVersions } from '../../util/compare.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const missingImport: Rule = {
  meta: {
    summary: 'The application imports a package that requirements.txt or Pipfile does not install',
    why: 'The Python platform installs what requirements.txt names, or a Pipfile where there is no requirements.txt, and never pyproject.toml, into a virtual environment that has nothing else but gunicorn. A module that imports another package ends with "ModuleNotFoundError: No module named \'flask_cors\'", its server ends again and again, and every request ends in 502 Bad Gateway. The rule follows the modules that a server starts with, at their top level, and what `INSTALLED_APPS` lists; it knows a few dozen widely used packages and what Python itself does not bring any more (`imp`, `cgi`, `telnetlib`), and is silent where a command installs packages, and where another package of requirements.txt may bring the module.',
    consequence: 'traffic-breaks',
    references: [
      'guide:python-configuration-requirements',
      'https://docs.python.org/3/reference/import.html#searching',
      'https://docs.python.org/3/whatsnew/3.13.html#pep-594',
      'https://docs.djangoproject.com/en/stable/ref/applications/#how-applications-are-loaded',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: language('python'),
  *check(project) {
    const known = allRequirements(project);
    yield* withoutModules(project, known);
    if (!known) return;
    if (!known.file) {
      yield* withoutList(project, known.unread);
      return;
    }
    const list = known.file.name === 'Pipfile' ? '`[packages]` in Pipfile' : 'requirements.txt';
    for (const { name, place } of importedModules(project)) {
      const missing = missingPackage(name, known.names);
      if (missing === undefined) continue;
      yield {
        at: place,
        message: `${name} comes from the package ${missing}, which ${known.file.name} does not list`,
        help: `Add \`${missing}\` to ${list}.`,
        related: [{ at: startOfFile(known.file), note: `does not list ${missing}` }],
      };
    }
  },
};

/** What Python itself brought up to an older version than the platform has. */
function* withoutModules(project: Project, known: AllRequirements | undefined): Generator<Finding> {
  const { place: named } = platform(project);
  const python = oldestPython(platform(project));
  const installed =
    known?.names ?? new Set(installedRequirements(project)?.packages.map(({ name }) => name) ?? []);
  for (const { name, place } of importedModules(project)) {
    const removed = removedModule(name);
    if (!removed || compareVersions(python, removed.since) < 0) continue;
    if (removed.packages.some((one) => installed.has(one))) continue;
    yield {
      at: place,
      message: `Python ${python} does not have the module ${name}`,
      help: `Add a line \`${removed.packages[0]}\` to requirements.txt, or replace the import.`,
      ...(named && { related: [{ at: named, note: 'the platform is named here' }] }),
      // Another package may bring it back, or a command.
      ...(!known && { warnsBecause: 'elsewhere' as const }),
    };
  }
}

/** The first import where the project lists no packages at all: the missing list is one mistake. */
function* withoutList(project: Project, unread: string | undefined): Generator<Finding> {
  const existing = existingFiles(deployedFiles(project));
  for (const { name, place } of importedModules(project)) {
    const missing = missingPackage(name, new Set());
    if (missing === undefined) continue;
    yield {
      at: place,
      message:
        unread === undefined
          ? `${name} comes from the package ${missing}, but the project has no requirements.txt`
          : `${name} is not installed, because the platform does not read ${unread}`,
      help: listHelp(missing, unread, existing),
    };
    return;
  }
}

function listHelp(missing: string, unread: string | undefined, existing: ExistingFiles): string {
  const command = unread === undefined ? undefined : lookUp(EXPORTS, unread);
  if (command !== undefined) return `Run \`${command}\`, and add \`requirements.txt\` to the project.`;
  const lists = existing.folders
    .map((folder) => `${folder}/requirements.txt`)
    .filter((path) => existing.has(path));
  const [list] = lists;
  return list !== undefined && lists.length === 1
    ? `Write \`-r ${list}\` to a file \`requirements.txt\` in the root of the project.`
    : `Write \`${missing}\`, and all other packages of the application, to a file \`requirements.txt\` in the root of the project.`;
}

/** What makes the list from the file of another tool. */
const EXPORTS: Readonly<Record<string, string>> = {
  'poetry.lock': 'poetry export --without-hashes -o requirements.txt',
  'uv.lock': 'uv export --no-hashes --no-emit-project -o requirements.txt',
};
