import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { Level } from './configuration.js';
import { textOf } from './configuration.js';

/** What a level of the configuration lacks to pass on the upgrade to WebSockets. */
export interface MissingUpgrade {
  /** The directives that it needs. */
  readonly directives: readonly string[];
  /** How many more headers of a level around it are not inherited once it sets one. */
  readonly unlisted: number;
  /** Those of the level itself that they take the place of. */
  readonly replaced: readonly NginxDirective[];
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
 * Undefined where nothing is missing. Since version 1.29.7 nginx speaks HTTP/1.1 by itself, before that HTTP/1.0: a version is
 * missing where it is set to that, and goes with the headers for older platform versions. `proxy_set_header` is inherited only
 * where a level has none of its own.
 * https://nginx.org/en/CHANGES-1.30
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
export function missingUpgrade(level: Level): MissingUpgrade | undefined {
  const levels = around(level).map(readLevel);
  const version = levels.find((one) => one.version)?.version;
  const at = levels.findIndex(({ setsHeaders }) => setsHeaders);
  const missing = HEADERS.filter(({ name }) => !levels[at]?.headers.get(name)?.isRight);
  const isVersionMissing = version ? version.args[0]?.text === '1.0' : missing.length > 0;
  // The first header of a level ends the inheritance of all others.
  const others = at > 0 && missing.length > 0 ? (levels[at]?.others ?? []) : [];
  const directives = [
    ...(isVersionMissing ? [VERSION] : []),
    ...missing.map(({ directive }) => directive),
    ...others.slice(0, MAX_LISTED_NAMES).map(textOf),
  ];
  if (directives.length === 0) return undefined;
  const [own] = levels;
  const replaced = [
    ...(isVersionMissing ? [own?.version] : []),
    ...missing.map(({ name }) => own?.headers.get(name)?.directive),
  ].filter((directive) => directive !== undefined);
  const outer = at === -1 ? [] : levels.slice(at + 1);
  const [lost] = outer.flatMap(({ headers }) => missing.flatMap(({ name }) => headers.get(name) ?? []));
  const unlisted = Math.max(0, others.length - MAX_LISTED_NAMES);
  return { directives, unlisted, replaced, lost: lost?.directive };
}

/** A level and those that it is in, from the inside out. */
function around(level: Level): Level[] {
  const levels: Level[] = [];
  for (let at: Level | undefined = level; at; at = at.parent) levels.push(at);
  return levels;
}

interface LevelSettings {
  readonly version: NginxDirective | undefined;
  readonly setsHeaders: boolean;
  /** The headers that it sets and that are not those of the handshake. */
  readonly others: readonly NginxDirective[];
  /** The headers of the handshake that it sets, and whether to a value that upgrades. */
  readonly headers: ReadonlyMap<string, { readonly directive: NginxDirective; readonly isRight: boolean }>;
}

/** What a level itself says: thousands of locations may be on one. */
const readLevel = oncePer(({ directives }: Level): LevelSettings => {
  const named = (name: string) =>
    directives.map(({ directive }) => directive).filter((one) => one.name.text === name);
  const [version] = named('proxy_http_version');
  const all = named('proxy_set_header');
  const headers = HEADERS.flatMap(({ name, value }) => {
    const own = all.filter(({ args: [header] }) => header?.text.toLowerCase() === name);
    const right = own.find(({ args }) => value.test(args[1]?.text ?? ''));
    const directive = right ?? own[0];
    return directive ? [[name, { directive, isRight: right !== undefined }] as const] : [];
  });
  const others = all.filter(({ args: [header] }) =>
    HEADERS.every(({ name }) => name !== header?.text.toLowerCase()),
  );
  return { version, setsHeaders: all.length > 0, others, headers: new Map(headers) };
});
