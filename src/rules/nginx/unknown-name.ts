import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { nameOfDirective, ownDirectives } from '../../model/nginx/named-directives.js';
import { nginx, wholeNginx } from '../../model/nginx/nginx.js';
import { mayBeReplaced } from '../../model/nginx/refused-value.js';
import { HTTP_FOLDER } from '../../model/nginx/suitable-folder.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import type { Related } from '../../source/index.js';
import { firstOfEach, lookUp } from '../../util/collections.js';
import { lazily, oncePer } from '../../util/memo.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const unknownName: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A configuration file of nginx names a log format or a zone that nothing defines',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'unknown log format "NAME"\', \'zero size shared memory zone "NAME"\' or \'"proxy_cache" zone "NAME" is unknown\'. Elastic Beanstalk defines the log formats "main" and "healthd", and no zones. A log format must be defined before the line that names it; nginx reads the files of a folder in the order of their names.',
    consequence: 'deploy-fails',
    references: [
      'nginx:http/ngx_http_log_module',
      'nginx:http/ngx_http_limit_req_module',
      'nginx:http/ngx_http_proxy_module#proxy_cache',
      'guide:platforms-linux-extend.proxy',
    ],
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
        doubt: unknown.elsewhere && {
          reason: 'another file of nginx defines it',
          at: unknown.elsewhere.name.place,
        },
        message: unknown.later
          ? `The ${what} "${shorten(name)}" is defined only after this line`
          : `Nothing defines the ${what} "${shorten(name)}"`,
        help: helpFor(unknown),
        related: relatedOf(unknown),
      };
    }
  },
};

function helpFor({ placed, name, definedBy, later }: UnknownName): string {
  const file = `\`${HTTP_FOLDER}/00_${definedBy}.conf\``;
  if (later)
    return placed.file === later.file
      ? `Move \`${definedBy} ${shorten(name)}\` to the top of the file.`
      : `Move \`${definedBy} ${shorten(name)}\` to ${file}, which nginx reads before.`;
  if (/^(?:buffer|flush|gzip|if)=/.test(name))
    return `Name a format before it, such as \`main ${shorten(name)}\`.`;
  return `Write \`${DEFINITION[definedBy]?.(shorten(name)) ?? `${definedBy} ${shorten(name)}`};\` to ${file}.`;
}

/** The simplest definition of a name. */
const DEFINITION: Readonly<Record<string, (name: string) => string>> = {
  log_format: (name) => `log_format ${name} '$remote_addr [$time_local] "$request" $status'`,
  limit_conn_zone: (name) => `limit_conn_zone $binary_remote_addr zone=${name}:10m`,
  limit_req_zone: (name) => `limit_req_zone $binary_remote_addr zone=${name}:10m rate=10r/s`,
  ...Object.fromEntries(
    ['fastcgi', 'proxy', 'scgi', 'uwsgi'].map((module) => [
      `${module}_cache_path`,
      (name: string) => `${module}_cache_path /var/cache/nginx-${name} keys_zone=${name}:10m`,
    ]),
  ),
};

const relatedOf = ({ later }: UnknownName): Related[] =>
  later?.file.source ? [{ at: later.directive.name.place, note: 'defined here' }] : [];

/** How a directive names what another one defines. */
interface Naming {
  readonly what: 'log format' | 'zone';
  /** The name in the directive; undefined where it has none. */
  readonly nameIn: (args: readonly NginxWord[]) => NginxWord | undefined;
  readonly definedBy: string;
  /** nginx looks it up when it reads the line, so that it must be defined before. */
  readonly isOrdered?: true;
}

const zone = (args: readonly NginxWord[]): NginxWord | undefined =>
  args.find(({ text }) => text.startsWith(ZONE));

const ZONE = 'zone=';

const cache = (module: string): Naming => ({
  what: 'zone',
  nameIn: ([name]) => name,
  definedBy: `${module}_cache_path`,
});

/**
 * https://nginx.org/en/docs/http/ngx_http_log_module.html#access_log
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  access_log: { what: 'log format', nameIn: ([, name]) => name, definedBy: 'log_format', isOrdered: true },
  fastcgi_cache: cache('fastcgi'),
  limit_conn: { what: 'zone', nameIn: ([name]) => name, definedBy: 'limit_conn_zone' },
  limit_req: { what: 'zone', nameIn: zone, definedBy: 'limit_req_zone' },
  proxy_cache: cache('proxy'),
  scgi_cache: cache('scgi'),
  uwsgi_cache: cache('uwsgi'),
};

/** Those that nginx has itself: `off` for no cache, and for no log. */
const BUILT_IN: ReadonlySet<string> = new Set(['combined', 'off']);

/** A name that nothing defines, or that is defined too late. */
interface UnknownName {
  readonly placed: PlacedDirective;
  readonly argument: NginxWord;
  readonly what: Naming['what'];
  readonly name: string;
  /** The directive that defines such names. */
  readonly definedBy: string;
  /** The definition that comes later. */
  readonly later: PlacedDirective | undefined;
  /** The definition in another file, which may be read as well. */
  readonly elsewhere: NginxDirective | undefined;
}

/**
 * The names of log formats and zones that nginx does not find.
 * @param elsewhere directives of other files that may be there as well
 */
export function unknownNames(
  { all }: NginxConfiguration,
  elsewhere: readonly NginxDirective[],
): UnknownName[] {
  const first = new Map<string, number>();
  for (const [index, { directive }] of all.entries())
    for (const key of keysDefinedBy(directive)) if (!first.has(key)) first.set(key, index);
  const others = definitionsIn(elsewhere);
  return all.flatMap((placed, index) => {
    const { name: directive, args } = placed.directive;
    const naming = placed.level.context === 'data' ? undefined : lookUp(NAMINGS, directive.text);
    const argument = naming?.nameIn(args);
    if (!naming || !argument || mayBeReplaced(argument)) return [];
    const name = naming.definedBy.endsWith('_zone') ? argument.text.replace(ZONE, '') : argument.text;
    const key = keyOf(naming, name);
    const at = first.get(key);
    const isKnown = at !== undefined && (!naming.isOrdered || at < index);
    if (isKnown || name === '' || BUILT_IN.has(name)) return [];
    const { what, definedBy } = naming;
    const definition =
      at === undefined
        ? { later: undefined, elsewhere: others.get(key) }
        : { later: all[at], elsewhere: undefined };
    return [{ placed, argument, what, name, definedBy, ...definition }];
  });
}

/** Only the names of formats may be in another case. */
const keyOf = ({ what, definedBy }: Naming, name: string): string =>
  `${definedBy} ${what === 'log format' ? name.toLowerCase() : name}`;

const DEFINITIONS = lazily(() => new Map(Object.values(NAMINGS).map((naming) => [naming.definedBy, naming])));

function keysDefinedBy(directive: NginxDirective): string[] {
  const naming = DEFINITIONS().get(directive.name.text);
  const name = nameOfDirective(directive);
  return naming && name !== undefined ? [keyOf(naming, name)] : [];
}

const definitionsIn = oncePer(
  (directives: readonly NginxDirective[]): ReadonlyMap<string, NginxDirective> =>
    new Map(directives.flatMap((one) => keysDefinedBy(one).map((key) => [key, one] as const))),
);
