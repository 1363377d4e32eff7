import { publishedPorts, dockerCompose } from '../../model/docker/compose.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import type { Project } from '../../model/project.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import { type Target, targets } from '../../model/routing/targets.js';
import { unservedClassicTargets } from '../../model/routing/classic-targets.js';
import { describePort, serverNote, serversByPort } from '../../model/servers/server-ports.js';
import type { Related } from '../../source/index.js';
import type { Endpoint, Server } from '../../model/servers/server.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { tierOf } from '../../model/platform/tier.js';
import { procfile } from '../../model/platform/procfile.js';
import { servers } from '../../model/servers/servers.js';
import type { Doubt } from '../../model/doubt.js';
import { listenerBesideProxy, listenerOn } from '../../model/presence/port.js';
import { doubtOf } from '../../model/presence/presence.js';
import { literalText } from '../../source/index.js';
import { settings } from '../../model/settings/settings.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import { groupBy } from '../../util/collections.js';
import { DEFAULT_PROCESS, type Process } from '../../model/routing/routing.js';
import { pairs } from '../../model/routing/pairs.js';
import { fact } from '../../model/fact.js';
import {
  forwardsByPort,
  forwardsOf,
  socketForwardsOf,
  type Forward,
  type SocketForward,
} from '../../model/nginx/forwards.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { nginx, type Nginx } from '../../model/nginx/nginx.js';
import { PROXY_PORTS, PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';

export const nothingListens: Rule = {
  meta: {
    summary: 'Requests are sent to a port where nothing listens',
    why: 'The load balancer connects directly to the port of the process, or to the InstancePort of a classic listener, and nginx to the port or the socket of a proxy_pass. Besides the proxy, which listens on port 80, an instance runs only what the Procfile starts, or the server of the platform, and on the Docker platform the containers with the ports that they publish. With docker-compose.yml, AWS says, there is no proxy: a container has to publish port 80. Without one on that port, no request that is routed there is answered: an Application Load Balancer answers with 502, 503 or 504, nginx with 502, and a TCP listener of a Classic Load Balancer closes the connection. A server that the application itself starts is not seen.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'guide:environments-cfg-clb',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
      'guide:platforms-linux-extend.build-proc',
      'guide:platforms-linux-extend.proxy',
      'guide:single-container-docker-configuration',
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
  if (!compose || !published || isOtherPortSet(project)) return;
  const presence = listenerOn(HTTP, project);
  if (presence.kind === 'there') return;
  if (tierOf(project) !== 'web') return;
  yield {
    doubt: doubtOf(presence),
    at: first?.place ?? compose.place,
    message: `No container of docker-compose.yml publishes port ${HTTP}, where requests arrive`,
    help:
      first && others.length === 0
        ? `Write \`"${HTTP}:${first.containerPort}"\`.`
        : `Publish the container that answers requests there: \`"${HTTP}:PORT"\`, with the port on which it listens.`,
  };
}

/** Whether settings send requests to a port of their own, which is checked where it is set. */
const isOtherPortSet = (project: Project): boolean =>
  settings(project).all.some(({ option }) => option.value === 'Port' || option.value === 'InstancePort');

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

/** A process that gets requests on a port where nothing listens. */
interface UnservedProcess {
  readonly process: Process;
  readonly port: number;
  readonly portSetting: EffectiveSetting;
  /** What sends it requests. */
  readonly senders: readonly Target[];
  readonly doubt: Doubt | undefined;
}

/** Where the proxy of each instance always listens. */
const HTTP = 80;

/** The processes that get requests although nothing that the project starts listens on their ports. */
const unservedProcesses = fact('unservedProcesses', (project): readonly UnservedProcess[] => {
  const paired = new Set(pairs(project).map(({ process }) => process));
  const byProcess = groupBy(targets(project), ({ process }) => (process ? [process] : []));
  return [...byProcess].flatMap(([process, senders]) => {
    const { port, portSetting } = process;
    if (port === undefined || !portSetting || port === HTTP || paired.has(process)) return [];
    const presence = listenerOn(port, project);
    return presence.kind === 'there'
      ? []
      : [{ process, port, portSetting, senders, doubt: doubtOf(presence) }];
  });
});

/** A port to which nginx passes requests, and where nothing listens. */
interface UnservedForward extends Forward {
  /** The only server that gets no requests: the port of one of the two is wrong. */
  readonly server: Server | undefined;
  readonly doubt: Doubt | undefined;
}

/** The ports of `proxy_pass` directives, once each, on which nothing that the project starts listens. */
export const unservedForwards = fact('unservedForwards', (project): readonly UnservedForward[] => {
  // Without a Procfile, the platform starts a server for its proxy.
  if (!procfile(project)) return [];
  const forwards = forwardsOf(nginx(project));
  const { installed, others: otherFiles } = nginx(project);
  if (forwards.length === 0) return [];
  const ofNginx = unknownNginx(nginx(project));
  const own = new Set(
    [installed, ...otherFiles]
      .flatMap(nginxServers)
      .flatMap(({ listens }) => listens.map(({ port }) => port)),
  );
  const unserved = [...forwardsByPort(nginx(project))].flatMap(([port, [first]]) => {
    const presence = listenerBesideProxy(port, project);
    const isServed = PROXY_PORTS.has(port) || own.has(port) || presence.kind === 'there';
    return first && !isServed ? [{ ...first, doubt: ofNginx ?? doubtOf(presence) }] : [];
  });
  const [only, ...others] = serversWithoutRequests(project, forwards);
  const isOnly = unserved.filter(({ doubt }) => !doubt).length === 1 && others.length === 0;
  return unserved.map((forward) => ({ ...forward, server: isOnly ? only : undefined }));
});

/** Why it is not known what nginx reads. */
function unknownNginx(own: Nginx): Doubt | undefined {
  if (!own.isComplete) return { reason: 'not all files of nginx are known', at: undefined };
  return isReplaced(own)
    ? { reason: 'another file takes the place of one that nginx reads', at: undefined }
    : undefined;
}

/** Whether another file takes the place of one that nginx reads: what that says may never hold. */
function isReplaced({ files }: Nginx): boolean {
  const paths = new Set(files.flatMap(({ path, source }) => (source.origin === 'platform' ? path : [])));
  return files.some(({ path, source }) => source.origin !== 'platform' && paths.has(path));
}

/** A socket to which nginx passes requests and where nothing listens, and where the only server listens instead. */
interface UnservedSocket extends SocketForward {
  readonly server: Server;
  /** As nginx writes it. */
  readonly address: string;
}

/** The sockets of `proxy_pass` directives that no server makes, where the project has one server only and names them nowhere else. */
const unservedSockets = fact('unservedSockets', (project): readonly UnservedSocket[] => {
  const forwards = procfile(project) ? socketForwardsOf(nginx(project)) : [];
  if (forwards.length === 0 || !nginx(project).isComplete || isReplaced(nginx(project))) return [];
  const [server, ...others] = servers(project);
  const [endpoint, ...more] = server?.endpoints ?? [];
  const isOnly = others.length === 0 && more.length === 0 && procfile(project)?.entries.length === 1;
  const address = endpoint && isOnly ? addressOf(endpoint) : undefined;
  if (!server?.isCertain || address === undefined) return [];
  return forwards.flatMap((forward) => {
    const isServed = address.endsWith(`unix:${plainSocket(forward.path)}`);
    return isServed || isNamedElsewhere(baseName(forward.path), project)
      ? []
      : [{ ...forward, server, address: forwardPrefix(forward) ? address : address.replace('http://', '') }];
  });
});

/** What nginx passes requests to for an endpoint; undefined where it is not known. The processes run in the application's folder. */
function addressOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'tcp')
    return endpoint.port.value === undefined ? undefined : `http://127.0.0.1:${endpoint.port.value}`;
  const { path } = endpoint;
  if (path === undefined || !/^[\w./-]+$/.test(path)) return undefined;
  return `http://unix:${plainSocket(path.startsWith('/') ? path : `/var/app/current/${path.replace(/^\.\//, '')}`)}`;
}

/** `/var/run` is a link to `/run`. */
const plainSocket = (path: string): string => path.replace(/\/+/g, '/').replace(/^\/var\/run\//, '/run/');

/** Whether the place is the address of a `proxy_pass`, and not the server of an upstream. */
const forwardPrefix = ({ place: { file, span } }: SocketForward): boolean =>
  /^["']?http/.test(file.text.slice(span.start, span.end));

/** Whether a file besides those of nginx names it, such as a unit or a script that starts another server. */
const isNamedElsewhere = (name: string, project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      'source' in file && !file.name.startsWith('.platform/nginx/') && file.source.text.includes(name),
  );

/** The servers besides `web`, which Elastic Beanstalk's own configuration reaches, that neither nginx nor a listener leads to. */
function serversWithoutRequests(project: Project, forwards: readonly Forward[]): Server[] {
  const ports = [...forwards, ...targets(project).map(({ process }) => ({ port: process?.port }))];
  const reached = new Set(ports.flatMap(({ port }) => serversOn(port, project)));
  return servers(project).filter(
    (server) =>
      server.name.value !== PROXIED_ENTRY &&
      server.endpoints.every((endpoint) => endpoint.kind === 'tcp') &&
      !reached.has(server),
  );
}

const serversOn = (port: number | undefined, project: Project): readonly Server[] =>
  (port === undefined ? undefined : serversByPort(servers(project)).get(port)) ?? [];
