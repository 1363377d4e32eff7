import type { NginxConfiguration, PlacedDirective } from '../../model/instance/nginx/configuration.js';
import { nginx, type Nginx } from '../../model/instance/nginx/nginx.js';
import type { ProxyFile } from '../../model/instance/proxy/proxy-files.js';
import type { Project } from '../../model/project.js';
import type { Finding } from '../rule.js';
import { proxyServer } from '../../model/instance/proxy/proxy-server.js';

/** A directive of the project's own. */
export interface OwnDirective extends PlacedDirective {
  readonly file: PlacedDirective['file'] & { readonly source: ProxyFile };
}

export const isOwn = (placed: PlacedDirective): placed is OwnDirective => placed.file.source !== undefined;

/**
 * What is found in the configuration that Elastic Beanstalk installs, and in each file that gets there in another way: those
 * may be lost before nginx reads them, so what is wrong in them is a warning. So it is where nginx may not run at all.
 */
export function* inNginx(
  project: Project,
  check: (configuration: NginxConfiguration) => Iterable<Finding>,
): Generator<Finding> {
  const { program } = proxyServer(project);
  if (program === 'none' || program === 'httpd') return;
  const { installed, others, files } = nginx(project);
  if (files.length === 0) return;
  for (const finding of check(installed))
    yield program === 'nginx' ? finding : { ...finding, severity: 'warning' };
  for (const other of others) for (const finding of check(other)) yield { ...finding, severity: 'warning' };
}

/** The same for what nginx lacks: nothing is found where a file that is not known may have it. */
export function* inWholeNginx(
  project: Project,
  check: (configuration: NginxConfiguration, all: Nginx) => Iterable<Finding>,
): Generator<Finding> {
  const all = nginx(project);
  if (!all.isComplete) return;
  yield* inNginx(project, (configuration) =>
    configuration.hasUnknownIncludes ? [] : check(configuration, all),
  );
}

const CONTEXT_NAMES = {
  main: 'the top level of nginx.conf',
  events: 'the events block',
  http: 'the http block',
  server: 'a server block',
  location: 'a location block',
  'server-if': 'an if block',
  'location-if': 'an if block',
  limit_except: 'a limit_except block',
  upstream: 'an upstream block',
  data: 'this block',
} as const;

export const contextName = (context: PlacedDirective['level']['context']): string => CONTEXT_NAMES[context];

/** The directives of the project's own that are wrong in one way, the first of each file. */
export function firstOfEachFile<T>(
  all: readonly PlacedDirective[],
  find: (placed: OwnDirective) => T | undefined,
): { readonly placed: OwnDirective; readonly found: T }[] {
  const files = new Set<ProxyFile>();
  return all.filter(isOwn).flatMap((placed) => {
    if (files.has(placed.file.source)) return [];
    const found = find(placed);
    if (found === undefined) return [];
    files.add(placed.file.source);
    return [{ placed, found }];
  });
}
