import { ownDirectives } from '../../model/nginx/own-directives.js';
import { unknownNames, type UnknownName } from '../../model/nginx/unknown-names.js';
import type { Related } from '../../source/index.js';
import { firstOfEach } from '../../util/first-of-each.js';
import { shorten } from '../../util/shorten.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginx, wholeNginx } from '../../model/nginx/nginx.js';

export const unknownName: EachRule<NginxConfiguration> = {
  meta: {
    id: 'nginx/unknown-name',
    summary: 'A configuration file of nginx names a log format or a zone that nothing defines',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'unknown log format "NAME"\', \'zero size shared memory zone "NAME"\' or \'"proxy_cache" zone "NAME" is unknown\'. Elastic Beanstalk defines the log formats "main" and "healthd", and no zones. A log format must be defined before the line that names it; nginx reads the files of a folder in the order of their names.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/http/ngx_http_log_module.html',
      'https://nginx.org/en/docs/http/ngx_http_limit_req_module.html',
      'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    yieldsTo: ['nginx/syntax-error', 'nginx/wrong-context'],
  },
  each: wholeNginx,
  *check(configuration, project) {
    const own = unknownNames(configuration, ownDirectives(nginx(project))).filter(({ placed }) =>
      isOwn(placed),
    );
    for (const unknown of firstOfEach(own, ({ what, name }) => `${what} ${name}`)) {
      const { argument, what, name } = unknown;
      yield {
        at: argument.place,
        message: unknown.later
          ? `The ${what} "${shorten(name)}" is defined only after this line`
          : `Nothing defines the ${what} "${shorten(name)}"`,
        help: helpFor(unknown),
        related: relatedOf(unknown),
      };
    }
  },
};

function helpFor({ name, definedBy, later }: UnknownName): string {
  if (later) return `Move \`${definedBy}\` to a file that nginx reads before.`;
  if (/^(?:buffer|flush|gzip|if)=/.test(name)) return 'Name a format before the parameter, such as `main`.';
  return `Define it with \`${definedBy}\` in a file in \`.platform/nginx/conf.d\`.`;
}

const relatedOf = ({ later }: UnknownName): Related[] =>
  later?.file.source ? [{ at: later.directive.name.place, note: 'defined here' }] : [];
