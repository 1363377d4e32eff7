import { encryption, isSecureProtocol, type ListenerEncryption } from '../../model/routing/encryption.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import type { Related } from '../../source/index.js';
import type { EachRule, Finding } from '../rule.js';
import { addOption } from '../support/add-option.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const certificateOnUnencryptedListener: EachRule<ListenerEncryption> = {
  meta: {
    summary: 'The listener on port 443 has a certificate but does not use HTTPS',
    why: 'Only a listener that encrypts uses its certificate, and Protocol is HTTP by default. Browsers that open https:// get an answer that they cannot read, or Elastic Load Balancing rejects the listener: "A certificate cannot be specified for HTTP listeners". A listener whose protocol is TCP leaves the decryption to the instances.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-elb',
      'guide:command-options-general#command-options-general-elbv2-listener',
    ],
  },
  each: encryption,
  *check(listener) {
    const { port, certificate } = listener;
    if (port !== 443 || !certificate) return;
    if (isPlain(listener)) yield onPlain(listener, certificate);
    else if (passesBytes(listener) && certificate.namespace.value === listener.namespace)
      yield onBytes(listener, certificate);
  },
};

/** An explicit TCP forwards the encrypted bytes to the instances, which is a valid choice, but not with a certificate. */
const isPlain = ({ protocol, protocolSetting }: ListenerEncryption): boolean =>
  protocol === 'HTTP' || (protocol !== undefined && !protocolSetting && !isSecureProtocol(protocol));

const passesBytes = ({ protocol, names }: ListenerEncryption): boolean =>
  protocol === 'TCP' && names.secureBytes !== undefined;

function onPlain(
  { namespace, protocol, protocolSetting, names }: ListenerEncryption,
  certificate: EffectiveSetting,
): Finding {
  return {
    at: protocolSetting?.value.place ?? certificate.option.place,
    message: `Listener 443 has a certificate, but ${protocolSetting ? `its ${names.protocol} is ${protocol}` : `no ${names.protocol} (default ${protocol})`}`,
    help: `Set \`${names.protocol}\` of \`${namespace}\` to \`${names.secureProtocol}\`.`,
    ...(protocolSetting && { related: [noteOf(certificate)] }),
    ...fixOf(
      'unsafe',
      `Set ${names.protocol} to ${names.secureProtocol}`,
      protocolSetting
        ? replaceValue(protocolSetting, names.secureProtocol)
        : addOption(certificate, names.protocol, names.secureProtocol),
    ),
  };
}

function onBytes(
  { namespace, place, protocolSetting, names }: ListenerEncryption,
  certificate: EffectiveSetting,
): Finding {
  return {
    at: protocolSetting?.value.place ?? place,
    message: `Listener 443 has a certificate, but its ${names.protocol} is TCP`,
    help: `Set \`${names.protocol}\` of \`${namespace}\` to \`${names.secureBytes}\`, or delete \`${certificate.option.value}\` if the instances decrypt.`,
    related: [noteOf(certificate)],
    warnsBecause: 'intent',
  };
}

const noteOf = (certificate: EffectiveSetting): Related => ({
  at: certificate.option.place,
  note: 'certificate of the listener',
});
