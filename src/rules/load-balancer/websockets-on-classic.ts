import { listenerCounterparts } from '../../knowledge/load-balancing/load-balancers.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ClassicListener, classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';
import type { Project, ProjectFile } from '../../model/project.js';
import type { Server } from '../../model/servers/server.js';
import { servers } from '../../model/servers/servers.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { type Place, placeOf, trimmedText } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const websocketsOnClassic: Rule = {
  meta: {
    summary: 'A Classic Load Balancer does not forward WebSockets to a server that uses them',
    why: 'The HTTP and HTTPS listeners of a Classic Load Balancer do not forward the upgrade to WebSockets, so the handshake fails: people see "Unexpected response code: 400". The type of load balancer is chosen when an environment is created and cannot be changed later, so the fix requires TCP listeners, or a new environment, for example with eb create --elb-type application.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-clb',
      'guide:environments-cfg-alb',
      'aws:elasticloadbalancing/latest/application/load-balancer-listeners',
      'https://www.griddynamics.com/blog/developing-real-time-applications-on-aws-elb-without-websocket',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
    yieldsTo: ['load-balancer/elbv2-settings-on-classic'],
  },
  *check(project) {
    const { loadBalancer, loadBalancerSetting } = environment(project);
    if (loadBalancer === 'classic') yield* classicBalancer(project, loadBalancerSetting);
    const isKindOpen = !loadBalancer && !listenerResources(project).hasListeners;
    if (isKindOpen && settings(project).namespaces('aws:elbv2:').length === 0)
      yield* listenersOfClassic(project);
  },
};

function* classicBalancer(project: Project, setting: EffectiveSetting): Generator<Finding> {
  const use = findWebSocketUse(project);
  if (!use || carriesWebSockets(project)) return;
  yield {
    at: setting.value.place,
    message: `A Classic Load Balancer with HTTP listeners does not forward WebSockets to ${use.name}`,
    help: `Set ${howToPassBytes(project)}, or create an environment with \`LoadBalancerType: application\`.`,
    related: [
      { at: use.at, note: use.note },
      ...classicListeners(project)
        .filter(({ enabled }) => enabled)
        .map(({ place, protocol, port }) => ({ at: place, note: `${protocol} listener on port ${port}` })),
    ],
    ...(!use.isCertain && { warnsBecause: 'intent' }),
  };
}

/** Where the kind of load balancer is unknown, a listener of a Classic Load Balancer tells it. */
function* listenersOfClassic(project: Project): Generator<Finding> {
  const use = findWebSocketUse(project);
  const listener = classicListeners(project).find(({ enabled }) => enabled);
  if (!use?.isCertain || !listener || carriesWebSockets(project)) return;
  const { port, protocol, place, namespace } = listener;
  const options = settings(project)
    .of(namespace)
    .map(({ option }) => ({ namespace, option: option.value }));
  const instead = listenerCounterparts(options);
  yield {
    at: place,
    message: `Classic ${protocol} listener on port ${port} does not forward WebSockets to ${use.name}`,
    help: `Set ${howToPassBytes(project)}, or create an environment with \`LoadBalancerType: application\`${instead === '' ? '' : ` and replace \`${namespace}\` with ${instead}`}.`,
    related: [{ at: use.at, note: use.note }],
  };
}

/** A listener for TCP or SSL forwards everything; so may one that the text does not show. */
const carriesWebSockets = (project: Project): boolean =>
  listenerResources(project).replacesClassicListeners || classicListeners(project).some(passesBytes);

const passesBytes = ({ enabled, protocol }: ClassicListener): boolean =>
  enabled !== false && protocol !== 'HTTP' && protocol !== 'HTTPS';

/** What in a project shows that it serves WebSockets. */
interface WebSocketUse {
  readonly at: Place;
  /** What serves the WebSockets: `daphne`. */
  readonly name: string;
  /** What is at that place. */
  readonly note: string;
  /** False where a server can serve WebSockets, but may serve only pages. */
  readonly isCertain: boolean;
}

/** The surest sign first: daphne, then a proxy that forwards upgrades, then any other server that can serve WebSockets. */
export function findWebSocketUse(project: Project): WebSocketUse | undefined {
  const able = servers(project).filter(({ webSockets }) => webSockets);
  const daphne = able.find(({ program }) => program.id === 'daphne');
  if (daphne) return useOf(daphne, true);
  const upgrade = findWebSocketUpgrade(deployedFiles(project).files);
  const note = 'the proxy forwards WebSockets';
  if (upgrade) return { at: upgrade.at, name: 'the instances', note, isCertain: upgrade.isDeliberate };
  return able[0] && useOf(able[0], false);
}

const useOf = ({ programWord, program }: Server, isCertain: boolean): WebSocketUse => ({
  at: programWord.place,
  name: program.name,
  note: `${program.name} ${isCertain ? 'serves' : 'can serve'} WebSockets`,
  isCertain,
});

const DEFAULT_LISTENER = 'aws:elb:listener';

/**
 * What to set so that the listeners forward bytes instead of requests, as a clause after "set". All of them have to:
 * listeners with the same instance port need the same protocol to the instances.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elblistener
 */
function howToPassBytes(project: Project): string {
  const options = classicListeners(project)
    .filter(({ enabled }) => enabled !== false)
    .map((listener) => ({
      namespace: namespaceOf(listener),
      values: valuesOf(
        listener.protocol === 'HTTPS',
        trimmedText(
          settings(project).effective(listener.namespace, 'InstanceProtocol')?.value,
        )?.toUpperCase() === 'HTTPS',
      ),
    }));
  // It exists unless it is disabled.
  if (!classicListeners(project).some(({ port }) => port === 80))
    options.push({ namespace: DEFAULT_LISTENER, values: valuesOf(false, false) });
  const clauses = [...groupBy(options, ({ values }) => [values])].map(
    ([values, same]) => `of ${list(same.map(({ namespace }) => `\`${namespace}\``))} to ${values}`,
  );
  return `\`ListenerProtocol\` and \`InstanceProtocol\` ${clauses.join(', and ')}`;
}

const valuesOf = (isSecure: boolean, isInstanceSecure: boolean): string =>
  list(new Set([isSecure, isInstanceSecure].map((secure) => (secure ? '`SSL`' : '`TCP`'))));

/** The deprecated options of `aws:elb:loadbalancer` have no such values. */
function namespaceOf({ namespace, port }: ClassicListener): string {
  if (namespace.startsWith(DEFAULT_LISTENER)) return namespace;
  return port === 80 ? DEFAULT_LISTENER : `${DEFAULT_LISTENER}:${port}`;
}

/** Where a project keeps the configuration of its proxy, or the scripts that write one. */
const SOURCES = /^\.(?:platform\/|ebextensions\/(?:[^/]+\.config$|(?:nginx|httpd)\/))/;

/** `map $http_upgrade` itself forwards nothing. In JSON the `n` of an escaped line break may come before a word. */
const PASSES_UPGRADES =
  /proxy_set_header[ \t]+["']?Upgrade\b|(?:ProxyPass(?:Match)?|RewriteRule)[ \t]+\S+[ \t]+["']?wss?:/i;

const LOCATION = /\blocation[ \t]+[^\s{]+(?=[ \t]*\{)/;

const LOCATIONS_AND_UPGRADES = new RegExp(`${LOCATION.source}|${PASSES_UPGRADES.source}`, 'gi');

const ROOT = /^location[ \t]+\/$/;

const COMMENT_LINE = /^[ \t]*#.*$/gm;

/** Where a project tells its proxy to forward upgrades to WebSockets. */
interface WebSocketUpgrade {
  readonly at: Place;
  /** False where all requests get the header, as in Elastic Beanstalk's own configuration, which many projects copy. */
  readonly isDeliberate: boolean;
}

/**
 * Where a project first does so on purpose, or else where it first does so at all.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-nginx.html
 */
function findWebSocketUpgrade(files: readonly ProjectFile[]): WebSocketUpgrade | undefined {
  let general: WebSocketUpgrade | undefined;
  for (const file of files) {
    if (!('source' in file) || !SOURCES.test(file.name)) continue;
    const text = withoutComments(file.source.text);
    let isInRoot = false;
    for (const { index, 0: found } of text.matchAll(LOCATIONS_AND_UPGRADES)) {
      const isUpgrade = PASSES_UPGRADES.test(found);
      if (!isUpgrade) isInRoot = ROOT.test(found);
      if (!isUpgrade || (isInRoot && general)) continue;
      const at = placeOf(file.source, index, index + found.length);
      if (!isInRoot) return { at, isDeliberate: true };
      general = { at, isDeliberate: false };
    }
  }
  return general;
}

/** Comments become spaces, so that offsets stay. */
const withoutComments = (text: string): string =>
  text.replace(COMMENT_LINE, (comment) => ' '.repeat(comment.length));
