import { repeatsRootLocation, requiredName, isForDocker } from '../../../model/nginx/required-name.js';
import { SERVER_FOLDER, suitableFolder } from '../../../model/nginx/suitable-folder.js';
import type { Platform } from '../../../model/platform/platform.js';
import { type NginxDirective, parseNginx } from '../../../parse/nginx/nginx.js';
import { APPLICATION_CONF, NGINX_CONF } from '../../../knowledge/nginx/default-files.js';
import type { ProxyFile } from '../../../model/proxy/proxy-files.js';
import type { Project } from '../../../model/project.js';
import { mayBeInstancePort } from '../../../model/routing/classic-targets.js';
import { mayBeProcessPort } from '../../../model/routing/targets.js';
import type { Choice, Finding } from '../../rule.js';
import { platform } from '../../../model/platform/find-platform.js';

/** Where directives become a part of Elastic Beanstalk's server, as a help text names it. */
export function fileForServer(directives: readonly NginxDirective[], { language }: Platform): string {
  const name = requiredName(directives, 'server', language);
  if (name !== undefined) return `\`${SERVER_FOLDER}/${name}\``;
  const rest = repeatsRootLocation(directives, language) ? ', without its `location /`' : '';
  return `a file in \`${SERVER_FOLDER}\`${rest}`;
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
    return hasInclude(directives) ? undefined : WHOLE_FILE;
  const servers = directives.filter(({ name }) => name.text === 'server');
  const idle = servers.find((server) => isIdle(server, project));
  return idle && mainServer(idle, project);
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

const mainServer = ({ block = [] }: NginxDirective, project: Project): Answer => ({
  help: `Move what its server says to ${fileForServer(block, platform(project))}: Elastic Beanstalk has a server on port 80.`,
  choices: [
    isForDocker(block, platform(project).language) ? PARTS_ON_DOCKER : PARTS,
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

const WHOLE_FILE: Answer = {
  help: `Move only what differs to \`.platform/nginx/conf.d\` and \`${SERVER_FOLDER}\`, or include \`${INCLUDE}\` in it.`,
  choices: [
    {
      action: `Move what differs: directives of http to a file in \`.platform/nginx/conf.d\`, those of the server to one in \`${SERVER_FOLDER}\`.`,
      consequence: 'Elastic Beanstalk keeps its own file, with the health log and the static files.',
    },
    OWN_FILE,
  ],
};

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
