import { configFiles } from '../../model/bundle/config-files.js';
import { type ConfigFile, entriesIn, type ScalarNode } from '../../parse/index.js';
import { isTrue } from '../../source/index.js';
import { list } from '../../util/text.js';
import type { EachRule, Fix } from '../rule.js';
import { replaceWritten } from '../support/replace-value.js';

export const misorderedCommands: EachRule<ConfigFile> = {
  meta: {
    summary: 'Numbered commands do not run in the order of their numbers',
    why: 'Elastic Beanstalk runs the commands of a file in the alphabetical order of their names: "10_restart" runs before "2_migrate", because 1 comes before 2. A command that runs too early fails, or works on the state of the last deployment.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
    ],
  },
  each: configFiles,
  *check(file) {
    for (const misorder of misorderedNamesOf(file)) {
      const { first, second } = misorder;
      yield {
        at: first.place,
        message: `"${first.text}" runs before "${second.name.text}" in alphabetical order`,
        help: `Use the same number of digits in all names, such as \`${second.padded}\`.`,
        related: [{ at: second.name.place, note: `"${second.name.text}" runs later` }],
        fix: padding(misorder),
      };
    }
  },
};

/** Unsafe: commands run in another order afterwards. */
const padding = ({ short }: MisorderedNames): Fix => ({
  title: `Pad ${list(short.map(({ name }) => name.text))} with zeros`,
  safety: 'unsafe',
  edits: short.map(({ name, padded }) => replaceWritten(name, asText(name, padded))),
});

/** Without quotes a name of digits only is a number, which loses its zeros again. https://yaml.org/type/int.html */
const asText = ({ style }: ScalarNode, padded: string): string =>
  style === 'plain' && /^\d+$/.test(padded) ? `"${padded}"` : padded;

/** A name, and as it is with as many digits as the longest of its section. */
interface PaddedName {
  readonly name: ScalarNode;
  readonly padded: string;
}

/** Names that begin with numbers, of which the higher one comes first in alphabetical order. */
interface MisorderedNames {
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
function misorderedNamesOf(file: ConfigFile): MisorderedNames[] {
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
