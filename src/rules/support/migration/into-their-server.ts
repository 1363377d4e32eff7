import { NGINX_CONF } from '../../../knowledge/nginx/default-files.js';
import { nginxForms } from '../../../knowledge/nginx/directives.js';
import type { Language } from '../../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import { fact } from '../../../model/fact.js';
import { isRootLocation } from '../../../model/nginx/locations.js';
import { defaultFiles } from '../../../model/nginx/nginx.js';
import { repeatsRootLocation, requiredName } from '../../../model/nginx/required-name.js';
import { nameOfConf, SERVER_FOLDER } from '../../../model/nginx/suitable-folder.js';
import { platform } from '../../../model/platform/find-platform.js';
import type { Project } from '../../../model/project.js';
import { proxyFiles } from '../../../model/proxy/proxy-files.js';
import type { NginxDirective } from '../../../parse/nginx/nginx.js';
import { baseName, folderOf } from '../../../util/paths.js';
import { list } from '../../../util/text.js';
import { conditionalRedirect, redirectsAll } from './https-redirect.js';

/**
 * How a server becomes a part of that of Elastic Beanstalk, as a help begins, where the rest of its file stays.
 * @param path of its file below the folder of nginx
 */
export function intoTheirServer(server: NginxDirective, path: string, project: Project): string {
  const { redirect, write } = partsOf(server, path, project);
  return sentence(redirect ? ['delete the server block', write] : [write, 'delete the block']);
}

/** Steps as one sentence without a full stop. */
export function sentence(steps: readonly string[]): string {
  const text = [...steps.slice(0, -1), steps.length > 1 ? `and ${steps.at(-1)}` : steps.at(-1)].join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What of a server becomes a part of that of Elastic Beanstalk. */
interface Parts {
  /** Only a redirect of all requests is left of it. */
  readonly redirect: boolean;
  /** The step that adds it there, as code and prose: `move …`, `write …`. */
  readonly write: string;
}

/**
 * A redirect of all requests would answer those that come over HTTPS to the load balancer as well, again and again: it needs
 * a condition.
 */
export function partsOf({ block = [] }: NginxDirective, path: string, project: Project): Parts {
  const { language } = platform(project);
  const own = nameOf(path, project);
  const ofServer = block.find(redirectsAll);
  const ofRoot = block.filter(isRootLocation).flatMap((root) => root.block?.find(redirectsAll) ?? [])[0];
  const redirect = ofServer ?? ofRoot;
  const isAlone =
    ofServer !== undefined || block.every((one) => one.name.text !== 'location' || isRootLocation(one));
  if (redirect && isAlone)
    return {
      redirect: true,
      write: `write \`${conditionalRedirect(redirect)}\` to \`${SERVER_FOLDER}/${own}\``,
    };
  const required = redirect ? undefined : requiredName(block, 'server', language);
  const isTaken = required !== undefined && isBundled(`${SERVER_FOLDER}/${required}`, project);
  const without = [...clashing(block, language), ...(isTaken ? [ROOT] : [])].filter(
    (one) => !redirect || one !== ROOT,
  );
  const but = [
    ...(without.length > 0 ? [`without ${list(without, 'and')}`] : []),
    ...(redirect ? [`with \`${conditionalRedirect(redirect)}\` in place of ${ROOT}`] : []),
  ];
  const target = `\`${SERVER_FOLDER}/${isTaken ? own : (required ?? own)}\``;
  return {
    redirect: false,
    write: [`move what is in the braces of \`server\` to ${target}`, ...but].join(', '),
  };
}

const isBundled = (path: string, project: Project): boolean =>
  existingFiles(deployedFiles(project)).has(path) === true;

/** A name for what a file has for the server: no two files have the same one, and none has that of a file of the bundle. */
export const nameOf = (path: string, project: Project): string =>
  serverNames(project).get(path) ?? confName(path);

/** The name, or one like it that no file of a folder of the bundle has. */
export function freeName(folder: string, name: string, project: Project): string {
  let [free, times] = [name, 1];
  while (isBundled(`${folder}/${free}`, project)) free = name.replace('.conf', `-${++times}.conf`);
  return free;
}

const confName = (path: string): string => (path === NGINX_CONF ? 'server.conf' : nameOfConf(path));

const serverNames = fact('serverNames', (project): ReadonlyMap<string, string> => {
  const paths = new Set(
    proxyFiles(project).flatMap(({ program, path }) => (program === 'nginx' ? [path] : [])),
  );
  const taken = new Map<string, number>();
  for (const path of paths) if (folderOf(path) === IN_SERVER) taken.set(baseName(path), 1);
  return new Map(
    [...paths].flatMap((path) => {
      if (folderOf(path) === IN_SERVER) return [];
      const name = confName(path);
      const times = (taken.get(name) ?? 0) + 1;
      taken.set(name, times);
      return [[path, times === 1 ? name : name.replace('.conf', `-${times}.conf`)] as const];
    }),
  );
});

const IN_SERVER = 'conf.d/elasticbeanstalk/';

/** What the server of Elastic Beanstalk has itself and takes no second time, as code. */
function clashing(block: readonly NginxDirective[], language: Language | undefined): string[] {
  const theirs = namesOfTheirServer(language);
  const names = new Set(block.map(({ name }) => name.text).filter((name) => theirs.has(name)));
  const locations = repeatsRootLocation(block, language) ? [ROOT] : [];
  return [...[...names].map((name) => `\`${name}\``), ...locations];
}

function namesOfTheirServer(language: Language | undefined): ReadonlySet<string> {
  const main = defaultFiles(language).find(({ path }) => path === NGINX_CONF)?.content.directives ?? [];
  const http = main.find(({ name }) => name.text === 'http')?.block ?? [];
  const server = http.find(({ name }) => name.text === 'server')?.block ?? [];
  const single = server.filter(({ name }) =>
    nginxForms(name.text).some(({ isSingle, contexts }) => isSingle && contexts.includes('server')),
  );
  return new Set(['listen', ...single.map(({ name }) => name.text)]);
}

const ROOT = '`location /`';
