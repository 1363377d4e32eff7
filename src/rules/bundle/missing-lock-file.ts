import { type LockedInstall, lockedInstallOf } from '../../knowledge/instance/needed-files.js';
import { type BuiltImage, builtImages } from '../../model/applications/built-images.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import type { Doubt } from '../../model/doubt.js';
import { hasNewVersion, isBeforeDependencies } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import { doneByTool, saidByScript } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { absenceInUpload } from '../../model/scripts/absent-paths.js';
import { leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { copiedFrom, type DockerInstruction, parseDockerfile, untilStage } from '../../parse/dockerfile.js';
import type { IgnorePattern } from '../../parse/ignore-file.js';
import { parseScript } from '../../parse/shell/script.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import { type MappedText, placeOfMapped, sliceMapped, type Word } from '../../parse/shell/word.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { decidingPattern, pathPattern } from '../../util/path-pattern.js';
import { baseName, folderOf } from '../../util/paths.js';
import { anyOf, language, word } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const missingLockFile: Rule = {
  meta: {
    summary: 'A command installs what a lock file says, but there is no lock file',
    why: '`npm ci`, `pnpm install --frozen-lockfile`, `bundle install --deployment` and `pipenv sync` install exactly what the lock file says, and end with an error where there is none ("The `npm ci` command can only install with an existing package-lock.json"). In a script it fails the deployment, and so it does in a Dockerfile, which is built on the instance: there it is also missing if no COPY brings it. Bundler 4, which Ruby 4.0 brings, has no `--deployment`, and refuses it with a lock file as well. Yarn 1 with `yarn install --frozen-lockfile` goes on without a lock file, and is not checked.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.npmjs.com/cli/commands/npm-ci',
      'https://pnpm.io/cli/install#--frozen-lockfile',
      'https://bundler.io/man/bundle-install.1.html',
      'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: anyOf<object>(word('bundle', 'npm', 'pipenv', 'pnpm'), language('docker')),
  *check(project) {
    if (deploysArtifact(project)) return;
    yield* inScripts(project);
    if (platform(project).language !== 'docker') return;
    const reason = isDockerSure(project) ? {} : { warnsBecause: 'may-not-run' as const };
    for (const image of builtImages(project))
      for (const finding of inImage(image, project)) yield { ...finding, ...reason };
  },
};

/** What scripts install in the folder of the application, before Elastic Beanstalk does it and writes a lock file. */
function* inScripts(project: Project): Generator<Finding> {
  const existing = existingFiles(deployedFiles(project));
  const { language } = platform(project);
  for (const script of scripts(project)) {
    if (!hasNewVersion(script.stage) || script.origin === 'side-file' || leavesRoot(script)) continue;
    for (const run of programRuns(script)) {
      const install = run.isDecisive && !run.isConditional ? installBy(run) : undefined;
      if (!install || existing.has(install.locked.list) !== true) continue;
      const { locked } = install;
      const isWrittenByPlatform = language === undefined || language === locked.platform;
      if (isWrittenByPlatform && !isBeforeDependencies(script.stage)) continue;
      const missing = missingIn('', locked, { ignoring: [], context: '', project });
      if (missing) yield findingOf(install, missing);
    }
  }
}

/** A command that fails without a lock file. */
interface Install {
  readonly program: Word;
  /** As a message names it: `npm ci`. */
  readonly command: string;
  readonly locked: LockedInstall;
}

function installBy({
  program,
  args,
  scope,
}: Pick<Invocation, 'program' | 'args' | 'scope'>): Install | undefined {
  const locked =
    program &&
    lockedInstallOf(
      program.text,
      args.map(({ text }) => text),
      scope.assignments.map(({ name }) => `${name.value}=`),
    );
  const verb = args.find(({ text }) => !text.startsWith('-'));
  return locked && { program, command: `${program.text} ${verb?.text ?? ''}`, locked };
}

/** Why no lock file is there: a line leaves it out, nothing copies it, or there is none. */
interface Missing {
  readonly pattern?: IgnorePattern;
  /** The path that brings it back, as the file of the pattern has to name it. */
  readonly path?: string;
  /** What copies the list without the lock file. */
  readonly copies?: MappedText;
  /** Why it may be there all the same. */
  readonly doubt?: Doubt | undefined;
}

/** Where files are looked for. */
interface Context extends Pick<BuiltImage, 'ignoring' | 'context'> {
  readonly project: Project;
}

/** Whether all lock files are missing in a folder below the context. */
function missingIn(
  folder: string,
  locked: LockedInstall,
  { ignoring, context, project }: Context,
): Missing | undefined {
  const found: Missing[] = [];
  for (const lock of locked.locks) {
    const ignored = decidingPattern(ignoring, `${folder}${lock}`);
    const path = `${context === '' ? '' : `${context}/`}${folder}${lock}`;
    const isThere = existingFiles(deployedFiles(project)).has(path);
    const absence = absenceInUpload(path, project);
    const isLeftOut = isThere === true && ignored?.isNegated === false;
    if (!isLeftOut && !absence) return undefined;
    if (isLeftOut) found.push({ pattern: ignored, path: `${folder}${lock}` });
    else if (absence?.pattern && !absence.doubt) found.push({ pattern: absence.pattern, path });
    else found.push({ doubt: absence?.doubt });
  }
  const left = found.find(({ pattern }) => pattern);
  return left ?? { doubt: found.find(({ doubt }) => doubt)?.doubt ?? doubtOf(locked, project) };
}

/** What may write the lock file before the project is deployed, or on the instance. */
function doubtOf({ written }: LockedInstall, project: Project): Doubt | undefined {
  const at = saidByScript(written, project);
  return at ? { reason: 'this may write the lock file', at } : doneByTool(written, project);
}

function findingOf({ program: { place }, command, locked }: Install, missing: Missing): Finding {
  const { writes } = locked;
  const [lock] = locked.locks;
  const { pattern, path, copies } = missing;
  if (pattern && path !== undefined) {
    const file = baseName(pattern.place.file.name);
    return {
      at: pattern.place,
      message: `${file} leaves out ${baseName(path)}, which ${command} needs`,
      help: `Add \`!${path}\` at the end of \`${file}\`.`,
      related: [{ at: place, note: 'needed here' }],
    };
  }
  if (copies)
    return {
      at: place,
      message: `${command} needs ${lock}, which is not copied into the image`,
      help: `Copy \`${lock}\` with \`${baseName(copies.text)}\`.`,
      related: [{ at: placeOfMapped(copies), note: `copies no ${lock}` }],
    };
  return {
    at: place,
    message: `${command} needs ${lock}, which is not in the project`,
    help: `Run \`${writes}\`, and add \`${lock}\` to the project.`,
    warnsBecause: 'may-not-run',
    doubt: missing.doubt,
  };
}

/** What is known of a stage of a Dockerfile. */
interface StageState {
  /** What was copied from the context. */
  readonly sources: MappedText[];
  /** Whether something else may have brought a lock file, or entered another folder. */
  isOpen: boolean;
}

const FROM = /^(?:--\S+[ \t]+)*(\S+)(?:[ \t]+as[ \t]+(\S+))?[ \t]*$/i;

/** What a Dockerfile installs; the first of each stage, for the others have the same cause. */
function* inImage(
  { dockerfile, target, context, ignoring }: BuiltImage,
  project: Project,
): Generator<Finding> {
  const stages = new Map<string, StageState>();
  let state: StageState = { sources: [], isOpen: true };
  for (const instruction of untilStage(parseDockerfile(dockerfile), target)) {
    const { name, argument } = instruction;
    if (name === 'FROM') {
      const [, image = '', alias] = FROM.exec(argument.text) ?? [];
      const base = stages.get(image.toLowerCase());
      state = { sources: [...(base?.sources ?? [])], isOpen: base?.isOpen ?? false };
      if (alias !== undefined) stages.set(alias.toLowerCase(), state);
    }
    if (state.isOpen) continue;
    if (name === 'WORKDIR') state.isOpen = state.sources.length > 0;
    if (name === 'COPY' || name === 'ADD') {
      const own = copiedFrom(instruction);
      state.sources.push(...own);
      const isPlain = own.length > 0 && own.every(({ text }) => PLAIN_SOURCE.test(text));
      state.isOpen = !isPlain || state.sources.length > MAX_LISTED_NAMES;
    }
    if (name !== 'RUN') continue;
    const install = installIn(instruction);
    if (install) {
      const missing = missingInImage(state.sources, install.locked, { ignoring, context, project });
      if (missing) yield findingOf(install, missing);
      state.isOpen = true;
    }
    state.isOpen ||= MAY_BRING.test(argument.text);
  }
}

/** A path or a pattern of names. */
const PLAIN_SOURCE = /^(?!\.\.|https?:)(?:[\w@.+-]+\/)*[\w@.+*?-]*$/;

/** What may make files, apart from packages for the whole image. */
const MAY_BRING =
  /(?:^|[;&|][ \t]*)(?:cp|ln|mv|rsync|tar|unzip)\b|\bgit[ \t]+clone\b|https?:|\b(?:npm|pnpm|yarn|bun|bundler?|pipenv)[ \t]+(?:i|init|import|install|lock|update)\b(?![^\n;&|]{0,200}[ \t](?:-g|--global)\b)|-lock\b/;

/** A fast check before a command is parsed. */
const MAY_NEED_LOCK = /\b(?:ci|clean-install|install-clean|frozen|frozen-lockfile|deployment|sync)\b/;

/** The install that a `RUN` begins with or goes on to without a condition. */
function installIn({ argument }: DockerInstruction): Install | undefined {
  const [mounts = ''] = /^(?:--mount=type=cache\S*[ \t]+)*/.exec(argument.text) ?? [];
  const command = sliceMapped(argument, mounts.length, argument.text.length);
  if (!MAY_NEED_LOCK.test(command.text) || /^(?:--|\[|<<)|\|\||\b(?:if|cd|for|while)\b/.test(command.text))
    return undefined;
  const [first, ...others] = invocationsOf(parseScript(command)).flatMap((run) => installBy(run) ?? []);
  return others.length === 0 ? first : undefined;
}

/** Below the context; empty for the context itself. */
const pathOf = ({ text }: MappedText): string => {
  const path = text.replace(/^(?:\.?\/)+/, '').replace(/^\.$/, '');
  return path.endsWith('/') ? path.slice(0, -1) : path;
};

function missingInImage(
  sources: readonly MappedText[],
  locked: LockedInstall,
  context: Context,
): Missing | undefined {
  const { ignoring, project } = context;
  const existing = existingFiles(deployedFiles(project));
  const below = (path: string): string => (context.context === '' ? path : `${context.context}/${path}`);
  // Where the patterns take something in again, it is not known what they leave out.
  const isKnown = !ignoring.some(({ isNegated }) => isNegated);
  const folders = new Set<string>();
  let list: MappedText | undefined;
  for (const source of isKnown ? sources : []) {
    const path = pathOf(source);
    const folder = folderOf(path);
    const isPattern = /[*?]/.test(path);
    const kind =
      path === '' || isPattern
        ? undefined
        : existing.in(below(folder).replace(/\/$/, ''))?.get(baseName(path));
    if (path === '' || kind === 'folder') folders.add(path === '' ? '' : `${path}/`);
    else if (isPattern) {
      if (/[*?]/.test(folder)) return undefined;
      const pattern = pathPattern(baseName(path)) ?? [];
      if (locked.locks.some((lock) => decidingPattern([pattern].flat(), lock))) folders.add(folder);
    } else if (kind !== 'file') return undefined;
    else if (locked.locks.some((lock) => baseName(path) === lock)) folders.add(folder);
    else if (baseName(path) === locked.list) list = source;
  }
  if (folders.size === 0 && list) {
    const folder = folderOf(pathOf(list));
    const isThere = locked.locks.some((lock) => existing.has(below(`${folder}${lock}`)));
    return isThere ? { copies: list } : missingIn(folder, locked, context);
  }
  const missing = [...folders].map((folder) => missingIn(folder, locked, context));
  const hasList = [...folders].some((folder) => existing.has(below(`${folder}${locked.list}`)));
  return hasList && missing.every((one) => one !== undefined)
    ? (missing.find((one) => one?.doubt) ?? missing[0])
    : undefined;
}
