import type { NamespaceInfo } from '../find-namespace.js';
import type { DependencyProblem } from './dependency-problem.js';
import {
  factsOf,
  hasText,
  resolveReference,
  type OptionAt,
  type SettingsLookup,
} from './option-reference.js';
import type { Order } from './orders.js';

interface Amount {
  readonly at: OptionAt;
  readonly value: number;
  readonly isSet: boolean;
}

/** Which of two numbers is too great, where `subject` is the namespace in use. */
export function orderProblem(
  order: Order,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const lesser = amountOf(resolveReference(order.lesser, subject), settings);
  const greater = amountOf(resolveReference(order.greater, subject), settings);
  if (!lesser || !greater || isInOrder(order, lesser.value, greater.value)) return undefined;
  const [set, other] = lesser.isSet ? [lesser, greater] : [greater, lesser];
  if (!set.isSet || (order.bothSet && !other.isSet) || !isInForce(order, settings)) return undefined;
  return {
    at: set.at,
    severity: order.refused && other.isSet ? 'error' : 'warning',
    message: messageOf(order, lesser, greater),
    help: `Lower \`${lesser.at.option}\` or raise \`${greater.at.option}\`.`,
    other: other.isSet ? other.at : undefined,
  };
}

function isInOrder({ strictly, factor = 1 }: Order, lesser: number, greater: number): boolean {
  return strictly ? lesser < greater * factor : lesser <= greater * factor;
}

const isInForce = ({ where, unless }: Order, settings: SettingsLookup): boolean =>
  (!where || hasText(settings, ...where)) && (!unless || !hasText(settings, ...unless));

/** The number that an option is set to, or its default; undefined where that is unknown. */
function amountOf(at: OptionAt, settings: SettingsLookup): Amount | undefined {
  const setting = settings.get(at);
  const text = setting ? setting.text : factsOf(at).default;
  if (text === undefined || !/^\s*-?\d+(?:\.\d+)?\s*$/.test(text)) return undefined;
  return { at, value: Number(text), isSet: setting !== undefined };
}

function messageOf({ strictly, factor }: Order, lesser: Amount, greater: Amount): string {
  const relation = factor ? `more than ${factor} times` : strictly ? 'not less than' : 'greater than';
  return `${shown(lesser)} is ${relation} ${shown(greater)}`;
}

const shown = ({ at, value, isSet }: Amount): string =>
  `${at.option} (${value}${isSet ? '' : ' by default'})`;
