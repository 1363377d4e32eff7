import type { SourceFile } from '../../source/index.js';
import type { Setting } from '../config-file/option-settings.js';
import { type HclBlock, parseHcl } from '../hcl/hcl.js';
import { entry, itemsOf, type Node, scalar } from '../yaml/node.js';
import { valueAt } from '../yaml/value.js';
import type { DescribedEnvironment, EnvironmentFile, Unknown } from './described-environment.js';
import { settingOfItem, TERRAFORM_KEYS, unknownNode } from './setting-of-item.js';

/** The resources of Terraform that have option settings. */
export const TERRAFORM_TYPES: Readonly<Record<string, DescribedEnvironment['kind']>> = {
  aws_elastic_beanstalk_configuration_template: 'template',
  aws_elastic_beanstalk_environment: 'environment',
};

/** Modules of the registry that make environments: what they set depends on their version. */
const MODULE = /^[^./].{0,200}beanstalk[-\w]{0,60}environment/;

/**
 * The environments in a file of Terraform.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment
 */
export function readTerraform(file: SourceFile): EnvironmentFile {
  const { body, problem } = parseHcl(file);
  return { source: 'terraform', problem, environments: body.blocks.flatMap(environmentIn) };
}

function environmentIn(block: HclBlock): DescribedEnvironment[] {
  const [type, label] = block.labels.map(({ text }) => text);
  if (block.type.text === 'module') return moduleIn(block, type ?? '');
  const kind = block.type.text === 'resource' && type !== undefined ? TERRAFORM_TYPES[type] : undefined;
  if (!kind || label === undefined) return [];
  const { attributes, blocks } = block.body;
  const parts = [...settingsIn(attributes), ...blocks.flatMap(inBlock)];
  const template = entry(attributes, 'template_name')?.value;
  const described = template && templateId(template);
  return [
    {
      kind,
      id: label,
      name: valueAt(attributes, 'name'),
      place: (block.labels[1] ?? block.type).place,
      settings: parts.filter(isSetting),
      platform: valueAt(attributes, 'solution_stack_name') ?? valueAt(attributes, 'platform_arn'),
      tier: valueAt(attributes, 'tier'),
      template: template && (described ?? ''),
      unknown: parts.find((part) => !isSetting(part)) as Unknown | undefined,
      ignoredChanges: ignoredIn(blocks),
    },
  ];
}

const isSetting = (part: Setting | Unknown): part is Setting => 'option' in part;

/** `setting = [{…}, {…}]` */
function settingsIn(attributes: Node): (Setting | Unknown)[] {
  const list = entry(attributes, 'setting')?.value;
  if (!list) return [];
  if (list.kind !== 'list') return [{ reason: 'only Terraform knows the settings', at: list.place }];
  return list.items.map((item) => settingIn(item));
}

function settingIn(item: Node, place = item.place): Setting | Unknown {
  const setting = settingOfItem(item, TERRAFORM_KEYS, place);
  return setting && setting.namespace.valueKind !== 'dynamic' && setting.option.valueKind !== 'dynamic'
    ? setting
    : { reason: 'only Terraform knows which option this is', at: place };
}

function inBlock({ type, labels, body, place }: HclBlock): (Setting | Unknown)[] {
  if (type.text === 'setting') return [settingIn(body.attributes, place)];
  if (type.text !== 'dynamic' || labels[0]?.text !== 'setting') return [];
  const content = body.blocks.find((block) => block.type.text === 'content');
  const each = content && settingOfItem(content.body.attributes, TERRAFORM_KEYS);
  // Which properties an application has is its own affair.
  const isOfProperties = each?.namespace.value === 'aws:elasticbeanstalk:application:environment';
  return [
    each && isOfProperties
      ? { ...each, node: unknownNode(each.option) }
      : { reason: 'only Terraform knows what the dynamic block sets', at: labels[0].place },
  ];
}

/** The template that is named by a reference to its resource. */
const templateId = (node: Node): string | undefined =>
  node.kind === 'scalar'
    ? /^(?:"\$\{)?aws_elastic_beanstalk_configuration_template\.([\w-]+)/.exec(node.written)?.[1]
    : undefined;

function ignoredIn(blocks: readonly HclBlock[]) {
  const lifecycle = blocks.find(({ type }) => type.text === 'lifecycle');
  const ignored = entry(lifecycle?.body.attributes, 'ignore_changes')?.value;
  const names = ignored?.kind === 'list' ? itemsOf(ignored) : ignored ? [ignored] : [];
  return names.find((name) => name.kind === 'scalar' && /^"?(?:setting|all)"?$/.test(name.written))?.place;
}

function moduleIn({ body: { attributes }, labels }: HclBlock, id: string): DescribedEnvironment[] {
  const source = scalar(attributes, 'source');
  const [label] = labels;
  if (!label || source?.valueKind !== 'literal' || !MODULE.test(source.text)) return [];
  return [
    {
      kind: 'environment',
      id,
      name: valueAt(attributes, 'name'),
      place: label.place,
      settings: [],
      platform: valueAt(attributes, 'solution_stack_name'),
      tier: valueAt(attributes, 'tier'),
      template: undefined,
      unknown: { reason: 'only the module knows what it sets', at: source.place },
    },
  ];
}
