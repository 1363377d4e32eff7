import { packagesOfServer } from '../../knowledge/packages/python-packages.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { allRequirements, installedRequirements } from '../../model/packages/installed-requirements.js';
import { platform } from '../../model/platform/find-platform.js';
import { oldestPython } from '../../model/platform/platform.js';
import type { Project } from '../../model/project.js';
import type { Server } from '../../model/servers/server.js';
import { servers } from '../../model/servers/servers.js';
import { fixedVersion } from '../../parse/requirements.js';
import { type Place, startOfFile } from '../../source/index.js';
import { compareVersions } from '../../util/compare.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const missingRequirement: Rule = {
  meta: {
    summary: 'The Procfile starts a server that requirements.txt or Pipfile does not install',
    why: 'The Python platform installs gunicorn and what requirements.txt names, or a Pipfile where there is no requirements.txt. A process of any other server, or of gunicorn with the workers of another package, ends at once ("uvicorn: command not found", "class uri \'uvicorn.workers.UvicornWorker\' invalid or not found"), and every request ends in 502 Bad Gateway. gunicorn 26, which pip installs since May 2026 unless requirements.txt asks for an older one, has no workers of eventlet. The rule is silent where a command installs packages, and where another package of requirements.txt may bring the server.',
    consequence: 'traffic-breaks',
    references: [
      'guide:python-configuration-procfile',
      'guide:python-configuration-requirements',
      'https://gunicorn.org/2026-news/',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: language('python'),
  *check(project) {
    yield* removedWorkers(project);
    const known = servers(project).length === 0 ? undefined : allRequirements(project);
    if (!known) return;
    const { file, names } = known;
    // bundle/missing-import reports a file that is missing.
    if (!file) return;
    for (const server of servers(project)) {
      if (!server.isCertain) continue;
      const missing = needsOf(server).find(({ packages }) => !packages.some((one) => names.has(one)));
      const [name] = missing?.packages ?? [];
      if (!missing || name === undefined || isBesides(missing.module, project)) continue;
      yield {
        at: missing.place,
        message: `Process "${server.name.value}" needs ${name}, which ${file.name} does not list`,
        help: `Add \`${name}\` to ${file.name === 'Pipfile' ? '\`[packages]\` in Pipfile' : 'requirements.txt'}.`,
        related: [{ at: startOfFile(file), note: `does not list ${name}` }],
      };
    }
  },
};

/** The version of gunicorn that has no workers of eventlet, and the Python that it needs. */
const WITHOUT_EVENTLET = { gunicorn: '26', python: '3.10' };

function* removedWorkers(project: Project): Generator<Finding> {
  const workers = servers(project).flatMap(({ program, workerClass, name }) =>
    program.id === 'gunicorn' && workerClass?.text === 'eventlet'
      ? [{ at: workerClass.place, note: `process "${name.value}" needs them` }]
      : [],
  );
  const asked = installedRequirements(project)?.packages.find(({ name }) => name === 'gunicorn');
  if (workers.length === 0 || !asked || asked.isDirect || asked.isConditional) return;
  const isOpen = /^(?:>=?\s*[\d.]+)?$/.test(asked.versions);
  const version = fixedVersion(asked) ?? (isOpen ? WITHOUT_EVENTLET.gunicorn : '0');
  if (compareVersions(version, WITHOUT_EVENTLET.gunicorn) < 0) return;
  if (compareVersions(oldestPython(platform(project)), WITHOUT_EVENTLET.python) < 0) return;
  yield {
    at: asked.written.place,
    message: 'gunicorn 26, which pip installs, has no workers of eventlet',
    help: 'Write `gunicorn<26` here.',
    related: workers,
  };
}

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

/** Whether the project itself has the module. */
const isBesides = (module: string, project: Project): boolean =>
  existingFiles(deployedFiles(project)).hasModule(module, '') === true;
