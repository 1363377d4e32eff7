import type { SourceFile } from '../../source/index.js';
import type { Setting } from '../config-file/option-settings.js';
import { parseDataFile } from '../data-file.js';
import { child, entriesOf, entry, itemsOf, type MapEntry, type Node, scalar } from '../yaml/node.js';
import { valueAt } from '../yaml/value.js';
import type { DescribedEnvironment, EnvironmentFile, Unknown } from './described-environment.js';
import { AWS_KEYS, settingOfItem, unknownNode } from './setting-of-item.js';

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
  const environments = entriesOf(child(root, 'Resources') ?? ofFramework).flatMap(environmentOf);
  return {
    source: 'cloudformation',
    environments: ofFramework ? environments.map(filledInByFramework) : environments,
    problem: problem?.kind === 'syntax' ? problem : undefined,
  };
}

/** `${self:custom.key}`: the Serverless Framework fills in what it finds in any value. */
const filledInByFramework = (environment: DescribedEnvironment): DescribedEnvironment => ({
  ...environment,
  settings: environment.settings.map((setting) =>
    setting.value.text.includes('${') ? { ...setting, node: unknownNode(setting.value) } : setting,
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
  if (!list) return { settings: [], unknown: undefined };
  const settings: Setting[] = [];
  let unknown: Unknown | undefined;
  if (list.kind !== 'list' || list.valueKind === 'dynamic')
    return { settings, unknown: { reason: 'only CloudFormation knows the settings', at: list.place } };
  for (const item of itemsOf(list)) {
    const setting = settingOfItem(item, AWS_KEYS);
    if (setting && setting.namespace.valueKind !== 'dynamic' && setting.option.valueKind !== 'dynamic')
      settings.push(setting);
    else unknown ??= { reason: 'only CloudFormation knows which option this is', at: item.place };
  }
  return { settings, unknown };
}

/** The resource that `!Ref` or `Ref` names. */
function refIn(node: Node): string | undefined {
  if (node.kind === 'scalar') return node.tag === '!Ref' ? node.written : undefined;
  const ref = entry(node, 'Ref')?.value;
  return ref?.kind === 'scalar' ? ref.written : undefined;
}
