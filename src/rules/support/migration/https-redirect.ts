import { isRedirect, isRootLocation, redirectTarget } from '../../../model/nginx/locations.js';
import type { NginxDirective } from '../../../parse/nginx/nginx.js';

/** Whether a directive sends all requests to HTTPS: between the load balancer and nginx, all of them come over HTTP. */
export const redirectsAll = (directive: NginxDirective): boolean =>
  redirectsToHttps(directive) ||
  (directive.name.text === 'if' &&
    /^\(?\$(?:scheme|https|server_port)$/.test(directive.args[0]?.text ?? '') &&
    directive.block?.some(redirectsToHttps) === true);

const redirectsToHttps = (directive: NginxDirective): boolean =>
  isRedirect(directive) && /^https:/i.test(redirectTarget(directive));

/** A redirect of the requests that came over HTTP to the load balancer only. */
export function conditionalRedirect(directive: NginxDirective): string {
  const redirect = directive.block?.find(redirectsToHttps) ?? directive;
  // The server of Elastic Beanstalk has no name.
  const target = redirectTarget(redirect)
    .replace(/\/?\$1/, () => '$request_uri')
    .replace('$server_name', () => '$host')
    .replace(/\?$/, '');
  return `if ($http_x_forwarded_proto = "http") { return 301 ${target}; }`;
}

/** The redirect of a server or of its `location /`, with or without a condition. */
export function redirectIn(directives: readonly NginxDirective[]): NginxDirective | undefined {
  for (const directive of directives) {
    const isAround = directive.name.text === 'if' || isRootLocation(directive);
    const found = redirectsToHttps(directive)
      ? directive
      : isAround
        ? redirectIn(directive.block ?? [])
        : undefined;
    if (found) return found;
  }
  return undefined;
}
