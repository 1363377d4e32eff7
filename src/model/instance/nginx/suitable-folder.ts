import { nginxForms, type NginxContext } from '../../../knowledge/nginx/directives.js';
import { NGINX_CONF } from '../../../knowledge/nginx/default-files.js';
import { parseNginx, type NginxDirective } from '../../../parse/nginx/nginx.js';
import type { ProxyFile } from '../proxy/proxy-files.js';
import { baseName } from '../../../util/paths.js';

/** A folder of `.platform/nginx`, and the block that its files are included in. */
export interface ProxyFolder {
  readonly name: string;
  readonly context: NginxContext;
}

const FOLDERS: readonly [http: ProxyFolder, server: ProxyFolder] = [
  { name: '.platform/nginx/conf.d', context: 'http' },
  { name: '.platform/nginx/conf.d/elasticbeanstalk', context: 'server' },
];

/** The folder for a file with these directives; undefined where there is none for all of them. */
export function suitableFolder(directives: readonly NginxDirective[]): ProxyFolder | undefined {
  const known = directives.filter(({ name }) => nginxForms(name.text).length > 0);
  if (known.length === 0) return undefined;
  return FOLDERS.find(({ context }) =>
    known.every(({ name }) => nginxForms(name.text).some(({ contexts }) => contexts.includes(context))),
  );
}

/** Where in `.platform` a file belongs that is written to the instance: by its content, else by its path. */
export function placeForProxyFile({ program, path, content }: ProxyFile): {
  readonly path: string;
  /** The block of nginx that it is included in. */
  readonly context: NginxContext | undefined;
} {
  if (program !== 'nginx') return { path: `.platform/${program}/${path}`, context: undefined };
  if (path === NGINX_CONF) return { path: `.platform/nginx/${path}`, context: undefined };
  const text = content();
  const [http, server] = FOLDERS;
  const isInServer = path.startsWith('conf.d/elasticbeanstalk/');
  const folder = (isInServer ? server : text && suitableFolder(parseNginx(text).directives)) ?? http;
  return { path: `${folder.name}/${nameOf(path)}`, context: folder.context };
}

const nameOf = (path: string): string => baseName(path).replace(/(?:\.conf)?$/, '.conf');
