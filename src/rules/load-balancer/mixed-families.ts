import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { resourceEntries } from '../../model/bundle/config-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import { LISTENER_TYPE } from '../../model/load-balancer/listener-resources.js';
import type { Project } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { type Settings, settings } from '../../model/settings/settings.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { referencesOf } from '../../parse/config-file/references.js';
import { refOfProperty, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import { entriesIn, nameOf, type ResourceEntry } from '../../parse/config-file/sections.js';
import { isFalse, literalText, type Located, type Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import type { Finding, Rule } from '../rule.js';

export const mixedFamilies: Rule = {
  meta: {
    summary: 'The project configures two kinds of load balancers',
    why: 'An environment has one load balancer. Only a Classic Load Balancer reads the aws:elb namespaces and has the resource AWSEBLoadBalancer; only the other types read the aws:elbv2 namespaces and have the resource AWSEBV2LoadBalancer. One half has no effect, and a reference to the resource of the other kind fails: "Template error: instance of Fn::GetAtt references undefined resource AWSEBLoadBalancer". No setting says which kind it is; the EB CLI and the console create an Application Load Balancer by default. Only an Application Load Balancer has listeners of HTTP and HTTPS, and only a Network Load Balancer has those of TCP and TLS: the other one refuses them, and the deployment fails.',
    consequence: 'silently-ignored',
    references: ['guide:command-options-general', 'guide:environments-cfg-clb', 'guide:environments-cfg-alb'],
  },
  *check(project) {
    yield* mixedProtocols(project);
    if (environment(project).loadBalancer) return;
    const { classic, others } = familiesOf(settings(project), configFiles(project));
    const [other] = others;
    if (!other) return;
    // What one file says of the other family is one mistake.
    for (const [first, ...more] of groupBy(classic, ({ place }) => [place.file]).values())
      if (first)
        yield {
          at: first.place,
          message: `${first.value} is for a Classic Load Balancer, but ${other.value} for another type`,
          help: 'Delete what is for a Classic Load Balancer and set `LoadBalancerType` of `aws:elasticbeanstalk:environment` to `application`, or delete the other part and set it to `classic`.',
          related: [
            ...more.map(({ place }) => ({ at: place, note: 'for a Classic Load Balancer as well' })),
            { at: other.place, note: 'not for a Classic Load Balancer' },
          ],
        };
  },
};

/** A listener with the type of load balancer that its protocol needs. */
interface TypedListener {
  readonly port: string;
  readonly protocol: string;
  readonly type: 'application' | 'network';
  readonly place: Place;
  /** Whether its protocol is an option, whose values are checked where the type of the load balancer is set. */
  readonly isSetting: boolean;
}

/** A listener of HTTP beside one of TCP, of which one is refused. */
function* mixedProtocols(project: Project): Generator<Finding> {
  const { loadBalancer, sharedLoadBalancer } = environment(project);
  if (sharedLoadBalancer || (loadBalancer !== undefined && loadBalancer !== 'network')) return;
  const listeners = typedListeners(project);
  const application = listeners.filter(
    ({ type, isSetting }) => type === 'application' && (!isSetting || loadBalancer === undefined),
  );
  const network = listeners.find(({ type }) => type === 'network');
  if (!network) return;
  for (const { port, protocol, place } of application)
    yield {
      at: place,
      message: `Listener ${port} uses ${protocol}, but listener ${network.port} uses ${network.protocol}`,
      help:
        loadBalancer === 'network'
          ? 'Delete this listener: a Network Load Balancer only has those of TCP and TLS.'
          : 'Delete this listener, or use `HTTP` or `HTTPS` for all: no load balancer has both.',
      related: [{ at: network.place, note: 'for a Network Load Balancer' }],
    };
}

const TYPES = new Map<string, TypedListener['type']>([
  ['HTTP', 'application'],
  ['HTTPS', 'application'],
  ['TCP', 'network'],
  ['TLS', 'network'],
]);

function typedListeners(project: Project): TypedListener[] {
  const settings = routing(project).listeners.flatMap(({ port, enabled, protocol }) =>
    protocol && enabled !== false
      ? [
          {
            port: String(port),
            value: literalText(protocol.value),
            place: protocol.value.place,
            isSetting: true,
          },
        ]
      : [],
  );
  const resources = resourceEntries(project)
    .filter(isOfEnvironment)
    .map((resource) => ({
      port: textOfProperty(resource, 'Port')?.trim() ?? '',
      value: textOfProperty(resource, 'Protocol'),
      place: resource.name.place,
      isSetting: false,
    }));
  return [...settings, ...resources].flatMap(({ port, value, place, isSetting }) => {
    const protocol = value?.trim().toUpperCase() ?? '';
    const type = TYPES.get(protocol);
    return type && /^\d{1,5}$/.test(port) ? [{ port, protocol, type, place, isSetting }] : [];
  });
}

const isOfEnvironment = (resource: ResourceEntry): boolean =>
  typeOf(resource) === LISTENER_TYPE && refOfProperty(resource, 'LoadBalancerArn') === 'AWSEBV2LoadBalancer';

/** What of a project only concerns load balancers of one family: namespaces, and resources that references name. */
interface LoadBalancerFamilies {
  readonly classic: readonly Located<string>[];
  /** Application and network load balancers. */
  readonly others: readonly Located<string>[];
}

function familiesOf(settings: Settings, configFiles: readonly ConfigFile[]): LoadBalancerFamilies {
  const references = [
    ...configFiles.flatMap(referencesOf).map(({ id }) => id),
    // With a `Type`, such an id may change Elastic Beanstalk's own resource, or add one where there is none.
    ...configFiles.flatMap((file) => entriesIn(file, 'Resources')).map(nameOf),
  ];
  return {
    classic: [...namespacesIn(settings, 'aws:elb:'), ...firsts(references.filter(isClassic))],
    others: [...namespacesIn(settings, 'aws:elbv2:'), ...firsts(references.filter(isOther))],
  };
}

/** Where namespaces first appear; none that only switches something off. */
const namespacesIn = (settings: Settings, prefix: string): Located<string>[] =>
  settings
    .mentions(prefix)
    .filter(({ namespace }) => settings.of(namespace).some((setting) => !isFalse(setting)))
    .map(({ writtenAs }) => writtenAs);

const isClassic = ({ value }: Located<string>): boolean => kindsOf(value).join() === 'classic';

const isOther = ({ value }: Located<string>): boolean =>
  kindsOf(value).length > 0 && !kindsOf(value).includes('classic');

const kindsOf = (id: string) => ebResource(id)?.kinds ?? [];

/** The first place of each value. */
const firsts = (all: readonly Located<string>[]): Located<string>[] =>
  [...groupBy(all, ({ value }) => [value]).values()].flatMap((group) => group.slice(0, 1));
