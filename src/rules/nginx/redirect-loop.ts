import { environment } from '../../model/load-balancer/environment.js';
import type { PlacedDirective } from '../../model/nginx/configuration.js';
import { isRedirect, isRootLocation, redirectTarget } from '../../model/nginx/locations.js';
import { nginx } from '../../model/nginx/nginx.js';
import { directivesNamed, nginxServers } from '../../model/nginx/nginx-servers.js';
import { proxy } from '../../model/nginx/proxy.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import { directive } from '../on.js';
import type { Rule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const redirectLoop: Rule = {
  meta: {
    summary:
      'A redirect to HTTPS has no condition, or asks nginx for the protocol that the load balancer has decrypted',
    why: 'A load balancer decrypts the requests of clients and passes them on over HTTP, so that $scheme is "http" for each of them, $server_port is 80 and $https is empty. The redirect applies to every request, and to the one that follows it: browsers report ERR_TOO_MANY_REDIRECTS. What the client used is in X-Forwarded-Proto, which an Application Load Balancer and a Classic Load Balancer add, but a Network Load Balancer does not. Without a load balancer, nothing listens on port 443.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-httpredirect',
      'aws:elasticloadbalancing/latest/application/x-forwarded-headers',
      'nginx:http/ngx_http_core_module#var_scheme',
    ],
    claimsAbsence: true,
    yieldsTo: ['nginx/unknown-variable'],
  },
  needs: directive('if', 'return', 'rewrite'),
  *check(project) {
    const { installed, isComplete } = nginx(project);
    if (proxyServer(project).program !== 'nginx' || !isComplete || proxy(project).mayEncrypt()) return;
    const listens = nginxServers(installed).flatMap((server) => server.listens);
    // A server for programs on the instance itself ends no TLS.
    if (listens.some(({ isTls, port, socket }) => isTls || (port !== 80 && !LOCAL.test(socket)))) return;
    const { loadBalancer } = environment(project);
    const endless = endlessRedirects(project);
    for (const placed of installed.all.filter(isOwn)) {
      const condition = loopingCondition(placed, project);
      const isEndless = condition === undefined && endless.has(placed);
      if (condition === undefined && !isEndless) continue;
      const code = condition === undefined ? placed.directive.name.text : `if (${condition})`;
      const help = HELP[loadBalancer ?? 'application'];
      yield {
        at: placed.directive.name.place,
        message: `"${code}" redirects every request to HTTPS${loadBalancer === 'none' ? ', where nothing listens' : ' again and again'}`,
        help: isEndless ? help.replace(/^Use/, 'Put it into') : help,
        // API Gateway adds the header to what it sends to a Network Load Balancer.
        ...((loadBalancer === undefined || loadBalancer === 'network') &&
          !isEndless && { warnsBecause: 'may-not-run' }),
      };
    }
  },
};

const LOCAL = /^(?:127\.|localhost:|\[::1\])/;

const BALANCED =
  'Use `if ($http_x_forwarded_proto = "http")`: the load balancer says there what the client used.';
const DELETE = 'Delete it: nothing on the instance listens on port 443.';

const HELP = {
  application: BALANCED,
  classic: BALANCED,
  network:
    'Delete it: a Network Load Balancer does not say what the client used. Redirects need `LoadBalancerType: application`.',
  none: DELETE,
} as const;

/**
 * The redirects of all requests to the same address over HTTPS, which bring back to nginx what was redirected; none where the load
 * balancer is not known, or may send requests past nginx.
 */
function endlessRedirects(project: Project): ReadonlySet<PlacedDirective> {
  const isPassed = settings(project).all.some(
    ({ namespace, option, value }) =>
      TARGETS.test(`${namespace.value}:${option.value}`) && literalText(value)?.trim() !== '80',
  );
  if (isPassed || environment(project).loadBalancer === undefined) return new Set();
  const servers = nginxServers(nginx(project).installed).filter(({ listens }) =>
    listens.some(({ port }) => port === 80),
  );
  const levels = servers.flatMap(({ placed: { block } }) => [
    block,
    ...directivesNamed(block, 'location').flatMap((location) =>
      isRootLocation(location.directive) ? location.block : [],
    ),
  ]);
  return new Set(
    levels.flatMap((level) => {
      const first = level?.directives.find(
        (placed) => isOwn(placed) && DECIDES.test(placed.directive.name.text),
      );
      return first && isRedirect(first.directive) && SAME_ADDRESS.test(redirectTarget(first.directive))
        ? first
        : [];
    }),
  );
}

const TARGETS =
  /^aws:(?:elasticbeanstalk:environment:process:[^:]+:Port|elb:listener(?::\d+)?:InstancePort)$/;

/** What may answer a request, or give it another path. */
const DECIDES = /^(?:if|include|return|rewrite)$/;

const SAME_ADDRESS = /^https:\/\/\$(?:host|http_host|server_name)(?::443)?\$(?:request_uri|uri)\b/;

/** The condition of an `if` that is true for all requests that come over HTTP, and redirects them to HTTPS. */
function loopingCondition({ directive, block }: PlacedDirective, project: Project): string | undefined {
  if (directive.name.text !== 'if' || !block) return undefined;
  const redirect = block.directives.find(({ directive: own }) => isRedirect(own));
  if (!redirect || !redirectTarget(redirect.directive).startsWith('https://')) return undefined;
  const condition = directive.args
    .map(({ text }) => text.replace(/^\(|\)$/g, ''))
    .filter((text) => text !== '')
    .join(' ');
  const isForwarded =
    environment(project).loadBalancer === 'network' &&
    /^\$http_x_forwarded_proto (?:!= https|!~\*? \^?https\$?)$/.test(condition);
  return OVER_HTTP.test(condition) || isForwarded ? condition : undefined;
}

const OVER_HTTP =
  /^\$(?:scheme (?:= http|~\*? \^?http\$|!= https|!~\*? \^?https\$?)|server_port (?:= 80|!= 443)|https (?:!= on|= (?:''|""|off)))$/;
