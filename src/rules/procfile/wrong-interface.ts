import type { Server } from '../../model/servers/server.js';
import type { Rule } from '../rule.js';
import { servers } from '../../model/servers/servers.js';

export const wrongInterface: Rule = {
  meta: {
    id: 'procfile/wrong-interface',
    summary: 'An ASGI server runs a WSGI application, or the other way round',
    why: 'A server calls its application by one interface. daphne speaks ASGI only, uvicorn too unless it is told `--interface wsgi`, and the workers of gunicorn speak WSGI unless a class such as `uvicorn_worker.UvicornWorker` is chosen. With the other kind of application the server starts, and every request ends in an error of its own. Django names the modules of the two `asgi` and `wsgi`.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/asgi/',
      'https://asgi.readthedocs.io/en/latest/introduction.html',
      'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
      'https://www.uvicorn.org/settings/#implementation',
    ],
    since: '0.1.0',
    yieldsTo: ['procfile/refused-command'],
  },
  *check(project) {
    for (const server of servers(project)) {
      const { application, program } = server;
      const written = application && interfaceOf(application.text);
      if (!application || !written || !server.interface || written === server.interface) continue;
      yield {
        at: application.place,
        message: `${program.name} runs ${nameOf(server.interface)} applications, but "${application.text}" is ${nameOf(written)}`,
        help: helpWith(server, written, application.text),
      };
    }
  },
};

const MODULE = /(?:^|\.)(asgi|wsgi):(?:application|app)$/;

const interfaceOf = (text: string): 'asgi' | 'wsgi' | undefined => {
  const name = MODULE.exec(text)?.[1];
  return name === 'asgi' || name === 'wsgi' ? name : undefined;
};

const nameOf = (name: 'asgi' | 'wsgi'): string => name.toUpperCase();

const helpWith = ({ program }: Server, written: 'asgi' | 'wsgi', text: string): string =>
  program.id === 'gunicorn' && written === 'asgi'
    ? `Add \`-k uvicorn_worker.UvicornWorker\` of the package \`uvicorn-worker\`, or use \`${text.replace(written, 'wsgi')}\`.`
    : `Use \`${text.replace(written, written === 'asgi' ? 'wsgi' : 'asgi')}\`.`;
