import { configFiles, knownResources } from '../../model/bundle/config-files.js';
import { entriesIn, typeOf } from '../../parse/index.js';
import {
  child,
  entriesOf,
  itemsOf,
  type MapEntry,
  type Node,
  scalar,
  type ScalarNode,
} from '../../parse/yaml/node.js';
import type { Rule } from '../rule.js';

export const wrongParameterType: Rule = {
  meta: {
    summary: 'A parameter is a list where a property takes one text, or the other way round',
    why: 'The value of a parameter of type CommaDelimitedList or List<…> is a list, of any other type one text. CloudFormation refuses the new environment or the update: "Value of property S3BucketName must be of type String", or "must be of type List of String".',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/UserGuide/parameters-section-structure',
      'guide:ebextensions-otherkeys',
    ],
  },
  needs: knownResources,
  *check(project) {
    const types = new Map(
      configFiles(project)
        .flatMap((file) => entriesIn(file, 'Parameters'))
        .flatMap(({ name, value }) => {
          const type = scalar(value, 'Type');
          return type?.valueKind === 'literal' ? [[name.text, type] as const] : [];
        }),
    );
    if (types.size === 0) return;
    for (const resource of knownResources(project)) {
      if (!/^AWS::/.test(typeOf(resource)?.trim() ?? 'AWS::')) continue;
      for (const { key, id } of referencesBelow(resource.Properties?.value)) {
        const type = types.get(id.text);
        if (!type) continue;
        const isList = LIST_TYPE.test(type.text);
        if (!(isList ? ONE.test(key.text) : LISTS.has(key.text))) continue;
        yield {
          at: id.place,
          message: isList
            ? `Parameter "${id.text}" is a list, but ${key.text} takes one text`
            : `Parameter "${id.text}" is one text, but ${key.text} takes a list`,
          help: `Set the \`Type\` of the parameter to \`${isList ? 'String' : 'CommaDelimitedList'}\`.`,
          related: [{ at: type.place, note: `type of "${id.text}"` }],
        };
      }
    }
  },
};

const LIST_TYPE = /^(?:AWS::SSM::Parameter::Value<)?(?:CommaDelimitedList|List<.+>)/;

/** Properties that are lists of texts in every type that has them. */
const LISTS: ReadonlySet<string> = new Set([
  ...['AlarmActions', 'AvailabilityZones', 'InsufficientDataActions', 'LoadBalancerNames', 'OKActions'],
  ...[
    'SecurityGroupIds',
    'SubnetIds',
    'Subnets',
    'TargetGroupARNs',
    'VPCZoneIdentifier',
    'VpcSecurityGroupIds',
  ],
]);

/** Names of properties that are one text in every type. */
const ONE =
  /(?:Name|Prefix|Protocol|Description|(?<!VPCZone)Identifier|(?:Group|Subnet|Vpc|VPC|System|Image)Id)$/;

/** A property whose whole value is a reference. */
interface PropertyReference {
  readonly key: ScalarNode;
  readonly id: ScalarNode;
}

function* referencesBelow(node: Node | undefined): Generator<PropertyReference> {
  for (const { key, value } of entriesOf(node)) {
    const id = refOf(value);
    if (id) yield { key, id };
    else yield* referencesBelow(value);
  }
  for (const item of itemsOf(node)) yield* referencesBelow(item);
}

function refOf(node: Node): ScalarNode | undefined {
  const [only, ...others]: readonly MapEntry[] = entriesOf(node);
  const id = only?.key.text === 'Ref' && others.length === 0 ? child(node, 'Ref') : undefined;
  return id?.kind === 'scalar' ? id : undefined;
}
