import type { ActionStep, CommandsStep, HandOverStep, Job } from '../../parse/pipelines/job.js';
import { jobsOf } from '../../parse/pipelines/jobs.js';
import { parseScript, type ScriptCommand } from '../../parse/shell/script.js';
import type { MappedText, Word } from '../../parse/shell/word.js';
import type { SourceFile } from '../../source/index.js';
import { MAX_TOOL_CHARACTERS, MAX_TOOL_COMMANDS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { toolScripts } from '../bundle/may-be-filled-in.js';
import { fact } from '../fact.js';

/** Scripts that run scripts. */
const MAX_SCRIPT_DEPTH = 3;

/** What a job does: a command with the folder that it runs in, a ready-made part, or what it keeps for other jobs. */
export type ToolRun = ToolCommand | ActionStep | HandOverStep;

export interface ToolCommand {
  readonly kind: 'command';
  readonly command: ScriptCommand;
  /** Below the root of the project, empty for the root; undefined where it is not known. */
  readonly folder: string | undefined;
}

/** Everything that one job runs, in order. */
export interface ToolJob extends Pick<Job, 'isWithoutIdToken'> {
  readonly file: SourceFile;
  readonly runs: readonly ToolRun[];
}

/** What mentions none of these has nothing to do with a deployment. */
const CONCERNS = /beanstalk|\beb\b|\bzip\b|git archive/;

/** The jobs of build services and the scripts beside the project that may deploy it, in order of their files. */
export const toolJobs = fact('toolJobs', (project): readonly ToolJob[] => {
  const sources = toolScripts(deployedFiles(project));
  if (!sources.some(({ text }) => CONCERNS.test(text))) return [];
  const walk = new Walk(new Map(sources.map((file) => [file.name, file])));
  const jobs = sources.flatMap((file) => jobsOf(file).map((job) => ({ ...job, file, runs: walk.job(job) })));
  // A script that another one runs is part of that job.
  return jobs.filter(({ file, runs }) => runs.length > 0 && !walk.called.has(file.name));
});

/** A script may run many times. */
const commandsOf = oncePer((text: MappedText) => parseScript(text).commands);

class Walk {
  readonly called = new Set<string>();
  /** Steps and commands of all jobs, and their characters, as often as they run. */
  #commandsLeft = MAX_TOOL_COMMANDS;
  #charactersLeft = MAX_TOOL_CHARACTERS;

  constructor(readonly files: ReadonlyMap<string, SourceFile>) {}

  get #isSpent(): boolean {
    return this.#commandsLeft <= 0 || this.#charactersLeft <= 0;
  }

  /** @returns nothing for a job that there is no budget for: what comes in later steps may undo what is in earlier ones */
  job(job: Job): readonly ToolRun[] {
    const runs = this.#isSpent ? [] : this.#runsOf(job);
    return this.#isSpent ? [] : runs;
  }

  #runsOf({ steps }: Job): readonly ToolRun[] {
    const runs: ToolRun[] = [];
    let folder: string | undefined = '';
    let isCheckedOut = true;
    for (const step of steps()) {
      this.#commandsLeft--;
      if (this.#isSpent) break;
      if (step.kind !== 'commands') {
        runs.push(step);
        // A checkout into a folder: what is where is not known.
        if (step.kind === 'action' && step.name.startsWith('actions/checkout@') && step.inputs.has('path'))
          isCheckedOut = false;
      } else {
        const start: string | undefined = step.isContinued ? folder : step.folder;
        folder = this.#commands(step, isCheckedOut ? start : undefined, runs, 0);
      }
    }
    return runs;
  }

  /** @returns the folder in which the commands end */
  #commands(
    { text }: Pick<CommandsStep, 'text'>,
    start: string | undefined,
    runs: ToolRun[],
    depth: number,
  ): string | undefined {
    const folders = new Folders(start, text.file.name);
    this.#charactersLeft -= text.text.length;
    if (this.#isSpent) return undefined;
    for (const command of commandsOf(text)) {
      this.#commandsLeft--;
      if (this.#isSpent) return undefined;
      folders.enter(command.subshells);
      runs.push({ kind: 'command', command, folder: folders.current });
      const script = depth < MAX_SCRIPT_DEPTH ? this.#scriptOf(command, folders.current) : undefined;
      if (script) this.#script(script, folders.current, runs, depth + 1);
      else folders.change(command);
    }
    folders.enter([]);
    return folders.current;
  }

  #script(file: SourceFile, folder: string | undefined, runs: ToolRun[], depth: number): void {
    this.called.add(file.name);
    for (const { steps } of jobsOf(file))
      for (const step of steps()) {
        if (this.#isSpent) return;
        if (step.kind === 'commands') this.#commands(step, folder, runs, depth);
      }
  }

  /** The script of the project that a command runs. */
  #scriptOf({ words }: ScriptCommand, folder: string | undefined): SourceFile | undefined {
    const [program, argument] = words;
    if (!program || folder === undefined) return undefined;
    const path = RUNS_SCRIPT.test(program.text) ? argument : program;
    if (path?.kind !== 'literal' || !(path === argument || path.text.includes('/'))) return undefined;
    const file = this.files.get(pathFrom(folder, path.text) ?? '');
    return file && (file.name.endsWith('sh') || file.text.startsWith('#!')) ? file : undefined;
  }
}

const RUNS_SCRIPT = /^(?:ba|da|k|z)?sh$|^(?:source|\.)$/;

/** Names that services have for the folder of the checkout. */
const CHECKOUT =
  /^(?:\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|CODEBUILD_SRC_DIR|TRAVIS_BUILD_DIR|BITBUCKET_CLONE_DIR|WORKSPACE|CIRCLE_WORKING_DIRECTORY)\}?|\$\{\{ *github\.workspace *\}\}|\$\(git rev-parse --show-toplevel\))(?=\/|$)/;

/** The folder of a script itself. */
const OWN_FOLDER =
  /^\$\((?:cd "?)?(?:\$\()?dirname (?:-- )?"?(?:\$0|\$\{?BASH_SOURCE(?:\[0\]\})?)"?\)?(?:"? ?&& ?pwd(?: -P)?)?\)(?=\/|$)|^\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}(?=\/|$)/;

/** The folder that a shell is in. */
class Folders {
  #stack: { shell: number | undefined; folder: string | undefined }[];
  #before: string | undefined;

  constructor(
    folder: string | undefined,
    readonly script: string,
  ) {
    this.#stack = [{ shell: undefined, folder }];
  }

  get current(): string | undefined {
    return this.#stack.at(-1)?.folder;
  }

  /** Goes into shells of their own, or comes back from them. */
  enter(shells: readonly number[]): void {
    const kept = this.#stack.findIndex(({ shell }, index) => index > 0 && shell !== shells[index - 1]);
    if (kept > 0) this.#stack.length = kept;
    for (const shell of shells.slice(this.#stack.length - 1))
      this.#stack.push({ shell, folder: this.current });
  }

  change({ words, branches, guards }: ScriptCommand): void {
    const [program, target, ...more] = words;
    const name = program?.text ?? '';
    if (!/^(?:cd|pushd|popd)$/.test(name)) return;
    const top = this.#stack.at(-1);
    if (!top) return;
    const from = top.folder;
    top.folder =
      name === 'popd' || more.length > 0 || branches.length > 0 || guards.some(({ kind }) => kind === 'loop')
        ? undefined
        : this.#to(target);
    this.#before = from;
  }

  #to(target: Word | undefined): string | undefined {
    if (target?.text === '-') return this.#before;
    if (!target) return undefined;
    const own = OWN_FOLDER.exec(target.text)?.[0];
    if (own !== undefined) return pathFrom(folderOfScript(this.script), target.text.slice(own.length + 1));
    const checkout = CHECKOUT.exec(target.text)?.[0];
    if (checkout !== undefined) return pathFrom('', target.text.slice(checkout.length + 1));
    return target.kind === 'literal' ? pathFrom(this.current, target.text) : undefined;
  }
}

const folderOfScript = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));

/** A path below the root as seen from a folder there; undefined where it leads out of it, or the folder is not known. */
export function pathFrom(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined || path.startsWith('/') || path.startsWith('~')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
