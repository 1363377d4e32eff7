import type { Level, NginxConfiguration, PlacedDirective } from './configuration.js';

/** Why nginx refuses the buffers of a module, such as `proxy`. */
export interface BufferConflict {
  /**
   * - `count`: fewer than 2 buffers
   * - `busy`: what may be busy is less than one buffer
   * - `total`: what may be busy, by default twice the largest buffer, is more than all buffers but one
   */
  readonly kind: 'count' | 'busy' | 'total';
  readonly module: string;
  /** The directives of the project that say so, the one to report first. */
  readonly directives: readonly [PlacedDirective, ...PlacedDirective[]];
  /** In bytes: the largest buffer, and what may be busy. */
  readonly largest: number;
  readonly busy: number;
  readonly buffers: Buffers;
}

interface Buffers {
  readonly count: number;
  /** In bytes. */
  readonly size: number;
}

/** A module that has buffers, and what is set about them. */
const DIRECTIVE = /^(fastcgi|proxy|scgi|uwsgi)_(buffer_size|buffers|busy_buffers_size)$/;

/** A page of memory, in bytes, on all instance types: x86 and Amazon Linux on arm64. */
const PAGE = 4096;

const DEFAULT_BUFFERS: Buffers = { count: 8, size: PAGE };

/** The directives of one module that are in effect on a level. */
type Effective = Readonly<Partial<Record<'buffer_size' | 'buffers' | 'busy_buffers_size', PlacedDirective>>>;

/**
 * The buffers that nginx refuses, on each level with a directive about them and on those that inherit it.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_busy_buffers_size
 */
export function bufferConflicts({ all, main }: NginxConfiguration): BufferConflict[] {
  const modules = all.flatMap(({ directive: { name } }) => DIRECTIVE.exec(name.text)?.[1] ?? []);
  return [...new Set(modules)].flatMap((module) => conflictsOn(main, module, {}));
}

function conflictsOn(level: Level, module: string, inherited: Effective): BufferConflict[] {
  const own = level.directives.flatMap((placed) => {
    const [, owner, name = ''] = DIRECTIVE.exec(placed.directive.name.text) ?? [];
    return owner === module ? [[name, placed] as const] : [];
  });
  const effective: Effective = { ...inherited, ...Object.fromEntries(own) };
  const isMerged = level.context !== 'main' && level.context !== 'http';
  const conflict = isMerged && Object.keys(effective).length > 0 ? conflictIn(module, effective) : undefined;
  const inner = level.directives.flatMap(({ block }) =>
    block && MERGED.has(block.context) ? conflictsOn(block, module, effective) : [],
  );
  return [...(conflict ? [conflict] : []), ...inner];
}

const MERGED: ReadonlySet<string> = new Set(['http', 'location', 'location-if', 'server']);

function conflictIn(module: string, effective: Effective): BufferConflict | undefined {
  const { buffer_size: first, buffers: rest, busy_buffers_size: limit } = effective;
  const buffers = rest ? buffersOf(rest) : DEFAULT_BUFFERS;
  const size = first ? sizeOf(first) : PAGE;
  if (!buffers || size === undefined) return undefined;
  const largest = Math.max(size, buffers.size);
  const busy = limit ? sizeOf(limit) : 2 * largest;
  if (busy === undefined) return undefined;
  const kind = conflictOf(buffers, largest, busy);
  const [at, ...others] = (kind === 'count' ? [rest] : [limit, first, rest]).flatMap((one) =>
    one?.file.source ? [one] : [],
  );
  return kind && at && { kind, module, directives: [at, ...others], largest, busy, buffers };
}

/** In the order of nginx's own checks. */
function conflictOf(
  { count, size }: Buffers,
  largest: number,
  busy: number,
): BufferConflict['kind'] | undefined {
  if (count < 2) return 'count';
  if (busy < largest) return 'busy';
  return busy > (count - 1) * size ? 'total' : undefined;
}

const SIZE = /^(\d{1,9})([km]?)$/i;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2 };

function bytesOf(text: string | undefined): number | undefined {
  const [, number, unit = ''] = SIZE.exec(text ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
}

const sizeOf = ({ directive: { args } }: PlacedDirective): number | undefined => bytesOf(args[0]?.text);

function buffersOf({ directive: { args } }: PlacedDirective): Buffers | undefined {
  const [count, size] = [Number(args[0]?.text), bytesOf(args[1]?.text)];
  return Number.isSafeInteger(count) && size !== undefined ? { count, size } : undefined;
}
