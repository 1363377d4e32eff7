import { BRINGING_PROGRAMS, type BringingProgram } from '../../knowledge/instance/bringing-programs.js';
import { STAGES } from '../../knowledge/instance/deployment-order.js';
import { SHELLS } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { child } from '../../parse/yaml/node.js';
import type { Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';
import { type InstanceScript, isBeforeUnpacking, type Stage } from '../execution/instance-script.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';
import { workingFolders } from '../execution/working-folders.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';
import type { Project } from '../project.js';
import { BUNDLE_FOLDERS } from '../scripts/run-paths.js';
import { scripts } from '../scripts/scripts.js';

/** A command that brings files into the folder of the application, of which the text does not tell all names. */
export interface Bringer {
  readonly at: Place;
  readonly program: string;
  readonly stage: Stage | undefined;
  /** Whether it may bring the file at a path below the root. */
  readonly mayBring: (path: string) => boolean;
}

/** The commands that bring files of names that are not known. Before the version is unpacked, they bring nothing that stays. */
export const bringers = fact('bringers', (project): readonly Bringer[] =>
  scripts(project)
    .filter(({ stage }) => !isBeforeUnpacking(stage))
    .flatMap((script) => programRuns(script).flatMap((run) => bringerOf(run, script, project) ?? [])),
);

/** Whether something that a stage runs may come after a command of another stage. */
export const isLater = (stage: Stage | undefined, than: Stage | undefined): boolean =>
  stage !== undefined && than !== undefined && STAGES.indexOf(stage) > STAGES.indexOf(than);

function bringerOf(run: ProgramRun, script: InstanceScript, project: Project): Bringer | undefined {
  const { program, args, command } = run;
  const known = lookUp(BRINGING_PROGRAMS, program.text);
  const text = args.map((word) => word.text).join(' ');
  const isInstall = installsWithScripts(program.text, text, project);
  if (!isInstall && !(known && (known.args?.test(text) ?? true)) && !isDownloaded(run)) return undefined;
  const target = known && targetOf(known, args);
  const entered = workingFolders(script).get(command);
  const folder = [entered, target?.text].reduce<string>(
    (base, next) =>
      next === undefined ? base : `${next.startsWith('/') ? '' : base}${next.replace(/\/$/, '')}/`,
    '',
  );
  if (target?.kind !== 'dynamic' && isOutside(folder)) return undefined;
  const below =
    target?.kind === 'dynamic' ? '' : folder.replace(BUNDLE_FOLDERS, '').replace(/^(?:\.\/)+|\/$/g, '');
  const only = known?.bringsOne && onlyNames(args, target);
  return {
    at: program.place,
    program: program.text,
    stage: script.stage,
    mayBring: (path) =>
      (below === '' || below === '.' || path === below || path.startsWith(`${below}/`)) &&
      (!only || path === below || path.split('/').some((part) => only.has(part))),
  };
}

/** Whether it is certain that a folder is not the application's: what is relative may be in it. */
const isOutside = (folder: string): boolean => folder.startsWith('/') && !folder.startsWith('/var/app/');

/** The word that names the folder which the files go to. */
function targetOf({ into = [], intoLast }: BringingProgram, args: readonly Word[]): Word | undefined {
  const at = args.findIndex(({ text }) => into.includes(text));
  if (at !== -1) return args[at + 1];
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  return intoLast !== undefined && operands.length >= intoLast ? operands.at(-1) : undefined;
}

/** The names of the only files that are brought; undefined where they are not known. */
function onlyNames(args: readonly Word[], target: Word | undefined): ReadonlySet<string> | undefined {
  const operands = args.filter((word) => word !== target && !word.text.startsWith('-'));
  const isKnown = operands.every(({ kind, text }) => kind === 'literal' && !/[*?[]|\/$|^\.+$/.test(text));
  const isOfFolders = args.some(({ text }) => /^-\w*[arR]|^--(?:archive|recursive|mirror)/.test(text));
  if (!isKnown || isOfFolders || operands.length === 0) return undefined;
  return new Set(operands.map(({ text }) => baseName(text.split(/[?#]/)[0] ?? '')));
}

/** Whether an interpreter runs what another program prints: `curl … | bash`. */
const isDownloaded = ({ program, args, command }: ProgramRun): boolean =>
  command.separatorBefore === '|' &&
  (SHELLS.has(program.text) || /^(?:node|perl|php|python[\d.]*|ruby)$/.test(program.text)) &&
  args.every(({ text }) => text.startsWith('-') && !/^-\w*[ce]/.test(text));

/** Whether a package manager runs scripts of the project when it installs. */
function installsWithScripts(program: string, args: string, project: Project): boolean {
  if (!/^(?:npm|pnpm|yarn)$/.test(program) || /--ignore-scripts/.test(args)) return false;
  if (!/^(?:-\S+\s+)*(?:ci|i|install|add)?(?:\s|$)/.test(args)) return false;
  const own = child(dataFile(dataFiles(project), 'package.json')?.root, 'scripts');
  return LIFECYCLE.some((name) => child(own, name) !== undefined);
}

/** https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
const LIFECYCLE = ['install', 'postinstall', 'preinstall', 'prepare', 'prepublish'];
