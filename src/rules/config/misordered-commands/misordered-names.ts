import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import {
  entriesOfSection,
  entryOf,
  isTrue,
  type SectionEntry,
} from '../../../parse/config-file/section-entries.js';
import type { ScalarNode } from '../../../parse/yaml/node.js';

/** Names that begin with numbers, of which the higher one comes first in alphabetical order. */
export interface MisorderedNames {
  readonly section: 'commands' | 'container_commands';
  /** The higher number, which runs first. */
  readonly first: ScalarNode;
  readonly second: ScalarNode;
  /** Every name with a number that has fewer digits than the longest of its section. */
  readonly short: readonly { readonly name: ScalarNode; readonly padded: string }[];
}

/**
 * Elastic Beanstalk runs the commands of a file in the alphabetical order of their names, those with `leader_only` before
 * all others.
 */
export function misorderedNamesOf(file: ConfigFile): MisorderedNames[] {
  return (['commands', 'container_commands'] as const).flatMap((section) => {
    const entries = entriesOfSection(file, section);
    const groups = [entries.filter(isLeaders), entries.filter((entry) => !isLeaders(entry))];
    return groups.flatMap(
      (group) => misorderIn(section, group.map(({ name }) => name).filter(hasNumber)) ?? [],
    );
  });
}

const isLeaders = ({ value }: SectionEntry): boolean => {
  const leader = entryOf(value, 'leader_only');
  return leader !== undefined && isTrue(leader.value);
};

/** Not a date, `20261231_x`: padding all others to so many digits is no help. */
const NUMBER = /^\d{1,7}(?!\d)/;

const hasNumber = ({ text }: ScalarNode): boolean => NUMBER.test(text);

const digitsOf = ({ text }: ScalarNode): string => NUMBER.exec(text)![0];

function misorderIn(section: MisorderedNames['section'], names: ScalarNode[]): MisorderedNames | undefined {
  const ordered = names.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  const at = ordered.findIndex((name, index) => index > 0 && numberOf(ordered[index - 1]!) > numberOf(name));
  if (at === -1) return undefined;
  const width = Math.max(...names.map((name) => digitsOf(name).length));
  return {
    section,
    first: ordered[at - 1]!,
    second: ordered[at]!,
    short: names
      .filter((name) => digitsOf(name).length < width)
      .map((name) => ({ name, padded: digitsOf(name).padStart(width, '0') + name.text.replace(NUMBER, '') })),
  };
}

const numberOf = (name: ScalarNode): number => Number(digitsOf(name));
