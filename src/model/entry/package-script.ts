import type { Invocation } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';

const PACKAGE_MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'pnpm']);

/** A command that runs the script `start` of `package.json`, and nothing else. */
export const START_COMMAND = /^(?:npm|yarn|pnpm)(?: run(?:-script)?)? start$/;

/** Usual names of scripts that are no commands of npm, nor beginnings of their names: npm runs them only after `run`. */
const ONLY_SCRIPTS: ReadonlySet<string> = new Set(
  'build compile deploy dev develop export launch migrate preview prod production seed serve server watch worker'.split(
    ' ',
  ),
);

/** Whether npm refuses a word as a command, although a script of this name may be there: `npm serve`. */
export const needsRun = (name: string): boolean => ONLY_SCRIPTS.has(name);

/** Whether a program runs the scripts of `package.json`. */
export const isPackageManager = (program: string): boolean => PACKAGE_MANAGERS.has(program);

/** The name of the script of `package.json` that a command runs: `npm start`, `npm run serve`, `yarn serve`. */
export function packageScriptRunBy({
  program,
  args,
}: Pick<Invocation, 'program' | 'args'>): Word | undefined {
  if (!program || !isPackageManager(program.text)) return undefined;
  const [first, second] = args.filter(({ text }) => !text.startsWith('-'));
  return first?.text === 'run' || first?.text === 'run-script' ? second : first;
}
