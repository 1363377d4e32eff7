import { entriesIn, type ConfigFile, type ScalarNode } from '../../../parse/index.js';
import { isTrue } from '../../../source/index.js';

/** A name, and as it is with as many digits as the longest of its section. */
interface PaddedName {
  readonly name: ScalarNode;
  readonly padded: string;
}

/** Names that begin with numbers, of which the higher one comes first in alphabetical order. */
export interface MisorderedNames {
  /** The higher number, which runs first. */
  readonly first: ScalarNode;
  readonly second: PaddedName;
  /** Every name with a number that has fewer digits than the longest of its section. */
  readonly short: readonly PaddedName[];
}

/**
 * Elastic Beanstalk runs the commands of a file in the alphabetical order of their names, those with `leader_only` before
 * all others.
 */
export function misorderedNamesOf(file: ConfigFile): MisorderedNames[] {
  return (['commands', 'container_commands'] as const).flatMap((section) => {
    const entries = entriesIn(file, section).filter(({ name }) => name.valueKind === 'literal');
    const groups = [true, false].map((isFirst) =>
      entries.filter((entry) => isTrue(entry.leader_only) === isFirst),
    );
    return groups.flatMap((group) => misorderIn(group.map(({ name }) => name).filter(hasNumber)) ?? []);
  });
}

/** Not a date, `20261231_x`: padding all others to so many digits does not help. */
const NUMBER = /^\d{1,7}(?!\d)/;

const hasNumber = ({ text }: ScalarNode): boolean => NUMBER.test(text);

const digitsOf = ({ text }: ScalarNode): string => NUMBER.exec(text)?.[0] ?? '';

function misorderIn(names: readonly ScalarNode[]): MisorderedNames | undefined {
  const ordered = names.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  const [first, second] = firstPair(ordered, (earlier, later) => numberOf(earlier) > numberOf(later)) ?? [];
  if (!first || !second) return undefined;
  const width = Math.max(...names.map((name) => digitsOf(name).length));
  const padded = (name: ScalarNode): string =>
    digitsOf(name).padStart(width, '0') + name.text.replace(NUMBER, '');
  return {
    first,
    second: { name: second, padded: padded(second) },
    short: names
      .filter((name) => digitsOf(name).length < width)
      .map((name) => ({ name, padded: padded(name) })),
  };
}

/** The first two neighbors of a kind. */
function firstPair<T>(
  items: readonly T[],
  isWanted: (one: T, next: T) => boolean,
): readonly [T, T] | undefined {
  for (let index = 1; index < items.length; index++) {
    const pair = [items[index - 1]!, items[index]!] as const;
    if (isWanted(...pair)) return pair;
  }
  return undefined;
}

const numberOf = (name: ScalarNode): number => Number(digitsOf(name));
