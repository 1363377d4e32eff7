import { lookUp } from '../../util/look-up.js';

/** A type of resource that no account can create any more. */
export interface RetiredType {
  /** The same for types that belong together. */
  readonly family: string;
  readonly help: string;
  /** Whether the error message of the refusal is known. */
  readonly isRefused: boolean;
  readonly source: string;
}

const cache: RetiredType = {
  family: 'ElastiCache',
  help: 'Use `AWS::EC2::SecurityGroup`, and name it in `VpcSecurityGroupIds` of the cluster.',
  isRefused: true,
  source: 'https://github.com/hashicorp/terraform/pull/9657',
};

const database: RetiredType = {
  family: 'RDS',
  help: 'Use `AWS::EC2::SecurityGroup`, and name it in `VPCSecurityGroups` of the database.',
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

export const retiredType = (type: string): RetiredType | undefined => lookUp(TYPES, type);
