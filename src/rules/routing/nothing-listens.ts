import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { dockerCompose, publishedPorts } from '../../model/docker/compose.js';
import { dockerrunFile } from '../../model/docker/dockerrun.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import type { Doubt } from '../../model/doubt.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { tierOf } from '../../model/platform/tier.js';
import { listenerOn } from '../../model/presence/port.js';
import { doubtOf } from '../../model/presence/presence.js';
import type { Project } from '../../model/project.js';
import { unservedClassicTargets } from '../../model/routing/classic-targets.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import { DEFAULT_PROCESS } from '../../model/routing/routing.js';
import { type Target } from '../../model/routing/targets.js';
import type { Server } from '../../model/servers/server.js';
import { describePort, serverNote } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import type { Related } from '../../source/index.js';
import { literalText } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { HTTP, unservedForwards, unservedProcesses, unservedSockets } from './nothing-listens/unserved.js';

export const nothingListens: Rule = {
  meta: {
    summary: 'Requests are sent to a port where nothing listens',
    why: 'The load balancer connects directly to the port of the process, or to the InstancePort of a classic listener, and nginx to the port or the socket of a proxy_pass. Besides the proxy, which listens on port 80, an instance runs only what the Procfile starts, or the server of the platform, and on the Docker platform the containers with the ports that they publish. With docker-compose.yml, AWS says, there is no proxy, and the ECS platform has none: a container has to publish port 80. Without one on that port, no request that is routed there is answered: an Application Load Balancer answers with 502, 503 or 504, nginx with 502, and a TCP listener of a Classic Load Balancer closes the connection. A server that the application itself starts is not seen.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'guide:environments-cfg-clb',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
      'guide:platforms-linux-extend.build-proc',
      'guide:platforms-linux-extend.proxy',
      'guide:single-container-docker-configuration',
      'guide:platforms-linux-extend.workflow.ecs-al2',
    ],
    claimsAbsence: true,
    needsPlatform: true,
    yieldsTo: ['https/process-without-tls', 'platform/retired-hook'],
  },
  *check(project) {
    const reason = isStartShown(project) ? {} : { warnsBecause: 'elsewhere' as const };
    for (const { process, port, portSetting, senders, doubt } of unservedProcesses(project)) {
      yield {
        doubt,
        at: portSetting.value.place,
        message: `Nothing listens on port ${port}, the port of process "${process.name}"`,
        help:
          (senders.every(({ rule }) => rule) && helpForRules(process.name, port, project)) ||
          helpFor(port, project),
        related: [...senders.flatMap(senderNote), ...serverNotes(project), ...publishedNotes(project)],
        ...reason,
      };
    }
    for (const { listener, port, portSetting, doubt } of unservedClassicTargets(project)) {
      yield {
        doubt,
        at: portSetting.value.place,
        message: `Nothing listens on port ${port}, the instance port of listener ${listener.port}`,
        help: helpFor(port, project),
        related: [...serverNotes(project), ...publishedNotes(project)],
        ...reason,
      };
    }
    yield* unpublishedHttp(project);
    yield* unmappedHttp(project);
    for (const { port, place, server, doubt } of unservedForwards(project)) {
      yield {
        doubt,
        at: place,
        message: `Nothing listens on port ${port}, to which nginx passes requests`,
        ...((server ? towards(server) : undefined) ?? {
          help: `Start a server on port ${port} in the Procfile, or use the port of one that is there.`,
          related: serverNotes(project),
        }),
      };
    }
    for (const { path, place, server, address } of unservedSockets(project)) {
      yield {
        at: place,
        message: `Nothing listens on the socket ${shorten(path)}, to which nginx passes requests`,
        help: `Use \`${address}\`, where ${server.program.name} listens.`,
        related: [{ at: server.programWord.place, note: `${server.program.name} is started here` }],
      };
    }
  },
};

/** Whether files say what is started on an instance. */
const isStartShown = (project: Project): boolean => procfile(project) !== undefined || usesCompose(project);

/**
 * With docker-compose.yml, Elastic Beanstalk starts no proxy. Only where a file names the platform: Docker Compose is also for
 * the computers of developers.
 */
function* unpublishedHttp(project: Project): Generator<Finding> {
  if (!usesCompose(project) || platform(project).name === undefined) return;
  const compose = dockerCompose(project);
  const published = compose && publishedPorts(compose);
  const [first, ...others] = published ?? [];
  if (!compose || !published) return;
  const presence = listenerOn(HTTP, project);
  if (presence.kind === 'there') return;
  if (tierOf(project) !== 'web') return;
  yield {
    doubt: otherPortDoubt(project) ?? doubtOf(presence),
    at: first?.place ?? compose.place,
    message: `No container of docker-compose.yml publishes port ${HTTP}, where requests arrive`,
    help:
      first && others.length === 0
        ? `Write \`"${HTTP}:${first.containerPort}"\`.`
        : `Publish the container that answers requests there: \`"${HTTP}:PORT"\`, with the port on which it listens.`,
  };
}

/** The same of the tasks of Amazon ECS, beside which no proxy runs either. */
function* unmappedHttp(project: Project): Generator<Finding> {
  const { language, name } = platform(project);
  const task = language === 'ecs' && name !== undefined ? dockerrunFile(project) : undefined;
  const presence = task?.version === '2' ? listenerOn(HTTP, project) : undefined;
  const [first, ...others] = task?.containers.flatMap(({ ports }) => ports) ?? [];
  const at = first?.place ?? task?.containers[0]?.name?.place;
  if (!presence || !at || presence.kind === 'there' || tierOf(project) !== 'web') return;
  yield {
    doubt: otherPortDoubt(project) ?? doubtOf(presence),
    at,
    message: `No container of Dockerrun.aws.json has host port ${HTTP}, where requests arrive`,
    help:
      first && others.length === 0
        ? `Write \`"hostPort": ${HTTP}\`.`
        : `Add \`{"hostPort": ${HTTP}, "containerPort": PORT}\` to \`portMappings\` of the container that answers requests, with the port on which it listens.`,
  };
}

/** Why requests may go to a port of their own, which is checked where it is set. */
function otherPortDoubt(project: Project): Doubt | undefined {
  const port = settings(project).all.find(
    ({ namespace, option }) =>
      namespace.value !== ENVIRONMENT_PROPERTIES && /^(?:Instance)?Port$/.test(option.value),
  );
  return port && { reason: 'this sends requests to a port of its own', at: port.option.place };
}

function helpFor(port: number, project: Project): string {
  if (usesCompose(project))
    return `Publish port ${port} in docker-compose.yml, such as \`${port}:${port}\`, or use a port that is published there.`;
  if (platform(project).language === 'docker') return 'Use port 80, where the proxy listens.';
  return procfile(project)
    ? `Start a server on port ${port} in the Procfile, or use port 80, where the proxy listens.`
    : 'Use port 80, where the proxy listens.';
}

/**
 * How to get a server for what rules send to a process of its own: on port 80, the application of the process "default" would
 * answer it. Undefined where an instance runs only one application.
 */
function helpForRules(process: string, port: number, project: Project): string | undefined {
  const { language } = platform(project);
  if (process === DEFAULT_PROCESS || language === 'docker' || usesCompose(project)) return undefined;
  const module = language === 'python' || language === undefined ? moduleOfApplication(project) : undefined;
  const line = `\`${/^[\w-]+$/.test(process) ? process : 'server'}: daphne -b 0.0.0.0 -p ${port} ${module}.asgi:application\``;
  const start = `starts a server on 0.0.0.0:${port}${module === undefined ? '' : `, such as ${line}`}`;
  if (procfile(project)) return `Add a line to the Procfile that ${start}.`;
  const web =
    module === undefined
      ? '`web`, which starts the application,'
      : `\`web: gunicorn ${module}.wsgi:application\``;
  return `Write a Procfile with ${web} and a line that ${start}.`;
}

/** The package of a Django application, where the module of its default server names it. */
function moduleOfApplication(project: Project): string | undefined {
  const command = procfile(project)?.entries.find(({ name }) => name.value === PROXIED_ENTRY)?.command.text;
  const path = literalText(settings(project).effective(PYTHON_NAMESPACE, 'WSGIPath')?.value);
  return /(?<![\w./])([\w.]+)\.wsgi\b/.exec(command ?? path ?? '')?.[1];
}

const PYTHON_NAMESPACE = 'aws:elasticbeanstalk:container:python';

/** The intended server, for nothing else leads to it. */
function towards(server: Server): Pick<Finding, 'help' | 'related'> | undefined {
  const endpoint = server.endpoints.find(({ kind }) => kind === 'tcp');
  if (endpoint?.kind !== 'tcp') return undefined;
  const { name, program } = server;
  return {
    help: `Use port ${endpoint.port.value}, where ${program.name} listens.`,
    related: [
      { at: endpoint.port.place, note: `${program.name} ${describePort(endpoint)}` },
      { at: name.place, note: `nothing else leads to "${name.value}"` },
    ],
  };
}

const senderNote = ({ rule, listener }: Target): Related[] => {
  const at = rule ? rule.place : (listener.defaultProcess?.name.place ?? listener.place);
  return at
    ? [{ at, note: rule ? describeRule(rule) : `listener ${listener.port} sends its requests there` }]
    : [];
};

/** What the containers publish instead. */
const publishedNotes = (project: Project): Related[] =>
  (dockerCompose(project)?.services ?? []).flatMap(({ name, ports }) =>
    ports.map(({ hostPort, address, place }) => ({
      at: place,
      note: `"${name.text}" publishes port ${hostPort}${address === undefined ? '' : ` on ${address}`}`,
    })),
  );

/** Where the servers of the Procfile listen instead. */
const serverNotes = (project: Project): Related[] =>
  servers(project).flatMap((server) =>
    server.endpoints.flatMap((endpoint) => (endpoint.kind === 'tcp' ? [serverNote(server, endpoint)] : [])),
  );
