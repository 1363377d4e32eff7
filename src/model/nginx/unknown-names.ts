import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { lazily } from '../../util/lazily.js';
import { lookUp } from '../../util/look-up.js';
import { oncePer } from '../../util/once-per.js';
import type { NginxConfiguration, PlacedDirective } from './configuration.js';
import { nameOfDirective } from './named-directives.js';
import { mayBeReplaced } from './refused-value.js';

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
export interface UnknownName {
  readonly placed: PlacedDirective;
  readonly argument: NginxWord;
  readonly what: Naming['what'];
  readonly name: string;
  /** The directive that defines such names. */
  readonly definedBy: string;
  /** The definition that comes later. */
  readonly later: PlacedDirective | undefined;
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
  const mayBeDefined = keysDefinedByAll(elsewhere);
  return all.flatMap((placed, index) => {
    const { name: directive, args } = placed.directive;
    const naming = placed.level.context === 'data' ? undefined : lookUp(NAMINGS, directive.text);
    const argument = naming?.nameIn(args);
    if (!naming || !argument || mayBeReplaced(argument)) return [];
    const name = naming.definedBy.endsWith('_zone') ? argument.text.replace(ZONE, '') : argument.text;
    const key = keyOf(naming, name);
    const at = first.get(key);
    const isKnown = at === undefined ? mayBeDefined.has(key) : !naming.isOrdered || at < index;
    if (isKnown || name === '' || BUILT_IN.has(name)) return [];
    const { what, definedBy } = naming;
    return [{ placed, argument, what, name, definedBy, later: at === undefined ? undefined : all[at] }];
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

const keysDefinedByAll = oncePer(
  (directives: readonly NginxDirective[]): ReadonlySet<string> => new Set(directives.flatMap(keysDefinedBy)),
);
