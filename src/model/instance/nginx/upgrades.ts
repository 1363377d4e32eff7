import type { NginxDirective } from '../../../parse/nginx/nginx.js';
import type { Level, PlacedDirective } from './configuration.js';

/** What a level of the configuration lacks to pass on the upgrade to WebSockets. */
export interface MissingUpgrade {
  /** The directives that it needs. */
  readonly directives: readonly string[];
  /** A header of the upgrade that is set further out, and not inherited because of others that are set here. */
  readonly lost: NginxDirective | undefined;
}

const VERSION = 'proxy_http_version 1.1;';

/** The headers of the handshake: what each is to be set to, and what does as well. https://nginx.org/en/docs/http/websocket.html */
const HEADERS = [
  { name: 'upgrade', directive: 'proxy_set_header Upgrade $http_upgrade;', value: /\$|websocket/i },
  { name: 'connection', directive: 'proxy_set_header Connection "upgrade";', value: /\$|upgrade/i },
] as const;

/**
 * Undefined where nothing is missing. Before version 1.29.7 nginx speaks HTTP/1.0 by itself; `proxy_set_header` is inherited only
 * where a level has none of its own.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
export function missingUpgrade(level: Level): MissingUpgrade | undefined {
  const [version] = nearest(level, 'proxy_http_version');
  const headers = nearest(level, 'proxy_set_header');
  const missing = HEADERS.filter(
    ({ name, value }) => !headers.some((one) => isHeader(one, name) && value.test(one.args[1]?.text ?? '')),
  );
  const directives = [
    ...(version && version.args[0]?.text !== '1.0' ? [] : [VERSION]),
    ...missing.map(({ directive }) => directive),
  ];
  if (directives.length === 0) return undefined;
  const outer = around(level).flatMap((one) => directivesIn(one, 'proxy_set_header'));
  return {
    directives,
    lost: outer.find((one) => !headers.includes(one) && missing.some(({ name }) => isHeader(one, name))),
  };
}

const isHeader = ({ args: [header] }: NginxDirective, name: string): boolean =>
  header?.text.toLowerCase() === name;

/** A level and those that it is in, from the inside out. */
function around(level: Level): Level[] {
  const levels: Level[] = [];
  for (let at: Level | undefined = level; at; at = at.parent) levels.push(at);
  return levels;
}

const directivesIn = ({ directives }: Level, name: string): NginxDirective[] =>
  directives.map(({ directive }: PlacedDirective) => directive).filter((one) => one.name.text === name);

/** The directives of a name that take effect: those of the innermost level that has any. */
const nearest = (level: Level, name: string): readonly NginxDirective[] =>
  around(level)
    .map((one) => directivesIn(one, name))
    .find((found) => found.length > 0) ?? [];
