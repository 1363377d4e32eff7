import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateArnProblems } from '../../../src/knowledge/load-balancing/arns.js';

const UUID = '0e604fcd-22b2-4b18-a284-882b082b37d5';

describe('certificateArnProblems', () => {
  it.each([
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID}`,
    ` arn:aws:acm:us-east-1:111122223333:certificate/${UUID.toUpperCase()}\n`,
    `arn:aws-cn:acm:cn-north-1:111122223333:certificate/${UUID}`,
    `arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/${UUID}`,
    `arn:aws-iso-b:acm:us-isob-east-1:111122223333:certificate/${UUID}`,
    `arn:aws-eusc:acm:eusc-de-east-1:111122223333:certificate/${UUID}`,
    'arn:aws:iam::111122223333:server-certificate/site',
    'arn:aws:iam::111122223333:server-certificate/cloudfront/a/site.example.com',
    'arn:aws:iam::111122223333:server-certificate/a,b=c@d+e',
    'arn:aws-cn:iam::111122223333:server-certificate/site',
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID},arn:aws:iam::111122223333:server-certificate/site`,
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID} , arn:aws:acm:eu-west-1:111122223333:certificate/${UUID},`,
    '',
    '  ',
    ',',
  ])('lets %j pass', (value) => {
    expect(certificateArnProblems(value)).toEqual([]);
  });

  it.each([
    [`arn:aws:acm:us-east-1:1234567890123:certificate/${UUID}`, 'malformed', '13 digits instead of 12'],
    [`arn:aws:acm:us-east-1::certificate/${UUID}`, 'malformed', 'has no account'],
    [`arn:aws:acm:us-east-1:my-account:certificate/${UUID}`, 'malformed', 'my-account'],
    [`arn:aws:acm::111122223333:certificate/${UUID}`, 'malformed', 'has no region'],
    [`arn:aws:acm:us-east:111122223333:certificate/${UUID}`, 'malformed', 'us-east'],
    [`arn:aws:acm:us-east-1:111122223333:certificate/${UUID}0`, 'malformed', 'UUID'],
    ['arn:aws:acm:us-east-1:111122223333:certificate/', 'malformed', 'has no certificate ID'],
    ['arn:aws:acm:us-east-1:111122223333:certificate', 'malformed', 'has no certificate ID'],
    [`arn:aws:acm:us-east-1:111122223333:${UUID}`, 'other-resource', UUID],
    [`arn:aws:acm:us-east-1:certificate/${UUID}`, 'malformed', 'too few parts'],
    ['arn:', 'malformed', 'too few parts'],
    [`ARN:aws:acm:us-east-1:111122223333:certificate/${UUID}`, 'malformed', 'arn:aws:'],
    [`arn:amazon:acm:us-east-1:111122223333:certificate/${UUID}`, 'malformed', 'arn:aws:'],
    ['arn:aws:iam:us-east-1:111122223333:server-certificate/site', 'malformed', 'region'],
    ['arn:aws:iam::11112222333:server-certificate/site', 'malformed', '11 digits'],
    ['arn:aws:iam::111122223333:server-certificate/', 'malformed', 'has no certificate name'],
    ['arn:aws:iam::111122223333:role/site', 'other-resource', 'role'],
    [
      'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/b',
      'other-resource',
      'elasticloadbalancing',
    ],
    [`arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/${UUID}`, 'other-resource', 'acm-pca'],
    ['arn:aws:constructor:us-east-1:111122223333:x', 'other-resource', 'constructor'],
    ['site-certificate', 'not-an-arn', 'arn:'],
    [UUID, 'not-an-arn', 'arn:'],
  ])('%s is %s', (value, kind, detail) => {
    expect(certificateArnProblems(value)).toEqual([
      { kind, arn: value, start: 0, end: value.length, detail: expect.stringContaining(detail) },
    ]);
  });

  it('says which of several', () => {
    const good = `arn:aws:acm:us-east-1:111122223333:certificate/${UUID}`;
    const value = `${good}, arn:aws:acm:us-east-1:1:certificate/${UUID}`;
    expect(certificateArnProblems(value)).toMatchObject([
      { kind: 'malformed', start: good.length + 2, end: value.length },
    ]);
  });

  it('stays inside the value, whatever it is', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('arn:', 'aws:', 'acm:', 'iam:', ',', ':', '/', ' '));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join('');
        for (const { start, end, arn } of certificateArnProblems(value)) {
          expect(value.slice(start, end)).toBe(arn);
          expect(arn).not.toBe('');
        }
      }),
    );
  });
});
