import { type ScriptCommand, type ShellScript, substitutionsIn } from '../../parse/shell/script.js';
import { invocationsOf, readsIn } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';

/** What changes nothing but the shell that runs it. */
const BUILTINS: ReadonlySet<string> = new Set([
  ...['alias', 'cd', 'declare', 'export', 'pushd', 'readonly', 'typeset', 'ulimit', 'umask'],
]);

/** Whether a script does nothing but change its own shell, so that running it, and not reading it in, does nothing. */
export const onlyChangesShell = ({ commands, redirections }: ShellScript): boolean =>
  redirections.length === 0 &&
  commands.length > 0 &&
  commands.every(
    (command) =>
      kindOfChange(command) !== undefined && command.functionName === undefined && !hasResult(command),
  );

/** What a command changes in its shell, where it does nothing else. */
export function kindOfChange({ words: [program, ...operands] }: ScriptCommand): string | undefined {
  if (!program) return 'assignment';
  // Without an operand, or with only a flag, they print what is set.
  const last = operands.at(-1)?.text ?? '-';
  if (last.startsWith('-') || operands.some(({ text }) => PRINTS.test(text))) return undefined;
  if (readsIn(program.text)) return operands.every(printsVariables) ? 'environment' : kindOfReading(last);
  // With only a name, `alias` prints as well.
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
export const hasResult = ({ words, assignments }: ScriptCommand): boolean =>
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
