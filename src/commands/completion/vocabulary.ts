import { namespaceNames, templates } from '../../catalogue/namespaces.js';
import { ALL_COMMANDS, COMMANDS, type Subcommand } from '../../cli/commands.js';
import { type Flag, FLAG_GROUPS, takes } from '../../cli/flags.js';
import { helpOf } from '../../cli/help.js';
import { ALL_RULES } from '../../lint/lint-project.js';

/** A flag as a command takes it. */
export interface CommandFlag extends Pick<Flag, 'name' | 'short' | 'value' | 'isOptional'> {
  readonly help: string;
  /** None for a path or a text. */
  readonly values: readonly string[];
}

export interface CommandWords {
  readonly name: 'lint' | Subcommand;
  readonly flags: readonly CommandFlag[];
  /** What it takes besides flags; none for paths and texts. */
  readonly names: readonly string[];
}

/** Everything that a shell completes. */
export interface Vocabulary {
  /** The commands, linting first, which has no name on the command line. */
  readonly commands: readonly CommandWords[];
  readonly subcommands: readonly { readonly name: Subcommand; readonly summary: string }[];
  /** The flags, long and short, after which the next word is a value. */
  readonly flagsBeforeValue: readonly string[];
}

export function vocabulary(): Vocabulary {
  const flags = Object.values(FLAG_GROUPS).flat();
  const rules = ALL_RULES.map(({ id }) => id);
  const names = new Map(templates().map(({ listedAs, prefix }) => [listedAs, prefix]));
  const namespaces = namespaceNames().map((name) => names.get(name) ?? name);
  return {
    commands: ALL_COMMANDS.map((command) => ({
      name: command,
      flags: flags
        .filter((flag) => takes(command, flag))
        .map((flag) => ({
          ...flag,
          help: helpOf(flag, command),
          values: flag.values?.({ command, rules }) ?? [],
        })),
      names: command === 'lint' ? [] : (COMMANDS[command].names?.({ namespaces }) ?? []),
    })),
    subcommands: Object.entries(COMMANDS).map(([name, { summary }]) => ({
      name: name as Subcommand,
      summary,
    })),
    flagsBeforeValue: flags.filter(takesNextWord).flatMap(spellings),
  };
}

export const takesNextWord = ({ value, isOptional }: Pick<Flag, 'value' | 'isOptional'>): boolean =>
  value !== undefined && !isOptional;

/** Whether a value is completed to its first part, after which comes a path. */
export const takesPathAfter = ({ values }: Pick<CommandFlag, 'values'>): boolean => values.some(goesOn);

/** Whether more follows a word that is completed: a path, or the name that a namespace ends in. */
export const goesOn = (word: string): boolean => word.endsWith(':');

export const spellings = ({ name, short }: Pick<Flag, 'name' | 'short'>): readonly string[] =>
  short === undefined ? [name] : [short, name];
