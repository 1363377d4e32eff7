import { propertyOf, redirectsToHttps, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import { type ResourceEntry } from '../../parse/config-file/sections.js';
import type { Place } from '../../source/index.js';
import { resourceEntries } from '../bundle/config-files.js';
import { fact } from '../fact.js';

/** What the project's own `Resources` say about listeners, beside its settings and over them. */
export interface ListenerResources {
  /** The resource that gives the listener of a port its certificates, or may do so. */
  readonly certifiedBy: (port: number) => Place | undefined;
  /** Whether a resource sets the protocol of the listener of a port, or may do so. */
  readonly maySetProtocol: (port: number) => boolean;
  /** What a resource makes of the requests to the listener of a port that no rule takes; nothing where none says it for sure. */
  readonly defaultActionOf: (port: number) => DefaultAction | undefined;
  /** The first that describes a listener of an application or network load balancer. */
  readonly first: Place | undefined;
  /** Resources describe such listeners. */
  readonly hasListeners: boolean;
  /** Resources list the listeners of the classic load balancer: settings about them have no effect. */
  readonly replacesClassicListeners: boolean;
}

interface DefaultAction {
  /** Whether it redirects to HTTPS, and not something else. */
  readonly isRedirectToHttps: boolean;
  readonly place: Place;
}

/** What one resource says about one listener. */
interface ListenerResource {
  readonly place: Place;
  readonly defaultAction: DefaultAction | undefined;
  /** Undefined where the text does not tell: it may be the listener of any port. */
  readonly port: number | undefined;
  readonly setsCertificates: boolean;
  readonly setsProtocol: boolean;
}

export const LISTENER_TYPE = 'AWS::ElasticLoadBalancingV2::Listener';
const CERTIFICATE_TYPE = 'AWS::ElasticLoadBalancingV2::ListenerCertificate';

/**
 * The ids that Elastic Beanstalk itself gives to listeners, with the port of the namespace: without one that of port 80.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html
 */
export const LISTENER_ID = /^AWSEBV2LoadBalancerListener(\d{0,5})$/;

const CLASSIC_LOAD_BALANCER = 'AWSEBLoadBalancer';

export const listenerResources = fact('listenerResources', (project): ListenerResources => {
  const resources = resourceEntries(project);
  const listeners = resources.flatMap(listenerOf);
  const isAbout = (port: number) => (listener: ListenerResource) => (listener.port ?? port) === port;
  return {
    certifiedBy: (port) =>
      listeners.filter(isAbout(port)).find(({ setsCertificates }) => setsCertificates)?.place,
    first: listeners[0]?.place,
    maySetProtocol: (port) => listeners.filter(isAbout(port)).some(({ setsProtocol }) => setsProtocol),
    defaultActionOf: (port) =>
      listeners.find((listener) => listener.port === port && listener.defaultAction)?.defaultAction,
    hasListeners: listeners.length > 0,
    replacesClassicListeners: resources.some(
      (resource) =>
        resource.name.text === CLASSIC_LOAD_BALANCER && propertyOf(resource, 'Listeners') !== undefined,
    ),
  };
});

function listenerOf(resource: ResourceEntry): ListenerResource[] {
  const type = typeOf(resource);
  const { place } = resource.name;
  if (type === CERTIFICATE_TYPE)
    return [
      { place, port: undefined, setsCertificates: true, setsProtocol: false, defaultAction: undefined },
    ];
  if (type !== LISTENER_TYPE && !LISTENER_ID.test(resource.name.text)) return [];
  return [
    {
      place,
      port: portOf(resource),
      setsCertificates: propertyOf(resource, 'Certificates') !== undefined,
      setsProtocol: propertyOf(resource, 'Protocol') !== undefined,
      defaultAction: propertyOf(resource, 'DefaultActions') && {
        isRedirectToHttps: redirectsToHttps(resource),
        place,
      },
    },
  ];
}

function portOf(resource: ResourceEntry): number | undefined {
  const written = textOfProperty(resource, 'Port')?.trim() ?? '';
  if (/^\d{1,5}$/.test(written)) return Number(written);
  const suffix = LISTENER_ID.exec(resource.name.text)?.[1];
  return suffix === undefined ? undefined : Number(suffix || 80);
}
