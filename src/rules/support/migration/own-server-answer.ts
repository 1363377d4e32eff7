import { APPLICATION_CONF, NGINX_CONF, RETIRED_UPSTREAM } from '../../../knowledge/nginx/default-files.js';
import { isRootLocation } from '../../../model/nginx/locations.js';
import { isForDocker, requiredName } from '../../../model/nginx/required-name.js';
import { HTTP_FOLDER, SERVER_FOLDER, suitableFolder } from '../../../model/nginx/suitable-folder.js';
import { platform } from '../../../model/platform/find-platform.js';
import type { Project } from '../../../model/project.js';
import type { ProxyFile } from '../../../model/proxy/proxy-file.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { type NginxDirective, parseNginx } from '../../../parse/nginx/nginx.js';
import { baseName } from '../../../util/paths.js';
import { list } from '../../../util/text.js';
import type { Choice, Finding } from '../../rule.js';
import { copyOf } from '../in-nginx.js';
import { conditionalRedirect, redirectIn } from './https-redirect.js';
import { isIdle, isRetired, passes, passesToRetired } from './idle-server.js';
import { freeName, nameOf, partsOf, sentence } from './into-their-server.js';
import { writtenFile } from './written-file.js';

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
      ...(redirect ? [`Write its redirect as \`${conditionalRedirect(redirect)}\` to ${file}.`] : []),
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
