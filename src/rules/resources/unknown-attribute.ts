import { attributesOf, hasResourceProperty } from '../../knowledge/resources/resource-properties.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import { declaredIds, resourceTypes } from '../../model/resources/declared-ids.js';
import { missingId } from '../../model/resources/missing-id.js';
import { settings } from '../../model/settings/settings.js';
import { callsWithoutAttribute } from '../../parse/config-file/references.js';
import { referencesOf } from '../../parse/index.js';
import { nearest } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownAttribute: Rule = {
  meta: {
    summary: 'Fn::GetAtt reads an attribute that the resource does not have',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Template error: resource AWSEBV2LoadBalancer does not support attribute type CanonicalHostedZoneNameID in Fn::GetAtt". Each type has attributes of its own: a classic load balancer has others than an application load balancer. Only types that projects of Elastic Beanstalk refer to most are checked.',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref',
      'guide:customize-containers-format-resources-eb',
    ],
  },
  *check(project) {
    for (const { text, place: at } of configFiles(project).flatMap(callsWithoutAttribute)) {
      const [id = '', ...names] = text.split('.');
      const known = attributesOf(resourceTypes(project)(id) ?? '')?.[0] ?? 'ATTRIBUTE';
      const attribute = names.length > 0 ? shorten(names.join('.')) : known;
      yield {
        at,
        message: `Fn::GetAtt reads no attribute of "${shorten(text)}"`,
        help: `Write \`{"Fn::GetAtt": ["${shorten(id)}", "${attribute}"]}\`.`,
      };
    }
    const declared = declaredIds(configFiles(project));
    for (const reference of configFiles(project).flatMap(referencesOf)) {
      const { id, attribute } = reference;
      const type = resourceTypes(project)(id.value);
      if (!attribute || type === undefined || !LITERAL.test(attribute.value)) continue;
      const attributes = attributesInstead(type, attribute.value);
      if (
        !attributes ||
        missingId(reference, {
          declared,
          environment: environment(project),
          settings: settings(project),
          isWorker: isWorkerTier(project),
        })
      )
        continue;
      const isItsRef = attribute.value === 'Name' && NAMED_BY_REF.test(type);
      const intended = isItsRef
        ? undefined
        : (nearest(attribute.value, attributes) ?? longerName(attribute.value, attributes));
      yield {
        at: attribute.place,
        message: `"${id.value}" does not have the attribute "${attribute.value}"`,
        help: isItsRef
          ? `Write ${reference.by === 'Fn::Sub' ? `\`\${${id.value}}\`` : `\`{"Ref": "${id.value}"}\``}, which is the name.`
          : intended === undefined
            ? `Use ${list(choicesFor(attribute.value, attributes), 'or')}.`
            : `Write \`${intended}\`.`,
        ...(intended !== undefined && { fix: rename([attribute.place], intended, 'unsafe') }),
      };
    }
  },
};

/** Any other text is a template's, which something fills in. */
const LITERAL = /^[A-Za-z][\w.]*$/;

/** The only attribute that ends with a name: `LoadBalancerArn` for `Arn`. */
function longerName(name: string, attributes: readonly string[]): string | undefined {
  const [longer, ...others] = attributes.filter((other) => other.toLowerCase().endsWith(name.toLowerCase()));
  return others.length === 0 ? longer : undefined;
}

/** The parts of what a name means as a whole, else all attributes; of very many, the addresses. */
function choicesFor(name: string, attributes: readonly string[]): string[] {
  const parts = attributes.filter((other) => other.startsWith(`${name}.`));
  const addresses =
    attributes.length > 10 ? attributes.filter((other) => /endpoint/i.test(other)) : attributes;
  return (parts.length > 0 ? parts : addresses).map((attribute) => `\`${attribute}\``);
}

/**
 * Types whose `Ref` is their name:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const NAMED_BY_REF =
  /^AWS::(?:AutoScaling::AutoScalingGroup|CloudWatch::Alarm|DynamoDB::Table|ElasticLoadBalancing::LoadBalancer|IAM::(?:InstanceProfile|Role)|Kinesis::Stream|Lambda::Function|Logs::LogGroup|S3::Bucket)$/;

/** Attributes of a few types, which the others are not going to get, and what only has parts. */
const OF_FEW =
  /^(?:Name|CanonicalHostedZone\w+|DNSName|DomainName|\w*End[pP]oint(?:\.\w+)?|GroupId|LoadBalancer\w+|Queue\w+|SourceSecurityGroup|Topic\w+|WebsiteURL)$/;

/**
 * Types that get no new attributes: of all others, only some names are sure not to be, and those in another case, which no type
 * has beside each other.
 */
const CLOSED =
  /^AWS::(?:EC2::SecurityGroup|ElasticLoadBalancing(?:V2)?::LoadBalancer|SNS::Topic|SQS::Queue)$/;

/** Attributes that a type has beside those that its page lists. */
const UNLISTED = /^Id$/;

/**
 * The attributes of a type that has none of this name; undefined where it may have it. Of many types, CloudFormation also
 * gives the properties, and parts of them.
 */
function attributesInstead(type: string, name: string): readonly string[] | undefined {
  const [property = ''] = name.split('.', 1);
  const attributes = attributesOf(type)?.filter((attribute) => !UNLISTED.test(attribute)) ?? [];
  if (attributes.length === 0 || attributes.includes(name) || UNLISTED.test(name)) return undefined;
  const isInOtherCase = attributes.some((attribute) => attribute.toLowerCase() === name.toLowerCase());
  if (!CLOSED.test(type) && !isInOtherCase && !OF_FEW.test(name)) return undefined;
  return hasResourceProperty(type, property) ? undefined : attributes;
}
