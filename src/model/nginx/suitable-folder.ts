import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { type NginxContext, nginxForms } from '../../knowledge/nginx/directives.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { type NginxDirective, parseNginx } from '../../parse/nginx/nginx.js';
import { baseName } from '../../util/paths.js';
import type { ProxyFile } from '../proxy/proxy-file.js';
import { requiredName } from './required-name.js';

/** A folder of `.platform/nginx`, and the block that its files are included in. */
export interface ProxyFolder {
  readonly name: string;
  readonly context: NginxContext;
}

/** The folder whose files are included in the http block. */
export const HTTP_FOLDER = '.platform/nginx/conf.d';

/** The folder whose files are included in the server block. */
export const SERVER_FOLDER = '.platform/nginx/conf.d/elasticbeanstalk';

const FOLDERS: readonly [http: ProxyFolder, server: ProxyFolder] = [
  { name: HTTP_FOLDER, context: 'http' },
  { name: SERVER_FOLDER, context: 'server' },
];

/** The folder whose files are included in one of some blocks. */
export const folderFor = (contexts: readonly NginxContext[]): ProxyFolder | undefined =>
  FOLDERS.find(({ context }) => contexts.includes(context));

/** The folder for a file with these directives; undefined where there is none for all of them. */
export const suitableFolder = (directives: readonly NginxDirective[]): ProxyFolder | undefined =>
  directives.some(isKnown) ? firstSuitable(directives, FOLDERS) : undefined;

const isKnown = ({ name }: NginxDirective): boolean => nginxForms(name.text).length > 0;

const firstSuitable = (
  directives: readonly NginxDirective[],
  folders: readonly ProxyFolder[],
): ProxyFolder | undefined =>
  folders.find(({ context }) =>
    directives
      .filter(isKnown)
      .every(({ name }) => nginxForms(name.text).some(({ contexts }) => contexts.includes(context))),
  );

/** Where in `.platform` a file of the proxy belongs. */
export interface ProxyPlace {
  readonly path: string;
  /** The block of nginx that it is included in. */
  readonly context: NginxContext | undefined;
  /** Whether its content, or its name, leaves no other place. */
  readonly isCertain: boolean;
}

/** Where in `.platform` a file belongs that is written to the instance: by its content, else by its path. */
export function placeForProxyFile(
  { program, path, origin, content }: ProxyFile,
  language: Language | undefined,
): ProxyPlace {
  const isKept = origin === 'ebextensions' && !INCLUDED.test(path);
  if (program !== 'nginx' || path === NGINX_CONF || isKept)
    return { path: `.platform/${program}/${path}`, context: undefined, isCertain: true };
  const text = content();
  const { directives, problem } = text ? parseNginx(text) : NOTHING;
  const [http, server] = FOLDERS;
  const folders = path.startsWith('conf.d/elasticbeanstalk/') ? [server, http] : [http, server];
  const suitable = firstSuitable(directives, folders);
  const folder = suitable ?? folders[0] ?? http;
  return {
    path: `${folder.name}/${requiredName(directives, folder.context, language) ?? nameOfConf(path)}`,
    context: folder.context,
    isCertain: text !== undefined && !problem && suitable !== undefined && directives.every(isKnown),
  };
}

/** Files that nginx includes for their folder, which is that of their context, once their name ends in `.conf`. */
const INCLUDED = /^conf\.d\/(?:elasticbeanstalk\/)?[^/]+\.conf(?:ig)?$/;

const NOTHING = { directives: [], problem: undefined };

/** The name of a file that nginx includes, for one of another name. */
export const nameOfConf = (path: string): string =>
  baseName(path).replace(/(?:\.(?:conf|config|nginx|pre|template|tmpl|txt))?$/, '.conf');

/** Where in `.platform` a file of a bundle with these directives belongs: where it fits, else in the http block. */
export function suitablePath(
  directives: readonly NginxDirective[],
  path: string,
  language: Language | undefined,
): string {
  const { name, context } = suitableFolder(directives) ?? FOLDERS[0];
  return `${name}/${requiredName(directives, context, language) ?? nameOfConf(path)}`;
}
