import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { namespaceNames } from '../../catalogue/namespaces.js';
import { SECTIONS } from '../../knowledge/sections.js';
import { isNothing, type Node, type ScalarNode } from '../yaml/node.js';
import { isFunctionName } from '../yaml/value-kind.js';
import { DEFAULT_NAMESPACE } from './default-namespace.js';
import type { SettingsFault } from './settings-fault.js';

const SECTION_NAMES: ReadonlySet<string> = new Set(SECTIONS);

/** `aws:autoscaling:asg`, `MyAction.aws:autoscaling:scheduledaction`. */
export const isNamespace = (name: string): boolean => /^(?:.+\.)?aws:/.test(name);

/** What is wrong with the form of an option's value: it should be a text, or a list of texts. */
export function valueFault(namespace: string, option: ScalarNode, value: Node): SettingsFault | undefined {
  const { place: at, text } = option;
  if (isFunctionName(text)) return undefined;
  if (isNothing(value)) {
    if (isNamespace(text)) return { code: 'namespace-in-namespace', at, namespace: text, parent: namespace };
    return isFreeForm(namespace) ? undefined : { code: 'missing-value', at, option: text };
  }
  if (value.kind === 'scalar' || value.valueKind === 'dynamic' || takesJson(namespace, text))
    return undefined;
  const misplaced = misplacedSection(option, value, namespace);
  if (misplaced) return misplaced;
  if (value.kind === 'list') {
    const isOfTexts = value.items.every((item) => item.kind === 'scalar' || item.valueKind === 'dynamic');
    return isOfTexts ? undefined : { code: 'maps-for-value', at, option: text };
  }
  if (isNamespace(text)) return { code: 'namespace-in-namespace', at, namespace: text, parent: namespace };
  const whole = wholeNamespace(`${namespace}:${text}`);
  return whole === undefined
    ? {
        code: 'map-for-value',
        at,
        option: text,
        isJson: isFlowMap(value),
        member: memberOf(namespace, text, value),
      }
    : { code: 'split-namespace', at, parent: namespace, whole };
}

/** JSON has its keys in quotes. */
function memberOf(namespace: string, option: string, value: Node): string | undefined {
  const key = value.kind === 'map' && namespace === DEFAULT_NAMESPACE ? value.entries[0]?.key : undefined;
  const isPlain = key !== undefined && !/["']/.test(key.place.file.text[key.place.span.start] ?? '');
  return isPlain && /^\w+$/.test(key.text) ? `${option}_${key.text}` : undefined;
}

/** The namespace that two keys form together, or begin. */
const wholeNamespace = (joined: string): string | undefined =>
  findNamespace(withoutResource(joined))
    ? joined
    : namespaceNames().find((name) => name.startsWith(`${joined}:`));

const isFlowMap = ({ place }: Node): boolean => place.file.text[place.span.start] === '{';

/** A section of the file that is indented so far that it is inside another one. */
export function misplacedSection(key: ScalarNode, value: Node, parent: string): SettingsFault | undefined {
  if (!SECTION_NAMES.has(key.text) || value.kind === 'scalar') return undefined;
  return { code: 'section-in-settings', at: key.place, section: key.text, parent };
}

/** Whether something can be read as the value of an option, even if it is reported. */
export function isValue(namespace: string, option: ScalarNode, value: Node): boolean {
  const code = valueFault(namespace, option, value)?.code;
  return code === undefined || code === 'missing-value';
}

/** The effect of `KEY:` on an environment property is unknown; many projects set its value elsewhere. */
const isFreeForm = (namespace: string): boolean =>
  findNamespace(withoutResource(namespace))?.freeForm === true;

const takesJson = (namespace: string, option: string): boolean =>
  findOption(withoutResource(namespace), option)?.type === 'json';

const withoutResource = (namespace: string): string => namespace.slice(namespace.indexOf('.aws:') + 1);
