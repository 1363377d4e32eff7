import { type Place, trimmedText } from '../../source/index.js';
import type { Doubt } from '../doubt.js';
import { fact } from '../fact.js';
import { type ClassicListener, classicListeners } from '../load-balancer/classic-listeners.js';
import { type Environment, environment, hasListeners } from '../load-balancer/environment.js';
import { type ListenerResources, listenerResources } from '../load-balancer/listener-resources.js';
import type { EffectiveSetting } from '../settings/settings.js';
import { routing } from './read-routing.js';
import type { Listener } from './routing.js';

/** How one listener, of whatever kind of load balancer, encrypts what clients send. */
export interface ListenerEncryption {
  /** As written: `aws:elbv2:listener:443`. */
  readonly namespace: string;
  readonly port: number;
  /** Where the namespace first appears. */
  readonly place: Place;
  /** What clients use to talk to it, its default included; undefined where the text does not tell. */
  readonly protocol: string | undefined;
  readonly protocolSetting: EffectiveSetting | undefined;
  /** A placeholder or dynamic one included; undefined where it is empty. */
  readonly certificate: EffectiveSetting | undefined;
  /** The certificate setting where it is empty. */
  readonly emptyCertificate: EffectiveSetting | undefined;
  /** Why it may have certificates that no setting shows: a resource of the project gives it some. */
  readonly otherCertificates: Doubt | undefined;
  /** The names of its options and protocols. */
  readonly names: OptionNames;
}

const SECURE_PROTOCOLS: ReadonlySet<string | undefined> = new Set(['HTTPS', 'TLS', 'SSL']);

/** Whether a listener with a protocol encrypts. */
export const isSecureProtocol = (protocol: string | undefined): boolean => SECURE_PROTOCOLS.has(protocol);

interface OptionNames {
  readonly protocol: string;
  readonly certificate: string;
  readonly plainProtocol: string;
  readonly secureProtocol: string;
  /** The protocol that decrypts what it forwards and does not read it; undefined where there is none. */
  readonly secureBytes: string | undefined;
}

const CLASSIC: OptionNames = {
  protocol: 'ListenerProtocol',
  certificate: 'SSLCertificateId',
  plainProtocol: 'HTTP',
  secureProtocol: 'HTTPS',
  secureBytes: 'SSL',
};
const APPLICATION: OptionNames = {
  protocol: 'Protocol',
  certificate: 'SSLCertificateArns',
  plainProtocol: 'HTTP',
  secureProtocol: 'HTTPS',
  secureBytes: undefined,
};
const NETWORK: OptionNames = {
  ...APPLICATION,
  plainProtocol: 'TCP',
  secureProtocol: 'TLS',
  secureBytes: 'TLS',
};

/** The listeners that settings describe, and which the kind of load balancer does not rule out. */
interface ListenerSources {
  readonly environment: Environment;
  readonly listeners: readonly Listener[];
  readonly classicListeners: readonly ClassicListener[];
  readonly resources: ListenerResources;
}

/** How the enabled listeners encrypt; those that this kind of load balancer does not have or own are left out. */
export const encryption = fact('encryption', (project) =>
  readEncryption({
    environment: environment(project),
    listeners: routing(project).listeners,
    classicListeners: classicListeners(project),
    resources: listenerResources(project),
  }),
);

function readEncryption(sources: ListenerSources): readonly ListenerEncryption[] {
  const { environment, listeners, classicListeners } = sources;
  const hasClassic = isClassic(sources) && !sources.resources.replacesClassicListeners;
  const hasOthers = hasListeners(environment) && !environment.sharedLoadBalancer;
  return [
    ...(hasOthers ? listeners.flatMap((listener) => encryptionOf(listener, sources)) : []),
    ...(hasClassic ? classicListeners.flatMap(encryptionOfClassic) : []),
  ];
}

/** Where no setting tells the kind of load balancer, the listeners do: those that are disabled are needed on no other. */
export const isClassic = ({
  environment,
  listeners,
  resources,
}: Omit<ListenerSources, 'classicListeners'>): boolean =>
  environment.loadBalancer === undefined
    ? !resources.hasListeners && listeners.every(({ place, enabled }) => !place || enabled === false)
    : environment.loadBalancer === 'classic';

function encryptionOf(listener: Listener, { environment, resources }: ListenerSources): ListenerEncryption[] {
  const { port, place, enabled, protocol, certificate } = listener;
  if (!enabled || !place) return [];
  const certifiedBy = resources.certifiedBy(port);
  const isNetwork = environment.loadBalancer === 'network';
  const ownProtocol = protocol ? trimmedText(protocol.value)?.toUpperCase() : isNetwork ? 'TCP' : 'HTTP';
  return [
    {
      namespace: listener.namespace,
      port,
      place,
      protocol: resources.maySetProtocol(port) ? undefined : ownProtocol,
      protocolSetting: protocol,
      ...certificateOf(certificate),
      otherCertificates: certifiedBy && {
        reason: 'this resource may give it a certificate',
        at: certifiedBy,
      },
      names: isNetwork ? NETWORK : APPLICATION,
    },
  ];
}

function encryptionOfClassic(listener: ClassicListener): ListenerEncryption[] {
  const { enabled, certificate, protocolOption } = listener;
  if (!enabled) return [];
  return [
    {
      ...listener,
      ...certificateOf(certificate),
      otherCertificates: undefined,
      names: { ...CLASSIC, protocol: protocolOption },
    },
  ];
}

function certificateOf(setting: EffectiveSetting | undefined) {
  const isEmpty = trimmedText(setting?.value) === '';
  return {
    certificate: isEmpty ? undefined : setting,
    emptyCertificate: isEmpty ? setting : undefined,
  };
}
