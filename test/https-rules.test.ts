import { describe, expect, it } from 'vitest';
import { editProject } from '../src/lint/edit-text.js';
import { certificateArn } from '../src/rules/https/certificate-arn.js';
import { missingCertificate } from '../src/rules/https/missing-certificate.js';
import { unknownPolicy } from '../src/rules/https/unknown-policy.js';
import { weakPolicy } from '../src/rules/https/weak-policy.js';
import { listenerProtocol } from '../src/rules/https/listener-protocol.js';
import { projectOf } from './support/fixtures.js';

const NAME = '.ebextensions/a.config';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-90ab-cdef-1234-567890abcdef';

const CLASSIC = 'aws:elasticbeanstalk:environment: { LoadBalancerType: classic }';

describe('https/certificate-arn', () => {
  const shownOf = (value: string): string => {
    const text = JSON.stringify({
      option_settings: { 'aws:elbv2:listener:443': { SSLCertificateArns: value } },
    });
    const [finding] = certificateArn.check(projectOf({ [NAME]: text }));
    return /is "(.*?)" where/.exec(finding!.message)![1]!;
  };

  it('shows 40 letters of what is no ARN, which may be a private key', () => {
    expect(shownOf('k'.repeat(40))).toBe('k'.repeat(40));
    expect(shownOf('k'.repeat(41))).toBe(`${'k'.repeat(40)}…`);
  });

  it('shows 200 letters of an ARN', () => {
    const arn = (length: number) => 'arn:aws:acm:'.padEnd(length, '0');
    expect(shownOf(arn(200))).toBe(arn(200));
    expect(shownOf(arn(201))).toBe(`${arn(200)}…`);
  });
});

describe('https/listener-protocol', () => {
  const findings = (text: string) => [...listenerProtocol.check(projectOf({ [NAME]: text }))];

  /** The file with the fix of its only finding made; undefined where none is offered. */
  const mended = (text: string): string | undefined => {
    const project = projectOf({ [NAME]: text });
    const [finding, ...others] = listenerProtocol.check(project);
    expect(others).toEqual([]);
    if (!finding!.fix) return undefined;
    const [file] = editProject(project.files, finding!.fix.edits)!.files;
    return file && 'source' in file ? file.source.text : undefined;
  };

  const HEAD = 'option_settings:\n  aws:elbv2:listener:443:\n';

  it.each([
    [
      'a line of its own, above the certificate',
      `${HEAD}    # both, in this order\n    SSLCertificateArns: ${ARN} # from ACM\n`,
      `${HEAD}    # both, in this order\n    Protocol: HTTPS\n    SSLCertificateArns: ${ARN} # from ACM\n`,
    ],
    [
      'a line of JSON',
      `{"option_settings": {\n  "aws:elbv2:listener:443": {\n    "SSLCertificateArns": "${ARN}"\n  }\n}}\n`,
      `{"option_settings": {\n  "aws:elbv2:listener:443": {\n    "Protocol": "HTTPS",\n    "SSLCertificateArns": "${ARN}"\n  }\n}}\n`,
    ],
    [
      'a line of JSON behind another and an empty line',
      `{"option_settings": {"aws:elbv2:listener:443": {\r\n  "SSLPolicy": "x",\r\n\r\n  "SSLCertificateArns": "${ARN}"}}}`,
      `{"option_settings": {"aws:elbv2:listener:443": {\r\n  "SSLPolicy": "x",\r\n\r\n  "Protocol": "HTTPS",\r\n  "SSLCertificateArns": "${ARN}"}}}`,
    ],
  ])('sets a protocol that is missing on %s', (_, before, after) => {
    expect(mended(before)).toBe(after);
  });

  it.each([
    ['share a line', `option_settings:\n  aws:elbv2:listener:443: { SSLCertificateArns: "${ARN}" }\n`],
    [
      'are the items of a list',
      `option_settings:\n  -\n    namespace: aws:elbv2:listener:443\n    option_name: SSLCertificateArns\n    value: ${ARN}\n`,
    ],
    [
      'are the items of a list, each behind its hyphen',
      `option_settings:\n  - namespace: aws:elbv2:listener:443\n    option_name: SSLCertificateArns\n    value: ${ARN}\n`,
    ],
  ])('does not set it where options %s', (_, text) => {
    expect(mended(text)).toBeUndefined();
  });

  it('replaces a protocol between its quotes', () => {
    const text = (protocol: string) =>
      `${HEAD}    Protocol: "${protocol}" # why\n    SSLCertificateArns: ${ARN}\n`;
    expect(mended(text('http'))).toBe(text('HTTPS'));
  });

  it('is silent about plain HTTP on a port that is no usual one', () => {
    const listener = (port: number) =>
      `option_settings:\n  aws:elbv2:listener:${port}: { Protocol: HTTP, SSLCertificateArns: "${ARN}" }\n`;
    expect(findings(listener(443))).toHaveLength(1);
    expect(findings(listener(8443))).toEqual([]);
  });

  it('names the listener that should encrypt instead of one without a number', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:listener: { ListenerProtocol: HTTPS, SSLCertificateId: "${ARN}" }\n`;
    expect(findings(text)[0]!.message).toMatch(/describe the HTTPS listener in aws:elb:listener:443\.$/);
  });

  it('marks the option that puts encryption on port 80', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:loadbalancer:\n    LoadBalancerHTTPSPort: 80\n`;
    const { file, span } = findings(text)[0]!.at;
    expect(file.text.slice(span.start, span.end)).toBe('LoadBalancerHTTPSPort');
  });
});

describe('https/missing-certificate', () => {
  it('marks the port where nothing else tells of the listener', () => {
    const text = `option_settings:\n  ${CLASSIC}\n  aws:elb:loadbalancer:\n    LoadBalancerHTTPSPort: 443\n`;
    const [finding] = missingCertificate.check(projectOf({ [NAME]: text }));
    const { file, span } = finding!.at;
    expect(file.text.slice(span.start, span.end)).toBe('LoadBalancerHTTPSPort');
  });
});

describe('security policies', () => {
  const told = (rule: typeof weakPolicy, policy: string) => [
    ...rule.check(
      projectOf({ [NAME]: `option_settings:\n  aws:elbv2:listener:443: { SSLPolicy: ${policy} }\n` }),
    ),
  ];

  it.each(['""', '" "', '"${POLICY}"', '" ELBSecurityPolicy-TLS13-1-2-2021-06 "'])('may be %s', (policy) => {
    expect(told(unknownPolicy, policy)).toEqual([]);
    expect(told(weakPolicy, policy)).toEqual([]);
  });

  it('that nobody knows are not called weak', () => {
    expect(told(weakPolicy, 'ELBSecurityPolicy-2016-8')).toEqual([]);
    expect(told(unknownPolicy, 'ELBSecurityPolicy-2016-8')).toHaveLength(1);
  });
});
