import { PASSES_ON, servedSettings } from '../../model/applications/django-settings.js';
import { railsSettings, type SettingLine } from '../../model/applications/rails-settings.js';
import { answeredByProxy } from '../../model/nginx/answers-itself.js';
import { STATIC_FILES } from '../../model/nginx/nginx.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { healthCheckPaths, isLoadBalanced } from '../../model/routing/health-check-paths.js';
import { settings } from '../../model/settings/settings.js';
import type { Finding, Rule } from '../rule.js';

export const rejectedHealthCheck: Rule = {
  meta: {
    summary: 'Settings of Django or Rails let it answer the health check with a redirect or an error',
    why: 'The health check of the load balancer has the private address of the instance as its host, and no X-Forwarded-Proto. Django answers 400 to a host that is not in ALLOWED_HOSTS, and Rails answers 403 to one that is not in config.hosts. With SECURE_SSL_REDIRECT or config.force_ssl they answer 301, to HTTPS. The load balancer expects 200, takes each instance for unhealthy, and the environment becomes Severe. Settings are checked that the files show as a whole.',
    consequence: 'traffic-breaks',
    warnsBecause: 'milder',
    references: [
      'aws:elasticloadbalancing/latest/application/target-group-health-checks',
      'https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect',
      'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
      'https://guides.rubyonrails.org/configuring.html#actiondispatch-hostauthorization',
      'https://api.rubyonrails.org/classes/ActionDispatch/SSL.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/159',
      'https://github.com/Purple-Devs/health_check/issues/25',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const paths = [...new Set(healthCheckPaths(project))];
    if (paths.length === 0 || !paths.every((path) => reachesApplication(path, project))) return;
    const asked = paths.map((path) => path.replace(/\?.*/, ''));
    yield* ofDjango(asked, project);
    yield* ofRails(asked, project);
  },
};

/** Whether nginx passes a path on as it is, rather than a static file. */
const reachesApplication = (path: string, project: Project): boolean =>
  /^\/[\w./?=&-]*$/.test(path) &&
  !/^\/(?:assets|public|static)\b|\.\w+$/.test(path) &&
  proxyServer(project).program === 'nginx' &&
  !answeredByProxy(path, project) &&
  settings(project)
    .of(STATIC_FILES)
    .every(({ option }) => !path.startsWith(`/${option.value.replace(/^\/|\/$/g, '')}`));

/** The middleware of Django that compares the host, and the one that redirects. */
const COMPARES_HOST = 'django.middleware.common.CommonMiddleware';
const REDIRECTS = 'django.middleware.security.SecurityMiddleware';

function* ofDjango(paths: readonly string[], project: Project): Generator<Finding> {
  const django = servedSettings(project);
  if (!django || django.mentions('WHITENOISE_ROOT') > 0) return;
  const isReached = (name: string): boolean => {
    const at = django.middleware?.indexOf(name) ?? -1;
    return at !== -1 && django.middleware?.slice(0, at).every((one) => PASSES_ON.test(one)) === true;
  };
  const hosts = django.texts('ALLOWED_HOSTS');
  const hostsAt = django.assignment('ALLOWED_HOSTS');
  if (hostsAt && hosts?.every(cannotBeAddress) && isReached(COMPARES_HOST) && isLoadBalanced(project))
    yield {
      at: hostsAt.place,
      message: 'ALLOWED_HOSTS lacks the address of the instance, so health checks get 400',
      help: 'Write `ALLOWED_HOSTS = [*ALLOWED_HOSTS, socket.gethostbyname(socket.gethostname())]` below it, and `import socket` above it.',
    };
  const redirect = django.assignment('SECURE_SSL_REDIRECT');
  if (
    redirect &&
    /^True\s*(?:#.*)?$/.test(redirect.text) &&
    django.mentions('SECURE_REDIRECT_EXEMPT') === 0 &&
    isReached(REDIRECTS)
  )
    yield {
      at: redirect.place,
      message: 'SECURE_SSL_REDIRECT redirects the health check, which expects 200',
      help: `Write \`SECURE_REDIRECT_EXEMPT = [${paths.map(patternOf).join(', ')}]\` below it.`,
    };
}

/** As Django compares it: without the slash at its beginning. */
const patternOf = (path: string): string => `r"^${path.slice(1).replaceAll('.', '\\.')}$"`;

/** Whether an entry of allowed hosts can be no private address of an instance: such an entry is left to who wrote it. */
const cannotBeAddress = (host: string): boolean =>
  /^(?:\.?[a-z_][\w-]*|[\w-]*(?:\.[\w-]+)*\.[a-z][\w-]*\.?|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::\d+)?$/i.test(
    host,
  );

function* ofRails(paths: readonly string[], project: Project): Generator<Finding> {
  const rails = railsSettings(project);
  if (!rails) return;
  const quoted = paths.map((path) => `"${path}"`).join(', ');
  const isAsked = paths.length === 1 ? `request.path == ${quoted}` : `[${quoted}].include?(request.path)`;
  const exclude = `exclude: ->(request) { ${isAsked} }`;
  const hosts = rails.lines(/\bhosts\b/);
  const last = hosts.at(-1);
  if (
    last &&
    hosts.every(addsNames) &&
    rails.lines(/\bhost_authorization\b/).length === 0 &&
    isLoadBalanced(project)
  )
    yield {
      at: last.place,
      message: 'config.hosts lacks the address of the instance, so health checks get 403',
      help: `Write \`config.host_authorization = { ${exclude} }\` below it.`,
    };
  const [redirect, ...others] = rails.lines(/\b(?:force_ssl|assume_ssl|ssl_options)\b/);
  if (redirect?.isPlain && others.length === 0 && /^config\.force_ssl\s*=\s*true$/.test(redirect.text))
    yield {
      at: redirect.place,
      message: 'config.force_ssl redirects the health check, which expects 200',
      help: `Write \`config.ssl_options = { redirect: { ${exclude} } }\` below it.`,
    };
}

/** Whether a line adds names of hosts, and nothing else, to those that Rails accepts. */
function addsNames({ text, isPlain }: SettingLine): boolean {
  const [, list = ''] = /^config\.hosts\s*(?:<<|\+?=)\s*(\S.*)$/.exec(text) ?? [];
  const items = /^\[([^[\]]*)\]$/.exec(list)?.[1]?.split(',') ?? [list];
  const names = items.map((item) => /^(["'])([^"'#\\]+)\1$/.exec(item.trim())?.[2]);
  return isPlain && names.every((name) => name !== undefined && cannotBeAddress(name));
}
