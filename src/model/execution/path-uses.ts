import { type PathProgram, pathProgramOf, type PathUse } from '../../knowledge/instance/path-programs.js';
import {
  loopHeads,
  type ScriptCommand,
  type ShellScript,
  substitutionsIn,
} from '../../parse/shell/script.js';
import { type Invocation, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { sliceWord, type Word } from '../../parse/shell/word.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { withConstants } from './constants.js';
import type { InstanceScript } from './instance-script.js';

/** Words before the subcommand of a program such as `aws`. */
const MAX_WORDS_BEFORE_SUBCOMMAND = 12;

/** Command substitutions in each other, where paths are looked for. */
const MAX_PATH_SUBSTITUTION_DEPTH = 4;

export type { PathUse };

/** What fails where there is nothing at the path. */
export const FAILING_USES: ReadonlySet<PathUse> = new Set([
  ...(['enters', 'reads', 'runs', 'changes', 'removes', 'moves'] as const),
]);

/** What a script does with every word of its commands, and with the folder it runs in. */
export const scriptUses = ({ cwd, script }: InstanceScript): readonly WordUse[] =>
  cwd ? [{ word: cwd, use: 'enters', commands: [] }, ...wordUses(script)] : wordUses(script);

/** A word of a script that may be, or hold, the path of a file or folder. */
export interface WordUse {
  readonly word: Word;
  readonly use: PathUse;
  /** The command of the script, and those of the scripts of `sh -c` in it, down to the one that uses the word. */
  readonly commands: readonly ScriptCommand[];
}

/** What a script does with every word of its commands, where its constants have their values. */
export const wordUses = oncePer((script: ShellScript): readonly WordUse[] =>
  usesIn(withConstants(script), 0),
);

const usesIn = (script: ShellScript, depth: number): WordUse[] => [
  ...script.commands.flatMap((command) => [
    ...unwrapCommand(command).flatMap(invocationUses),
    ...chainsOf(command).flatMap(redirectionUses),
    ...substitutionUses(command, depth),
  ]),
  ...loopHeads(script).flatMap((head) => substitutionUses(head, depth)),
];

/** A failure inside of a substitution is not a failure of the command around it. */
const substitutionUses = (command: ScriptCommand, depth: number): WordUse[] =>
  depth === MAX_PATH_SUBSTITUTION_DEPTH
    ? []
    : [...command.words, ...command.assignments.map(({ value }) => value)]
        .flatMap(substitutionsIn)
        .flatMap((script) => usesIn(script, depth + 1))
        .map((use) => ({ ...use, commands: [{ ...command, isFailureFatal: false }, ...use.commands] }));

function invocationUses({ program, programs, args, scope, commands }: Invocation): WordUse[] {
  const known = program && pathProgramOf(program.text);
  return [
    ...programs.map((word) => ({ word, use: 'runs' as const, commands })),
    ...scope.assignments.map(({ value }) => ({ word: value, use: 'names' as const, commands })),
    ...(known
      ? operandUses(known, args, commands)
      : namedOnInstance(program, args).map((word) => ({ word, use: 'names' as const, commands }))),
  ];
}

/** The arguments of an unknown program that may be paths of the instance. */
function namedOnInstance(program: Word | undefined, args: readonly Word[]): readonly Word[] {
  const isElsewhere =
    program !== undefined &&
    runsElsewhere(
      program.text,
      args.map(({ text }) => text),
    );
  return isElsewhere ? args.filter(({ text }) => isOfInstance(text)) : args;
}

function operandUses(
  program: PathProgram,
  args: readonly Word[],
  commands: readonly ScriptCommand[],
): WordUse[] {
  const { flags, folders, outputs, operands } = splitArguments(program, args);
  const makesFolders = flags.some(({ text }) => text === program.output?.makesWith);
  const use = program.flags?.find(([flag]) => flags.some(({ text }) => flag.test(text)))?.[1] ?? program.use;
  const first = 'first' in program && !flags.some(({ text }) => program.firstUnless?.test(text));
  const useOf = (index: number): PathUse => {
    if (index === 0 && first) return program.first ?? 'prints';
    return index > 0 && index === operands.length - 1 ? (program.last ?? use) : use;
  };
  return [
    ...flags.map((word) => ({ word, use: 'names' as const, commands })),
    ...folders.map((word) => ({ word, use: 'enters' as const, commands })),
    ...outputs.map((word) => ({
      word,
      use: makesFolders ? ('makes' as const) : ('writes' as const),
      commands,
    })),
    ...operands.map((word, index) => ({ word, use: useOf(index), commands })),
  ];
}

function splitArguments({ valueFlags = [], folderFlags = [], output }: PathProgram, args: readonly Word[]) {
  const flags: Word[] = [];
  const folders: Word[] = [];
  const outputs: Word[] = [];
  const operands: Word[] = [];
  let flag: string | undefined;
  for (const word of args) {
    const attached = folderFlags
      .map((own) => (own.startsWith('--') ? `${own}=` : own))
      .find((own) => word.text.startsWith(own) && word.text.length > own.length);
    if (attached !== undefined) folders.push(sliceWord(word, attached.length));
    const isFolder = flag !== undefined && folderFlags.includes(flag);
    const isOutput = flag !== undefined && (output?.flag.test(flag) ?? false);
    const isValue = isFolder || isOutput || (flag !== undefined && valueFlags.includes(flag));
    const isFlag: boolean = !isValue && /^-./.test(word.text);
    (isFolder ? folders : isOutput ? outputs : isFlag || isValue ? flags : operands).push(word);
    flag = isFlag ? word.text : undefined;
  }
  return { flags, folders, outputs, operands };
}

/** A command, and those of the scripts of `sh -c` in it, each with the ones around it. */
function chainsOf(command: ScriptCommand): (readonly ScriptCommand[])[] {
  const chains = new Map<ScriptCommand, readonly ScriptCommand[]>([[command, [command]]]);
  for (const { commands } of unwrapCommand(command))
    for (const [at, inner] of commands.entries())
      if (!chains.has(inner)) chains.set(inner, commands.slice(0, at + 1));
  return [...chains.values()];
}

const redirectionUses = (commands: readonly ScriptCommand[]): WordUse[] =>
  (commands.at(-1)?.redirections ?? []).flatMap(({ operator, target, hereDocument }) => {
    if (hereDocument || operator.startsWith('<<')) return [];
    const use = operator.startsWith('<') ? 'reads' : 'writes';
    return [{ word: target, use, commands }];
  });

const IN_CONTAINER = ['exec', 'run'];

/**
 * Programs that run a command in a container or on another computer: the subcommands that do so; none where all that they
 * are given is for there. The paths in such a command are not those of the instance.
 * https://docs.docker.com/reference/cli/docker/container/exec/ · https://docs.docker.com/reference/cli/docker/compose/run/
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/ · https://man.openbsd.org/ssh
 */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  docker: IN_CONTAINER,
  'docker-compose': IN_CONTAINER,
  kubectl: IN_CONTAINER,
  podman: IN_CONTAINER,
  ssh: [],
};

/** Whether a program, named without its folder, runs a command elsewhere. */
function runsElsewhere(name: string, args: readonly string[]): boolean {
  const subcommands = lookUp(PROGRAMS, name);
  if (!subcommands) return false;
  return (
    subcommands.length === 0 ||
    args.slice(0, MAX_WORDS_BEFORE_SUBCOMMAND).some((arg) => subcommands.includes(arg))
  );
}

/** A folder of the instance that a container gets: `-v /opt/data:/data`. */
const MOUNT = /^(?:--\w+=)?\/[^:\s]+:\/|^type=bind,/;

/** Whether an argument of such a program is about the instance all the same. */
const isOfInstance = (arg: string): boolean => MOUNT.test(arg);

/** The word before another one of a command; undefined for the first. */
export const wordBefore = (word: Word, { words }: Pick<ScriptCommand, 'words'>): Word | undefined =>
  wordsBefore(words).get(word);

const wordsBefore = oncePer(
  (words: readonly Word[]): ReadonlyMap<Word, Word | undefined> =>
    new Map(words.map((word, index) => [word, words[index - 1]])),
);
