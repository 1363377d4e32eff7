import { nginxForms, type NginxContext } from '../../../knowledge/nginx/directives.js';
import type { Language } from '../../../knowledge/platform/platforms.js';
import { NGINX_CONF } from '../../../knowledge/nginx/default-files.js';
import { parseNginx, type NginxDirective } from '../../../parse/nginx/nginx.js';
import type { ProxyFile } from '../proxy/proxy-files.js';
import { baseName } from '../../../util/paths.js';

/** A folder of `.platform/nginx`, and the block that its files are included in. */
export interface ProxyFolder {
  readonly name: string;
  readonly context: NginxContext;
}

/** The folder whose files are included in the server block. */
export const SERVER_FOLDER = '.platform/nginx/conf.d/elasticbeanstalk';

const FOLDERS: readonly [http: ProxyFolder, server: ProxyFolder] = [
  { name: '.platform/nginx/conf.d', context: 'http' },
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

/** The file with the `location /` of Elastic Beanstalk, which one of the same name replaces. */
const APPLICATION = '00_application.conf';

/** Whether directives have a `location /`, which a server has once. */
const hasRootLocation = (directives: readonly NginxDirective[]): boolean =>
  directives.some(({ name, args }) => name.text === 'location' && args.length === 1 && args[0]?.text === '/');

/** Only Docker has the upstream: it tells the platform where nothing else does. */
const passesToDocker = (directives: readonly NginxDirective[]): boolean =>
  directives.some(
    ({ name, args, block }) =>
      (name.text === 'proxy_pass' && args[0]?.text === 'http://docker') || passesToDocker(block ?? []),
  );

/** Whether directives are for Docker, where the `location /` of Elastic Beanstalk is in the main file. */
export const isForDocker = (directives: readonly NginxDirective[], language: Language | undefined): boolean =>
  language === 'docker' || (language === undefined && passesToDocker(directives));

/** Whether directives have a `location /` that the server block does not take beside its own, in whatever file it is. */
export const repeatsRootLocation = (
  directives: readonly NginxDirective[],
  language: Language | undefined,
): boolean => hasRootLocation(directives) && isForDocker(directives, language);

/** The name that a file with these directives needs in a folder, where its own would not do. On PHP there is no `location /`. */
export const requiredName = (
  directives: readonly NginxDirective[],
  context: NginxContext,
  language: Language | undefined,
): string | undefined =>
  context === 'server' &&
  language !== 'php' &&
  hasRootLocation(directives) &&
  !isForDocker(directives, language)
    ? APPLICATION
    : undefined;

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
    path: `${folder.name}/${requiredName(directives, folder.context, language) ?? nameOf(path)}`,
    context: folder.context,
    isCertain: text !== undefined && !problem && suitable !== undefined && directives.every(isKnown),
  };
}

/** Files that nginx includes for their folder, which is that of their context. */
const INCLUDED = /^conf\.d\/(?:elasticbeanstalk\/)?[^/]+\.conf$/;

const NOTHING = { directives: [], problem: undefined };

const nameOf = (path: string): string =>
  baseName(path).replace(/(?:\.(?:conf|pre|template|tmpl|txt))?$/, '.conf');
