import { knownResources } from '../../model/bundle/config-files.js';
import { settings } from '../../model/settings/settings.js';
import { typeOf } from '../../parse/config-file/resources.js';
import { entriesOf, itemsOf, type MapEntry, type Node } from '../../parse/yaml/node.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';

export const conflictingProperties: Rule = {
  meta: {
    summary: 'A rule of a security group names its source or its group twice',
    why: "Each rule of a security group has exactly one source: a range of addresses, a prefix list or another group. With two, CloudFormation cannot create the rule, and the new environment or the update fails. GroupName finds groups of the default VPC only; in an environment with a VPC of its own: \"The security group 'web' does not exist in default VPC 'vpc-0a1b'\".",
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress',
      'guide:https-singleinstance',
    ],
  },
  needs: knownResources,
  *check(project) {
    const hasOwnVpc = settings(project).effective('aws:ec2:vpc', 'VPCId') !== undefined;
    for (const resource of knownResources(project)) {
      const type = typeOf(resource)?.trim();
      const properties = resource.Properties?.value;
      if (type === 'AWS::EC2::SecurityGroupIngress' || type === 'AWS::EC2::SecurityGroupEgress') {
        yield* sourcesOf(properties);
        yield* groupsOf(properties, hasOwnVpc);
      } else if (type === 'AWS::EC2::SecurityGroup')
        for (const { key, value } of entriesOf(properties))
          if (key.text === 'SecurityGroupIngress' || key.text === 'SecurityGroupEgress')
            for (const rule of itemsOf(value)) yield* sourcesOf(rule);
    }
  },
};

const SOURCE =
  /^(?:CidrIp|CidrIpv6|(?:Source|Destination)PrefixListId|(?:Source|Destination)SecurityGroup(?:Id|Name))$/;

function* sourcesOf(rule: Node | undefined): Generator<Finding> {
  yield* allButOne(
    entriesOf(rule).filter(({ key }) => SOURCE.test(key.text)),
    'sources',
  );
}

function* groupsOf(rule: Node | undefined, hasOwnVpc: boolean): Generator<Finding> {
  const groups = entriesOf(rule).filter(({ key }) => /^Group(?:Id|Name)$/.test(key.text));
  yield* allButOne(groups, 'groups');
  const [only, ...others] = groups;
  if (!only || others.length > 0 || only.key.text !== 'GroupName' || !hasOwnVpc) return;
  const [call] = entriesOf(only.value);
  const id = call?.value.kind === 'scalar' && call.key.text === 'Ref' ? call.value.text : undefined;
  if (id === undefined) return;
  yield {
    at: only.key.place,
    message: `GroupName finds the group "${id}" in the default VPC only`,
    help: `Write \`GroupId: {"Fn::GetAtt": ["${id}", "GroupId"]}\`.`,
    warnsBecause: 'may-not-run',
  };
}

function* allButOne(entries: readonly MapEntry[], what: string): Generator<Finding> {
  const [first, ...others] = entries;
  const last = others.at(-1);
  if (!first || !last) return;
  yield {
    at: last.key.place,
    message: `This rule has several ${what}: ${list(entries.map(({ key }) => key.text))}`,
    help: `Keep one of them, and write another rule where both are needed.`,
    related: [first, ...others.slice(0, -1)].map(({ key }) => ({ at: key.place, note: 'another one' })),
  };
}
