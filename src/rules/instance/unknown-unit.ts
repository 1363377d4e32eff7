import { mayBePackage } from '../../knowledge/packages/is-known-name.js';
import { fileEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ownTimers, type OwnUnit, ownUnits } from '../../model/units/own-units.js';
import type { Word } from '../../parse/shell/word.js';
import { lazily } from '../../util/memo.js';
import { nearest } from '../../util/nearest.js';
import { WordIndex } from '../../util/word-index.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';

export const unknownUnit: Rule = {
  meta: {
    summary: 'A command starts a unit of the project by a misspelled name',
    why: 'The name of a unit is the name of its file. With another name systemctl fails ("Unit mail-worker.service not found", "Failed to enable unit: Unit file mail-worker.service does not exist"), and with it a hook or a command that does not accept the failure. The rule is silent where the project mentions the name anywhere else, or Amazon Linux has a package of that name.',
    consequence: 'deploy-fails',
    references: [
      'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
    ],
    claimsAbsence: true,
  },
  needs: word('systemctl'),
  *check(project) {
    const units = new Map([
      ...ownUnits(project).map((unit) => [`${unit.name}.service`, unit] as const),
      ...ownTimers(project).map((unit) => [`${unit.name}.timer`, unit] as const),
    ]);
    if (units.size === 0) return;
    const mentioned = lazily(() => otherMentions(project));
    for (const script of scripts(project)) {
      if (!script.stage || !script.text.includes('systemctl')) continue;
      for (const run of programRuns(script).filter(({ isConditional }) => !isConditional))
        for (const word of startedBy(run)) {
          const known = unitNear(word.text, units);
          const names = [withoutKind(word.text), fullName(word.text)];
          if (!known || names.some((name) => mayBePackage(name) || mentioned().mayName(name))) continue;
          yield {
            at: word.place,
            message: `The project writes "${known.name}", and no unit "${fullName(word.text)}"`,
            help: `Write \`${known.name}\`.`,
            related: [{ at: known.unit.place, note: 'written here' }],
            ...(!run.isDecisive && { warnsBecause: 'error-ignored' as const }),
          };
        }
    }
  },
};

const SUBCOMMANDS: ReadonlySet<string> = new Set(['enable', 'reenable', 'restart', 'start']);

/** The units that must be there when `systemctl` runs. */
function startedBy({ program, args }: ProgramRun): readonly Word[] {
  if (program.text !== 'systemctl') return [];
  const [subcommand, ...names] = args.filter(({ text }) => !text.startsWith('-'));
  if (!SUBCOMMANDS.has(subcommand?.text ?? '')) return [];
  return names.filter(({ kind, text }) => kind === 'literal' && /^[A-Za-z][\w.-]*$/.test(text));
}

const fullName = (name: string): string => (/\.(?:service|timer)$/.test(name) ? name : `${name}.service`);

const withoutKind = (name: string): string => name.replace(/\.(?:service|timer)$/, '');

/** The unit of the project whose name was intended, if there is none of that name. */
function unitNear(
  name: string,
  units: ReadonlyMap<string, OwnUnit>,
): { readonly name: string; readonly unit: OwnUnit } | undefined {
  const wanted = fullName(name);
  if (units.has(wanted) || withoutKind(name).length < MIN_LENGTH) return undefined;
  const near = nearest(wanted, units.keys(), 1);
  const unit = near === undefined ? undefined : units.get(near);
  if (near === undefined || !unit || digitsIn(near) !== digitsIn(wanted) || isDaemonOf(wanted, near))
    return undefined;
  return { name: near, unit };
}

/** Short names are near to each other by chance. */
const MIN_LENGTH = 5;

/** The system's own services often end so: `chronyd` beside `chrony`. */
const isDaemonOf = (wanted: string, own: string): boolean => withoutKind(wanted) === `${withoutKind(own)}d`;

/** `worker1` and `worker2` are two units, and no mistake. */
const digitsIn = (name: string): string => name.replace(/\D+/g, ' ');

/** What the project says but for calls of `systemctl`: something else may bring the unit that it mentions. */
const otherMentions = (project: Project): WordIndex<string> =>
  new WordIndex(
    [
      ...deployedFiles(project).files.flatMap((file) =>
        'source' in file ? [file.name, file.source.text] : [file.name],
      ),
      ...fileEntries(project).map(({ name }) => name.text),
      ...(procfile(project)?.entries.map(({ name }) => name.value) ?? []),
    ],
    (text) => text.split('\n').filter(isNoCall).join('\n'),
  );

const isNoCall = (line: string): boolean => !/\b(?:systemctl|service)[ \t]/.test(line);
