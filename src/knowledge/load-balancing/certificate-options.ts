/**
 * The options that take the ARN of a certificate; the option of `aws:elb:loadbalancer` is the deprecated one.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const CERTIFICATE_OPTIONS: readonly { readonly namespace: RegExp; readonly option: string }[] = [
  { namespace: /^aws:elbv2:listener:/, option: 'SSLCertificateArns' },
  { namespace: /^aws:elb:listener(?::|$)/, option: 'SSLCertificateId' },
  { namespace: /^aws:elb:loadbalancer$/, option: 'SSLCertificateId' },
];

/** Whether an option takes the ARN of a certificate. */
export const isCertificateOption = (namespace: string, option: string): boolean =>
  CERTIFICATE_OPTIONS.some((known) => known.option === option && known.namespace.test(namespace));
