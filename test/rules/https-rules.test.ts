import { describe, expect, it } from 'vitest';
import { editProject } from '../../src/lint/edit-text.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const certificateOnUnencryptedListener = ruleById('https/certificate-on-unencrypted-listener');
const httpsOnPort80 = ruleById('https/https-on-port-80');
const invalidCertificateArn = ruleById('https/invalid-certificate-arn');
const missingCertificate = ruleById('https/missing-certificate');
const processWithoutTls = ruleById('https/process-without-tls');
const unknownPolicy = ruleById('https/unknown-policy');
const weakPolicy = ruleById('https/weak-policy');

const NAME = '.ebextensions/a.config';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-90ab-cdef-1234-567890abcdef';

const CLASSIC = 'aws:elasticbeanstalk:environment: { LoadBalancerType: classic }';

describe('https/invalid-certificate-arn', () => {
  const messageFor = (value: string): string => {
    const text = JSON.stringify({
      option_settings: { 'aws:elbv2:listener:443': { SSLCertificateArns: value } },
    });
    const [finding, ...others] = findingsOf(invalidCertificateArn, projectOf({ [NAME]: text }));
    expect(others).toEqual([]);
    expect(finding!.help).toBe('Use the ARN shown in AWS Certificate Manager.');
    return finding!.message;
  };

  it('shows nothing of what does not begin like an ARN, which may be a private key', () => {
    expect(messageFor('MIIEpAIBAAKCAQEA')).toBe('Certificate ARN does not begin with "arn:"');
  });

  it('shows 40 letters of a part of an ARN', () => {
    const arn = (id: string) => `arn:aws:acm:eu-central-1:111122223333:certificate/${id}`;
    expect(messageFor(arn('0'.repeat(40)))).toContain(`"${'0'.repeat(40)}"`);
    expect(messageFor(arn('0'.repeat(41)))).toContain(`"${'0'.repeat(40)}…"`);
  });
});

describe('https/certificate-on-unencrypted-listener', () => {
  const findings = (text: string) => [
    ...findingsOf(certificateOnUnencryptedListener, projectOf({ [NAME]: text })),
  ];

  /** The file with the fix of its only finding made; undefined where none is offered. */
  const fixed = (text: string): string | undefined => {
    const project = projectOf({ [NAME]: text });
    const [finding, ...others] = findingsOf(certificateOnUnencryptedListener, project);
    expect(others).toEqual([]);
    if (!finding!.fix) return undefined;
    const [file] = editProject(deployedFiles(project), finding!.fix.edits)!.files;
    return file && 'source' in file ? file.source.text : undefined;
  };

  const HEAD = 'option_settings:\n  aws:elbv2:listener:443:\n';

  it.each([
    ['elb:listener:443: {ListenerProtocol: TCP, SSLCertificateId', 1],
    ['elb:listener:443: {ListenerProtocol: SSL, SSLCertificateId', 0],
    // Another listener may use it.
    ['elb:listener:443: {ListenerProtocol: TCP}\n  aws:elb:loadbalancer: {SSLCertificateId', 0],
    // Of which kind it is, nothing tells.
    ['elbv2:listener:443: {Protocol: TCP, SSLCertificateArns', 0],
  ])('warns of a certificate that TCP does not use: %s', (beginning, count) => {
    const found = findings(`option_settings:\n  aws:${beginning}: "${ARN}"}\n`);
    expect(found.map(({ warnsBecause }) => warnsBecause)).toEqual(Array<string>(count).fill('intent'));
  });

  it.each([
    [
      'a line of its own, above the certificate and its comment',
      `${HEAD}    # both, in this order\n    SSLCertificateArns: ${ARN} # from ACM\n`,
      `${HEAD}    Protocol: HTTPS\n    # both, in this order\n    SSLCertificateArns: ${ARN} # from ACM\n`,
    ],
    [
      'a line of JSON',
      `{"option_settings": {\n  "aws:elbv2:listener:443": {\n    "SSLCertificateArns": "${ARN}"\n  }\n}}\n`,
      `{"option_settings": {\n  "aws:elbv2:listener:443": {\n    "Protocol": "HTTPS",\n    "SSLCertificateArns": "${ARN}"\n  }\n}}\n`,
    ],
    [
      'a line of JSON after another and an empty line',
      `{"option_settings": {"aws:elbv2:listener:443": {\r\n  "SSLPolicy": "x",\r\n\r\n  "SSLCertificateArns": "${ARN}"}}}`,
      `{"option_settings": {"aws:elbv2:listener:443": {\r\n  "SSLPolicy": "x",\r\n\r\n  "Protocol": "HTTPS",\r\n  "SSLCertificateArns": "${ARN}"}}}`,
    ],
  ])('sets a protocol that is missing on %s', (_, before, after) => {
    expect(fixed(before)).toBe(after);
  });

  it.each([
    ['share a line', `option_settings:\n  aws:elbv2:listener:443: { SSLCertificateArns: "${ARN}" }\n`],
    [
      'are the items of a list',
      `option_settings:\n  -\n    namespace: aws:elbv2:listener:443\n    option_name: SSLCertificateArns\n    value: ${ARN}\n`,
    ],
    [
      'are the items of a list, each after its hyphen',
      `option_settings:\n  - namespace: aws:elbv2:listener:443\n    option_name: SSLCertificateArns\n    value: ${ARN}\n`,
    ],
  ])('does not set it where options %s', (_, text) => {
    expect(fixed(text)).toBeUndefined();
  });

  it('replaces a protocol between its quotes', () => {
    const text = (protocol: string) =>
      `${HEAD}    Protocol: "${protocol}" # why\n    SSLCertificateArns: ${ARN}\n`;
    expect(fixed(text('http'))).toBe(text('HTTPS'));
  });

  it('is silent about plain HTTP on a port other than 443', () => {
    const listener = (port: number) =>
      `option_settings:\n  aws:elbv2:listener:${port}: { Protocol: HTTP, SSLCertificateArns: "${ARN}" }\n`;
    expect(findings(listener(443))).toHaveLength(1);
    expect(findings(listener(8443))).toEqual([]);
    // Elastic Beanstalk has this option of the listener on port 80, and does not document it.
    expect(
      findings(`option_settings:\n  ${CLASSIC}\n  aws:elb:listener: { SSLCertificateId: "${ARN}" }\n`),
    ).toEqual([]);
  });
});

describe('https/https-on-port-80', () => {
  const findings = (text: string) => [...findingsOf(httpsOnPort80, projectOf({ [NAME]: text }))];

  it('names the listener that should encrypt instead of one without a number', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:listener: { ListenerProtocol: HTTPS, SSLCertificateId: "${ARN}" }\n`;
    expect(findings(text)[0]!.help).toBe(
      'Change the namespace to `aws:elb:listener:443`: port 80 has a listener for HTTP by default.',
    );
  });

  it('leaves listener 443 as it is where there is one', () => {
    const text = `option_settings:\n  aws:elbv2:listener:443: { Protocol: HTTPS, SSLCertificateArns: "${ARN}" }\n  aws:elbv2:listener:80: { Protocol: HTTPS, SSLCertificateArns: "${ARN}" }\n`;
    expect(findings(text)[0]!.help).toBe(
      'Set `Protocol` to `HTTP` and delete `SSLCertificateArns`: listener 443 is in `aws:elbv2:listener:443`.',
    );
  });

  it('marks the option that puts encryption on port 80', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:loadbalancer:\n    LoadBalancerHTTPSPort: 80\n`;
    const { file, span } = findings(text)[0]!.at;
    expect(file.text.slice(span.start, span.end)).toBe('LoadBalancerHTTPSPort');
  });
});

describe('https/missing-certificate', () => {
  it('yields to HTTPS on port 80, which needs no certificate once it is fixed', () => {
    const project = projectOf({ [NAME]: 'option_settings:\n  aws:elbv2:listener:80: { Protocol: HTTPS }\n' });
    const idsWith = (severities: ReadonlyMap<string, 'off'>) =>
      lintModel(project, { severities }, [httpsOnPort80, missingCertificate]).diagnostics.map(
        ({ ruleId }) => ruleId,
      );
    expect(idsWith(new Map())).toEqual(['https/https-on-port-80']);
    expect(idsWith(new Map([['https/https-on-port-80', 'off']]))).toEqual(['https/missing-certificate']);
  });

  it('marks the port where nothing else declares the listener', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:loadbalancer:\n    LoadBalancerHTTPSPort: 443\n`;
    const [finding] = findingsOf(missingCertificate, projectOf({ [NAME]: text }));
    const { file, span } = finding!.at;
    expect(file.text.slice(span.start, span.end)).toBe('LoadBalancerHTTPSPort');
  });
});

describe('security policies', () => {
  it.each([
    ['aws:elbv2:listener:443: { SSLPolicy: TLSv1 }', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
    [`aws:elb:policies: { SSLReferencePolicy: TLSv1 }\n  ${CLASSIC}`, 'ELBSecurityPolicy-TLS-1-2-2017-01'],
  ])('that do not exist are replaced by one of the same kind of load balancer: %s', (settings, policy) => {
    const project = projectOf({ [NAME]: `option_settings:\n  ${settings}\n` });
    expect([...findingsOf(unknownPolicy, project)]).toMatchObject([
      { message: 'There is no security policy "TLSv1"', help: `Use a policy such as \`${policy}\`.` },
    ]);
  });

  const told = (rule: typeof weakPolicy, policy: string) => [
    ...findingsOf(
      rule,
      projectOf({ [NAME]: `option_settings:\n  aws:elbv2:listener:443: { SSLPolicy: ${policy} }\n` }),
    ),
  ];

  it.each(['""', '" "', '"${POLICY}"', '" ELBSecurityPolicy-TLS13-1-2-2021-06 "'])('may be %s', (policy) => {
    expect(told(unknownPolicy, policy)).toEqual([]);
    expect(told(weakPolicy, policy)).toEqual([]);
  });

  it('that do not exist are not called weak', () => {
    expect(told(weakPolicy, 'ELBSecurityPolicy-2016-8')).toEqual([]);
    expect(told(unknownPolicy, 'ELBSecurityPolicy-2016-8')).toHaveLength(1);
  });
});

describe('https/process-without-tls', () => {
  it.each([
    ['is silent about a process that nothing names', 'DefaultProcess: default', []],
    [
      'reports one that a listener names',
      'DefaultProcess: later',
      ['Process "later" uses HTTPS, but no server on the instances uses TLS'],
    ],
  ])('%s', (_, listener, messages) => {
    const project = projectOf({
      [NAME]: `option_settings:\n  aws:elbv2:listener:443: { ${listener} }\n  aws:elasticbeanstalk:environment:process:later: { Port: 443, Protocol: HTTPS }\n`,
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
      Procfile: 'web: gunicorn --bind :8000 shop.wsgi:application\n',
    });
    expect([...findingsOf(processWithoutTls, project)].map(({ message }) => message)).toEqual(messages);
  });
});
