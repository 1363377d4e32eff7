import { RETIRED_UPSTREAM } from '../../../knowledge/nginx/default-files.js';
import { isRootLocation } from '../../../model/nginx/locations.js';
import type { Project } from '../../../model/project.js';
import { mayBeInstancePort } from '../../../model/routing/classic-targets.js';
import { mayBeProcessPort } from '../../../model/routing/targets.js';
import type { NginxDirective } from '../../../parse/nginx/nginx.js';

/** The port of nginx in AWS's samples for Node.js on Amazon Linux 1. */
const RETIRED_PORT = 8080;

const PROXY_PORT = 80;

/**
 * Whether a server gets no requests: it has no name and shares port 80, or nothing sends any to the port of old. One that
 * would be the default of port 80 is refused beside that of Elastic Beanstalk, whatever its name.
 */
export function isIdle({ block = [] }: NginxDirective, project: Project): boolean {
  const argsOf = (name: string): string[][] =>
    block.filter((directive) => directive.name.text === name).map(({ args }) => args.map(({ text }) => text));
  const listens = argsOf('listen');
  const ports = listens.length === 0 ? [PROXY_PORT] : listens.map(([address = '']) => portOf(address));
  if (listens.some((args) => args.includes('default_server')))
    return ports.every((port) => port === PROXY_PORT);
  if (argsOf('server_name').some((names) => names.some((name) => name !== '' && name !== '_'))) return false;
  const isReached = mayBeProcessPort(RETIRED_PORT, project) || mayBeInstancePort(RETIRED_PORT, project);
  return ports.every((port) => port === PROXY_PORT || (port === RETIRED_PORT && !isReached));
}

/** The port on all addresses of the instance. */
function portOf(address: string): number | undefined {
  const port = /^(?:(?:\*|0\.0\.0\.0|\[::\]):)?(\d{1,5})$/.exec(address)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Whether a server is that of Amazon Linux 1 under a name that no request has. */
export const isRetired = ({ block = [] }: NginxDirective): boolean =>
  block.some(
    ({ name, args }) => name.text === 'server_name' && args.every(({ text }) => text === 'localhost'),
  ) && block.some(({ name, args }) => name.text === 'listen' && portOf(args[0]?.text ?? '') === RETIRED_PORT);

/** Whether a server is the one of Amazon Linux 1, which is there for the application only. */
export const passesToRetired = ({ block = [] }: NginxDirective): boolean =>
  block.filter(isRootLocation).some((location) => passes(location, RETIRED_UPSTREAM));

/** Whether a location passes requests on with the path that they have. */
export const passes = ({ args: [path], block = [] }: NginxDirective, upstream: string): boolean =>
  block.some(
    ({ name, args: [url] }) =>
      name.text === 'proxy_pass' &&
      (url?.text === `http://${upstream}` || url?.text === `http://${upstream}${path?.text}`),
  );
