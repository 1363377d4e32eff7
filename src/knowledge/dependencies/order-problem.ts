import type { NamespaceInfo } from '../catalogue/find-namespace.js';
import type { DependencyProblem } from './dependency-problem.js';
import {
  factsOf,
  hasText,
  nameBeside,
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

/** Which of two numbers is too great, in the namespace in use that `subject` is. */
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
    message: messageOf(order, lesser, greater, set),
    other: other.isSet ? other.at : undefined,
  };
}

function isInOrder({ strictly, factor = 1 }: Order, lesser: number, greater: number): boolean {
  return strictly ? lesser < greater * factor : lesser <= greater * factor;
}

const isInForce = ({ where, unless }: Order, settings: SettingsLookup): boolean =>
  (!where || hasText(settings, ...where)) && (!unless || !hasText(settings, ...unless));

/** The number that an option is set to, or its default; undefined where the text does not tell. */
function amountOf(at: OptionAt, settings: SettingsLookup): Amount | undefined {
  const setting = settings.get(at);
  const text = setting ? setting.text : factsOf(at).default;
  if (text === undefined || !/^\s*-?\d+(?:\.\d+)?\s*$/.test(text)) return undefined;
  return { at, value: Number(text), isSet: setting !== undefined };
}

function messageOf({ strictly, factor }: Order, lesser: Amount, greater: Amount, set: Amount): string {
  const limit = factor ? `at most ${factor} times` : strictly ? 'less than' : 'at most';
  const [first, second] = [lesser, greater].map(({ at, value, isSet }) => ({
    name: nameBeside(at, set.at),
    value: isSet ? value : `${value} by default`,
  }));
  return `${first!.name} is ${first!.value}, but must be ${limit} ${second!.name}, which is ${second!.value}.`;
}
