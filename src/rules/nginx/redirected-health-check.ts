import type { PlacedDirective } from '../../model/instance/nginx/configuration.js';
import { nginxServers, type NginxServer } from '../../model/instance/nginx/servers/nginx-servers.js';
import { isRootLocation } from '../../model/instance/nginx/servers/locations.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { manifestTier } from '../../model/platform/tier.js';
import type { Project } from '../../model/project.js';
import { DEFAULT_PROCESS } from '../../model/routing/routing.js';
import { targetsOf } from '../../model/routing/targets.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const redirectedHealthCheck: Rule = {
  meta: {
    id: 'nginx/redirected-health-check',
    summary: 'A redirect to HTTPS also answers the health check of the load balancer',
    why: 'The load balancer adds X-Forwarded-Proto to the requests of clients, but its own health check has no such header, so a comparison with != "https" is true. The health check gets a redirect instead of 200, and the instance becomes unhealthy. AWS\'s sample makes an exception for the user agent ELB-HealthChecker.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect',
    ],
    since: '0.1.0',
  },
  *check(project) {
    if (project.proxyServer.program !== 'nginx' || !project.nginx().isComplete || !isBalanced(project))
      return;
    const paths = checkedPaths(project);
    if (paths.length === 0) return;
    const servers = nginxServers(project.nginx().installed);
    // Such a server encrypts without a load balancer.
    if (project.environment.loadBalancer === undefined && servers.some(isEncrypted)) return;
    for (const server of servers.filter(({ listens }) => listens.some(({ port }) => port === 80)))
      for (const placed of redirectsOf(server, paths))
        if (isOwn(placed))
          yield {
            at: placed.directive.name.place,
            message: 'This redirect also answers the health check of the load balancer',
            help: 'Use `if ($http_x_forwarded_proto = "http")`: the health check has no such header.',
          };
  },
};

const PROCESS = `aws:elasticbeanstalk:environment:process:${DEFAULT_PROCESS}`;

/** Whether a load balancer asks nginx on port 80, and takes only 200 for an answer. */
function isBalanced({ environment, files, settings }: Project): boolean {
  const isChanged = ['MatcherHTTPCode', 'Port', 'Protocol'].some(
    (option) => settings.effective(PROCESS, option) && !isDefault(option, settings),
  );
  const tier = literalText(manifestTier(files))?.toLowerCase();
  return (
    environment.loadBalancer !== 'none' &&
    environment.loadBalancer !== 'network' &&
    !isChanged &&
    tier !== 'worker'
  );
}

const DEFAULTS: Readonly<Record<string, string>> = { MatcherHTTPCode: '200', Port: '80', Protocol: 'HTTP' };

const isDefault = (option: string, settings: Project['settings']): boolean =>
  literalText(settings.effective(PROCESS, option)?.value)?.trim() === DEFAULTS[option];

/**
 * The paths that the health check may ask for over HTTP; none where it opens a connection only, as that of a Classic Load
 * Balancer does by default.
 */
function checkedPaths(project: Project): readonly string[] {
  const {
    environment: { loadBalancer },
    settings,
  } = project;
  const classic = settings.effective('aws:elasticbeanstalk:application', 'Application Healthcheck URL');
  const other = literalText(settings.effective(PROCESS, 'HealthCheckPath')?.value) ?? '/';
  const targets = targetsOf(project);
  // A process that gets no requests has nothing to do with the health of the environment.
  if (targets.length > 0 && targets.every(({ process }) => process && process.name !== DEFAULT_PROCESS))
    return [];
  if (loadBalancer !== 'classic' && !classic) return [other];
  const path = /^(?:HTTP:80)?(\/.*)$/i.exec(literalText(classic?.value)?.trim() ?? '')?.[1];
  if (path === undefined) return [];
  return loadBalancer === 'classic' ? [path] : [path, other];
}

const isEncrypted = ({ listens }: NginxServer): boolean => listens.some(({ port }) => port === 443);

/** The redirects that every request meets: those of the server, and of `location /` where the check has no location of its own. */
function redirectsOf({ placed: { block } }: NginxServer, paths: readonly string[]): PlacedDirective[] {
  const own = block?.directives ?? [];
  const locations = own.filter(({ directive }) => directive.name.text === 'location');
  const root = locations.filter(({ directive }) => isRootLocation(directive));
  const others = locations.filter((location) => !root.includes(location));
  const isForRoot = others.every(({ directive: { args } }) =>
    paths.every((path) => cannotTake(args.at(-1)?.text ?? '', args.length, path)),
  );
  return [...own, ...(isForRoot ? root.flatMap((location) => location.block?.directives ?? []) : [])].filter(
    redirectsAllButHttps,
  );
}

/** Whether a location is for paths that the one of the health check is none of; a regular expression may be for any. */
const cannotTake = (location: string, words: number, path: string): boolean =>
  words === 1 && location.startsWith('/') && !path.startsWith(location);

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
