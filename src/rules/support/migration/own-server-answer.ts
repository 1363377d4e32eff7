import { nginxForms } from '../../../knowledge/nginx/directives.js';
import { isRootLocation } from '../../../model/nginx/locations.js';
import { isForDocker, repeatsRootLocation, requiredName } from '../../../model/nginx/required-name.js';
import {
  HTTP_FOLDER,
  SERVER_FOLDER,
  nameOfConf,
  suitableFolder,
} from '../../../model/nginx/suitable-folder.js';
import { type NginxDirective, parseNginx } from '../../../parse/nginx/nginx.js';
import { APPLICATION_CONF, NGINX_CONF, RETIRED_UPSTREAM } from '../../../knowledge/nginx/default-files.js';
import { defaultFiles } from '../../../model/nginx/nginx.js';
import type { Language } from '../../../knowledge/platform/platforms.js';
import type { ProxyFile } from '../../../model/proxy/proxy-files.js';
import type { Project } from '../../../model/project.js';
import { mayBeInstancePort } from '../../../model/routing/classic-targets.js';
import { mayBeProcessPort } from '../../../model/routing/targets.js';
import type { Choice, Finding } from '../../rule.js';
import { platform } from '../../../model/platform/find-platform.js';
import { list } from '../../../util/text.js';
import { copyOf } from '../in-nginx.js';

/**
 * How a server becomes a part of that of Elastic Beanstalk, as a help begins. A redirect of all requests would answer those
 * that come over HTTPS to the load balancer as well, again and again.
 * @param path of its file below the folder of nginx
 */
export function intoTheirServer({ block = [] }: NginxDirective, path: string, project: Project): string {
  const { language } = platform(project);
  const redirect = block.find(isRedirect);
  if (redirect)
    return `Delete it, and write \`${conditional(redirect)}\` to \`${SERVER_FOLDER}/${nameOf(path)}\``;
  const name = requiredName(block, 'server', language) ?? nameOf(path);
  const without = clashing(block, language);
  const but = without.length > 0 ? `, without ${list(without, 'and')}` : '';
  return `Move what is in the braces of \`server\` to \`${SERVER_FOLDER}/${name}\`${but}`;
}

const nameOf = (path: string): string => (path === NGINX_CONF ? 'server.conf' : nameOfConf(path));

/** What the server of Elastic Beanstalk has itself and takes no second time, as code. */
function clashing(block: readonly NginxDirective[], language: Language | undefined): string[] {
  const theirs = namesOfTheirServer(language);
  const names = new Set(block.map(({ name }) => name.text).filter((name) => theirs.has(name)));
  const locations = repeatsRootLocation(block, language) ? ['location /'] : [];
  return [...names, ...locations].map((name) => `\`${name}\``);
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

/** Whether a directive sends requests to HTTPS. */
const isRedirect = ({ name, args }: NginxDirective): boolean =>
  (name.text === 'return' || name.text === 'rewrite') && args.some(({ text }) => /^https:/i.test(text));

/** A redirect of the requests that came over HTTP to the load balancer only. */
function conditional({ name, args }: NginxDirective): string {
  const target = name.text === 'return' ? args.at(-1)?.text : undefined;
  return `if ($http_x_forwarded_proto = "http") { return 301 ${target ?? 'https://$host$request_uri'}; }`;
}

type Answer = Pick<Finding, 'help' | 'choices'>;

/**
 * What to do with a file that has the main server of nginx, or the whole of its configuration: on supported platforms the
 * server of Elastic Beanstalk gets the requests, so that moving the file is not enough. Undefined for any other file.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
export function ownServerAnswer(file: ProxyFile, project: Project): Answer | undefined {
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text) return undefined;
  const { directives, problem } = parseNginx(text);
  if (problem) return undefined;
  if (file.path === NGINX_CONF && !suitableFolder(directives))
    return hasInclude(directives) ? undefined : wholeFile(directives, project);
  const servers = directives.filter(({ name }) => name.text === 'server');
  const idle = servers.find((server) => isIdle(server, project));
  if (!idle) return undefined;
  const isAlone = directives.length === servers.length;
  return passesToRetired(idle) ? retiredServer(idle, file.path) : mainServer(idle, file, isAlone, project);
}

/** Whether a server is the one of Amazon Linux 1, which is there for the application only. */
const passesToRetired = ({ block = [] }: NginxDirective): boolean =>
  block.filter(isRootLocation).some((location) => passes(location, RETIRED_UPSTREAM));

const passes = ({ block = [] }: NginxDirective, upstream: string): boolean =>
  block.some(({ name, args }) => name.text === 'proxy_pass' && args[0]?.text === `http://${upstream}`);

/** The application has another port there: moved, the file would pass the requests to a port where nothing listens. */
function retiredServer({ block = [] }: NginxDirective, path: string): Answer {
  const file = `\`${SERVER_FOLDER}/${nameOf(path)}\``;
  const redirect = redirectIn(block);
  const others = block.filter(
    (one) => one.name.text === 'location' && !isRootLocation(one) && !passes(one, RETIRED_UPSTREAM),
  );
  const moved = others.map(({ args }) => `\`location ${args.map(({ text }) => text).join(' ')}\``);
  return {
    help: [
      'Delete it: Elastic Beanstalk passes requests to the application by itself.',
      ...(redirect ? [`Write its redirect as \`${conditional(redirect)}\` to ${file}.`] : []),
      ...(moved.length > 0 ? [`Move ${list(moved)} to ${file}.`] : []),
    ].join(' '),
  };
}

function redirectIn(directives: readonly NginxDirective[]): NginxDirective | undefined {
  for (const directive of directives) {
    const found = isRedirect(directive) ? directive : redirectIn(directive.block ?? []);
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

const mainServer = (
  server: NginxDirective,
  { path }: ProxyFile,
  isAlone: boolean,
  project: Project,
): Answer => ({
  help: `${intoTheirServer(server, path, project)}${isAlone ? '' : `, and the rest of the file to \`${HTTP_FOLDER}/${nameOf(path)}\``}: Elastic Beanstalk has a server on port 80.`,
  choices: [
    isForDocker(server.block ?? [], platform(project).language) ? PARTS_ON_DOCKER : PARTS,
    {
      action: 'Delete the file.',
      consequence:
        'The server of Elastic Beanstalk passes requests to the application; what else the file says is lost.',
    },
  ],
});

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
  const mayBeReached = mayBeProcessPort(RETIRED_PORT, project) || mayBeInstancePort(RETIRED_PORT, project);
  return ports.every((port) => port === PROXY_PORT || (port === RETIRED_PORT && !mayBeReached));
}

/** The port on all addresses of the instance. */
function portOf(address: string): number | undefined {
  const port = /^(?:(?:\*|0\.0\.0\.0|\[::\]):)?(\d{1,5})$/.exec(address)?.[1];
  return port === undefined ? undefined : Number(port);
}
