import { lookUp } from '../../util/collections.js';
import { demandedProperties } from './resource-properties.js';

/** The text of a property; undefined where it is missing, a map or a list. */
type TextOf = (property: string) => string | undefined;

/**
 * What the services demand beside what CloudFormation itself does, or only in some cases. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://github.com/aws-cloudformation/cfn-lint (src/cfnlint/data/schemas/providers)
 */
const REQUIRED: Readonly<Record<string, (textOf: TextOf) => readonly string[]>> = {
  'AWS::AutoScaling::LaunchConfiguration': (textOf) =>
    textOf('InstanceId') === undefined ? ['ImageId', 'InstanceType'] : [],
  'AWS::CloudWatch::Alarm': () => ['ComparisonOperator', 'EvaluationPeriods'],
  'AWS::ElasticLoadBalancingV2::Listener': (textOf) => [
    'DefaultActions',
    'LoadBalancerArn',
    // A network load balancer calls it TLS.
    ...(/^(?:HTTPS|TLS)$/.test(textOf('Protocol') ?? '') ? ['Certificates'] : []),
  ],
  'AWS::IAM::Policy': () => ['PolicyDocument', 'PolicyName'],
};

/** The properties that a resource of a type needs; none where that is not known. */
export const requiredProperties = (type: string, textOf: TextOf): readonly string[] =>
  lookUp(REQUIRED, type)?.(textOf) ?? demandedProperties(type);
