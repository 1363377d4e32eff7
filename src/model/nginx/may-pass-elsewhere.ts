import { APPLICATION_CONF, PLATFORM_UPSTREAMS } from '../../knowledge/nginx/default-files.js';
import type { NginxContext } from '../../knowledge/nginx/directives.js';
import type { Nginx } from './nginx.js';
import type { PlacedDirective } from './configuration.js';

/**
 * Whether the project's files may decide where nginx passes requests in general: elsewhere Elastic Beanstalk passes to the
 * application what no location for a part of the paths takes.
 * https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export const mayPassElsewhere = ({ installed, isComplete }: Nginx): boolean =>
  !isComplete ||
  installed.hasUnknownIncludes ||
  [...installed.included].some(({ path, source }) => source !== undefined && path === APPLICATION_CONF) ||
  installed.all.some((placed) => placed.file.source !== undefined && decides(placed));

function decides({ directive: { name, args }, level: { context } }: PlacedDirective): boolean {
  if (context === 'http')
    return name.text === 'server' || (name.text === 'upstream' && isPlatforms(args[0]?.text));
  if (context === 'server' && name.text === 'location') return !isForPart(args.map(({ text }) => text));
  return DECIDING[context]?.includes(name.text) === true;
}

/** Directives that send requests to other locations. */
const DECIDING: Readonly<Partial<Record<NginxContext, readonly string[]>>> = {
  server: ['return', 'rewrite', 'try_files'],
  'server-if': ['rewrite'],
};

const isPlatforms = (upstream: string | undefined): boolean =>
  upstream !== undefined && Object.hasOwn(PLATFORM_UPSTREAMS, upstream);

/** Whether a location is for some paths only: a folder, one path, names with an ending. */
function isForPart(args: readonly string[]): boolean {
  const [path = '', modifier] = args.toReversed();
  if (modifier === '=') return true;
  if (modifier === '~' || modifier === '~*') return /^(?:\^\/[\w-]|\\\.)/.test(path);
  return path.startsWith('/') && path !== '/';
}
