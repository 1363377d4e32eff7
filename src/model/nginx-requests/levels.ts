import type { Level, PlacedDirective } from '../nginx/configuration.js';
import { directivesNamed } from '../nginx/nginx-servers.js';

/** What makes a location pass requests on: nginx then redirects its path without the slash at its end. */
export const PASSES = [
  'proxy_pass',
  'fastcgi_pass',
  'uwsgi_pass',
  'scgi_pass',
  'grpc_pass',
  'memcached_pass',
] as const;

export const passesOn = ({ block }: PlacedDirective): boolean =>
  PASSES.some((name) => directivesNamed(block, name).length > 0);

/** The directives of a name on a level; where it is an `if`, else those of what it is in. */
export function nearest(level: Level, name: string): readonly PlacedDirective[] {
  for (let at: Level | undefined = level; at; at = isIf(at) ? at.parent : undefined) {
    const own = directivesNamed(at, name);
    if (own.length > 0) return own;
  }
  return [];
}

/** Those of the innermost level that has any. */
export function inherited(level: Level, names: readonly string[]): readonly PlacedDirective[] {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const own = names.some((name) => directivesNamed(at, name).length > 0)
      ? at.directives.filter(({ directive }) => names.includes(directive.name.text))
      : [];
    if (own.length > 0) return own;
  }
  return [];
}

const isIf = ({ context }: Level): boolean => context === 'location-if' || context === 'server-if';

/** Directives that decide nothing about where a request goes. */
const HARMLESS =
  /^(?:set|access_log|error_log|add_header|expires|gzip|etag|log_|client_|send_|keepalive_|proxy_(?!pass))/;

export const changesAnything = (level: Level): boolean =>
  level.directives.some(({ directive: { name }, block }) =>
    block ? changesAnything(block) : !HARMLESS.test(name.text),
  );

export const variablesSetIn = (level: Level): readonly string[] =>
  directivesNamed(level, 'set').flatMap(({ directive: { args } }) => args[0]?.text.slice(1) ?? []);
