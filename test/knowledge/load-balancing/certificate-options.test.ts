import { describe, expect, it } from 'vitest';
import { isCertificateOption } from '../../../src/knowledge/load-balancing/arns.js';

describe('isCertificateOption', () => {
  it.each([
    ['aws:elbv2:listener:443', 'SSLCertificateArns'],
    ['aws:elbv2:listener:default', 'SSLCertificateArns'],
    ['aws:elb:listener:443', 'SSLCertificateId'],
    ['aws:elb:listener', 'SSLCertificateId'],
    ['aws:elb:loadbalancer', 'SSLCertificateId'],
  ])('knows %s %s', (namespace, option) => {
    expect(isCertificateOption(namespace, option)).toBe(true);
  });

  it.each([
    ['aws:elbv2:listener:443', 'SSLPolicy'],
    ['aws:elbv2:listener:443', 'SSLCertificateId'],
    ['aws:elbv2:listenerrule:443', 'SSLCertificateArns'],
    ['aws:elb:listeners', 'SSLCertificateId'],
    ['aws:elb:loadbalancers', 'SSLCertificateId'],
    ['aws:elasticbeanstalk:application:environment', 'SSLCertificateArns'],
  ])('does not mistake %s %s for one', (namespace, option) => {
    expect(isCertificateOption(namespace, option)).toBe(false);
  });
});
