import { groupBy } from '../../util/collections.js';
import { bytesOf } from '../../util/linear-pattern.js';
import { oncePer } from '../../util/memo.js';
import type { Level, PlacedDirective } from '../nginx/configuration.js';
import { type LocationName, readLocation } from '../nginx/locations.js';
import { directivesNamed } from '../nginx/nginx-servers.js';
import { passesOn } from './levels.js';
import type { RequestState } from './request-state.js';

/** The location that takes a request. */
export type Found =
  | { readonly kind: 'none' }
  /** Regular expressions may still take it. */
  | { readonly kind: 'prefix'; readonly at: PlacedDirective; readonly isFinal: boolean }
  | { readonly kind: 'sure'; readonly at: PlacedDirective }
  | { readonly kind: 'slash'; readonly at: PlacedDirective }
  | { readonly kind: 'unknown'; readonly at: PlacedDirective };

/** The locations of one level, for look-ups. */
interface Locations {
  readonly exact: ReadonlyMap<string, PlacedDirective>;
  readonly prefixes: ReadonlyMap<string, Located>;
  /** Of these, the longest first. */
  readonly lengths: readonly number[];
  readonly patterns: readonly Located[];
  readonly named: ReadonlyMap<string, PlacedDirective>;
}

interface Located {
  readonly placed: PlacedDirective;
  readonly name: LocationName;
}

export const locationsOf = oncePer((level: Level): Locations => {
  const all = directivesNamed(level, 'location').flatMap((placed) => {
    const name = readLocation(placed.directive);
    return name ? [{ placed, name: { ...name, path: bytesOf(name.path) } }] : [];
  });
  const byKind = groupBy(all, ({ name: { modifier } }) => [KINDS[modifier]]);
  const mapOf = (kind: (typeof KINDS)[LocationName['modifier']]) =>
    new Map((byKind.get(kind) ?? []).toReversed().map((one) => [one.name.path, one] as const));
  const placedOf = (kind: 'exact' | 'named') =>
    new Map([...mapOf(kind)].map(([path, { placed }]) => [path, placed] as const));
  const prefixes = mapOf('prefix');
  return {
    exact: placedOf('exact'),
    prefixes,
    lengths: [...new Set([...prefixes.keys()].map(({ length }) => length))].sort((a, b) => b - a),
    patterns: byKind.get('pattern') ?? [],
    named: placedOf('named'),
  };
});

const KINDS = {
  '': 'prefix',
  '^~': 'prefix',
  '=': 'exact',
  '~': 'pattern',
  '~*': 'pattern',
  '@': 'named',
} as const;

/** Where a request goes on a level. https://nginx.org/en/docs/http/ngx_http_core_module.html#location */
export function findLocation(level: Level, state: RequestState): Found {
  const locations = locationsOf(level);
  let found = findStatic(locations, state.path);
  let isFinal = false;
  if (found.kind === 'prefix') {
    ({ isFinal } = found);
    const inner = found.at.block ? findLocation(found.at.block, state) : found;
    if (inner.kind !== 'none') found = inner;
  }
  if (found.kind === 'sure' || found.kind === 'slash' || found.kind === 'unknown' || isFinal) return found;
  for (const { placed, name } of locations.patterns) {
    const matched = state.match(name.path, name.modifier === '~*', state.path);
    if (matched === 'unknown') return { kind: 'unknown', at: placed };
    if (!matched) continue;
    const inner: Found = placed.block ? findLocation(placed.block, state) : { kind: 'none' };
    return inner.kind === 'none'
      ? { kind: 'sure', at: placed }
      : inner.kind === 'prefix'
        ? { kind: 'sure', at: inner.at }
        : inner;
  }
  return found;
}

function findStatic({ exact, prefixes, lengths }: Locations, path: string): Found {
  const same = exact.get(path);
  if (same) return { kind: 'sure', at: same };
  const equal = prefixes.get(path);
  if (equal) return { kind: 'prefix', at: equal.placed, isFinal: equal.name.modifier === '^~' };
  const withSlash = [exact.get(`${path}/`), prefixes.get(`${path}/`)?.placed].filter(
    (placed) => placed !== undefined,
  );
  const [slash] = withSlash;
  if (slash && withSlash.some(passesOn)) return { kind: 'slash', at: slash };
  for (const length of lengths) {
    if (length >= path.length) continue;
    const prefix = prefixes.get(path.slice(0, length));
    if (prefix) return { kind: 'prefix', at: prefix.placed, isFinal: prefix.name.modifier === '^~' };
  }
  return { kind: 'none' };
}
