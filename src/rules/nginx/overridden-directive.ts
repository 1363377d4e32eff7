import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { nginxForms } from '../../knowledge/nginx/directives.js';
import type { Doubt } from '../../model/doubt.js';
import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { isRootLocation } from '../../model/nginx/locations.js';
import { nginx, nginxConfigurations } from '../../model/nginx/nginx.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { askedServer } from '../../model/routing/asked-server.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { groupBy } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import type { Finding, Rule } from '../rule.js';
import { copyOf } from '../support/in-nginx.js';
import { firstOfEachFile, isOwn, type OwnDirective } from '../support/in-nginx.js';

export const overriddenDirective: Rule = {
  meta: {
    summary: "Elastic Beanstalk's server block overrides a directive of .platform/nginx/conf.d",
    why: 'A directive in the http block holds for the servers that do not have it themselves. The server block of Elastic Beanstalk sets some, as copies of its nginx.conf show, so yours is silently ignored. Which ones they are is not documented. Its location / sets headers with proxy_set_header, and nginx inherits that directive only where a block has none of its own.',
    consequence: 'silently-ignored',
    references: [
      'guide:platforms-linux-extend.proxy',
      'nginx:http/ngx_http_core_module',
      'nginx:http/ngx_http_log_module#access_log',
      'nginx:http/ngx_http_proxy_module#proxy_set_header',
    ],
  },
  needs: nginxConfigurations,
  *check(project) {
    const { program } = proxyServer(project);
    if (program !== 'nginx') return;
    const { installed } = nginx(project);
    const doubt = lazily(() => doubtOf(installed, project));
    for (const finding of idleHeaders(installed)) yield { ...finding, doubt: finding.doubt ?? doubt() };
    const theirs = directivesOfDefaultServer(installed);
    for (const { directive, level } of installed.all.filter(isOwn)) {
      const { name } = directive;
      const values = theirs.get(name.text)?.map(valueOf);
      if (level.context !== 'http' || !values || values.includes(valueOf(directive))) continue;
      yield {
        at: name.place,
        message: `Elastic Beanstalk's server block overrides "${name.text}"`,
        help: `Delete it, or ${copyOf(NGINX_CONF)}.`,
        doubt: doubt(),
      };
    }
  },
};

/**
 * The location of Elastic Beanstalk sets headers itself, as copies of its file show, so it inherits none.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
function* idleHeaders({ all }: NginxConfiguration): Generator<Finding> {
  const locations = all.filter(({ directive }) => directive.name.text === 'location');
  const theirs = locations.find(({ directive }) => isRootLocation(directive));
  if (!theirs || isOwn(theirs)) return;
  const inheriting = locations.find((location) => isOwn(location) && inheritsHeaders(location));
  for (const { found } of firstOfEachFile(all, headerAbove))
    yield {
      at: found.place,
      message: `Elastic Beanstalk's location / does not inherit "proxy_set_header"`,
      help: `Delete it, or ${copyOf(theirs.file.path)}.`,
      doubt: inheriting && { reason: 'this location inherits it', at: inheriting.directive.name.place },
    };
}

/** Whether a location passes requests on, or may, and sets no headers itself. */
function inheritsHeaders({ block }: PlacedDirective): boolean {
  const names = (block?.directives ?? []).map(({ directive: { name } }) => name.text);
  return names.some((name) => /^(?:include|proxy_pass)$/.test(name)) && !names.includes('proxy_set_header');
}

/** The name of a directive that sets a header for the locations in the blocks below. */
const headerAbove = ({ directive: { name }, level: { context } }: OwnDirective): NginxWord | undefined =>
  name.text === 'proxy_set_header' && (context === 'http' || context === 'server') ? name : undefined;

/** Another server takes what the http block says, if requests come to it. */
function doubtOf(installed: NginxConfiguration, project: Project): Doubt | undefined {
  const server = askedServer(installed, project);
  return (
    server && { reason: 'this server takes what the http block says', at: server.placed.directive.name.place }
  );
}

function directivesOfDefaultServer({ all }: NginxConfiguration) {
  const theirs = all.filter(
    (placed) =>
      !isOwn(placed) && placed.level.context === 'server' && isInherited(placed.directive.name.text),
  );
  return groupBy(
    theirs.map(({ directive }) => directive),
    ({ name }) => [name.text],
  );
}

/** `60s` and `1m` of a timeout are `60`. */
const valueOf = ({ name, args }: PlacedDirective['directive']): string =>
  args.map(({ text }) => (name.text.endsWith('_timeout') ? inSeconds(text) : text)).join(' ');

/** https://nginx.org/en/docs/syntax.html */
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

function inSeconds(text: string): string {
  const [, number, unit = ''] = /^(\d{1,9})([smh]?)$/.exec(text) ?? [];
  return number === undefined ? text : String(Number(number) * (SECONDS[unit] ?? 1));
}

const isInherited = (name: string): boolean =>
  nginxForms(name).some(
    ({ contexts, isSingle }) =>
      (isSingle || name === ACCESS_LOG) && contexts.includes('http') && contexts.includes('server'),
  );

/** It may be repeated, and those of the http block hold only where a server has none. */
const ACCESS_LOG = 'access_log';
