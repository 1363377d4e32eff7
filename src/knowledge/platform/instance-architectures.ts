export type Architecture = 'arm64' | 'x86_64';

/**
 * Families with AWS Graviton processors have a g after their generation (`t4g`, `c7gn`, `im4gn`, `x2gd`); `a1` is the first
 * one. Apple's `mac2` and those that are too new to be told apart are not known.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const GRAVITON = /^(?:a1|[a-z]+\d+g[a-z]*)$/;
const OTHERS = /^(?:[a-z]+\d[a-z]*)$/;
const UNKNOWN = /^(?:mac|p6)/;

/** The architecture of an instance type such as `t4g.micro`; undefined where it cannot be told from its name. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const [family = ''] = instanceType.toLowerCase().split('.');
  if (UNKNOWN.test(family)) return undefined;
  if (GRAVITON.test(family)) return 'arm64';
  return OTHERS.test(family) ? 'x86_64' : undefined;
}
