import type { SourceFile } from '../../source/index.js';
import { parseDataFile } from '../data-file.js';
import { child, isNothing, itemsOf, type Node, scalar } from '../yaml/node.js';
import { valueAt } from '../yaml/value.js';
import type { DescribedEnvironment, EnvironmentFile } from './described-environment.js';
import { settingOfItem, TERRAFORM_KEYS } from './setting-of-item.js';
import { TERRAFORM_TYPES } from './terraform.js';

/**
 * The environments in what `terraform show -json` prints of a plan or of a state.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlan(file: SourceFile): EnvironmentFile {
  const { root } = parseDataFile(file);
  const planned = child(root, 'planned_values') ?? child(root, 'values');
  const unknown = unknownSettings(root);
  return {
    source: 'plan',
    environments: modulesIn(child(planned, 'root_module')).flatMap((module) =>
      itemsOf(child(module, 'resources')).flatMap((resource) => environmentOf(resource, unknown)),
    ),
    problem: undefined,
  };
}

/** A module and those that it calls. */
const modulesIn = (module: Node | undefined): Node[] =>
  module ? [module, ...itemsOf(child(module, 'child_modules')).flatMap(modulesIn)] : [];

/** The addresses of the resources whose settings are known only after the plan has been applied. */
function unknownSettings(root: Node | undefined): ReadonlySet<string> {
  return new Set(
    itemsOf(child(root, 'resource_changes')).flatMap((change) => {
      const after = child(child(child(change, 'change'), 'after_unknown'), 'setting');
      return after?.kind === 'scalar' && after.text === 'true' ? (scalar(change, 'address')?.text ?? []) : [];
    }),
  );
}

function environmentOf(resource: Node, unknown: ReadonlySet<string>): DescribedEnvironment[] {
  const type = scalar(resource, 'type')?.text ?? '';
  const kind = Object.hasOwn(TERRAFORM_TYPES, type) ? TERRAFORM_TYPES[type] : undefined;
  const address = scalar(resource, 'address');
  if (!kind || !address || scalar(resource, 'mode')?.text === 'data') return [];
  const values = child(resource, 'values');
  const list = child(values, 'setting');
  const template = child(values, 'template_name');
  const isTemplateKnown = template === undefined || isNothing(template);
  return [
    {
      kind,
      id: address.text,
      name: valueAt(values, 'name'),
      place: address.place,
      settings: itemsOf(list).flatMap((item) => settingOfItem(item, TERRAFORM_KEYS) ?? []),
      platform: valueAt(values, 'solution_stack_name') ?? valueAt(values, 'platform_arn'),
      tier: valueAt(values, 'tier'),
      template: isTemplateKnown ? undefined : '',
      unknown: unknown.has(address.text)
        ? { reason: 'the plan does not show the settings', at: address.place }
        : undefined,
    },
  ];
}
