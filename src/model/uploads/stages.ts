import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { MAX_FILLING_COMMANDS } from '../../util/limits.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import type { Project } from '../project.js';
import { pathFrom, type ToolCommand, type ToolRun } from './tool-runs.js';

/** A folder that a job makes, and fills with what it deploys. */
export interface Stage {
  readonly folder: string;
  /** Whether a file of the project may have come into it, under the same name. */
  mayHave(path: string): boolean;
}

/** Names of folders that builds fill as well. */
const BUILT = /^(?:\.next|\.output|bin|build|dist|out|public|publish|target)(?:\/|$)/;

/** The folder, where the job makes it itself and the project has none of that name: undefined for any other one. */
export function stageAt(
  folder: string | undefined,
  runs: readonly ToolRun[],
  project: Project,
): Stage | undefined {
  if (folder === undefined || folder === '' || BUILT.test(folder)) return undefined;
  if (existingFiles(deployedFiles(project)).has(folder) !== false) return undefined;
  const commands = runs.flatMap((run) => (run.kind === 'command' ? [run] : []));
  const start = commands.findIndex((run) => makes(run, folder));
  if (start < 0) return undefined;
  const filling = commands.slice(start).filter((run) => concerns(run, folder));
  const isKnown = filling.length <= MAX_FILLING_COMMANDS;
  return { folder, mayHave: (path) => !isKnown || filling.some((run) => mayBring(run, path)) };
}

const makes = ({ command: { words }, folder: from }: ToolCommand, folder: string): boolean =>
  words[0]?.text === 'mkdir' && words.slice(1).some(({ text }) => isBelow(pathFrom(from, text), folder));

/** Whether a command runs in the folder or names it, or may. */
const concerns = ({ command, folder: from }: ToolCommand, folder: string): boolean =>
  from === undefined ||
  isBelow(from, folder) ||
  [...command.words, ...command.redirections.map(({ target }) => target)].some(
    ({ text }) => isBelow(pathFrom(from, text), folder) || text.includes(folder),
  );

const isBelow = (path: string | undefined, folder: string): boolean =>
  path === folder || path?.startsWith(`${folder}/`) === true;

const BRINGS_NOTHING: ReadonlySet<string> = new Set([
  ...[
    'cat',
    'cd',
    'chmod',
    'echo',
    'find',
    'ls',
    'mkdir',
    'popd',
    'printf',
    'pushd',
    'pwd',
    'rm',
    'tree',
    'zip',
  ],
]);

function mayBring({ command }: ToolCommand, path: string): boolean {
  const [top = ''] = path.split('/');
  if (command.redirections.some(({ target }) => target.text.includes(top))) return true;
  return unwrapCommand(command).some(({ program, args }) => {
    const name = program?.text ?? '';
    if (program === undefined || BRINGS_NOTHING.has(name)) return false;
    if (name !== 'cp' && name !== 'mv') return true;
    const operands = args.filter(({ text }) => !text.startsWith('-'));
    return operands.some(({ text }) => text.includes(top)) || operands.slice(0, -1).some(isOpen);
  });
}

/** Whether a source of a copy is not one file or folder that keeps its name: `.`, `$DIR`, `config/.`. */
const isOpen = ({ text, expansions }: Word): boolean =>
  /(?:^|\/)\.{1,2}\/?$/.test(text) ||
  text.startsWith('/') ||
  (expansions.length > 0 && !/^[\w./-]*\*[\w.-]*$/.test(text)) ||
  /\{|(?:^|\/)\.\[?[^/]*\*/.test(text);
