import type { ScriptCommand } from '../../parse/shell/script.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type InstanceScript, isBeforeStart } from '../execution/instance-script.js';
import { type PathUse, wordUses } from '../execution/path-uses.js';
import type { Project, ProjectFile } from '../project.js';
import { scripts } from '../scripts/scripts.js';

/**
 * Whether something writes, changes or removes files of the proxy before Elastic Beanstalk puts its configuration together,
 * in a way that is not looked at: what the bundle holds is then not all that nginx reads.
 */
export const changesOwnFolder = (project: Project): boolean =>
  scripts(project).some(changes) || deployedFiles(project).files.some(isMadeBefore);

/** A fast check before a script is parsed. */
const MENTIONED = /\.platform\/nginx|\/proxy\/staging\/nginx/;

function changes({ stage, text, isShell, script }: InstanceScript): boolean {
  if (!isBeforeStart(stage) || !MENTIONED.test(text)) return false;
  return (
    !isShell ||
    script.commands.some(({ assignments }) => assignments.some(({ value }) => FOLDER.test(value.text))) ||
    wordUses(script).some(
      ({ word, use, commands }) =>
        (use === 'enters' ? FOLDER : OWN_FILE).test(word.text) &&
        USES.has(use) &&
        !keepsText(commands.at(-1)),
    )
  );
}

/** What is done with the name of a folder in a variable, or in a folder that a script enters, is not known. */
const FOLDER = /(?:^|\/)(?:\.platform|proxy\/staging)\/nginx(?:\/|$)/;

const OWN_FILE = /(?:^|\/)\.platform\/nginx(?:\/|$)/;

const USES: ReadonlySet<PathUse> = new Set([
  ...(['writes', 'changes', 'moves', 'removes', 'clears', 'enters'] as const),
]);

const keepsText = (command: ScriptCommand | undefined): boolean =>
  command !== undefined &&
  unwrapCommand(command).some(({ program }) => /^ch(?:grp|mod|own)$/.test(program?.text ?? ''));

/** Whether a file tells that others are made before the bundle is: git ignores them, or a script of a build writes them. */
const isMadeBefore = (file: ProjectFile): boolean =>
  'source' in file &&
  !IN_BUNDLE.test(file.name) &&
  file.source.text.includes(FOLDER_IN_BUNDLE) &&
  (file.name === '.gitignore'
    ? IGNORED.test(file.source.text)
    : file.source.text.split('\n').some(isWritten));

const FOLDER_IN_BUNDLE = '.platform/nginx/';

const isWritten = (line: string): boolean =>
  WRITES.test(line.slice(0, Math.max(0, line.lastIndexOf(FOLDER_IN_BUNDLE))));

const IN_BUNDLE = /^\.(?:platform|ebextensions)\//;

const IGNORED = /^\/?\.platform\/nginx\//m;

/** What is before the name of a file that is written. */
const WRITES = />|\b(?:cp|envsubst|install|mv|rsync|sed|tee)\b/;
