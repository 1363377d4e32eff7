import type { ConfigFile } from '../../parse/config-file/config-file.js';
import type { UnitSetting } from '../../parse/systemd-unit.js';
import { sliceMapped, type MappedText, type Word } from '../../parse/shell/word.js';
import { baseName } from '../../util/paths.js';
import { ownUnits, type OwnUnit } from './own-units.js';
import { programRuns, type ProgramRun } from './scripts/program-runs.js';
import { isBeforeStart, type InstanceScript } from './scripts/instance-script.js';

/** A service of the project that a script starts while what it needs is not there on a new instance. */
export interface EarlyUnit {
  readonly script: InstanceScript;
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
export function earlyUnits(
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): EarlyUnit[] {
  const units = ownUnits(configFiles).filter(({ settings }) => !mayComeUp(settings));
  if (units.length === 0) return [];
  return units.flatMap((unit) => {
    if (isNamedElsewhere(unit, configFiles, scripts)) return [];
    const early = scripts.flatMap((script) => earlyStarts(script, unit));
    return early.find(({ isFatal }) => isFatal) ?? early[0] ?? [];
  });
}

/** Whether conditions, or pauses between its starts, may let a service run in the end. */
function mayComeUp(settings: readonly UnitSetting[]): boolean {
  const restart = settings.findLast(({ name }) => name === 'Restart')?.value.text ?? 'no';
  return settings.some(
    ({ name }) =>
      /^(?:Condition|Assert)/.test(name) || (restart !== 'no' && /^(?:RestartSec|StartLimit)/.test(name)),
  );
}

/** Whether a later script, a timer, another unit or a script that something else runs may start it again. */
function isNamedElsewhere(
  { name, file }: OwnUnit,
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): boolean {
  return (
    scripts.some(({ stage, text }) => !isBeforeStart(stage) && text.includes(name)) ||
    configFiles.some(({ files }) =>
      files.some(
        (other) =>
          other !== file &&
          (other.content?.text.includes(name) === true ||
            baseName(other.target.value).startsWith(`${name}.`)),
      ),
    )
  );
}

function earlyStarts(script: InstanceScript, unit: OwnUnit): EarlyUnit[] {
  const { stage, origin, isTested, text } = script;
  if (!isBeforeStart(stage) || origin === 'confighook' || isTested || !text.includes(unit.name)) return [];
  const needed = neededPath(unit.settings, stage === 'commands' ? EARLY : CURRENT);
  if (!needed) return [];
  return programRuns(script).flatMap((run) => {
    const word = run.isConditional ? undefined : startedBy(run).find((name) => isNameOf(name, unit));
    return word
      ? [{ script, word, unit, needed, isFatal: run.isDecisive && isWaitedFor(unit.settings) }]
      : [];
  });
}

const CURRENT = /^\/var\/app\/current(?:\/|$)/;

/** Only commands run before the virtual environment is made. */
const EARLY = /^\/var\/app\/(?:current|venv)(?:\/|$)/;

const isNameOf = ({ text }: Word, { name }: OwnUnit): boolean => text === name || text === `${name}.service`;

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

/** A program in front of its arguments; one behind `-` may fail. */
function programOf(command: MappedText): MappedText | undefined {
  const [before, prefix = '', path = ''] = /^([@:+!|]*)([^\s"'$%]+)/.exec(command.text) ?? [];
  return before === undefined ? undefined : sliceMapped(command, prefix.length, prefix.length + path.length);
}

/** For a simple service `systemctl` succeeds though its program cannot be started; of one that is tried again nothing is known. */
const isWaitedFor = (settings: readonly UnitSetting[]): boolean =>
  !settings.some(({ name }) => name === 'Restart') &&
  WAITED_FOR.test(settings.findLast(({ name }) => name === 'Type')?.value.text ?? '');

const WAITED_FOR = /^(?:exec|forking|notify|oneshot)$/;
