import { type HttpsRedirect, untrustingRedirects } from '../../model/applications/https-redirects.js';
import { environment } from '../../model/load-balancer/environment.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const applicationRedirectLoop: Rule = {
  meta: {
    summary: 'An application redirects to HTTPS by its own connection, which is that of the proxy',
    why: 'The load balancer decrypts the requests of clients, and the proxy passes them on over HTTP. What the client used is in X-Forwarded-Proto, which a framework only reads where it is told to trust its proxy. Otherwise each request seems to be one over HTTP, and so does the one that follows the redirect: browsers report ERR_TOO_MANY_REDIRECTS.',
    consequence: 'traffic-breaks',
    references: [
      'https://expressjs.com/en/guide/behind-proxies.html',
      'https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect',
      'https://learn.microsoft.com/aspnet/core/host-and-deploy/proxy-load-balancer',
      'aws:elasticloadbalancing/latest/application/x-forwarded-headers',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: language('dotnet', 'node', 'php', 'python', 'windows'),
  *check(project) {
    const { loadBalancer } = environment(project);
    if (loadBalancer === 'none' || loadBalancer === 'network') return;
    for (const { framework, at } of untrustingRedirects(project))
      yield {
        at,
        message: `${framework} takes every request for one over HTTP, and this redirect never ends`,
        help: HELP[framework],
        ...(loadBalancer === undefined && { warnsBecause: 'may-not-run' }),
      };
  },
};

const HELP: Readonly<Record<HttpsRedirect['framework'], string>> = {
  'ASP.NET Core':
    'Set `ASPNETCORE_FORWARDEDHEADERS_ENABLED: true` in `aws:elasticbeanstalk:application:environment`, so that it reads what the load balancer says.',
  Django: 'Write `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")` beside it.',
  Express:
    "Write `app.set('trust proxy', true);` after `express()`, so that it reads what the load balancer says.",
  PHP: "Use `if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'http') {`: the load balancer says there what the client used.",
};
