import { expandWord } from '../../parse/shell/expand-word.js';
import type { Guard, ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import { type Assignment, assignmentOf } from '../../parse/shell/simple-command.js';
import type { Redirection } from '../../parse/shell/syntax/syntax.js';
import { readsIn, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { MAX_CONSTANT_CHARACTERS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';

/**
 * A script with its constants in the places of their names: the variables that it sets once, whatever happens, to a path or a
 * name, before it uses them. A word in which anything else is replaced stays as it is, and so does a command without such words.
 */
export const withConstants = oncePer((script: ShellScript): ShellScript => {
  if (!script.commands.some(setsVariable) || script.commands.some(setsSeparators)) return script;
  const commands = expandedCommands(script);
  return commands.every((command, at) => command === script.commands[at]) ? script : { ...script, commands };
});

/** The constants in whose places a word has their values: what is written there are their names. */
export function constantsIn({ text, place: { file, span } }: Word): readonly string[] {
  if (text.includes('$')) return [];
  const written = file.text.slice(span.start, span.end);
  return Array.from(written.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);
}

/** A path or a name that the shell neither splits nor matches with files. */
const PLAIN = /^[\w./@+,:-]+$/;
const PLAIN_WORD = /^[\w./@+,:=-]+$/;
function expandedCommands(script: ShellScript): ScriptCommand[] {
  const { commands } = script;
  const setters = settersIn(script);
  const opaque = new Set(commands.filter(maySetAny));
  const opaqueLoops = new Set([...opaque].flatMap(({ guards }) => guards.filter(isLoop)));
  const known = new Map<string, string>();
  let mayChangeLater = false;
  const expand = (word: Word): Word => expandedWord(word, known);
  const expandGuard = oncePer((guard: Guard) => expandedGuard(guard, expand));
  return commands.map((command) => {
    // What comes after in the text of a loop comes before in its next turn.
    if (command.guards.some((guard) => opaqueLoops.has(guard))) known.clear();
    // A function may be called after everything else.
    const isUnknown = known.size === 0 || (command.functionName !== undefined && opaque.size > 0);
    const expanded = isUnknown ? command : expandedCommand(command, expand, expandGuard);
    if (opaque.has(command)) {
      known.clear();
      mayChangeLater ||= command.functionName !== undefined;
    } else if (!mayChangeLater)
      for (const { name, value } of isUnconditional(command) ? assignmentsOf(expanded) : [])
        if (setters.get(name.value) === 1 && !SPECIAL.has(name.value) && isPlain(value))
          known.set(name.value, value.text);
    return expanded;
  });
}

/** The variables that a script sets once, whatever happens, to a text, which may have several words. */
export const textConstants = oncePer((script: ShellScript): ReadonlyMap<string, Word> => {
  if (script.commands.some(maySetAny)) return new Map();
  const setters = settersIn(script);
  return new Map(
    script.commands
      .filter(isUnconditional)
      .flatMap(assignmentsOf)
      .filter(({ name, value }) => setters.get(name.value) === 1 && value.expansions.length === 0)
      .map(({ name, value }) => [name.value, value]),
  );
});

/** A word in which the variables have their values that its script sets once, whatever happens, to a text. */
export const withTexts = (word: Word, script: ShellScript): Word =>
  expandWord(word, (name, fallback) =>
    fallback === undefined ? textConstants(script).get(name)?.text : undefined,
  );

const isPlain = ({ expansions, text }: Word): boolean =>
  expansions.length === 0 && text.length <= MAX_CONSTANT_CHARACTERS && PLAIN.test(text);

const isLoop = ({ kind }: Guard): boolean => kind === 'loop';

/** Variables that the shell changes itself. */
const SPECIAL: ReadonlySet<string> = new Set([
  ...['_', 'PWD', 'OLDPWD', 'REPLY', 'OPTARG', 'OPTIND', 'RANDOM', 'SECONDS', 'LINENO', 'COLUMNS', 'LINES'],
]);

/** Programs of the shell that keep what their arguments set. */
const KEEPS: ReadonlySet<string> = new Set(['export', 'readonly']);

const assignmentsOf = ({ words: [program, ...args], assignments }: ScriptCommand): readonly Assignment[] => {
  if (!program) return assignments;
  return KEEPS.has(program.text) ? args.flatMap((word) => assignmentOf(word) ?? []) : [];
};

const setsVariable = (command: ScriptCommand): boolean => assignmentsOf(command).length > 0;

/** Then an unquoted path may become several words. */
const setsSeparators = (command: ScriptCommand): boolean =>
  assignmentsOf(command).some(({ name }) => name.value === 'IFS');

const isUnconditional = ({ guards, branches, functionName, subshells, pipe }: ScriptCommand): boolean =>
  guards.length + branches.length + subshells.length === 0 &&
  functionName === undefined &&
  pipe === undefined;

/** How many words of a script may set each variable: assignments, and names as `read`, `unset` and `for` take them. */
function settersIn({ words, commands }: ShellScript): ReadonlyMap<string, number> {
  const exported = new Set(
    commands.flatMap(({ words: [program, ...args] }) => (KEEPS.has(program?.text ?? '') ? args : [])),
  );
  const setters = new Map<string, number>();
  for (const word of words) {
    const [, name, rest] = SETTER.exec(word.text) ?? [];
    if (name !== undefined && !(rest === '' && exported.has(word)))
      setters.set(name, (setters.get(name) ?? 0) + 1);
  }
  return setters;
}

const SETTER = /^([A-Za-z_]\w*)(\+?=|\[|$)/;

/** Programs of the shell that set the variables that their arguments name. */
const NAMING: ReadonlySet<string> = new Set([
  ...['export', 'readonly', 'declare', 'typeset', 'local', 'unset'],
  ...['read', 'mapfile', 'readarray', 'getopts'],
]);

/** Whether a command may set variables that the text does not name. */
const maySetAny = (command: ScriptCommand): boolean =>
  unwrapCommand(command).some(({ program, args, commands: { length } }) => {
    const name = program?.text ?? '';
    if (length > 1) return false;
    return (
      readsIn(name) ||
      name === 'eval' ||
      name === 'let' ||
      (name === 'printf' && args[0]?.text.startsWith('-v') === true) ||
      (NAMING.has(name) && args.some(mayNameAny))
    );
  });

const mayNameAny = (word: Word): boolean => {
  const [first] = word.expansions;
  return first !== undefined && assignmentOf(word, first.start) === undefined;
};

function expandedWord(word: Word, known: ReadonlyMap<string, string>): Word {
  if (word.expansions.length === 0) return word;
  let length = 0;
  const expanded = expandWord(word, (name, fallback) => {
    const value = fallback === undefined ? known.get(name) : undefined;
    length += value?.length ?? 0;
    return length > MAX_CONSTANT_CHARACTERS ? undefined : value;
  });
  return expanded.expansions.length === 0 && PLAIN_WORD.test(expanded.text) ? expanded : word;
}

function expandedCommand(
  command: ScriptCommand,
  expand: (word: Word) => Word,
  expandGuard: (guard: Guard) => Guard,
): ScriptCommand {
  const words = mapped(command.words, expand);
  const assignments = mapped(command.assignments, (assignment) => {
    const value = expand(assignment.value);
    return value === assignment.value ? assignment : { ...assignment, value };
  });
  const redirections = mapped(command.redirections, (redirection) => expandedTarget(redirection, expand));
  const guards = mapped(command.guards, expandGuard);
  const isSame =
    words === command.words &&
    assignments === command.assignments &&
    redirections === command.redirections &&
    guards === command.guards;
  return isSame ? command : { ...command, words, assignments, redirections, guards };
}

function expandedTarget(redirection: Redirection, expand: (word: Word) => Word): Redirection {
  if (redirection.hereDocument) return redirection;
  const target = expand(redirection.target);
  return target === redirection.target ? redirection : { ...redirection, target };
}

function expandedGuard(guard: Guard, expand: (word: Word) => Word): Guard {
  if (!guard.command) return guard;
  const words = mapped(guard.command.words, expand);
  return words === guard.command.words ? guard : { ...guard, command: { ...guard.command, words } };
}

/** The same array where each item stays the same. */
function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}
