import { findNamespace } from '../knowledge/catalogue/find-namespace.js';
import { namespaceNames } from '../knowledge/catalogue/namespaces.js';
import { findOption } from '../knowledge/catalogue/find-option.js';
import { SECTIONS } from '../knowledge/sections.js';
import type { Place } from '../source/index.js';
import type { Node, ScalarNode } from './node.js';
import { isFunctionName, isNothing, isPlain } from './plain-node.js';

/** A part of an `option_settings` section that stands in the wrong form or on the wrong level. */
export interface Misshapen {
  readonly at: Place;
  readonly message: string;
  readonly help?: string;
  readonly severity?: 'warning';
}

const SECTION_NAMES: ReadonlySet<string> = new Set(SECTIONS);

/** `aws:autoscaling:asg`, `MyAction.aws:autoscaling:scheduledaction`. */
export const isNamespace = (name: string): boolean => /^(?:.+\.)?aws:/.test(name);

/** What is wrong with the form of an option's value: a text belongs there, or a list of texts. */
export function misshapenValue(namespace: string, option: ScalarNode, value: Node): Misshapen | undefined {
  const at = option.place;
  const name = `${option.text} of ${namespace}`;
  if (isFunctionName(option.text)) return undefined;
  if (isNothing(value)) return isFreeForm(namespace) ? undefined : noValue(name, at);
  if (value.kind === 'scalar' || !isPlain(value) || takesJson(namespace, option.text)) return undefined;
  const misplaced = misplacedSection(option, value, namespace);
  if (misplaced) return misplaced;
  if (value.kind === 'list') {
    const isOfTexts = value.items.every((item) => item.kind === 'scalar' || !isPlain(item));
    return isOfTexts ? undefined : { at, message: `${name} holds a list of maps where a text belongs.` };
  }
  if (isNamespace(option.text))
    return {
      at,
      message: `The namespace ${option.text} stands inside ${namespace}; move it to the left, so that both stand side by side.`,
    };
  return {
    at,
    message: `${name} holds a map where a text belongs; ${mendOfMap(namespace, option.text, value)}`,
  };
}

/** What a map is where a text belongs: the rest of a namespace, JSON, or options a level too deep. */
function mendOfMap(namespace: string, option: string, { place }: Node): string {
  const joined = `${namespace}:${option}`;
  const whole = findNamespace(bare(joined))
    ? joined
    : namespaceNames().find((name) => name.startsWith(`${joined}:`));
  if (whole) return `write a namespace as one key, such as ${whole}.`;
  if (place.file.text[place.span.start] === '{') return 'if it is JSON, put the whole text in quotes.';
  return 'are the options indented one level too far?';
}

/** A section of the file that is indented so far that it stands inside another one. */
export function misplacedSection(key: ScalarNode, value: Node, around: string): Misshapen | undefined {
  if (!SECTION_NAMES.has(key.text) || value.kind === 'scalar') return undefined;
  const message =
    key.text === around
      ? `${around} stands inside itself; take one of the two out, and move what is below it to the left.`
      : `The section ${key.text} stands inside ${around}; move it to the left margin of the file.`;
  return { at: key.place, message };
}

/** Whether a value can be read as one, even if something is to be said about it. */
export function isValue(namespace: string, option: ScalarNode, value: Node): boolean {
  const problem = misshapenValue(namespace, option, value);
  return !problem || problem.severity === 'warning';
}

/** What `KEY:` does to an environment property nobody says; many projects set such a one by other means. */
const isFreeForm = (namespace: string): boolean => findNamespace(bare(namespace))?.freeForm === true;

const noValue = (name: string, at: Misshapen['at']): Misshapen => ({
  at,
  message: `${name} has no value; write one, or take the line out.`,
  severity: 'warning',
});

const takesJson = (namespace: string, option: string): boolean =>
  findOption(bare(namespace), option)?.type === 'json';

/** A namespace without the resource before it. */
const bare = (namespace: string): string => namespace.slice(namespace.indexOf('.aws:') + 1);
