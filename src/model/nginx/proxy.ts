import { APPLICATION_CONF, PLATFORM_UPSTREAMS } from '../../knowledge/nginx/default-files.js';
import type { NginxContext } from '../../knowledge/nginx/directives.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { type ResourceEntry, scalarOf, scalarsOf, textOf } from '../../parse/config-file/sections.js';
import { textAt } from '../../source/index.js';
import { lazily } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import { numbersIn } from '../../util/text.js';
import { WordIndex } from '../../util/word-index.js';
import { commandEntries, configFiles, fileEntries, resourceEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { isRetiredHook } from '../paths/retired-hooks.js';
import type { ProjectFile } from '../project.js';
import { isStarted } from '../scripts/started-files.js';
import type { PlacedDirective } from './configuration.js';
import { type Nginx, nginx } from './nginx.js';

/** A directive of nginx or Apache that may redirect, and what makes it one to HTTPS. */
const REDIRECT = /\b(?:return[ \t]+30[1278]|rewrite|RewriteRule|Redirect(?:Match|Permanent)?)[ \t]/i;
const TO_HTTPS = /\bhttps:\/\//i;

/**
 * Whether a proxy's configuration, or a script that writes one, has a redirect to HTTPS. Its lines are read, not its directives:
 * it may be of Apache, or in quotes of a shell.
 */
const hasHttpsRedirect = (text: string): boolean =>
  text.split('\n').some((line) => REDIRECT.test(line) && TO_HTTPS.test(line));

/** What the project's own files say to the proxy on the instances, and which ports its scripts mention. */
export interface Proxy {
  /**
   * The project brings an `nginx.conf` of its own, or may pass requests elsewhere in another way than with locations for a part
   * of the paths: where the proxy looks is its choice.
   */
  readonly isCustomized: boolean;
  /** Whether a proxy configuration of the project names a port, or may do so in a file that is not to be seen. */
  readonly namesPort: (port: number) => boolean;
  /**
   * Whether any configuration, hook, command, written file or resource of the project names a port, or may do so in a
   * file that is not to be seen; the Procfile and option settings apart.
   */
  readonly isPortMentioned: (port: number) => boolean;
  /** Whether a configuration or script of the project redirects to HTTPS, or may do so in a file that is not to be seen. */
  readonly mayRedirectToHttps: () => boolean;
  /** Whether a configuration, script or written file of the project may name a file. */
  readonly mayName: (name: string) => boolean;
  /** Whether one of these may name a folder of the bundle, or of nginx as `nginx/FOLDER`, or what is in it. */
  readonly mayNameFolder: (path: string) => boolean;
  /** Whether one of these loads a module of nginx. */
  readonly loadsModules: () => boolean;
  /** Whether a configuration or script of the project mentions TLS, or may do so in a file that is not to be seen. */
  readonly mayEncrypt: () => boolean;
}

/** What is read as a whole, see `mayPassElsewhere`. */
const NGINX_FOLDER = /^\.platform\/nginx\//;

/** Other proxy files of the bundle: of Apache, and of Amazon Linux 1. */
const OTHER_PROXY_FOLDERS = /^\.(?:platform\/httpd|ebextensions\/(?:nginx|httpd))\//;

/** The file that takes the place of Elastic Beanstalk's own. */
const WHOLE_CONFIGURATION = /^\.(?:platform|ebextensions)\/(?:nginx\/nginx|httpd\/conf\/httpd)\.conf$/;

/** What nothing runs. */
const PROSE = /(?:^|\/)readme[^/]*$|\.(?:md|markdown|rst|adoc)$/i;

/** Where else a project keeps what it says about its instances. */
const OTHER_FILES = /^(?:\.platform\/|\.ebextensions\/|env\.yaml$)/;

/** Where `files:`, commands and hooks find proxy files; `#etc#nginx` is Amazon Linux 1's staging of them. */
const PROXY_PATH = /(?:[/#]etc|\/proxy\/staging|\.platform|\.ebextensions)[/#](?:nginx|httpd|apache2?)\b/;

/** Programs that put another file, or one from elsewhere, in a place. */
const COPIES = /\b(?:cp|mv|ln|rsync|install|curl|wget|aws|envsubst)\b/;

const FORWARDS = /\b(?:upstream|(?:proxy|fastcgi|uwsgi|grpc)_pass|ProxyPass(?:Match)?|BalancerMember)\b/;

const TLS = /\b443\b|ssl|tls|cert/i;

const COMMENT_LINE = /^[ \t]*#.*$/gm;

export const proxy = fact('proxy', (project): Proxy => {
  const { files } = deployedFiles(project);
  const configs = configFiles(project);
  const written = fileEntries(project).filter(({ name }) => !isRetiredHook(name.text));
  const live = files.filter(({ name }) => !PROSE.test(name));
  const nginxTexts = textsOf(live, NGINX_FOLDER, []).map(withoutComments);
  const others = live.filter(({ name }) => !NGINX_FOLDER.test(name));
  const entryTexts = [
    ...written.map(({ content }) => textOf(content) ?? ''),
    ...commandEntries(project).flatMap(({ command }) => scalarsOf(command).map(({ text }) => text)),
  ];
  const otherScripts = [...textsOf(others, OTHER_FILES, configs), ...entryTexts].map(withoutComments);
  const scripts = [...nginxTexts, ...otherScripts];
  const otherConfigurations = [
    ...[
      ...textsOf(files, OTHER_PROXY_FOLDERS, []),
      ...written.filter(({ name }) => PROXY_PATH.test(name.text)).map(({ content }) => textOf(content) ?? ''),
    ].map(withoutComments),
    ...otherScripts.filter((text) => PROXY_PATH.test(text)),
  ];
  const configurations = [...nginxTexts, ...otherConfigurations];
  const namedPorts = lazily(() => numbersOf(configurations));
  const mentionedPorts = lazily(() =>
    numbersOf([
      ...nginxTexts,
      ...textsOf(
        others.filter((file) => 'source' in file && isStarted(file.source, project)),
        OTHER_FILES,
        configs,
      ).map((text) => withoutRequests(withoutComments(text))),
      ...entryTexts.map((text) => withoutRequests(withoutComments(text))),
      ...resourceEntries(project).flatMap(resourceTexts),
    ]),
  );
  const names = new WordIndex(scripts, (script) => script);
  const folders = new WordIndex(scripts, (script) => script, foldersIn);
  const isHidden =
    files.some((file) => !('source' in file) && OTHER_FILES.test(file.name)) ||
    scripts.some(copiesProxyFile) ||
    written.some(({ name, content }) => !scalarOf(content) && PROXY_PATH.test(name.text));
  const isCustomized = lazily(
    () =>
      isHidden ||
      files.some(({ name }) => WHOLE_CONFIGURATION.test(name)) ||
      otherConfigurations.some((text) => FORWARDS.test(text)) ||
      (nginxTexts.some((text) => FORWARDS.test(text)) && mayPassElsewhere(nginx(project))),
  );
  return {
    get isCustomized() {
      return isCustomized();
    },
    namesPort: (port) => isHidden || namedPorts().has(String(port)),
    isPortMentioned: (port) => isHidden || mentionedPorts().has(String(port)),
    mayRedirectToHttps: () => isHidden || scripts.some(hasHttpsRedirect),
    mayName: (name) => names.mayName(name),
    mayNameFolder: (path) => folders.mayName(path),
    loadsModules: lazily(() => scripts.some((script) => script.includes('load_module'))),
    mayEncrypt: () => isHidden || scripts.some((text) => TLS.test(text)),
  };
});

/** The texts of files by name, those that are read as configuration files left out. */
function textsOf(files: readonly ProjectFile[], names: RegExp, except: readonly ConfigFile[]): string[] {
  const left = new Set(except.map(({ file }) => file.name));
  return files.flatMap((file) =>
    'source' in file && names.test(file.name) && !left.has(file.name) ? [file.source.text] : [],
  );
}

/** Whether a script of the project names a file of the bundle, or the folder that it is in. */
export const mayUseFile = ({ mayName, mayNameFolder }: Proxy, name: string): boolean =>
  mayName(name) || mayNameFolder(folderOf(name).replace(/\/$/, ''));

const numbersOf = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...numbersIn(text)]));

/** Without the commands that only ask at a port. */
export const withoutRequests = (text: string): string => text.replace(/\b(?:curl|wget)\b[^\n;&|]*/g, '');

const withoutComments = (text: string): string => text.replace(COMMENT_LINE, '');

/** As deep as folders are nested in practice. */
const FOLDERS = /(?:nginx|\.platform|\.ebextensions)(?:\/[\w.-]{1,255}){0,10}/g;

/** The folders of a text: of `.platform/nginx/a`, each above `a` with and without `.platform`, and `a` itself. */
function* foldersIn(text: string): Generator<string> {
  for (const [path] of text.matchAll(FOLDERS))
    for (const { index } of `${path}/`.matchAll(/\//g)) {
      const folder = path.slice(0, index);
      if (folder.startsWith('.platform/')) yield folder.slice('.platform/'.length);
      yield folder;
    }
}

const copiesProxyFile = (script: string): boolean =>
  script.split('\n').some((line) => COPIES.test(line) && PROXY_PATH.test(line));

const resourceTexts = ({ Properties }: ResourceEntry): string[] =>
  Properties ? [textAt(Properties.value.place)] : [];

/**
 * Whether the project's files may decide where nginx passes requests in general: elsewhere Elastic Beanstalk passes to the
 * application what no location for a part of the paths takes.
 * https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
const mayPassElsewhere = ({ installed, isComplete }: Nginx): boolean =>
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
