import { S3_TRANSFERS } from '../../knowledge/instance/command-lines.js';
import { allScripts } from '../../model/cron/cron-files.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { SHELLS } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { firstOfEach } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';
import type { Finding } from '../rule.js';

/** Programs that run each other in one command, whose arguments are looked at. */
const MAX_WRAPPED_PROGRAMS = 8;

/** A program with all words after it, those of programs that it runs included. */
export interface CommandLine {
  /** Without its folder. */
  readonly name: string;
  readonly program: Word;
  /** The programs that run it, `sudo` for example, without their folders. */
  readonly runners: readonly string[];
  readonly args: readonly Word[];
  readonly run: ProgramRun;
  readonly script: InstanceScript;
}

/** What a program refuses, or reads in another way than intended. */
export interface Fault {
  readonly word: Word;
  readonly message: string;
  readonly help: string;
  /** The program does not fail, or it is not known whether it does. */
  readonly isLenient?: true;
}

/** The programs of all scripts. Those of one `sh -c` have the words before it in common: these are listed once. */
export const commandLines = fact('commandLines', (project): readonly CommandLine[] => [
  ...firstOfEach(allScripts(project).flatMap(commandLinesIn), ({ program }) => program),
]);

const commandLinesIn = (script: InstanceScript): CommandLine[] =>
  programRuns(script).flatMap((run) =>
    run.commands.flatMap(({ words }, index) => {
      const isInner = index === run.commands.length - 1;
      // Of a command around a `sh -c`, the programs are not known apart from their names.
      const programs = isInner
        ? run.programs.slice(0, MAX_WRAPPED_PROGRAMS)
        : words.slice(0, MAX_WRAPPED_PROGRAMS).filter(({ text }) => TAKES_SCRIPT.has(baseName(text)));
      return programs.flatMap((program, at) => {
        const runners = programs.slice(0, at).map(({ text }) => baseName(text));
        // It adds operands of its own.
        if (runners.some((name) => name === 'xargs' || name === 'parallel')) return [];
        const args = words.slice(words.indexOf(program) + 1);
        return { name: baseName(program.text), program, runners, args, run, script };
      });
    }),
  );

/** Programs that may take the script of another shell. */
const TAKES_SCRIPT: ReadonlySet<string> = new Set([...SHELLS, 'runuser', 'su', 'sudo']);

export const isFlag = ({ text }: Word): boolean => /^-./.test(text);

/** A word that the shell takes as it is: it makes several words of braces. */
export const isLiteral = ({ kind, text }: Word): boolean => kind === 'literal' && !text.includes('{');

/** An error where the program fails and that ends the deployment. */
export const findingOf = ({ word, message, help, isLenient }: Fault, { run }: CommandLine): Finding => ({
  at: word.place,
  message,
  help,
  ...((isLenient || !run.isDecisive) && { warnsBecause: 'error-ignored' as const }),
});

/** What `aws s3 cp` and its like are given. */
export function transferOfS3({
  name,
  args,
}: CommandLine): { command: Word; rest: readonly Word[] } | undefined {
  const at = args.findIndex(({ text }) => text === 's3');
  const [command, ...rest] = args.slice(at + 1);
  return name === 'aws' && at >= 0 && command && S3_TRANSFERS.has(command.text)
    ? { command, rest }
    : undefined;
}
