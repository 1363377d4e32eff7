import { isSecureProtocol } from '../../model/encryption.js';
import type { Rule } from '../rule.js';

export const missingCertificate: Rule = {
  meta: {
    id: 'https/missing-certificate',
    summary: 'A listener speaks HTTPS but has no certificate',
    why: 'A listener that encrypts cannot be made without a certificate, so the update fails and is rolled back; Elastic Load Balancing says "A certificate must be specified for HTTPS listeners", of a Classic Load Balancer "Secure Listeners need to specify a SSLCertificateId".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-elb.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check({ encryption }) {
    for (const listener of encryption) {
      const { namespace, port, protocol, certificate, blankCertificate, names } = listener;
      if (!isSecureProtocol(protocol) || certificate || listener.mayHaveOtherCertificates) continue;
      const found = blankCertificate ? `its ${names.certificate} is empty` : `has no certificate`;
      yield {
        at: blankCertificate?.option.place ?? listener.protocolSetting?.value.place ?? listener.place,
        message: `The listener on port ${port} speaks ${protocol} but ${found}: set ${names.certificate} of ${namespace} to the ARN of a certificate.`,
      };
    }
  },
};
