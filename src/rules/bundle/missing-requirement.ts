import { bringsNoServer, packagesOfServer } from '../../knowledge/packages/python-servers.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { isForInstances } from '../../model/bundle/is-for-instances.js';
import { sourceNamed, type Project } from '../../model/project.js';
import type { Server } from '../../model/servers/server.js';
import { readRequirements } from '../../parse/requirements.js';
import { startOfFile, type Place } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { servers } from '../../model/servers/servers.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const missingRequirement: Rule = {
  meta: {
    id: 'bundle/missing-requirement',
    summary: 'The Procfile starts a server that requirements.txt does not install',
    why: 'The Python platform installs gunicorn and what requirements.txt names. A process of any other server, or of gunicorn with the workers of another package, ends at once ("uvicorn: command not found", "class uri \'uvicorn.workers.UvicornWorker\' invalid or not found"), and every request ends in 502 Bad Gateway. The rule is silent where a command installs packages, and where another package of requirements.txt may bring the server.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const file = sourceNamed('requirements.txt', deployedFiles(project).files);
    if (platform(project).language !== 'python' || !file || servers(project).length === 0) return;
    const { packages, isWhole } = readRequirements(file);
    if (!isWhole || !packages.every(bringsNoServer) || mayInstallOtherwise(project)) return;
    const names = new Set(packages.map(({ name }) => name));
    for (const server of servers(project)) {
      if (!server.isCertain) continue;
      const missing = needsOf(server).find(({ packages }) => !packages.some((one) => names.has(one)));
      const [name] = missing?.packages ?? [];
      if (!missing || name === undefined || isBesides(missing.module, project)) continue;
      yield {
        at: missing.place,
        message: `Process "${server.name.value}" needs ${name}, which requirements.txt does not list`,
        help: `Add \`${name}\` to requirements.txt.`,
        related: [{ at: startOfFile(file), note: `does not list ${name}` }],
      };
    }
  },
};

interface Need {
  /** The program or the module that is needed. */
  readonly module: string;
  readonly packages: readonly [string, ...string[]];
  readonly place: Place;
}

/** The packages that a server is in, and its workers. */
function needsOf({ programWord, program, workerClass }: Server): Need[] {
  const worker = workerClass && { module: workerClass.text.split('.', 1)[0] ?? '', place: workerClass.place };
  return [{ module: program.id, place: programWord.place }, ...(worker ? [worker] : [])].flatMap((need) => {
    const packages = packagesOfServer(need.module);
    return packages ? [{ ...need, packages }] : [];
  });
}

/** Programs that install packages or run those of an environment of their own, and such an environment. */
const INSTALLS =
  /\b(?:pip[\d.]*|easy_install)[ \t]+install\b|\b(?:conda|pdm|pipenv|pipx|poetry|uvx?)[ \t]|(?<!\/var\/app\/)venv\/bin\//;

const mayInstallOtherwise = (project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      file.name === 'Pipfile' ||
      ('source' in file && isForInstances(file) && INSTALLS.test(file.source.text)),
  );

/** Whether the project itself has the module. */
const isBesides = (module: string, project: Project): boolean =>
  existingFiles(deployedFiles(project)).hasModule(module, '') === true;
