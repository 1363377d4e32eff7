import { isSecureProtocol, type ListenerEncryption } from '../../model/load-balancer/encryption.js';
import { addOption } from '../support/add-option.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';
import type { Rule } from '../rule.js';

export const certificateOnUnencryptedListener: Rule = {
  meta: {
    id: 'https/certificate-on-unencrypted-listener',
    summary: 'The listener on port 443 has a certificate but does not use HTTPS',
    why: 'Only a listener that encrypts uses its certificate, and Protocol is HTTP by default. Browsers that open https:// get an answer that they cannot read, or Elastic Load Balancing rejects the listener: "A certificate cannot be specified for HTTP listeners".',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-elb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener',
    ],
    since: '0.1.0',
  },
  *check({ encryption }) {
    for (const listener of encryption) {
      const { port, namespace, protocol, protocolSetting, certificate, names } = listener;
      if (port !== 443 || !certificate || !isPlain(listener)) continue;
      yield {
        at: protocolSetting?.value.place ?? certificate.option.place,
        message: `Listener 443 has a certificate, but ${protocolSetting ? `its ${names.protocol} is ${protocol}` : `no ${names.protocol} (default ${protocol})`}`,
        help: `Set \`${names.protocol}\` of \`${namespace}\` to \`${names.secureProtocol}\`.`,
        ...(protocolSetting && {
          related: [{ at: certificate.option.place, note: 'certificate of the listener' }],
        }),
        ...fixOf(
          'unsafe',
          `Set ${names.protocol} to ${names.secureProtocol}`,
          protocolSetting
            ? replaceValue(protocolSetting, names.secureProtocol)
            : addOption(certificate, names.protocol, names.secureProtocol),
        ),
      };
    }
  },
};

/** An explicit TCP forwards the encrypted bytes to the instances, which is a valid choice. */
const isPlain = ({ protocol, protocolSetting }: ListenerEncryption): boolean =>
  protocol === 'HTTP' || (protocol !== undefined && !protocolSetting && !isSecureProtocol(protocol));
