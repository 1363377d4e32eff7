import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { isRedirect, isRootLocation, redirectTarget } from '../../model/nginx/locations.js';
import { nginx } from '../../model/nginx/nginx.js';
import { directivesNamed, type NginxServer, nginxServers } from '../../model/nginx/nginx-servers.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { healthCheckPaths } from '../../model/routing/health-check-paths.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { directive } from '../on.js';
import type { Rule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const redirectedHealthCheck: Rule = {
  meta: {
    summary: 'A redirect to HTTPS also answers the health check of the load balancer',
    why: 'The load balancer adds X-Forwarded-Proto to the requests of clients, but its own health check has no such header, so a comparison with != "https" is true, and a redirect without a condition applies to it as well. The health check gets a redirect instead of 200, and the instance becomes unhealthy. AWS\'s sample makes an exception for the user agent ELB-HealthChecker.',
    consequence: 'traffic-breaks',
    warnsBecause: 'milder',
    references: [
      'aws:elasticloadbalancing/latest/application/target-group-health-checks',
      'guide:configuring-https-httpredirect',
      'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect',
    ],
    yieldsTo: ['nginx/redirect-loop'],
  },
  needs: directive('if', 'rewrite', 'return', 'include'),
  *check(project) {
    if (proxyServer(project).program !== 'nginx' || !nginx(project).isComplete) return;
    for (const redirect of healthCheckRedirects(nginx(project).installed, healthCheckPaths(project)).filter(
      isOwn,
    ))
      yield {
        at: redirect.directive.name.place,
        message: 'This redirect also answers the health check of the load balancer',
        help: `${redirect.directive.name.text === 'if' ? 'Use' : 'Put it into'} \`if ($http_x_forwarded_proto = "http")\`: the health check has no such header.`,
      };
  },
};

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
    const first = server === byDefault && others.length === 0 ? met.findIndex(isAnswer) : -1;
    return met.filter((placed, at) => redirectsAllButHttps(placed) || (at === first && redirectsAll(placed)));
  });
};

/** The health check comes with the address of the instance for its host, which no server has for its name. */
const isDefaultServer = ({ listens }: NginxServer): boolean =>
  listens.some(({ port, isDefault }) => port === 80 && isDefault);

/** Whether the health check may have its answer, or another path, before what follows: the `if`s of Elastic Beanstalk only set variables. */
const isAnswer = ({ directive: { name }, file }: PlacedDirective): boolean =>
  file.source !== undefined && /^(?:if|rewrite|return|include)$/.test(name.text);

/** Outside of `if`: whatever the request is. */
const redirectsAll = ({ directive }: PlacedDirective): boolean =>
  isRedirect(directive) && redirectTarget(directive).startsWith('https://');

/** What is in the server, and in its `location /` where no other location may be for one of the paths. */
function directivesMetBy(paths: readonly string[], { placed: { block } }: NginxServer): PlacedDirective[] {
  const own = block?.directives ?? [];
  const locations = directivesNamed(block, 'location');
  const root = locations.filter(({ directive }) => isRootLocation(directive));
  const isElsewhere = locations.some(
    ({ directive }) => !isRootLocation(directive) && paths.some((path) => isFor(path, directive)),
  );
  return isElsewhere ? [...own] : [...own, ...root.flatMap((location) => location.block?.directives ?? [])];
}

/** Whether a location is for a path: a regular expression may be for any. */
function isFor(path: string, { args }: NginxDirective): boolean {
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
