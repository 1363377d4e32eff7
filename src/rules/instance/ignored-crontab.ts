import { isCronFolder, isCronMode, isSystemCrontab } from '../../knowledge/instance/cron.js';
import { describePermissions, permissionsOf } from '../../knowledge/instance/file-mode.js';
import { cronFiles } from '../../model/cron/cron-files.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { writtenPath } from '../../model/paths/written-text.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type FileEntry, literalOf } from '../../parse/config-file/sections.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { sliceWord, type Word } from '../../parse/shell/word.js';
import type { ScalarNode } from '../../parse/yaml/node.js';
import type { Located, Place } from '../../source/index.js';
import type { EachRule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-value.js';

/** A mode that a crontab is given. */
interface CronMode {
  /** Undefined where it only adds the right to execute. */
  readonly permissions: number | undefined;
  readonly isAccepted: boolean;
  readonly place: Place;
  /** The entry of `files` that says it. */
  readonly node?: ScalarNode;
}

/** Who may do what with a crontab in `/etc/cron.d`: what the last one says that sets it in a deployment. */
interface CronAccess {
  readonly path: string;
  readonly mode?: CronMode;
  readonly owner?: Located<string>;
}

/** The mode and owner of each crontab in `/etc/cron.d`, where the project sets them. */
const cronAccessOf = fact('cronAccessOf', (project): readonly CronAccess[] => {
  const access = new Map<string, CronAccess>();
  const changes = [
    ...cronFiles(project).map(ofFile),
    ...scripts(project)
      .filter(({ stage, text }) => stage && text.includes('/etc/cron.d'))
      .flatMap((script) => programRuns(script).flatMap(inRun)),
  ];
  for (const change of changes) access.set(change.path, { ...access.get(change.path), ...change });
  return [...access.values()];
});

function ofFile(file: FileEntry): CronAccess {
  const [mode, owner] = [literalOf(file.mode), literalOf(file.owner)];
  return {
    path: file.name.text,
    ...(mode && modeOf(mode.text, mode.place, mode)),
    ...(owner && { owner: { value: owner.text, place: owner.place } }),
  };
}

/** `chmod MODE FILE`, `chown OWNER FILE`, `install -m MODE -o OWNER SOURCE FILE`. */
function inRun({ program, args, command }: ProgramRun): CronAccess[] {
  if (program.text === 'install') return byInstall(args, command);
  const [first, ...paths] = args.filter(({ text }) => !text.startsWith('-'));
  if (first?.kind !== 'literal') return [];
  const access =
    program.text === 'chmod'
      ? modeOf(first.text, first.place)
      : program.text === 'chown'
        ? ownerOf(first.text, first.place)
        : {};
  return paths.flatMap(({ text }) => (isSystemCrontab(text) ? [{ path: text, ...access }] : []));
}

/** Without a mode, `install` makes what everybody may execute. https://www.gnu.org/software/coreutils/manual/html_node/install-invocation.html */
const DEFAULT_MODE = '755';

function byInstall(args: readonly Word[], command: ScriptCommand): CronAccess[] {
  const target = args.at(-1);
  if (target?.kind !== 'literal') return [];
  const path = writtenPath(command, target, isCronFolder(target.text));
  if (!isSystemCrontab(path)) return [];
  const mode = valueOfFlag(args, '-m', '--mode=');
  const owner = valueOfFlag(args, '-o', '--owner=');
  return [
    {
      path,
      ...(mode ? modeOf(mode.text, mode.place) : modeOf(DEFAULT_MODE, target.place)),
      ...(owner && ownerOf(owner.text, owner.place)),
    },
  ];
}

/** The value of `-m VALUE`, `-mVALUE` or `--mode=VALUE`. */
function valueOfFlag(args: readonly Word[], short: string, long: string): Word | undefined {
  const at = args.findIndex(({ text }) => text.startsWith(short) || text.startsWith(long));
  const flag = args[at];
  if (!flag || flag.text === short) return flag && args[at + 1];
  return sliceWord(flag, flag.text.startsWith(long) ? long.length : short.length);
}

const modeOf = (text: string, place: Place, node?: ScalarNode): Pick<CronAccess, 'mode'> => {
  const permissions = permissionsOf(text);
  if (permissions !== undefined)
    return { mode: { permissions, isAccepted: isCronMode(permissions), place, ...(node && { node }) } };
  return EXECUTABLE.test(text) ? { mode: { permissions, isAccepted: false, place } } : {};
};

/** A symbolic mode that lets at least some users execute the file. */
const EXECUTABLE = /^[augo]*[+=][rw]*x/;

const ownerOf = (text: string, place: Place): Pick<CronAccess, 'owner'> => {
  const [owner = ''] = text.split(/[:.]/);
  return owner === '' ? {} : { owner: { value: owner, place } };
};

export const ignoredCrontab: EachRule<CronAccess> = {
  meta: {
    summary: 'A file in /etc/cron.d has a mode or an owner that cron refuses',
    why: 'Cron reads a file in /etc/cron.d only if it belongs to root, has no execute permission, and can be written by root only. It silently ignores all others, and their jobs never run (the journal says "BAD FILE MODE" or "WRONG FILE OWNER").',
    consequence: 'file-ignored',
    references: [
      'https://github.com/cronie-crond/cronie/blob/master/src/database.c',
      'guide:customize-containers-ec2#linux-files',
    ],
  },
  each: cronAccessOf,
  *check({ path, mode, owner }) {
    if (mode && !mode.isAccepted)
      yield {
        at: mode.place,
        message:
          mode.permissions === undefined
            ? `Cron ignores ${path}, which can be executed`
            : `Cron ignores ${path}, whose mode is ${describePermissions(mode.permissions)}`,
        help: mode.node ? 'Use `"000644"`.' : 'Use `644`.',
        ...(mode.node?.type === 'string' && fixOf('safe', 'Use 000644', replaceWritten(mode.node, '000644'))),
      };
    if (owner && !/^(?:root|0)$/.test(owner.value))
      yield {
        at: owner.place,
        message: `Cron ignores ${path}, which belongs to ${owner.value}`,
        help: 'Use `root`, and name the user in the sixth field of each line.',
      };
  },
};
