import { isSecureProtocol, type ListenerEncryption } from '../../model/encryption.js';
import { addOption } from '../add-option.js';
import { fixOf } from '../fix-of.js';
import { replaceValue } from '../replace-value.js';
import type { Finding, Rule } from '../rule.js';

export const listenerProtocol: Rule = {
  meta: {
    id: 'https/listener-protocol',
    summary: 'Port 443 has a certificate but does not speak HTTPS, or port 80 speaks HTTPS',
    why: 'A certificate is of use only to a listener that encrypts, and Protocol is HTTP unless it is set: browsers that open https:// get no answer that they understand, or Elastic Load Balancing refuses the listener with "A certificate cannot be specified for HTTP listeners". On port 80 it is the other way round: browsers that open http:// send plain text, which a listener that encrypts rejects.',
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
      if (listener.port === 443 && isPlain(listener)) yield* plainOn443(listener);
      if (listener.port === 80 && isSecureProtocol(listener.protocol)) yield secureOn80(listener);
    }
  },
};

/** An explicit TCP passes the encrypted bytes on to the instances: a choice. */
const isPlain = ({ protocol, protocolSetting }: ListenerEncryption): boolean =>
  protocol === 'HTTP' || (protocol !== undefined && !protocolSetting && !isSecureProtocol(protocol));

function* plainOn443({
  namespace,
  protocol,
  protocolSetting,
  certificate,
  names,
}: ListenerEncryption): Generator<Finding> {
  if (!certificate) return;
  const found = protocolSetting
    ? `its ${names.protocol} is ${protocol}`
    : `no ${names.protocol}, which means ${protocol}`;
  yield {
    at: protocolSetting?.value.place ?? certificate.option.place,
    message: `The listener on port 443 has a certificate but ${found}: set ${names.protocol} of ${namespace} to ${names.secureProtocol}.`,
    ...(protocolSetting && {
      related: [{ at: certificate.option.place, note: 'the certificate is set here' }],
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

function secureOn80({
  namespace,
  place,
  protocol,
  protocolSetting,
  certificate,
  names,
}: ListenerEncryption): Finding {
  const other = namespace.replace(/:(?:default|80)$|(?<=^aws:elb:listener)$/, ':443');
  return {
    at: protocolSetting?.value.place ?? place,
    message: `The listener on port 80 speaks ${protocol}, but browsers send plain HTTP to port 80: set ${names.protocol} of ${namespace} to ${names.plainProtocol}, and describe the ${protocol} listener in ${other}.`,
    ...(certificate && { related: [{ at: certificate.option.place, note: 'its certificate is set here' }] }),
  };
}
