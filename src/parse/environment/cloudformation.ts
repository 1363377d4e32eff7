import type { SourceFile } from '../../source/index.js';
import type { Setting } from '../config-file/option-settings.js';
import { parseDataFile } from '../data-file.js';
import { child, entriesOf, entry, type MapEntry, type Node, scalar } from '../yaml/node.js';
import { valueAt } from '../yaml/value.js';
import type {
  DescribedEnvironment,
  DescribedPart,
  EnvironmentFile,
  Unknown,
} from './described-environment.js';
import { AWS_KEYS, settingOfItem, withUnknownValue } from './setting-of-item.js';

const TYPES: Readonly<Record<string, DescribedEnvironment['kind']>> = {
  'AWS::ElasticBeanstalk::ConfigurationTemplate': 'template',
  'AWS::ElasticBeanstalk::Environment': 'environment',
};

/**
 * The environments in a template of CloudFormation, as SAM and the CDK have it as well; those of the Serverless Framework
 * are below `resources`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticbeanstalk-environment.html
 */
export function readTemplate(file: SourceFile): EnvironmentFile {
  const { root, problems, broken } = parseDataFile(file);
  const problem = broken ? problems.find(({ kind }) => kind === 'syntax') : undefined;
  const ofFramework = child(child(root, 'resources'), 'Resources');
  const resources = entriesOf(child(root, 'Resources') ?? ofFramework);
  const environments = resources.flatMap(environmentOf);
  return {
    source: 'cloudformation',
    environments: ofFramework ? environments.map(filledInByFramework) : environments,
    problem: problem?.kind === 'syntax' ? problem : undefined,
    parts: resources.flatMap(partsOf),
  };
}

/** The properties of a resource of Elastic Beanstalk, and what is in them. */
function partsOf({ value }: MapEntry): DescribedPart[] {
  const type = scalar(value, 'Type')?.text ?? '';
  if (!type.startsWith('AWS::ElasticBeanstalk::')) return [];
  const partOf = (own: string, node: Node | undefined): DescribedPart[] =>
    node?.kind === 'map' && node.valueKind === 'literal' ? [{ type: own, entries: node.entries }] : [];
  const properties = child(value, 'Properties');
  return [
    ...partOf(type, properties),
    ...entriesOf(properties).flatMap(({ key, value: inner }) =>
      (inner.kind === 'list' ? inner.items : [inner]).flatMap((item) => partOf(`${type}/${key.text}`, item)),
    ),
  ];
}

/** `${self:custom.key}`: the Serverless Framework fills in what it finds in any value. */
const filledInByFramework = (environment: DescribedEnvironment): DescribedEnvironment => ({
  ...environment,
  settings: environment.settings.map((setting) =>
    setting.value.text.includes('${') ? withUnknownValue(setting) : setting,
  ),
});

function environmentOf({ key, value }: MapEntry): DescribedEnvironment[] {
  const type = scalar(value, 'Type');
  const kind = type?.valueKind === 'literal' ? TYPES[type.text] : undefined;
  if (!kind) return [];
  const properties = child(value, 'Properties');
  const { settings, unknown } = settingsIn(child(properties, 'OptionSettings'));
  const tier = child(properties, 'Tier');
  const template = child(properties, kind === 'template' ? 'SourceConfiguration' : 'TemplateName');
  return [
    {
      kind,
      id: key.text,
      name: valueAt(properties, 'EnvironmentName'),
      place: key.place,
      settings,
      platform: valueAt(properties, 'SolutionStackName') ?? valueAt(properties, 'PlatformArn'),
      tier: valueAt(tier, 'Name') ?? (tier && { kind: 'dynamic', text: '', place: tier.place }),
      template: template && (refIn(template) ?? ''),
      unknown:
        properties && properties.valueKind !== 'literal'
          ? { reason: 'only CloudFormation knows the properties', at: properties.place }
          : unknown,
    },
  ];
}

function settingsIn(list: Node | undefined): { settings: readonly Setting[]; unknown: Unknown | undefined } {
  const parts = list ? partsIn(list, 'list') : [];
  return {
    settings: parts.filter(isSetting),
    unknown: parts.find((part): part is Unknown => !isSetting(part)),
  };
}

const isSetting = (part: Setting | Unknown): part is Setting => 'option' in part;

/** What a list of settings or one of its items says. */
function partsIn(node: Node, kind: 'list' | 'item'): readonly (Setting | Unknown)[] {
  const branches = branchesOf(node);
  if (branches) return chosenLater(branches.flatMap((branch) => partsIn(branch, kind)));
  if (refIn(node) === 'AWS::NoValue') return [];
  if (kind === 'list')
    return node.kind === 'list' && node.valueKind !== 'dynamic'
      ? node.items.flatMap((item) => partsIn(item, 'item'))
      : [{ reason: 'only CloudFormation knows the settings', at: node.place }];
  const setting = settingOfItem(node, AWS_KEYS);
  return setting && setting.namespace.valueKind !== 'dynamic' && setting.option.valueKind !== 'dynamic'
    ? [setting]
    : [{ reason: 'only CloudFormation knows which option this is', at: node.place }];
}

/** Both results of `!If`. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
function branchesOf(node: Node): readonly Node[] | undefined {
  const list = node.tag === '!If' ? node : entry(node, 'Fn::If')?.value;
  return list?.kind === 'list' && list.items.length === 3 ? list.items.slice(1) : undefined;
}

/** Options of one branch or the other: that they may be set is known, but not their values. */
function chosenLater(parts: readonly (Setting | Unknown)[]): readonly (Setting | Unknown)[] {
  const seen = new Set<string>();
  return parts.flatMap((part): readonly (Setting | Unknown)[] => {
    if (!isSetting(part)) return [part];
    const key = [part.namespace.value, part.resource, part.option.value].join('\0');
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst ? [withUnknownValue(part)] : [];
  });
}

/** The resource that `!Ref` or `Ref` names. */
function refIn(node: Node): string | undefined {
  if (node.kind === 'scalar') return node.tag === '!Ref' ? node.written : undefined;
  const ref = entry(node, 'Ref')?.value;
  return ref?.kind === 'scalar' ? ref.written : undefined;
}
