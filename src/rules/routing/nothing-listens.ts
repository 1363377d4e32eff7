import { readCompose } from '../../model/docker/compose.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import type { Project } from '../../model/project.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import type { Target } from '../../model/routing/targets.js';
import { unservedClassicTargets } from '../../model/routing/classic-targets.js';
import { unservedForwards } from '../../model/routing/unserved-forwards.js';
import { unservedProcesses } from '../../model/routing/unserved-processes.js';
import { describePort, serverNote } from '../../model/servers/describe-port.js';
import type { Related } from '../../source/index.js';
import type { Server } from '../../model/servers/server.js';
import type { Finding, Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { servers } from '../../model/servers/servers.js';

export const nothingListens: Rule = {
  meta: {
    id: 'routing/nothing-listens',
    summary: 'Requests are sent to a port where nothing listens',
    why: 'The load balancer connects directly to the port of the process, or to the InstancePort of a classic listener, and nginx to that of a proxy_pass. Besides the proxy, which listens on port 80, an instance runs only what the Procfile starts, or the server of the platform, and on the Docker platform the containers with the ports that they publish. Without one on that port, no request that is routed there is answered: an Application Load Balancer answers with 502, 503 or 504, nginx with 502, and a TCP listener of a Classic Load Balancer closes the connection. A server that the application itself starts is not seen.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    needsPlatform: true,
    yieldsTo: ['https/process-without-tls'],
  },
  *check(project) {
    for (const { process, port, portSetting, senders } of unservedProcesses(project)) {
      yield {
        at: portSetting.value.place,
        message: `Nothing listens on port ${port}, the port of process "${process.name}"`,
        help: helpFor(port, project),
        related: [...senders.flatMap(senderNote), ...serverNotes(project), ...publishedNotes(project)],
      };
    }
    for (const { listener, port, portSetting } of unservedClassicTargets(project)) {
      yield {
        at: portSetting.value.place,
        message: `Nothing listens on port ${port}, the instance port of listener ${listener.port}`,
        help: helpFor(port, project),
        related: [...serverNotes(project), ...publishedNotes(project)],
      };
    }
    for (const { port, place, server } of unservedForwards(project)) {
      yield {
        at: place,
        message: `Nothing listens on port ${port}, to which nginx passes requests`,
        ...((server ? towards(server) : undefined) ?? {
          help: `Start a server on port ${port} in the Procfile, or use the port of one that is there.`,
          related: serverNotes(project),
        }),
      };
    }
  },
};

function helpFor(port: number, project: Project): string {
  if (usesCompose(project))
    return `Publish port ${port} in docker-compose.yml, or use a port that is published there.`;
  if (platform(project).language === 'docker') return 'Use port 80, where the proxy listens.';
  return procfile(project)
    ? `Start a server on port ${port} in the Procfile, or use port 80, where the proxy listens.`
    : 'Use port 80, where the proxy listens, or start a server in a Procfile.';
}

/** The server that is meant, for nothing else leads to it. */
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
  (readCompose(dataFiles(project))?.services ?? []).flatMap(({ name, ports }) =>
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
