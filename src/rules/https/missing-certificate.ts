import { encryption, isSecureProtocol, type ListenerEncryption } from '../../model/routing/encryption.js';
import type { EachRule } from '../rule.js';

export const missingCertificate: EachRule<ListenerEncryption> = {
  meta: {
    summary: 'A listener uses HTTPS but has no certificate',
    why: 'A listener that encrypts cannot be created without a certificate, so the update fails and is rolled back. The error of Elastic Load Balancing is "A certificate must be specified for HTTPS listeners", or "Secure Listeners need to specify a SSLCertificateId" for a Classic Load Balancer. A certificate that the console or another tool sets is not seen.',
    consequence: 'deploy-fails',
    references: [
      'guide:configuring-https-elb',
      'aws:elasticloadbalancing/latest/application/create-https-listener',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['https/https-on-port-80'],
  },
  each: encryption,
  *check(listener) {
    const { namespace, port, protocol, certificate, emptyCertificate, names } = listener;
    if (!isSecureProtocol(protocol) || certificate) return;
    const problem = emptyCertificate ? `, but its ${names.certificate} is empty` : ' but has no certificate';
    yield {
      at: emptyCertificate?.option.place ?? listener.protocolSetting?.value.place ?? listener.place,
      message: `Listener ${port} uses ${protocol}${problem}`,
      doubt: listener.otherCertificates,
      help: `Set \`${names.certificate}\` of \`${namespace}\` to the ARN of a certificate.`,
    };
  },
};
