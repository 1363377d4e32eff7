import type { ProcfileEntry } from '../../parse/procfile.js';
import type { Guard, ScriptCommand } from '../../parse/shell/script.js';
import { type Invocation, readsIn, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { groupBy } from '../../util/collections.js';
import { MAX_ALL_COMMANDS, MAX_GUARDS, MAX_PROCESS_COMMANDS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { LOOKS } from '../execution/conditions.js';
import { decideGuard } from './decide-guard.js';
import { positionalsOfShell } from './positionals.js';
import { scriptRunBy } from './script-run-by.js';
import type { ServerContext } from './server-context.js';
import { ShellState } from './shell-state.js';

/** Start scripts that run each other, where each of their commands is followed. */
const MAX_ENTRY_DEPTH = 4;

/** How a program is recognized, and whether it goes on in the background. */
export type Recognize<T> = (
  invocation: Invocation,
  shell: ShellState,
  isConditional: boolean,
) => { readonly server: T; readonly isDaemon: boolean } | undefined;

/** What runs in one place one after another: the first server that is sure to run ends it. */
export interface Chain<T> {
  readonly servers: T[];
  isEnded: boolean;
  /** Whether a program that is not known may run in the place of the servers. */
  isOpen: boolean;
  /** Whether the script may end before it comes to the servers. */
  mayEndBefore: boolean;
}

/** Where commands run. */
interface Surroundings {
  /** The shells around them, the outermost first. */
  readonly shells: readonly string[];
  readonly chain: string;
  readonly isConditional: boolean;
  readonly depth: number;
  readonly functions: ReadonlyMap<string, readonly ScriptCommand[]>;
  readonly run: Run;
}

/** One run of a script or a function. */
interface Run {
  /** Whether nothing further down runs. */
  isEnded: boolean;
  /** What came of the conditions, from when they were met: `shift` changes what they look at. */
  readonly decided: Map<object, boolean | undefined>;
}

const newRun = (): Run => ({ isEnded: false, decided: new Map() });

/** How many commands were gone through for all entries of a project. */
const totalOf = oncePer<ServerContext, { commands: number }>(() => ({ commands: 0 }));

/** The servers of an entry, in chains that run beside one another; of the servers in one chain only one runs. */
export class EntryWalk<T> {
  readonly #chains = new Map<string, Chain<T>>();
  readonly #states = new Map<string, ShellState>();
  #count = 0;

  constructor(
    readonly context: ServerContext,
    readonly recognize: Recognize<T>,
  ) {}

  walk({ commands }: Pick<ProcfileEntry, 'commands'>): readonly Chain<T>[] {
    const around = { shells: [], chain: '', isConditional: false, depth: 0, functions: new Map() };
    this.#run(commands, { ...around, run: newRun() });
    return [...this.#chains.values()].filter(({ servers }) => servers.length > 0);
  }

  #run(commands: readonly ScriptCommand[], around: Surroundings): void {
    const own = groupBy(commands, ({ functionName }) => (functionName === undefined ? [] : [functionName]));
    const functions = new Map([...around.functions, ...own]);
    for (const command of commands)
      if (command.functionName === undefined && !around.run.isEnded)
        this.#command(command, { ...around, functions });
  }

  #command(command: ScriptCommand, around: Surroundings): void {
    const total = totalOf(this.context);
    for (const invocation of unwrapCommand(command))
      if (this.#count++ < MAX_PROCESS_COMMANDS && total.commands++ < MAX_ALL_COMMANDS)
        this.#invocation(invocation, around);
  }

  #invocation(invocation: Invocation, around: Surroundings): void {
    const { commands } = invocation;
    const shells = [...around.shells, ...shellsOf(commands)];
    const shell = this.#stateIn(shells, commands);
    const outcomes = commands.map((command) => outcomeOf(command, around.run, shell));
    if (outcomes.includes('skipped')) return;
    const isConditional = around.isConditional || outcomes.includes('possible');
    const isBeside = commands.some(({ isInBackground, pipe }) => isInBackground || pipe);
    const recognized = this.recognize(invocation, shell, isConditional);
    const chain = isBeside ? shells.join('/') : around.chain;
    if (recognized) this.#start(recognized, commands, chain, isConditional);
    else this.#other(invocation, shell, { ...around, shells, chain, isConditional });
    if (endsScript(invocation)) this.#end(invocation, { ...around, chain, isConditional });
  }

  #end({ program }: Invocation, { run, chain: key, isConditional }: Surroundings): void {
    if (!isConditional) run.isEnded = true;
    else if (program?.text === 'exit') this.#chain(key).mayEndBefore = true;
  }

  #start(
    { server, isDaemon }: NonNullable<ReturnType<Recognize<T>>>,
    commands: readonly ScriptCommand[],
    key: string,
    isConditional: boolean,
  ): void {
    const chain = this.#chain(isDaemon ? `daemon ${this.#chains.size}` : key);
    if (chain.isEnded) return;
    chain.servers.push(server);
    chain.isEnded = !isConditional;
    // A pipe that is not in the background keeps what comes after it from running.
    if (
      !isConditional &&
      commands.every(({ isInBackground }) => !isInBackground) &&
      commands.some(({ pipe }) => pipe)
    )
      this.#chain('').isEnded = true;
  }

  /** A command that is not a server: it runs others, or changes the shell. */
  #other(invocation: Invocation, shell: ShellState, around: Surroundings): void {
    const { program, commands } = invocation;
    const depth = around.depth + 1;
    const name = program?.text ?? '';
    const body = around.functions.get(name);
    if (body && depth <= MAX_ENTRY_DEPTH)
      return shell.withArguments(invocation, () => this.#function(body, { ...around, depth }));
    const found = depth <= MAX_ENTRY_DEPTH ? scriptRunBy(invocation, shell, this.context) : undefined;
    if (found) {
      const inside = { ...around, depth, run: newRun() };
      if (readsIn(name)) return this.#run(found.script.commands, inside);
      const shells = [...around.shells, `script ${commands[0]?.place.span.start}`];
      this.#states.set(shells.join('/'), shell.forScript(invocation, found.args));
      return this.#run(found.script.commands, { ...inside, shells });
    }
    shell.run(invocation, around.isConditional);
    if (program && !HARMLESS.has(name)) this.#unknown(around);
  }

  #function(body: readonly ScriptCommand[], around: Surroundings): void {
    const run = newRun();
    for (const command of body)
      if (!run.isEnded)
        this.#command(
          { ...command, functionName: undefined, subshells: command.subshells.slice(1) },
          { ...around, run },
        );
    if (run.isEnded && !around.isConditional) around.run.isEnded = true;
  }

  /** A program that is not known takes the place of the servers if it, or none of those before it, is sure to run. */
  #unknown({ chain: key, isConditional }: Surroundings): void {
    const chain = this.#chain(key);
    if (!chain.isEnded && (isConditional || chain.servers.length > 0)) chain.isOpen = true;
  }

  /** A shell of its own begins in the state of the one around it. */
  #stateIn(shells: readonly string[], commands: readonly ScriptCommand[]): ShellState {
    const key = shells.join('/');
    const state =
      this.#states.get(key) ??
      (shells.length > 0
        ? this.#fork(shells, commands)
        : new ShellState((name) => this.context.environmentProperty(name)));
    this.#states.set(key, state);
    return state;
  }

  #fork(shells: readonly string[], commands: readonly ScriptCommand[]): ShellState {
    const state = this.#stateIn(shells.slice(0, -1), commands).fork();
    const own = commands.find((command) => shells.at(-1) === nameOfShell(command));
    if (own) state.positionals = positionalsOfShell(own.words);
    return state;
  }

  #chain(key: string): Chain<T> {
    const chain = this.#chains.get(key) ?? {
      ...{ servers: [], isEnded: false, isOpen: false, mayEndBefore: false },
    };
    this.#chains.set(key, chain);
    return chain;
  }
}

/** The shells that a command runs in; one for each `sh -c` around it. */
const shellsOf = (commands: readonly ScriptCommand[]): string[] =>
  commands.flatMap((command, level) => [
    ...command.subshells.map(String),
    ...(level < commands.length - 1 ? [nameOfShell(command)] : []),
  ]);

const nameOfShell = ({ place }: ScriptCommand): string => `sh ${place.span.start}`;

/** What the conditions around a command say: it runs, it does not, or the text does not tell. */
function outcomeOf(
  { guards, branches }: ScriptCommand,
  run: Run,
  shell: ShellState,
): 'sure' | 'possible' | 'skipped' {
  const results = guards.map((guard) => comesAbout(guard, run, shell));
  if (results.includes(false)) return 'skipped';
  const open = guards.filter((_, index) => results[index] === undefined);
  const isOpen = open.some(isTest) || (branches.length > 0 && open.length > 0);
  return isOpen || guards.length >= MAX_GUARDS ? 'possible' : 'sure';
}

function comesAbout(guard: Guard, { decided }: Run, shell: ShellState): boolean | undefined {
  const key = guard.command ?? guard;
  if (!decided.has(key))
    decided.set(
      key,
      decideGuard(guard, (word) => shell.textOf(word)),
    );
  const result = decided.get(key);
  return result === undefined ? undefined : result === (guard.expected ?? true);
}

/** Whether a command leaves nothing of its script to run: `exit`, or `exec` with a program. */
const endsScript = ({ program, programs, commands }: Invocation): boolean =>
  (program?.text === 'exit' || (program !== undefined && programs[0]?.text === 'exec')) &&
  commands.length === 1 &&
  commands.every(({ isInBackground, pipe, subshells }) => !isInBackground && !pipe && subshells.length === 0);

const isTest = ({ kind, command, expected }: Guard): boolean => {
  if (kind === 'loop') return false;
  if (kind === 'case' || expected === false || !command) return true;
  const program = command.words[0]?.text ?? '';
  return LOOKS.has(program) || program.startsWith('((');
};

/** Commands that end at once and are not servers. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['[', '[[', 'test', ':', 'true', 'false', 'echo', 'printf', 'cd', 'pushd', 'popd', 'export', 'declare'],
  ...['set', 'unset', 'source', '.', 'eval', 'exit', 'return', 'sleep', 'wait', 'trap', 'ulimit', 'umask'],
  ...['mkdir', 'cp', 'mv', 'rm', 'ln', 'chmod', 'chown', 'touch', 'cat', 'sed', 'grep', 'command', 'which'],
  ...['read', 'local', 'readonly', 'shift', 'kill', 'pip', 'pip3', 'manage.py', 'alembic', 'curl', 'aws'],
]);
