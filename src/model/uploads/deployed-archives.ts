import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import { parseIgnoreFile } from '../../parse/ignore-file.js';
import { type ArchiveCommand, gitArchiveCommand, zipCommand } from '../../parse/pipelines/archive-command.js';
import type { ActionStep, HandOverStep } from '../../parse/pipelines/job.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { MAX_DEPLOYED_ARCHIVES, MAX_FILLING_COMMANDS, MAX_KEPT_ARCHIVES } from '../../util/limits.js';
import { oncePerName } from '../../util/memo.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { baseName } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { type Project, sourceNamed } from '../project.js';
import { isHidden, lossOf } from './hand-over.js';
import { type Stage, stageAt } from './stages.js';
import { type ToolCommand, type ToolJob, toolJobs } from './tool-runs.js';

/** An archive that a build service or a script makes and then deploys. */
export interface DeployedArchive {
  /** The commands that put something into it, in order. */
  readonly parts: readonly [ArchivePart, ...ArchivePart[]];
  /** What deploys it. */
  readonly deployed: Place;
}

export interface ArchivePart extends ArchiveCommand {
  readonly place: Place;
  /** The folder that the archive begins in where it is one that the job itself has filled; undefined for the root. */
  readonly stage: Stage | undefined;
  /** Where the job has its files from, if that left out what is hidden. */
  readonly lostBy: HandOverStep | undefined;
}

/** The archives of which it is certain that they are deployed, and of which all commands that fill them are known. */
export const deployedArchives = fact('deployedArchives', (project): readonly DeployedArchive[] => {
  const kept = oncePerName((): Kept => ({ steps: new Map(), made: [], isTooMuch: false }));
  const archives = toolJobs(project).flatMap((job) => [
    ...new JobArchives(job, project, kept(job.file.name)).deployed(),
  ]);
  // Several jobs may deploy what one has made.
  const own = [...new Map(archives.map((archive) => [archive.parts[0], archive])).values()];
  return own.length > MAX_DEPLOYED_ARCHIVES ? [] : own;
});

/** Whether none of the commands that fill an archive puts a file of the project into it. */
export const leavesOut = ({ parts }: DeployedArchive, path: string): boolean =>
  parts.every(({ holds, stage }) => holds(path) === false || stage?.mayHave(path) === false);

interface Made {
  readonly parts: ArchivePart[];
  isUnknown: boolean;
}

/** What the jobs of a file have kept for later ones so far. */
interface Kept {
  /** By the name under which each is kept. */
  readonly steps: Map<string, HandOverStep[]>;
  isTooMuch: boolean;
  readonly made: { readonly name: string; readonly key: string; readonly made: Made }[];
}

/** What becomes of the archives of one job. They are known by their names: two of one name are one that is not known. */
class JobArchives {
  readonly #made = new Map<string, Made>();
  /** What is uploaded, by the address of the object. */
  readonly #objects = new Map<string, Made>();
  #stages = 0;
  readonly #lostBy: HandOverStep | undefined;
  readonly #deployed = new Map<Made, Place>();

  constructor(
    readonly job: ToolJob,
    readonly project: Project,
    readonly kept: Kept,
  ) {
    this.#lostBy = lossOf(job, kept.steps);
    for (const [index, run] of job.runs.entries())
      if (run.kind === 'action') this.#action(run);
      else if (run.kind === 'command') this.#command(run, index);
      else if (run.kind === 'keep') this.#keep(run);
      else this.#take(run);
  }

  *deployed(): Iterable<DeployedArchive> {
    for (const [{ parts, isUnknown }, deployed] of this.#deployed) {
      const [first, ...others] = parts;
      if (!isUnknown && first) yield { parts: [first, ...others], deployed };
    }
  }

  #action({ name, inputs, place }: ActionStep): void {
    if (!/beanstalk/i.test(name)) return;
    for (const { text } of inputs.values()) this.#deploy(keyOf(text), place);
  }

  #keep(step: HandOverStep): void {
    const { steps, made: all } = this.kept;
    steps.set(step.name, [...(steps.get(step.name) ?? []).slice(0, 1), step]);
    const keys = new Set(step.paths.map((path) => keyOf(path)));
    const isOpen = step.paths.some((path) => OPEN_PATH.test(path));
    for (const [key, made] of this.#made) {
      if (!isOpen && !keys.has(key)) continue;
      if (all.length === MAX_KEPT_ARCHIVES) this.kept.isTooMuch = true;
      if (this.kept.isTooMuch) return;
      all.push({ name: step.name, key, made });
    }
  }

  #take({ name }: HandOverStep): void {
    // One that is not listed may have taken the place of another one.
    if (this.kept.isTooMuch) return;
    for (const one of this.kept.made) if (name === '' || name === one.name) this.#made.set(one.key, one.made);
  }

  #deploy(key: string, place: Place): void {
    const made = this.#made.get(key);
    if (made && !this.#deployed.has(made)) this.#deployed.set(made, place);
  }

  #command(run: ToolCommand, index: number): void {
    for (const { program, args } of unwrapCommand(run.command)) {
      const name = program?.text ?? '';
      const words = args.map(({ text }) => text);
      if (name === 'zip') this.#fill(run, index, zipCommand(args), args);
      else if (name === 'git' && words[0] === 'archive')
        this.#fill(run, index, gitArchiveCommand(args.slice(1)), args);
      else if (name === 'mv' || name === 'cp') this.#move(args);
      else if (name === 'rm') for (const word of words) this.#made.delete(keyOf(word));
      else if (name === 'aws') this.#aws(words, run.command.place);
      else if (name === 'eb') {
        if (words[0] === 'deploy' || words[0] === 'create') this.#ebDeploy(run.command.place);
      } else if (!READS_ONLY.has(name)) for (const word of words) this.#touch(keyOf(word));
    }
  }

  /** Another program has something to do with an archive: what is in it is not known any more. */
  #touch(key: string): void {
    if (!ARCHIVE_NAME.test(key)) return;
    const made = this.#made.get(key);
    if (made) made.isUnknown = true;
    else this.#made.set(key, { parts: [], isUnknown: true });
  }

  #fill(run: ToolCommand, index: number, command: ArchiveCommand | undefined, args: readonly Word[]): void {
    const target =
      command?.archive ?? run.command.redirections.find(({ operator }) => operator === '>')?.target;
    if (!command || !target) {
      for (const { text } of args) this.#touch(keyOf(text));
      return;
    }
    const key = keyOf(target.text, command.program === 'zip');
    const before = this.#made.get(key);
    // `zip` adds to an archive that is there.
    const made = before ?? { parts: [], isUnknown: false };
    this.#made.set(key, made);
    const isStaged = run.folder !== '' && this.#stages++ < MAX_FILLING_COMMANDS;
    const stage = isStaged ? stageAt(run.folder, this.job.runs.slice(0, index), this.project) : undefined;
    const lostBy = this.#lostBy;
    if (!lostBy && (run.folder === undefined || (run.folder !== '' && !stage))) made.isUnknown = true;
    const holds = (path: string) =>
      lostBy
        ? isHidden(path)
          ? false
          : undefined
        : (command.program === 'zip' || this.#isCommitted(path)) && command.holds(path);
    if (made.parts.length === MAX_FILLING_COMMANDS) made.isUnknown = true;
    if (made.isUnknown) return;
    const { place } = lostBy ?? run.command;
    made.parts.push({ ...command, holds, place, stage: lostBy ? undefined : stage, lostBy });
  }

  /** What a build makes of what git ignores is in no commit. */
  #isCommitted(path: string): boolean {
    const { files } = deployedFiles(this.project);
    const ignoring = sourceNamed('.gitignore', files);
    const pattern = ignoring && decidingPattern(parseIgnoreFile(ignoring) ?? [], path);
    return !pattern || pattern.isNegated || existingFiles(this.project.files).has(path) !== false;
  }

  #move(args: readonly Word[]): void {
    const operands = args.filter(({ text }) => !text.startsWith('-')).map(({ text }) => text);
    const [from, to, ...more] = operands;
    const made = this.#made.get(keyOf(from ?? ''));
    if (made && to !== undefined && more.length === 0 && ARCHIVE_NAME.test(to))
      this.#made.set(keyOf(to), made);
  }

  #aws(words: readonly string[], place: Place): void {
    const [service, action, first, second] = words;
    if (service === 's3' && (action === 'cp' || action === 'mv')) this.#upload(first, second);
    if (service === 's3api' && action === 'put-object')
      this.#upload(valueOf(words, '--body'), `s3://${valueOf(words, '--bucket')}/${valueOf(words, '--key')}`);
    if (service !== 'elasticbeanstalk' || action !== 'create-application-version') return;
    const bundle = valueOf(words, '--source-bundle') ?? '';
    const [, bucket] = /(?:^|,) *S3Bucket=([^,]*)/.exec(bundle) ?? [];
    const [, key] = /(?:^|,) *S3Key=([^,]*)/.exec(bundle) ?? [];
    if (bucket === undefined || key === undefined) return;
    const address = plain(`s3://${bucket}/${key}`);
    const made = this.#objects.get(address);
    if (made && !this.#deployed.has(made)) this.#deployed.set(made, place);
  }

  #upload(from: string | undefined, to: string | undefined): void {
    const made = from === undefined ? undefined : this.#made.get(keyOf(from));
    if (!made || from === undefined || to === undefined) return;
    // An address without the name of an object is that of a folder.
    const folder = /^s3:\/\/[^/]*$/.test(to) ? `${to}/` : to;
    this.#objects.set(plain(folder.endsWith('/') ? `${folder}${baseName(from)}` : to), made);
  }

  #ebDeploy(place: Place): void {
    for (const config of this.project.files.ebCliConfigs) {
      const artifact = parseEbCliConfig(config).artifact;
      if (artifact) this.#deploy(keyOf(artifact.text), place);
    }
  }
}

/** A pattern or folder of which it is not known which archives are in it. */
const OPEN_PATH = /\*|^\.?\/?$/;

const ARCHIVE_NAME = /\.(?:zip|war)$/;

const READS_ONLY: ReadonlySet<string> = new Set([
  ...[
    'cat',
    'cd',
    'du',
    'echo',
    'file',
    'ls',
    'mkdir',
    'printf',
    'sha256sum',
    'md5sum',
    'stat',
    'test',
    '[',
    '[[',
  ],
  ...['unzip', 'wc', 'zipinfo', 'export', 'tee', 'sleep', 'touch', 'chmod', 'pwd', 'exit', 'set'],
]);

const valueOf = (words: readonly string[], flag: string): string | undefined => {
  const at = words.indexOf(flag);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
};

/** The name of an archive, where variables are written in one way. */
function keyOf(path: string, isOfZip = false): string {
  const name = plain(path).split('/').at(-1) ?? '';
  return isOfZip && !name.includes('.') ? `${name}.zip` : name;
}

/** `${NAME}` and `${{ env.NAME }}` as `$NAME`, without quotes. */
const plain = (text: string): string =>
  text
    .replace(/\$\{\{ *(?:env\.)?([\w.-]+) *\}\}/g, '$$$1')
    .replace(/\$\{(\w+)\}/g, '$$$1')
    .replace(/["']/g, '');
