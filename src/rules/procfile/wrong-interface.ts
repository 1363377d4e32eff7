import { INTERFACES } from '../../knowledge/servers/python-applications.js';
import { startModules } from '../../model/applications/missing-starts.js';
import type { StartModule } from '../../model/applications/started-words.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { procfile } from '../../model/platform/procfile.js';
import { propertyDoubt } from '../../model/presence/property.js';
import type { Project } from '../../model/project.js';
import type { Server } from '../../model/servers/server.js';
import { servers } from '../../model/servers/servers.js';
import { anyOf, option } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const wrongInterface: Rule = {
  meta: {
    summary: 'An ASGI server runs a WSGI application, or the other way round',
    why: 'A server calls its application by one interface. daphne speaks ASGI only, uvicorn too unless it is told `--interface wsgi`, and the workers of gunicorn speak WSGI unless a class such as `uvicorn_worker.UvicornWorker` is chosen. With the other kind of application the server starts, and every request ends in an error of its own. Django names the modules of the two `asgi` and `wsgi`.',
    consequence: 'traffic-breaks',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/asgi/',
      'https://asgi.readthedocs.io/en/latest/introduction.html',
      'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
      'https://www.uvicorn.org/settings/#implementation',
    ],
    yieldsTo: [
      'procfile/conflicting-addresses',
      'procfile/unknown-flag',
      'procfile/wrong-application-argument',
      'procfile/wrong-flag-value',
    ],
  },
  needs: anyOf<object>(servers, option('aws:elasticbeanstalk:container:python', 'WSGIPath')),
  *check(project) {
    for (const server of servers(project)) {
      const { application, program } = server;
      if (!application || !server.interface) continue;
      const module = startModules(project).get(application.place);
      const written = interfaceOf(application.text) ?? (module && interfaceIn(module));
      if (!written || written === server.interface) continue;
      yield {
        at: application.place,
        message: `${program.name} runs ${nameOf(server.interface)} applications, but "${application.text}" is ${nameOf(written)}`,
        help: helpWith(server, written, application.text),
      };
    }
    yield* ofPlatform(project);
  },
};

/**
 * Without a Procfile, a Python platform starts gunicorn with the module of `WSGIPath`, whose workers speak WSGI unless a file
 * of gunicorn's own or a variable says otherwise.
 */
function* ofPlatform(project: Project): Generator<Finding> {
  if (procfile(project) || existingFiles(deployedFiles(project)).has('gunicorn.conf.py') !== false) return;
  for (const [at, module] of startModules(project)) {
    const { name, attribute } = module;
    const text = `${name}:${attribute}`;
    if (interfaceOf(text) !== 'asgi' && interfaceIn(module) !== 'asgi') continue;
    yield {
      doubt: propertyDoubt('GUNICORN_CMD_ARGS', project, (args) => CHOOSES_WORKER.test(args)),
      at,
      message: `Without a Procfile, the platform runs WSGI applications, but "${text}" is ASGI`,
      help: MODULE.test(text)
        ? `Set \`WSGIPath\` to \`${text.replace('asgi', 'wsgi')}\`.`
        : `Add a Procfile with \`web: gunicorn -k uvicorn_worker.UvicornWorker --bind :8000 ${text}\`, and the packages \`gunicorn\` and \`uvicorn-worker\` to requirements.txt.`,
    };
  }
}

/** A class of workers, or a file that may name one. https://docs.gunicorn.org/en/stable/settings.html */
const CHOOSES_WORKER = /(?:^|\s)(?:-k|-c|--worker-cl|--conf)/;

const MODULE = /(?:^|\.)(asgi|wsgi):(?:application|app)$/;

const interfaceOf = (text: string): 'asgi' | 'wsgi' | undefined => {
  const name = MODULE.exec(text)?.[1];
  return name === 'asgi' || name === 'wsgi' ? name : undefined;
};

function interfaceIn({ file, names, attribute }: StartModule): 'asgi' | 'wsgi' | undefined {
  const maker = names.calls.get(attribute);
  return maker === undefined || file.text.includes(` as ${maker}`) ? undefined : INTERFACES.get(maker);
}

const nameOf = (name: 'asgi' | 'wsgi'): string => name.toUpperCase();

function helpWith({ program }: Server, written: 'asgi' | 'wsgi', text: string): string {
  const other = MODULE.test(text) ? text.replace(written, written === 'asgi' ? 'wsgi' : 'asgi') : undefined;
  if (program.id === 'gunicorn' && written === 'asgi') {
    return other
      ? `Add \`-k uvicorn_worker.UvicornWorker\` of the package \`uvicorn-worker\`, or use \`${other}\`.`
      : 'Add `-k uvicorn_worker.UvicornWorker`, and the package `uvicorn-worker` to requirements.txt.';
  }
  return other
    ? `Use \`${other}\`.`
    : written === 'wsgi'
      ? `Start it with \`gunicorn ${text}\`, with the same address after \`--bind\`.`
      : `Start it with \`uvicorn ${text}\`, with the same address, and add the package \`uvicorn\` to requirements.txt.`;
}
