import { isCronFolder, isSystemCrontab } from '../../knowledge/instance/cron.js';
import { type FileEntry, literalOf, nameOf } from '../../parse/config-file/sections.js';
import { parseCrontab } from '../../parse/crontab.js';
import type { MappedText } from '../../parse/shell/word.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import type { Located, SourceFile } from '../../source/index.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type InstanceScript, scriptOfJob } from '../execution/instance-script.js';
import { fact } from '../fact.js';
import { filesWrittenIn } from '../paths/written-files.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';

/** The crontabs that `files` writes to `/etc/cron.d`. */
export const cronFiles = (project: Project): FileEntry[] =>
  fileEntries(project).filter(({ name }) => isSystemCrontab(name.text));

/** A crontab that the project writes to `/etc/cron.d`. */
export interface SystemCrontab {
  readonly target: Located<string>;
  /** Undefined where the project does not tell. */
  readonly text: MappedText | undefined;
  /** Whether a shell replaces parts of the text. */
  readonly isExpanded: boolean;
  /** The file of the bundle that a script copies there. */
  readonly source?: SourceFile | undefined;
}

/** The crontabs in `/etc/cron.d`, whether `files` or a script writes them. */
export const systemCrontabs = fact('systemCrontabs', (project): readonly SystemCrontab[] => [
  ...cronFiles(project).map((file) => {
    const content = literalOf(file.content);
    return { target: nameOf(file), text: content && mapScalar(content), isExpanded: false };
  }),
  ...scripts(project)
    .filter(({ stage, text }) => stage && text.includes('/etc/cron.d'))
    .flatMap((script) => filesWrittenIn(script, deployedFiles(project).files, isCronFolder))
    .filter(({ target }) => isSystemCrontab(target.value)),
]);

/** What cron runs, a script for each job. */
export const cronScripts = fact('cronScripts', (project): readonly InstanceScript[] =>
  systemCrontabs(project).flatMap(({ target, text }) =>
    text ? parseCrontab(text).map(({ command }) => scriptOfJob(target, command)) : [],
  ),
);

/** What instances run: in a deployment, and at the times of cron. */
export const allScripts = fact('allScripts', (project): readonly InstanceScript[] => [
  ...scripts(project),
  ...cronScripts(project),
]);
