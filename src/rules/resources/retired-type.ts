import { resourceEntries } from '../../model/bundle/config-files.js';
import { literalOf } from '../../parse/index.js';
import { groupBy, lookUp } from '../../util/collections.js';
import type { Rule } from '../rule.js';

export const retiredResourceType: Rule = {
  meta: {
    summary: 'A resource has a type that can no longer be created',
    why: 'Security groups of ElastiCache and RDS were for clusters and databases outside of a VPC. EC2-Classic was retired in August 2022, so every environment is in a VPC, and the resource is refused: "Use of cache security groups is not permitted in this API version for your account." What RDS does is not documented.',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/UserGuide/aws-properties-rds-security-group',
      'aws:cli/v1/reference/elasticache/create-cache-security-group',
      'https://github.com/hashicorp/terraform/pull/9657',
    ],
  },
  needs: resourceEntries,
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
        ...(!retired.isRefused && { warnsBecause: 'undocumented' as const }),
      };
    }
  },
};

/** A type of resource that no account can create any more. */
interface RetiredType {
  /** The same for types that belong together. */
  readonly family: string;
  readonly help: string;
  /** Whether the error message of the refusal is known. */
  readonly isRefused: boolean;
  readonly source: string;
}

const cache: RetiredType = {
  family: 'ElastiCache',
  help: 'Use an `AWS::EC2::SecurityGroup` with `SecurityGroupIngress`, and write its `GroupId` in `VpcSecurityGroupIds` of the cluster instead of `CacheSecurityGroupNames`.',
  isRefused: true,
  source: 'https://github.com/hashicorp/terraform/pull/9657',
};

const database: RetiredType = {
  family: 'RDS',
  help: 'Use an `AWS::EC2::SecurityGroup` with `SecurityGroupIngress`, and write its `GroupId` in `VPCSecurityGroups` of the database instead of `DBSecurityGroups`.',
  isRefused: false,
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-rds-security-group.html',
};

/** Security groups of services outside of a VPC: EC2-Classic was retired on 2022-08-15. */
const TYPES: Readonly<Record<string, RetiredType>> = {
  'AWS::ElastiCache::SecurityGroup': cache,
  'AWS::ElastiCache::SecurityGroupIngress': cache,
  'AWS::RDS::DBSecurityGroup': database,
  'AWS::RDS::DBSecurityGroupIngress': database,
};

const retiredType = (type: string): RetiredType | undefined => lookUp(TYPES, type);
