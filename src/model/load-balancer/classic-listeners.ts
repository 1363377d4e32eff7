import { literalBoolean, type Place, trimmedText } from '../../source/index.js';
import { fact } from '../fact.js';
import {
  type EffectiveSetting,
  type NamespaceMention,
  type Settings,
  settings,
} from '../settings/settings.js';

/** A listener that settings declare for a classic load balancer. */
export interface ClassicListener {
  /** As it is written: `aws:elb:listener:443`. */
  readonly namespace: string;
  readonly port: number;
  /** Where the namespace appears first. */
  readonly place: Place;
  /** Undefined where the setting is dynamic. */
  readonly enabled: boolean | undefined;
  /** What clients speak to it; undefined where the setting is dynamic. */
  readonly protocol: string | undefined;
  readonly protocolSetting: EffectiveSetting | undefined;
  /** What the option of the protocol is called. */
  readonly protocolOption: string;
  readonly certificate: EffectiveSetting | undefined;
  /** Where its requests go on the instances; undefined where no option says it. */
  readonly instancePortSetting: EffectiveSetting | undefined;
}

const LISTENER = 'aws:elb:listener';
const LOAD_BALANCER = 'aws:elb:loadbalancer';

/**
 * The listeners of `aws:elb:listener` (port 80) and `aws:elb:listener:PORT`, and those of the deprecated options.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elblistener
 */
export const classicListeners = fact('classicListeners', (project): readonly ClassicListener[] => [
  ...settings(project)
    .mentions(LISTENER)
    .flatMap((mention) => readListener(settings(project), mention)),
  ...readDeprecatedListeners(settings(project)),
]);

function readListener(settings: Settings, { namespace, writtenAs }: NamespaceMention): ClassicListener[] {
  const port = namespace === LISTENER ? '80' : namespace.slice(LISTENER.length + 1);
  if (!/^\d{1,5}$/.test(port)) return [];
  const enabledSetting = settings.effective(namespace, 'ListenerEnabled');
  const protocolSetting = settings.effective(namespace, 'ListenerProtocol');
  return [
    {
      namespace,
      port: Number(port),
      place: writtenAs.place,
      enabled: enabledSetting ? literalBoolean(enabledSetting.value) : true,
      protocol: protocolOf(protocolSetting, 'HTTP'),
      protocolSetting,
      protocolOption: 'ListenerProtocol',
      certificate:
        settings.effective(namespace, 'SSLCertificateId') ??
        settings.effective(LOAD_BALANCER, 'SSLCertificateId'),
      instancePortSetting: settings.effective(namespace, 'InstancePort'),
    },
  ];
}

/** The options that `aws:elb:listener` took the place of; each is a listener's port or `OFF`. */
const DEPRECATED = [
  {
    portOption: 'LoadBalancerHTTPPort',
    usualPort: '80',
    protocolOption: 'LoadBalancerPortProtocol',
    usualProtocol: 'HTTP',
    certificateOption: undefined,
  },
  {
    portOption: 'LoadBalancerHTTPSPort',
    usualPort: 'OFF',
    protocolOption: 'LoadBalancerSSLPortProtocol',
    usualProtocol: 'HTTPS',
    certificateOption: 'SSLCertificateId',
  },
] as const;

function readDeprecatedListeners(settings: Settings): ClassicListener[] {
  const option = (name: string | undefined) =>
    name === undefined ? undefined : settings.effective(LOAD_BALANCER, name);
  return DEPRECATED.flatMap(({ portOption, usualPort, protocolOption, usualProtocol, certificateOption }) => {
    const portSetting = option(portOption);
    const protocolSetting = option(protocolOption);
    const first = protocolSetting ?? portSetting;
    const port = portSetting ? trimmedText(portSetting.value) : usualPort;
    if (!first || port === undefined || !/^\d{1,5}$/.test(port)) return [];
    return {
      namespace: LOAD_BALANCER,
      port: Number(port),
      place: first.option.place,
      enabled: true,
      protocol: protocolOf(protocolSetting, usualProtocol),
      protocolSetting,
      protocolOption,
      certificate: option(certificateOption),
      instancePortSetting: undefined,
    };
  });
}

const protocolOf = (setting: EffectiveSetting | undefined, byDefault: string): string | undefined =>
  setting ? trimmedText(setting.value)?.toUpperCase() : byDefault;
