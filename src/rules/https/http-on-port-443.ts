import { environment } from '../../model/load-balancer/environment.js';
import { encryption, type ListenerEncryption } from '../../model/routing/encryption.js';
import { type EffectiveSetting, type Settings, settings } from '../../model/settings/settings.js';
import { isTrue, trimmedText } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const httpOnPort443: Rule = {
  meta: {
    summary: 'The listener on port 443 uses HTTP',
    why: 'Browsers that open https:// send encrypted requests to port 443, and a listener that uses HTTP answers them with an error. HTTP is the default of a new listener, so a listener that is only enabled does not encrypt.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-elb',
      'guide:command-options-general#command-options-general-elbv2-listener',
    ],
    // Another file may set the protocol.
    claimsAbsence: OF_LOAD_BALANCERS,
  },
  needs: encryption,
  *check(project) {
    const tcp = environment(project).loadBalancer === undefined ? tcpProcess(settings(project)) : undefined;
    for (const listener of encryption(project)) {
      const { port, namespace, protocol, protocolSetting, names } = listener;
      const enabled = settings(project).effective(namespace, 'ListenerEnabled');
      // A listener that is neither enabled nor given a protocol here may be configured in the console.
      const at = protocolSetting?.value.place ?? (isTrue(enabled) ? enabled?.option.place : undefined);
      if (port !== 443 || protocol !== 'HTTP' || !at || hasCertificate(listener)) continue;
      yield {
        at,
        message: protocolSetting
          ? `Listener 443 uses ${protocol}, but browsers send HTTPS to port 443`
          : `Listener 443 has no ${names.protocol}, and the default is ${protocol}`,
        doubt:
          listener.otherCertificates ??
          (!protocolSetting && tcp
            ? { reason: 'a process with TCP may be that of a Network Load Balancer', at: tcp.value.place }
            : undefined),
        ...(!protocolSetting &&
          environment(project).loadBalancer === undefined && { warnsBecause: 'elsewhere' }),
        help: `Set \`${names.protocol}\` to \`${names.secureProtocol}\` and \`${names.certificate}\` to the ARN of a certificate.`,
      };
    }
  },
};

/** Only a Network Load Balancer has such processes, and its listeners use TCP by default. */
const tcpProcess = (settings: Settings): EffectiveSetting | undefined =>
  settings
    .namespaces('aws:elasticbeanstalk:environment:process:')
    .map((name) => settings.effective(name, 'Protocol'))
    .find((protocol) => trimmedText(protocol?.value)?.toUpperCase() === 'TCP');

/** A certificate without HTTPS is another mistake. */
const hasCertificate = ({ certificate }: ListenerEncryption): boolean => certificate !== undefined;
