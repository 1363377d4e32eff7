import { resourceEntries } from '../../model/bundle/config-files.js';
import { literalOf } from '../../parse/index.js';
import { retiredType } from '../../knowledge/resources/retired-types.js';
import { groupBy } from '../../util/group-by.js';
import type { Rule } from '../rule.js';

export const retiredResourceType: Rule = {
  meta: {
    id: 'resources/retired-type',
    summary: 'A resource has a type that can no longer be created',
    why: 'Security groups of ElastiCache and RDS were for clusters and databases outside of a VPC. EC2-Classic was retired in August 2022, so every environment is in a VPC, and the resource is refused: "Use of cache security groups is not permitted in this API version for your account." What RDS does is not documented.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-rds-security-group.html',
      'https://docs.aws.amazon.com/cli/v1/reference/elasticache/create-cache-security-group.html',
      'https://github.com/hashicorp/terraform/pull/9657',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const uses = resourceEntries(project).flatMap(({ Type, Condition }) => {
      const type = literalOf(Type);
      const retired = type && retiredType(type.text.trim());
      return retired && !Condition ? [{ type, retired }] : [];
    });
    // A group and what may come in are one thing to replace.
    for (const [first, ...others] of groupBy(uses, ({ retired }) => [retired.family]).values()) {
      if (!first) continue;
      const { type, retired } = first;
      yield {
        at: type.place,
        message: `Resources of type ${type.text.trim()} can no longer be created`,
        help: retired.help,
        related: others.map((other) => ({ at: other.type.place, note: 'belongs to it' })),
        ...(!retired.isRefused && { severity: 'warning' as const }),
      };
    }
  },
};
