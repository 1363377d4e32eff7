import { expect, it } from 'vitest';
import { architectureOf } from '../../../src/rules/settings/mixed-architectures.js';

it.each([
  ...['a1.large', 't4g.nano', 'm6g.large', 'm6gd.large', 'c7gn.large', 'im4gn.large', 'is4gen.large'].map(
    (type) => [type, 'arm64'],
  ),
  ...['x2gd.large', 'g5g.xlarge', 'hpc7g.4xlarge', 'r8g.large', 'C7G.large'].map((type) => [type, 'arm64']),
  ...['t2.micro', 't3a.micro', 'm5.large', 'c6i.large', 'g4dn.xlarge', 'g4ad.xlarge', 'gr6.4xlarge'].map(
    (type) => [type, 'x86_64'],
  ),
  ...['g5.xlarge', 'g6e.xlarge', 'inf2.xlarge', 'trn1.2xlarge', 'p4de.24xlarge', 'm7i-flex.large'].map(
    (type) => [type, type === 'm7i-flex.large' ? undefined : 'x86_64'],
  ),
  ['mac2.metal', undefined],
  ['p6-b200.48xlarge', undefined],
  ['', undefined],
  ['micro', undefined],
])('%s is %s', (type, architecture) => {
  expect(architectureOf(type!)).toBe(architecture);
});
