import { knownResources } from '../../model/bundle/config-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import { LISTENER_TYPE } from '../../model/load-balancer/listener-resources.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { propertyOf, refOfProperty, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { child, entriesOf, itemsOf, type MapEntry, type Node, scalar } from '../../parse/yaml/node.js';
import { groupBy, repeats } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';

export const conflictingProperties: Rule = {
  meta: {
    summary: 'Properties of resources exclude each other',
    why: "Each rule of a security group has exactly one source: a range of addresses, a prefix list or another group. With two, CloudFormation cannot create the rule, and the new environment or the update fails. GroupName finds groups of the default VPC only; in an environment with a VPC of its own: \"The security group 'web' does not exist in default VPC 'vpc-0a1b'\". A listener of a Network Load Balancer can only forward: redirects and fixed responses are actions of an Application Load Balancer. Each rule of a listener has a priority of its own: \"Priority '10' is currently in use\".",
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress',
      'guide:https-singleinstance',
      'aws:elasticloadbalancing/latest/APIReference/API_Action',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateRule',
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
      if (type === LISTENER_TYPE && isOfNetworkBalancer(resource, project)) yield* actionsOf(properties);
    }
    yield* prioritiesOf(knownResources(project));
  },
};

/** Of listener rules that are always there, and declared once: a later declaration may change the first. */
function* prioritiesOf(resources: readonly ResourceEntry[]): Generator<Finding> {
  const rules = [...groupBy(resources, ({ name }) => [name.text]).values()].flatMap((all) =>
    all.length === 1 ? all.filter((rule) => typeOf(rule)?.trim() === RULE_TYPE && !rule.Condition) : [],
  );
  for (const { first, again } of repeats(rules, placeInListener)) {
    const [taken, priority] = [first, again].map((rule) => propertyOf(rule, 'Priority')?.value);
    if (!taken || !priority) continue;
    yield {
      at: priority.place,
      message: `Another rule of the same listener has priority ${textOfProperty(again, 'Priority')?.trim()}`,
      help: 'Give each rule of the listener another number.',
      related: [{ at: taken.place, note: `the rule "${first.name.text}"` }],
    };
  }
}

const RULE_TYPE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** The listener and the number; undefined where one of them is not known. */
function placeInListener(rule: ResourceEntry): string | undefined {
  const listener = refOfProperty(rule, 'ListenerArn') ?? textOfProperty(rule, 'ListenerArn')?.trim();
  const priority = textOfProperty(rule, 'Priority')?.trim() ?? '';
  return listener && /^\d+$/.test(priority) ? `${listener} ${Number(priority)}` : undefined;
}

/** By its protocol, or because it is one of the load balancer of the environment. */
const isOfNetworkBalancer = (resource: ResourceEntry, project: Project): boolean =>
  /^(?:TCP|TCP_UDP|TLS|UDP)$/.test(textOfProperty(resource, 'Protocol')?.trim() ?? '') ||
  (environment(project).loadBalancer === 'network' &&
    refOfProperty(resource, 'LoadBalancerArn') === 'AWSEBV2LoadBalancer');

function* actionsOf(properties: Node | undefined): Generator<Finding> {
  for (const action of itemsOf(child(properties, 'DefaultActions'))) {
    const type = scalar(action, 'Type');
    if (type && /^(?:redirect|fixed-response|authenticate-(?:oidc|cognito))$/.test(type.text))
      yield {
        at: type.place,
        message: `A listener of a Network Load Balancer has no action "${type.text}"`,
        help: 'Set `LoadBalancerType: application` in `aws:elasticbeanstalk:environment`, and `Protocol: HTTP` here.',
      };
  }
}

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
