import { itemsOfSetting, settings } from '../../model/settings/settings.js';
import { literalText, trimmedText, type Value } from '../../source/index.js';
import { option } from '../on.js';
import type { Finding, Rule } from '../rule.js';

const INSTANCES = 'aws:ec2:instances';

export const mixedArchitectures: Rule = {
  meta: {
    summary: 'Instance types have different processor architectures',
    why: 'An environment runs one platform image, which is made for one architecture: x86_64 or arm64 (AWS Graviton). All instance types of an environment must have the same architecture, and must fit SupportedArchitectures.',
    consequence: 'deploy-fails',
    references: ['guide:using-features.managing.ec2', 'guide:environments-cfg-autoscaling-spot'],
    yieldsTo: ['settings/invalid-value'],
  },
  needs: option(INSTANCES, 'InstanceTypes'),
  *check(project) {
    const types = settings(project).effective(INSTANCES, 'InstanceTypes');
    const architectures = settings(project).effective(INSTANCES, 'SupportedArchitectures');
    if (literalText(types?.value) === undefined) return;
    const known = itemsOfSetting(types).flatMap((type) => {
      const architecture = architectureOf(type.text);
      return architecture ? [{ type, architecture }] : [];
    });
    const [first] = known;
    const other = known.find(({ architecture }) => architecture !== first?.architecture);
    if (first && other) yield mixed(first, other);
    else if (first && architectures && trimmedText(architectures.value)) {
      const supported = itemsOfSetting(architectures).map(({ text }) => text);
      if (supported.includes(first.architecture)) return;
      yield {
        at: first.type.place,
        message: `${first.type.text} is ${first.architecture}, which is not in SupportedArchitectures`,
        help: `Set \`SupportedArchitectures\` to \`${first.architecture}\`, or use instance types of ${supported.join(' or ')}.`,
        related: [{ at: architectures.value.place, note: 'SupportedArchitectures is set here' }],
      };
    }
  },
};

interface Typed {
  readonly type: Value;
  readonly architecture: string;
}

const mixed = (first: Typed, other: Typed): Finding => ({
  at: other.type.place,
  message: `${other.type.text} is ${other.architecture}, but ${first.type.text} is ${first.architecture}`,
  help: 'Use instance types of one architecture.',
  related: [{ at: first.type.place, note: `${first.type.text} is ${first.architecture}` }],
});

type Architecture = 'arm64' | 'x86_64';

/**
 * Families with AWS Graviton processors have a g after their generation (`t4g`, `c7gn`, `im4gn`, `x2gd`); `a1` is the first
 * one. Apple's `mac2` is not known, nor are families with a hyphen, such as `p6-b200` and `p6e-gb200`, which have either.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const GRAVITON = /^(?:a1|[a-z]+\d+g[a-z]*)$/;
const OTHERS = /^(?:[a-z]+\d[a-z]*)$/;

/** The architecture of an instance type such as `t4g.micro`; undefined where its name does not show it. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const [family = ''] = instanceType.toLowerCase().split('.');
  if (family.startsWith('mac')) return undefined;
  if (GRAVITON.test(family)) return 'arm64';
  return OTHERS.test(family) ? 'x86_64' : undefined;
}
