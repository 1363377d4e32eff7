import { APPLICATION_CONF, NGINX_CONF, RETIRED_UPSTREAM } from '../../../knowledge/nginx/default-files.js';
import { nginxForms } from '../../../knowledge/nginx/directives.js';
import type { Language } from '../../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import { fact } from '../../../model/fact.js';
import { isRedirect, isRootLocation, redirectTarget } from '../../../model/nginx/locations.js';
import { defaultFiles } from '../../../model/nginx/nginx.js';
import { isForDocker, repeatsRootLocation, requiredName } from '../../../model/nginx/required-name.js';
import {
  HTTP_FOLDER,
  nameOfConf,
  SERVER_FOLDER,
  suitableFolder,
} from '../../../model/nginx/suitable-folder.js';
import { platform } from '../../../model/platform/find-platform.js';
import type { Project } from '../../../model/project.js';
import { type ProxyFile, proxyFiles } from '../../../model/proxy/proxy-files.js';
import { mayBeInstancePort } from '../../../model/routing/classic-targets.js';
import { mayBeProcessPort } from '../../../model/routing/targets.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { type NginxDirective, parseNginx } from '../../../parse/nginx/nginx.js';
import { baseName, folderOf } from '../../../util/paths.js';
import { list } from '../../../util/text.js';
import type { Choice, Finding } from '../../rule.js';
import { copyOf } from '../in-nginx.js';
import { writtenFile } from './written-file.js';

/**
 * How a server becomes a part of that of Elastic Beanstalk, as a help begins, where the rest of its file stays.
 * @param path of its file below the folder of nginx
 */
export function intoTheirServer(server: NginxDirective, path: string, project: Project): string {
  const { redirect, write } = partsOf(server, path, project);
  return sentence(redirect ? ['delete the server block', write] : [write, 'delete the block']);
}

function sentence(steps: readonly string[]): string {
  const text = `${steps.slice(0, -1).join(', ')}, and ${steps.at(-1)}`;
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
function partsOf({ block = [] }: NginxDirective, path: string, project: Project): Parts {
  const { language } = platform(project);
  const own = nameOf(path, project);
  const ofServer = block.find(redirectsAll);
  const ofRoot = block.filter(isRootLocation).flatMap((root) => root.block?.find(redirectsAll) ?? [])[0];
  const redirect = ofServer ?? ofRoot;
  const isAlone =
    ofServer !== undefined || block.every((one) => one.name.text !== 'location' || isRootLocation(one));
  if (redirect && isAlone)
    return { redirect: true, write: `write \`${conditional(redirect)}\` to \`${SERVER_FOLDER}/${own}\`` };
  const required = redirect ? undefined : requiredName(block, 'server', language);
  const isTaken = required !== undefined && isBundled(`${SERVER_FOLDER}/${required}`, project);
  const without = [...clashing(block, language), ...(isTaken ? [ROOT] : [])].filter(
    (one) => !redirect || one !== ROOT,
  );
  const but = [
    ...(without.length > 0 ? [`without ${list(without, 'and')}`] : []),
    ...(redirect ? [`with \`${conditional(redirect)}\` in place of ${ROOT}`] : []),
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
const nameOf = (path: string, project: Project): string => serverNames(project).get(path) ?? confName(path);

/** The name, or one like it that no file of a folder of the bundle has. */
function freeName(folder: string, name: string, project: Project): string {
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

/** Whether a directive sends all requests to HTTPS: between the load balancer and nginx, all of them come over HTTP. */
const redirectsAll = (directive: NginxDirective): boolean =>
  redirectsToHttps(directive) ||
  (directive.name.text === 'if' &&
    /^\(?\$(?:scheme|https|server_port)$/.test(directive.args[0]?.text ?? '') &&
    directive.block?.some(redirectsToHttps) === true);

const redirectsToHttps = (directive: NginxDirective): boolean =>
  isRedirect(directive) && /^https:/i.test(redirectTarget(directive));

/** A redirect of the requests that came over HTTP to the load balancer only. */
function conditional(directive: NginxDirective): string {
  const redirect = directive.block?.find(redirectsToHttps) ?? directive;
  // The server of Elastic Beanstalk has no name.
  const target = redirectTarget(redirect)
    .replace(/\/?\$1/, () => '$request_uri')
    .replace('$server_name', () => '$host')
    .replace(/\?$/, '');
  return `if ($http_x_forwarded_proto = "http") { return 301 ${target}; }`;
}

type Answer = Pick<Finding, 'help' | 'choices'>;

/**
 * What to do with a file that has the main server of nginx, or the whole of its configuration: on supported platforms the
 * server of Elastic Beanstalk gets the requests, so that moving the file is not enough. Undefined for any other file.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
export function ownServerAnswer(file: ProxyFile, project: Project): Answer | undefined {
  const needless = file.program === 'nginx' ? needlessAnswer(file, project) : undefined;
  if (needless) return needless;
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text) return undefined;
  const { directives, problem } = parseNginx(text);
  if (problem) return undefined;
  if (file.path === NGINX_CONF && !suitableFolder(directives))
    return hasInclude(directives) ? undefined : wholeFile(directives, project);
  const servers = directives.filter(({ name }) => name.text === 'server');
  const idle =
    servers.find((server) => isIdle(server, project)) ??
    servers.find((server) => passesToRetired(server) && isRetired(server));
  if (!idle) return undefined;
  return passesToRetired(idle)
    ? retiredServer(idle, directives, file.path, project)
    : mainServer(idle, file, directives.length === 1, project);
}

/** What to do with a file that the platform brings itself, or that would have to be filled in first. */
function needlessAnswer({ path, origin, place }: ProxyFile, project: Project): Answer | undefined {
  if (baseName(path) === 'healthd.conf')
    return { help: 'Delete it: Elastic Beanstalk writes the log for its health agent by itself.' };
  const text = origin === 'files' ? writtenFile(place, project)?.text : place.file.text;
  const [variable] = (origin === 'script' ? null : OF_TEMPLATE.exec(text ?? '')) ?? [];
  if (variable === undefined || scripts(project).some((script) => FILLS_IN.test(script.text)))
    return undefined;
  return {
    help: `Delete it: nothing fills in \`${variable}\`, and nginx would look for a variable of its own.`,
  };
}

/** What `envsubst` and the like fill in, in the style of environment variables: those of nginx are in lower case. */
const OF_TEMPLATE = /\$\{[A-Z][A-Z0-9_]{2,60}\}/;
const FILLS_IN = /\b(?:envsubst|sed|perl|awk|confd|gomplate)\b/;

/** Whether a server is that of Amazon Linux 1 under a name that no request has. */
const isRetired = ({ block = [] }: NginxDirective): boolean =>
  block.some(
    ({ name, args }) => name.text === 'server_name' && args.every(({ text }) => text === 'localhost'),
  ) && block.some(({ name, args }) => name.text === 'listen' && portOf(args[0]?.text ?? '') === RETIRED_PORT);

/** Whether a server is the one of Amazon Linux 1, which is there for the application only. */
const passesToRetired = ({ block = [] }: NginxDirective): boolean =>
  block.filter(isRootLocation).some((location) => passes(location, RETIRED_UPSTREAM));

const passes = ({ block = [] }: NginxDirective, upstream: string): boolean =>
  block.some(({ name, args }) => name.text === 'proxy_pass' && args[0]?.text === `http://${upstream}`);

/** The application has another port there: moved, the file would pass the requests to a port where nothing listens. */
function retiredServer(
  { block = [] }: NginxDirective,
  directives: readonly NginxDirective[],
  path: string,
  project: Project,
): Answer {
  const file = `\`${SERVER_FOLDER}/${nameOf(path, project)}\``;
  const redirect = redirectIn(block);
  const moved = [...directives.filter(({ name }) => name.text === BODY_SIZE), ...block]
    .filter((one) => isOwnPart(one) && one !== redirect)
    .map(({ name, args }) => `\`${[name, ...args].map(({ text }) => text).join(' ')}\``);
  return {
    help: [
      'Delete it: Elastic Beanstalk passes requests to the application by itself.',
      ...(redirect ? [`Write its redirect as \`${conditional(redirect)}\` to ${file}.`] : []),
      ...(moved.length > 0 ? [`Move ${list(moved)} to ${file}.`] : []),
    ].join(' '),
  };
}

/** Whether a part of that server is not what Amazon Linux 1 had there itself. */
const isOwnPart = (one: NginxDirective): boolean =>
  one.name.text === 'location'
    ? !isRootLocation(one) && !passes(one, RETIRED_UPSTREAM)
    : one.name.text === 'rewrite' || one.name.text === BODY_SIZE;

/** Without it, nginx refuses requests over 1 MB. */
const BODY_SIZE = 'client_max_body_size';

/** The redirect of a server or of its `location /`, with or without a condition. */
function redirectIn(directives: readonly NginxDirective[]): NginxDirective | undefined {
  for (const directive of directives) {
    const isAround = directive.name.text === 'if' || isRootLocation(directive);
    const found = redirectsToHttps(directive)
      ? directive
      : isAround
        ? redirectIn(directive.block ?? [])
        : undefined;
    if (found) return found;
  }
  return undefined;
}

const APPLICATION_FILE = `.platform/nginx/${APPLICATION_CONF}`;
const INCLUDE = 'conf.d/elasticbeanstalk/*.conf';

const PARTS: Choice = {
  action: `Move the directives of the server to \`${APPLICATION_FILE}\`, and the rest of the file to \`.platform/nginx/conf.d\`.`,
  consequence:
    'They become a part of the server of Elastic Beanstalk, and `location /` takes the place of its own.',
};

/** There the main file has the `location /` of Elastic Beanstalk, which no other file replaces. */
const PARTS_ON_DOCKER: Choice = {
  action: `Move the directives of the server, without \`location /\`, to a file in \`${SERVER_FOLDER}\`, and the rest of the file to \`.platform/nginx/conf.d\`.`,
  consequence: 'They become a part of the server of Elastic Beanstalk, which has a `location /`.',
};

/** @param isAlone there is nothing else in the file, which is then not needed any more */
function mainServer(server: NginxDirective, { path }: ProxyFile, isAlone: boolean, project: Project): Answer {
  const { redirect, write } = partsOf(server, path, project);
  const rest = `the rest of the file, without the server block, to \`${HTTP_FOLDER}/${freeName(HTTP_FOLDER, nameOf(path, project), project)}\``;
  const steps = redirect
    ? isAlone
      ? ['delete it', write]
      : [write, `move ${rest}`]
    : [write, isAlone ? 'delete the rest' : rest];
  return {
    help: `${sentence(steps)}: Elastic Beanstalk has a server on port 80.`,
    choices: [
      isForDocker(server.block ?? [], platform(project).language) ? PARTS_ON_DOCKER : PARTS,
      {
        action: 'Delete the file.',
        consequence:
          'The server of Elastic Beanstalk passes requests to the application; what else the file says is lost.',
      },
    ],
  };
}

const OWN_FILE: Choice = {
  action: `Move it to \`.platform/nginx/${NGINX_CONF}\`, and add \`include ${INCLUDE};\` to its server block.`,
  consequence: `It replaces the whole file of Elastic Beanstalk; \`location /\` has to be in \`${APPLICATION_FILE}\`, because the include brings one.`,
};

const WHOLE_FILE: readonly Choice[] = [
  {
    action: `Move what differs: directives of http to a file in \`.platform/nginx/conf.d\`, those of the server to one in \`${SERVER_FOLDER}\`.`,
    consequence: 'Elastic Beanstalk keeps its own file, with the health log and the static files.',
  },
  OWN_FILE,
];

/** On Amazon Linux 1 the server was in a file of its own: a main file of that time has none. */
function wholeFile(directives: readonly NginxDirective[], project: Project): Answer {
  const http = directives.find(({ name }) => name.text === 'http');
  if (!http) return { help: `Delete it, or ${copyOf(NGINX_CONF)}.` };
  const server = http.block?.find(({ name }) => name.text === 'server');
  if (!server)
    return {
      help: `Move what you changed in its http block to a file in \`${HTTP_FOLDER}\`, and delete the rest.`,
    };
  const { language } = platform(project);
  const moves = requiredName(server.block ?? [], 'server', language) !== undefined;
  const rest = moves ? ` and its \`location /\` to \`${APPLICATION_FILE}\`` : '';
  return {
    help: `Move it to \`.platform/nginx/${NGINX_CONF}\`${rest}, and write \`include ${INCLUDE};\` in its server block.`,
    choices: WHOLE_FILE,
  };
}

const hasInclude = (directives: readonly NginxDirective[]): boolean =>
  directives.some(
    ({ name, args, block }) =>
      (name.text === 'include' && args.some(({ text }) => text.includes('conf.d/elasticbeanstalk/'))) ||
      hasInclude(block ?? []),
  );

/** The port of nginx in AWS's samples for Node.js on Amazon Linux 1. */
const RETIRED_PORT = 8080;

const PROXY_PORT = 80;

/**
 * Whether a server gets no requests: it has no name and shares port 80, or nothing sends any to the port of old. One that
 * would be the default of port 80 is refused beside that of Elastic Beanstalk, whatever its name.
 */
function isIdle({ block = [] }: NginxDirective, project: Project): boolean {
  const argsOf = (name: string): string[][] =>
    block.filter((directive) => directive.name.text === name).map(({ args }) => args.map(({ text }) => text));
  const listens = argsOf('listen');
  const ports = listens.length === 0 ? [PROXY_PORT] : listens.map(([address = '']) => portOf(address));
  if (listens.some((args) => args.includes('default_server')))
    return ports.every((port) => port === PROXY_PORT);
  if (argsOf('server_name').some((names) => names.some((name) => name !== '' && name !== '_'))) return false;
  const isReached = mayBeProcessPort(RETIRED_PORT, project) || mayBeInstancePort(RETIRED_PORT, project);
  return ports.every((port) => port === PROXY_PORT || (port === RETIRED_PORT && !isReached));
}

/** The port on all addresses of the instance. */
function portOf(address: string): number | undefined {
  const port = /^(?:(?:\*|0\.0\.0\.0|\[::\]):)?(\d{1,5})$/.exec(address)?.[1];
  return port === undefined ? undefined : Number(port);
}

/**
 * What to do with a file that would repeat, in its new place, what another file of the bundle has for the same block: nginx
 * refuses a second `location /` and a second value. Undefined where nothing would be there twice.
 * @param path of its new place in the bundle
 */
export function repeatedAnswer(file: ProxyFile, path: string, project: Project): Answer | undefined {
  const folder = folderOf(path.replace(/^\.platform\/nginx\//, ''));
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text) return undefined;
  const { directives, problem } = parseNginx(text);
  const theirs = problem ? undefined : valuesIn(project).get(folder);
  if (!theirs) return undefined;
  const repeated = directives.flatMap((one) => {
    const other = theirs.get(valueName(one) ?? '');
    return other === undefined || other === file ? [] : [{ one, other }];
  });
  const [first] = repeated;
  if (!first) return undefined;
  const own = repeated.filter(({ other }) => other === first.other);
  const names = list(new Set(own.map(({ one }) => `\`${valueName(one)}\``)));
  const other = `\`.platform/nginx/${first.other.path}\``;
  return {
    help:
      own.length === directives.length
        ? `Delete it: ${other} has ${names} already.`
        : `Move it to \`${path}\`, without ${names}, which ${other} has already.`,
  };
}

/** What the files of the bundle set only once, by the folder that holds them. */
const valuesIn = fact('valuesIn', (project): ReadonlyMap<string, ReadonlyMap<string, ProxyFile>> => {
  const folders = new Map<string, Map<string, ProxyFile>>();
  for (const file of proxyFiles(project)) {
    const text = file.program === 'nginx' && file.origin === 'platform' ? file.content() : undefined;
    if (!text) continue;
    const folder = folderOf(file.path);
    const values = folders.get(folder) ?? new Map<string, ProxyFile>();
    folders.set(folder, values);
    for (const directive of parseNginx(text).directives) {
      const name = valueName(directive);
      if (name !== undefined && !values.has(name)) values.set(name, file);
    }
  }
  return folders;
});

/** How one block may have a directive only once: a location with its pattern, or a name that takes one value. */
function valueName({ name, args }: NginxDirective): string | undefined {
  if (name.text === 'location') return ['location', ...args.map(({ text }) => text)].join(' ');
  return nginxForms(name.text).some(({ isSingle }) => isSingle) ? name.text : undefined;
}
