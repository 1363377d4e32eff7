import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { projectOf } from '../support/fixtures.js';

/** The rules that report something in a file of settings, with all rules on but some. */
const idsIn = (settings: string, ...off: readonly string[]): string[] =>
  idsInFile(`option_settings:\n${settings}\n`, ...off);

function idsInFile(text: string, ...off: readonly string[]): string[] {
  const project = projectOf({ '.ebextensions/a.config': text });
  const severities = new Map(off.map((id) => [id, 'off'] as const));
  return lintModel(project, { severities }).diagnostics.map(({ ruleId }) => ruleId);
}

const listener = (arn: string) =>
  ` aws:elbv2:listener:443:\n  Protocol: HTTPS\n  SSLCertificateArns: ${arn}\n aws:elasticbeanstalk:environment: { LoadBalancerType: application }`;

describe('one mistake is one finding, and another rule reports it where the first one is off', () => {
  it.each([
    [
      'a placeholder in the ARN of a certificate',
      listener('arn:aws:acm:eu-central-1:<account>:certificate/12345678-90ab-cdef-1234-567890abcdef'),
      'https/invalid-certificate-arn',
      'settings/placeholder',
    ],
    [
      'something else than the ARN of a certificate',
      listener('my-certificate'),
      'https/invalid-certificate-arn',
      'settings/invalid-value',
    ],
    [
      'a path pattern that is too long',
      ` aws:elbv2:listener:80: { Rules: a }\n aws:elbv2:listenerrule:a:\n  PathPatterns: /${'a'.repeat(128)}\n  Priority: 1\n aws:elasticbeanstalk:environment: { LoadBalancerType: application }`,
      'routing/invalid-pattern',
      'settings/invalid-value',
    ],
    [
      'two values of one option',
      ' aws:autoscaling:asg:\n  MinSize: 1\n  MinSize: 2',
      'config/duplicate-key',
      'settings/overridden',
    ],
    [
      'a number that YAML makes too great',
      ' aws:elasticbeanstalk:sqsd: { InactivityTimeout: 100:00:00 }',
      'settings/invalid-value',
      'settings/misread-value',
    ],
    [
      'an option of a retired namespace',
      ' aws:elasticbeanstalk:container:nodejs: { NodeCommand: npm start }',
      'platform/retired-namespace',
      'platform/retired-option',
    ],
  ])('%s', (_, settings, stronger, weaker) => {
    expect(idsIn(settings)).toEqual([stronger]);
    expect(idsIn(settings, stronger)).toEqual([weaker]);
    expect(idsIn(settings, stronger, weaker)).toEqual([]);
  });

  it('a package that is gone and resembles another one', () => {
    const packages = 'packages:\n  yum:\n    libjpeg-devel: []\n';
    expect(idsInFile(packages)).toEqual(['platform/missing-package']);
    expect(idsInFile(packages, 'platform/missing-package')).toEqual(['platform/misspelled-package']);
  });
});
