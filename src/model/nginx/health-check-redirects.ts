import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxConfiguration, PlacedDirective } from './configuration.js';
import { isRootLocation } from './locations.js';
import { directivesNamed, nginxServers, type NginxServer } from './nginx-servers.js';

/**
 * The redirects to HTTPS that also answer the health check of a load balancer on port 80. It has no X-Forwarded-Proto, which is
 * thus not "https" either.
 * @param paths what the health check may ask for; the redirects are those that it meets with each of them
 */
export const healthCheckRedirects = (
  configuration: NginxConfiguration,
  paths: readonly string[],
): PlacedDirective[] => {
  if (paths.length === 0) return [];
  const servers = nginxServers(configuration).filter(({ listens }) =>
    listens.some(({ port }) => port === 80),
  );
  const [byDefault, ...others] = servers.filter(isDefaultServer);
  return servers.flatMap((server) => {
    const met = directivesMetBy(paths, server);
    // With two of them nginx does not start.
    const first = server === byDefault && others.length === 0 ? met.findIndex(mayAnswer) : -1;
    return met.filter((placed, at) => redirectsAllButHttps(placed) || (at === first && redirectsAll(placed)));
  });
};

/** The health check comes with the address of the instance for its host, which no server has for its name. */
const isDefaultServer = ({ listens }: NginxServer): boolean =>
  listens.some(({ port, isDefault }) => port === 80 && isDefault);

/** Whether the health check may have its answer, or another path, before what follows: the `if`s of Elastic Beanstalk only set variables. */
const mayAnswer = ({ directive: { name }, file }: PlacedDirective): boolean =>
  file.source !== undefined && /^(?:if|rewrite|return|include)$/.test(name.text);

/** Outside of `if`: whatever the request is. */
const redirectsAll = ({ directive }: PlacedDirective): boolean =>
  isRedirect(directive) &&
  directive.args.at(directive.name.text === 'return' ? -1 : 1)?.text.startsWith('https://') === true;

/** What is in the server, and in its `location /` where no other location may be for one of the paths. */
function directivesMetBy(paths: readonly string[], { placed: { block } }: NginxServer): PlacedDirective[] {
  const own = block?.directives ?? [];
  const locations = directivesNamed(block, 'location');
  const root = locations.filter(({ directive }) => isRootLocation(directive));
  const mayBeElsewhere = locations.some(
    ({ directive }) => !isRootLocation(directive) && paths.some((path) => mayBeFor(path, directive)),
  );
  return mayBeElsewhere
    ? [...own]
    : [...own, ...root.flatMap((location) => location.block?.directives ?? [])];
}

/** Whether a location may be for a path: a regular expression may be for any. */
function mayBeFor(path: string, { args }: NginxDirective): boolean {
  const location = args.at(-1)?.text ?? '';
  return args.length !== 1 || !location.startsWith('/') || path.startsWith(location);
}

function redirectsAllButHttps({ directive: { name, args, block = [] } }: PlacedDirective): boolean {
  const condition = args.map(({ text }) => text.replace(/^\(|\)$/g, '')).filter((text) => text !== '');
  return (
    name.text === 'if' &&
    /^\$http_x_forwarded_proto (?:!= https|!~\*? \^?https\$?)$/.test(condition.join(' ')) &&
    block.some(isRedirect)
  );
}

/** `return` with the code of a redirect or with a URL alone, and `rewrite` of every path to a URL. */
function isRedirect({ name, args: [first, second] }: NginxDirective): boolean {
  if (name.text === 'return')
    return second ? /^30[1278]$/.test(first?.text ?? '') : first?.text.startsWith('https://') === true;
  return (
    name.text === 'rewrite' &&
    /^\^?(?:\/?\(?\.\*\)?\$?)?$/.test(first?.text ?? '-') &&
    second?.text.startsWith('https://') === true
  );
}
