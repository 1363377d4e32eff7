import { substitutionsIn, type ScriptCommand, type ShellScript } from '../../parse/shell/script.js';
import { assignmentOf } from '../../parse/shell/simple-command.js';
import { invocationsOf, readsIn } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { isLook } from './conditions.js';

/** A change that a script makes at its end to nothing but its own shell. */
export interface FinalChange {
  /**
   * `assignment` of a variable, `activation` of a virtual environment, `environment` for variables that are read in, or the
   * name of the command.
   */
  readonly kind: string;
  readonly command: ScriptCommand;
}

/** What changes nothing but the shell that runs it. */
const BUILTINS: ReadonlySet<string> = new Set([
  ...['alias', 'cd', 'declare', 'export', 'pushd', 'readonly', 'typeset', 'ulimit', 'umask'],
]);

/** The change at the end of a script, unless something may see it after all. */
export function finalChange({ commands, source }: ShellScript): FinalChange | undefined {
  const last = commands.at(-1);
  const end = last && isGoodEnd(last) ? -2 : -1;
  const command = commands.at(end);
  const kind = command && kindOf(command);
  if (!kind || command.functionName !== undefined || hasResult(command)) return undefined;
  // The next turn of a loop sees it, and so does what a trap runs. A script that asks for its own name may be read in.
  if (command.guards.some((guard) => guard.kind === 'loop') || SEES_END.test(source.text)) return undefined;
  return isChangedBack(command, commands.slice(0, end)) ? undefined : { kind, command };
}

const SEES_END = /\btrap\b|\bBASH_SOURCE\b/;

const isGoodEnd = ({ words: [program, status], guards }: ScriptCommand): boolean =>
  program?.text === 'exit' && guards.length === 0 && (status === undefined || status.text === '0');

/** What a command changes in its shell, where it does nothing else. */
function kindOf({ words: [program, ...operands] }: ScriptCommand): string | undefined {
  if (!program) return 'assignment';
  // Without an operand, or with a flag alone, they print what is set.
  const last = operands.at(-1)?.text ?? '-';
  if (last.startsWith('-') || operands.some(({ text }) => PRINTS.test(text))) return undefined;
  if (readsIn(program.text)) return operands.every(printsVariables) ? 'environment' : kindOfReading(last);
  // With a name alone, `alias` prints as well.
  if (program.text === 'alias' && !last.includes('=')) return undefined;
  return BUILTINS.has(program.text) ? program.text : undefined;
}

/** What a file that is read in changes, where its name tells; any other may do all kinds of things. */
function kindOfReading(file: string): string | undefined {
  if (file.endsWith('/bin/activate')) return 'activation';
  return ENVIRONMENT_FILE.test(file) ? 'environment' : undefined;
}

/** `<(…)` with programs that print variables, from where their names tell. */
const printsVariables = (word: Word): boolean =>
  word.text.startsWith('<(') &&
  substitutionsIn(word).every((script) =>
    invocationsOf(script).some(
      ({ program, args }) =>
        program?.text === 'get-config' || args.some(({ text }) => ENVIRONMENT_FILE.test(text)),
    ),
  );

const ENVIRONMENT_FILE = /^(?:\S*\/)?(?:\.env(?:\.[\w-]+)?|env|\.bashrc|\.(?:bash_)?profile)$/;

/** Flags of `declare` and the like. */
const PRINTS = /^-[a-zA-Z]*[pfF]/;

/** Whether the way to a value has an effect: a command whose output it is, or a failure where there is none. */
const hasResult = ({ words, assignments }: ScriptCommand): boolean =>
  [...words, ...assignments.map(({ value }) => value)].some(
    (word) => substitutionsIn(word).some(mayAct) || /\$\{\w+:?\?/.test(word.text),
  );

/** Whether a substitution may do more than read. */
const mayAct = (script: ShellScript): boolean =>
  invocationsOf(script).some(
    ({ program, args }) =>
      !isReader(program?.text ?? '', args) || args.some((arg) => substitutionsIn(arg).some(mayAct)),
  ) ||
  script.commands.some(({ redirections }) => redirections.some(({ operator }) => operator.startsWith('>')));

/** `sed -i` writes. */
const isReader = (program: string, args: readonly Word[]): boolean =>
  READERS.has(program) && !args.some(({ text }) => text.startsWith('-i'));

/** Programs that print what they read; `xargs` where it runs nothing else. */
const READERS: ReadonlySet<string> = new Set([
  ...['cat', 'cut', 'echo', 'get-config', 'grep', 'head', 'jq'],
  ...['printf', 'sed', 'sort', 'tail', 'tr', 'xargs'],
]);

/** Whether a command changes back what others before it needed changed: `IFS=$OLD_IFS`, `cd ..`. */
function isChangedBack(command: ScriptCommand, before: readonly ScriptCommand[]): boolean {
  const own = changedBy(command);
  const first = before.findIndex((earlier) => changedBy(earlier).some((name) => own.includes(name)));
  return (
    first !== -1 && before.slice(first + 1).some((other) => kindOf(other) === undefined && !isLook(other))
  );
}

/** What a command changes, by the names of variables or the kind of change. */
function changedBy(command: ScriptCommand): string[] {
  const kind = kindOf(command);
  if (kind === undefined) return [];
  if (kind === 'cd' || kind === 'pushd') return ['cd'];
  const set = [...command.assignments, ...command.words.flatMap((word) => assignmentOf(word) ?? [])];
  return set.length === 0 ? [kind] : set.map(({ name }) => `${name.value}=`);
}
