import { type FileEntry, textOf } from '../../parse/config-file/sections.js';
import { type MappedText, sliceMapped, type Word } from '../../parse/shell/word.js';
import type { UnitSetting } from '../../parse/systemd-unit.js';
import type { SourceFile } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { WordIndex } from '../../util/word-index.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type InstanceScript, isBeforeDependencies, isBeforeStart } from '../execution/instance-script.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { type OwnUnit, ownUnits } from './own-units.js';

/** A service of the project that a script starts while what it needs is not there on a new instance. */
export interface EarlyUnit {
  /** The name of the service in the command. */
  readonly word: Word;
  readonly unit: OwnUnit;
  /** The path that it needs. */
  readonly needed: MappedText;
  /** Whether `systemctl` waits for the service, and fails where it does, and with it the deployment. */
  readonly isFatal: boolean;
}

/**
 * The services that a project starts before the application is there, once each. systemd tries a service of `Restart=`
 * five times in ten seconds, so that one with pauses between may come up later; so may one that something else starts.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#WorkingDirectory=
 */
export const earlyUnits = fact('earlyUnits', (project): readonly EarlyUnit[] => {
  // Of two files with one name, the last one takes precedence.
  const units = new Map(ownUnits(project).map((unit) => [unit.name, unit]));
  if (units.size === 0) return [];
  const starts = groupBy(scripts(project).filter(isEarly).flatMap(startsIn), ({ word }) => [unitOf(word)]);
  const named = namesElsewhere(project);
  return [...units.values()].flatMap((unit) => {
    if (mayComeUp(unit.settings)) return [];
    const early = (starts.get(unit.name) ?? []).flatMap((start) => withoutApplication(start, unit));
    const [worst = early[0]] = early.filter(({ isFatal }) => isFatal);
    // Something else may start it again.
    const isNamed =
      worst &&
      named.naming(unit.name)?.every((item) => item === unit.file || item === unit.place.file) !== true;
    return worst && !isNamed ? worst : [];
  });
});

/** Whether conditions, or pauses between its starts, may let a service run in the end. */
function mayComeUp(settings: readonly UnitSetting[]): boolean {
  const restart = settings.findLast(({ name }) => name === 'Restart')?.value.text ?? 'no';
  return settings.some(
    ({ name }) =>
      /^(?:Condition|Assert)/.test(name) || (restart !== 'no' && /^(?:RestartSec|StartLimit)/.test(name)),
  );
}

/** Later scripts, scripts that something else runs, and files such as timers and other units, by what they name. */
const namesElsewhere = (project: Project): WordIndex<Naming> =>
  new WordIndex<Naming>(
    [
      ...scripts(project).filter(({ stage }) => !isBeforeStart(stage)),
      ...fileEntries(project),
      ...deployedFiles(project).files.flatMap((file) =>
        'source' in file && UNIT.test(file.name) ? [file.source] : [],
      ),
    ],
    (item) => ('part' in item ? `${textOf(item.content) ?? ''} ${item.name.text}` : item.text),
    (text) => text.match(/[\w@-]+/g) ?? [],
  );

type Naming = InstanceScript | FileEntry | SourceFile;

/** Units that may start others. */
const UNIT = /\.(?:path|service|socket|target|timer)$/;

const isEarly = ({ stage, origin, isTested }: InstanceScript): boolean =>
  isBeforeStart(stage) && origin !== 'confighook' && !isTested;

/** A command that starts a service. */
interface Start {
  readonly stage: InstanceScript['stage'];
  readonly word: Word;
  readonly isDecisive: boolean;
}

const startsIn = (script: InstanceScript): Start[] =>
  STARTING.test(script.text)
    ? programRuns(script).flatMap((run) =>
        run.isConditional
          ? []
          : startedBy(run).map((word) => ({ stage: script.stage, word, isDecisive: run.isDecisive })),
      )
    : [];

/** A fast check before a script is parsed. */
const STARTING = /\b(?:service|systemctl)\b/;

/** The service without what it needs, if it needs something that is not there yet. */
function withoutApplication({ stage, word, isDecisive }: Start, unit: OwnUnit): EarlyUnit[] {
  const needed = neededPath(unit.settings, isBeforeDependencies(stage) ? EARLY : CURRENT);
  return needed ? [{ word, unit, needed, isFatal: isDecisive && isWaitedFor(unit.settings) }] : [];
}

const CURRENT = /^\/var\/app\/current(?:\/|$)/;

/** The virtual environment is made with the dependencies. */
const EARLY = /^\/var\/app\/(?:current|venv)(?:\/|$)/;

const unitOf = ({ text }: Word): string => text.replace(/\.service$/, '');

const STARTS: ReadonlySet<string> = new Set(['start', 'restart']);

/** The services that `systemctl start` and its like start now. */
function startedBy({ program, args }: ProgramRun): readonly Word[] {
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  const [first, second] = operands;
  if (program.text === 'service') return first && STARTS.has(second?.text ?? '') ? [first] : [];
  if (program.text !== 'systemctl' || args.some(({ text }) => text === '--no-block')) return [];
  const isNow = /^(?:re)?enable$/.test(first?.text ?? '') && args.some(({ text }) => text === '--now');
  return isNow || STARTS.has(first?.text ?? '') ? operands.slice(1) : [];
}

/** The path of the application without which the service does not start. */
function neededPath(settings: readonly UnitSetting[], early: RegExp): MappedText | undefined {
  const of = (name: string) =>
    settings
      .filter((setting) => setting.section === 'Service' && setting.name === name)
      .map(({ value }) => value);
  const [start, ...others] = of('ExecStart');
  const program = start && others.length === 0 ? programOf(start) : undefined;
  return [of('WorkingDirectory').at(-1), program].find((path) => path && early.test(path.text));
}

/** A program before its arguments; one after `-` may fail. */
function programOf(command: MappedText): MappedText | undefined {
  const [before, prefix = '', path = ''] = /^([@:+!|]*)([^\s"'$%]+)/.exec(command.text) ?? [];
  return before === undefined ? undefined : sliceMapped(command, prefix.length, prefix.length + path.length);
}

/** For a simple service `systemctl` succeeds though its program cannot be started; of one that is tried again nothing is known. */
const isWaitedFor = (settings: readonly UnitSetting[]): boolean =>
  !settings.some(({ name }) => name === 'Restart') &&
  WAITED_FOR.test(settings.findLast(({ name }) => name === 'Type')?.value.text ?? '');

const WAITED_FOR = /^(?:exec|forking|notify|oneshot)$/;
