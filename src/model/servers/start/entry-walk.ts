import type { ProcfileEntry } from '../../../parse/procfile.js';
import type { Guard, ScriptCommand } from '../../../parse/shell/script.js';
import type { Invocation } from '../../../parse/shell/unwrap-command.js';
import { unwrapCommand } from '../../../parse/shell/unwrap-command.js';
import { groupBy } from '../../../util/group-by.js';
import { scriptRunBy } from './script-run-by.js';
import type { ServerContext } from '../options/server-layers.js';
import { ShellState } from './shell-state.js';

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
}

/** Where commands run. */
interface Surroundings {
  /** The shells around them, the outermost first. */
  readonly shells: readonly string[];
  readonly chain: string;
  readonly isConditional: boolean;
  readonly depth: number;
  readonly functions: ReadonlyMap<string, readonly ScriptCommand[]>;
}

/** Scripts within scripts, as far as anybody writes them. */
const MAX_DEPTH = 4;
/** See docs/limits.md: scripts that run one another. */
const MAX_COMMANDS = 10_000;

/** The servers of an entry, in chains that run beside one another; of the servers in one chain only one runs. */
export class EntryWalk<T> {
  readonly #chains = new Map<string, Chain<T>>();
  readonly #states = new Map<string, ShellState>();
  #count = 0;

  constructor(
    readonly context: ServerContext,
    readonly recognize: Recognize<T>,
  ) {}

  walk({ commands }: ProcfileEntry): readonly Chain<T>[] {
    this.#run(commands, { shells: [], chain: '', isConditional: false, depth: 0, functions: new Map() });
    return [...this.#chains.values()].filter(({ servers }) => servers.length > 0);
  }

  #run(commands: readonly ScriptCommand[], around: Surroundings): void {
    const own = groupBy(commands, ({ functionName }) => (functionName === undefined ? [] : [functionName]));
    const functions = new Map([...around.functions, ...own]);
    for (const command of commands)
      if (command.functionName === undefined) this.#command(command, { ...around, functions });
  }

  #command(command: ScriptCommand, around: Surroundings): void {
    for (const invocation of unwrapCommand(command))
      if (this.#count++ < MAX_COMMANDS) this.#invocation(invocation, around);
  }

  #invocation(invocation: Invocation, around: Surroundings): void {
    const { commands } = invocation;
    const shells = [...around.shells, ...shellsOf(commands)];
    const shell = this.#stateIn(shells);
    const isConditional = around.isConditional || commands.some(isConditionalCommand);
    const isBeside = commands.some(({ isInBackground, pipe }) => isInBackground || pipe);
    const recognized = this.recognize(invocation, shell, isConditional);
    const chain = isBeside ? shells.join('/') : around.chain;
    if (recognized) this.#start(recognized, commands, chain, isConditional);
    else this.#other(invocation, shell, { ...around, shells, chain, isConditional });
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
    if (body && depth <= MAX_DEPTH) {
      for (const command of body)
        this.#command(
          { ...command, functionName: undefined, subshells: command.subshells.slice(1) },
          { ...around, depth },
        );
      return;
    }
    const script = depth <= MAX_DEPTH ? scriptRunBy(invocation, shell, this.context) : undefined;
    if (script) {
      const shells = READS_IN.has(name)
        ? around.shells
        : [...around.shells, `script ${commands[0]?.place.span.start}`];
      return this.#run(script.commands, { ...around, shells, depth });
    }
    shell.run(invocation, around.isConditional);
    if (program && around.isConditional && !HARMLESS.has(name)) this.#chain(around.chain).isOpen = true;
  }

  /** A shell of its own begins in the state of the one around it. */
  #stateIn(shells: readonly string[]): ShellState {
    const key = shells.join('/');
    const state =
      this.#states.get(key) ??
      (shells.length > 0
        ? this.#stateIn(shells.slice(0, -1)).fork()
        : new ShellState((name) => this.context.environmentProperty(name)));
    this.#states.set(key, state);
    return state;
  }

  #chain(key: string): Chain<T> {
    const chain = this.#chains.get(key) ?? { servers: [], isEnded: false, isOpen: false };
    this.#chains.set(key, chain);
    return chain;
  }
}

const READS_IN: ReadonlySet<string> = new Set(['.', 'source']);

/** The shells that a command runs in; one for each `sh -c` around it. */
const shellsOf = (commands: readonly ScriptCommand[]): string[] =>
  commands.flatMap(({ subshells, place }, level) => [
    ...subshells.map(String),
    ...(level < commands.length - 1 ? [`sh ${place.span.start}`] : []),
  ]);

/** Commands whose success says something, rather than doing something. */
const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test', 'command', 'which', 'type', 'grep', 'pgrep']);

const isConditionalCommand = ({ guards, branches }: ScriptCommand): boolean =>
  branches.length > 0 || guards.some(isTest);

const isTest = ({ kind, command, expected }: Guard): boolean => {
  if (kind === 'loop') return false;
  if (kind === 'case' || expected === false || !command) return true;
  const program = command.words[0]?.text ?? '';
  return TESTS.has(program) || program.startsWith('((');
};

/** Commands that end at once and are not servers. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['[', '[[', 'test', ':', 'true', 'false', 'echo', 'printf', 'cd', 'pushd', 'popd', 'export', 'declare'],
  ...['set', 'unset', 'source', '.', 'eval', 'exit', 'return', 'sleep', 'wait', 'trap', 'ulimit', 'umask'],
  ...['mkdir', 'cp', 'mv', 'rm', 'ln', 'chmod', 'chown', 'touch', 'cat', 'sed', 'grep', 'command', 'which'],
  ...['read', 'local', 'readonly', 'shift', 'kill', 'pip', 'pip3', 'manage.py', 'alembic', 'curl', 'aws'],
]);
