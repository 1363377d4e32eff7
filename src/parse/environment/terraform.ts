import type { SourceFile, Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { MAX_FILE_BYTES } from '../../util/limits.js';
import type { Setting } from '../config-file/option-settings.js';
import { type HclBlock, parseHcl } from '../hcl/hcl.js';
import { entriesOf, entry, itemsOf, type Node, scalar } from '../yaml/node.js';
import { valueAt, valueOf } from '../yaml/value.js';
import type {
  DescribedEnvironment,
  DescribedPart,
  EnvironmentFile,
  Unknown,
} from './described-environment.js';
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
  const locals = localsIn(body.blocks, file.text.split('local.').length);
  return {
    source: 'terraform',
    problem,
    environments: body.blocks.flatMap((block) => environmentIn(block, locals)),
    parts: body.blocks.flatMap(partsOf),
  };
}

/** The arguments and blocks of a resource, and those of its settings. */
function partsOf({ type, labels: [label], body }: HclBlock): DescribedPart[] {
  if (type.text !== 'resource' || !label || lookUp(TERRAFORM_TYPES, label.text) === undefined) return [];
  const blocks = body.blocks.map((block) => ({ key: block.type, value: block.body.attributes }));
  return [
    { type: label.text, entries: [...body.attributes.entries, ...blocks] },
    ...blocks.flatMap(({ key, value }) =>
      key.text === 'setting' ? [{ type: `${label.text}/setting`, entries: value.entries }] : [],
    ),
  ];
}

/** What `local.NAME` is: each name is defined once in all files of a folder. */
type Locals = ReadonlyMap<string, Node>;

/**
 * Without those that would make more of the file than one without local values may have: a long list that is named again and again
 * would fill the memory.
 */
const localsIn = (blocks: readonly HclBlock[], references: number): Locals =>
  new Map(
    blocks
      .filter(({ type }) => type.text === 'locals')
      .flatMap(({ body }) => entriesOf(body.attributes))
      .filter(({ value }) => (value.place.span.end - value.place.span.start) * references <= MAX_FILE_BYTES)
      .map(({ key, value }) => [key.text, value]),
  );

/** A literal in place of the name of a local value that is one. */
function resolved(node: Node, locals: Locals): Node {
  const name = node.kind === 'scalar' ? /^local\.([\w-]+)$/.exec(node.written)?.[1] : undefined;
  const value = name === undefined ? undefined : locals.get(name);
  return value && (value.kind === 'list' || value.valueKind === 'literal') ? value : node;
}

function knownAt(attributes: Node, key: string, locals: Locals): Value | undefined {
  const value = entry(attributes, key)?.value;
  return value && valueOf(resolved(value, locals));
}

function environmentIn(block: HclBlock, locals: Locals): DescribedEnvironment[] {
  const [type, label] = block.labels.map(({ text }) => text);
  if (block.type.text === 'module') return moduleIn(block, type ?? '', locals);
  const kind = block.type.text === 'resource' && type !== undefined ? TERRAFORM_TYPES[type] : undefined;
  if (!kind || label === undefined) return [];
  const { attributes, blocks } = block.body;
  const parts = [...settingsIn(attributes), ...blocks.flatMap((one) => inBlock(one, locals))].map((part) =>
    isSetting(part) ? withLocal(part, locals) : part,
  );
  const template = entry(attributes, 'template_name')?.value;
  const described = template && templateId(template);
  return [
    {
      kind,
      id: label,
      name: valueAt(attributes, 'name'),
      place: (block.labels[1] ?? block.type).place,
      settings: parts.filter(isSetting),
      platform:
        knownAt(attributes, 'solution_stack_name', locals) ?? knownAt(attributes, 'platform_arn', locals),
      tier: knownAt(attributes, 'tier', locals),
      template: template && (described ?? ''),
      unknown: parts.find((part) => !isSetting(part)) as Unknown | undefined,
      ignoredChanges: ignoredIn(blocks),
    },
  ];
}

const isSetting = (part: Setting | Unknown): part is Setting => 'option' in part;

function withLocal(setting: Setting, locals: Locals): Setting {
  const node = resolved(setting.node, locals);
  return node === setting.node || node.kind !== 'scalar'
    ? setting
    : { ...setting, node, value: valueOf(node) };
}

/** `setting = [{…}, {…}]` */
function settingsIn(attributes: Node): (Setting | Unknown)[] {
  const list = entry(attributes, 'setting')?.value;
  if (!list) return [];
  if (list.kind !== 'list') return [{ reason: 'only Terraform knows the settings', at: list.place }];
  return list.items.map((item) => settingIn(item));
}

function settingIn(item: Node, place = item.place, keys = TERRAFORM_KEYS): Setting | Unknown {
  const setting = settingOfItem(item, keys, place);
  return setting && setting.namespace.valueKind !== 'dynamic' && setting.option.valueKind !== 'dynamic'
    ? setting
    : { reason: 'only Terraform knows which option this is', at: place };
}

function inBlock({ type, labels, body, place }: HclBlock, locals: Locals): (Setting | Unknown)[] {
  if (type.text === 'setting') return [settingIn(body.attributes, place)];
  if (type.text !== 'dynamic' || labels[0]?.text !== 'setting') return [];
  const content = body.blocks.find((block) => block.type.text === 'content');
  const listed =
    content &&
    !entry(body.attributes, 'iterator') &&
    listedIn(body.attributes, content.body.attributes, locals);
  if (listed) return listed;
  const each = content && settingOfItem(content.body.attributes, TERRAFORM_KEYS);
  // Which properties an application has is its own affair.
  const isOfProperties = each?.namespace.value === 'aws:elasticbeanstalk:application:environment';
  return [
    each && isOfProperties
      ? { ...each, node: unknownNode(each.option) }
      : { reason: 'only Terraform knows what the dynamic block sets', at: labels[0].place },
  ];
}

/** What a dynamic block makes of a list that is written out: `for_each = [{…}]` with `namespace = setting.value.namespace`. */
function listedIn(attributes: Node, content: Node, locals: Locals): (Setting | Unknown)[] | undefined {
  const each = entry(attributes, 'for_each')?.value;
  const list = each && resolved(each, locals);
  const key = (name: string) => ELEMENT.exec(scalar(content, name)?.written ?? '')?.[1];
  const [namespace, option, value] = [key('namespace'), key('name'), key('value')];
  if (list?.kind !== 'list' || !namespace || !option || !value) return undefined;
  const keys = { namespace, option, value, resource: key('resource') ?? '' };
  return list.items.map((item) => settingIn(item, item.place, keys));
}

/** `setting.value.name`, `setting.value["name"]` */
const ELEMENT = /^setting\.value(?:\.|\[")([\w-]+)(?:"\])?$/;

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

function moduleIn(
  { body: { attributes }, labels }: HclBlock,
  id: string,
  locals: Locals,
): DescribedEnvironment[] {
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
      tier: knownAt(attributes, 'tier', locals),
      template: undefined,
      unknown: { reason: 'only the module knows what it sets', at: source.place },
    },
  ];
}
