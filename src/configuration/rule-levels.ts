import { renamedTo } from '../rules/renamed-rules.js';
import type { RuleId } from '../rules/rule.js';
import { lookUp } from '../util/collections.js';
import type { RuleLevel, RuleLevels } from './configuration.js';

const LEVELS: Readonly<Record<string, RuleLevel>> = {
  off: 'off',
  warning: 'warning',
  error: 'error',
  warn: 'warning',
  '0': 'off',
  '1': 'warning',
  '2': 'error',
};

/** Everything that a level may be written as, the usual names first. */
export const LEVEL_NAMES: readonly string[] = ['off', 'warning', 'error', 'warn', '0', '1', '2'];

/** The level of a name in any case, or of a number. */
export const levelNamed = (name: string | number): RuleLevel | undefined =>
  lookUp(LEVELS, String(name).toLowerCase());

/** `routing/*` for a rule of that group. */
const groupOf = (id: string): string => `${id.slice(0, id.indexOf('/'))}/*`;

/** The rules that an id or a group names, by their ids of today; none for what there is not. */
export function rulesNamed(selector: string, known: readonly RuleId[]): readonly RuleId[] {
  if (selector.endsWith('/*')) return known.filter((id) => groupOf(id) === selector);
  const today = renamedTo(selector);
  return known.filter((id) => id === selector || today.includes(id));
}

/** Everything that a rule or several may be named by today. */
export const selectorsOf = (known: readonly RuleId[]): readonly string[] => [
  ...known,
  ...new Set(known.map(groupOf)),
];

/** The levels of rules by their ids of today: what is said of an id takes precedence over what is said of its group. */
export function levelsById(levels: RuleLevels, known: readonly RuleId[]): ReadonlyMap<RuleId, RuleLevel> {
  const byId = new Map<RuleId, RuleLevel>();
  const written = Object.entries(levels);
  const isGroup = ([selector]: (typeof written)[number]) => selector.endsWith('/*');
  for (const [selector, name] of [
    ...written.filter(isGroup),
    ...written.filter((entry) => !isGroup(entry)),
  ]) {
    const level = levelNamed(name);
    if (level) for (const id of rulesNamed(selector, known)) byId.set(id, level);
  }
  return byId;
}
