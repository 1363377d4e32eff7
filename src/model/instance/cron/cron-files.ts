import { isCronFolder, isSystemCrontab } from '../../../knowledge/instance/cron.js';
import type { ConfigFile, InstanceFile } from '../../../parse/config-file/config-file.js';
import type { MappedText } from '../../../parse/shell/word.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import type { Located } from '../../../source/index.js';
import type { Project } from '../../project.js';
import { filesWrittenIn } from '../paths/written-files.js';
import { configFiles } from '../../bundle/config-files.js';
import { scripts } from '../scripts/scripts.js';
import { deployedFiles } from '../../bundle/deployed-files.js';

/** The crontabs that `files` writes to `/etc/cron.d`. */
export const cronFilesOf = (files: readonly ConfigFile[]): InstanceFile[] =>
  files.flatMap((file) => file.files).filter(({ target }) => isSystemCrontab(target.value));

/** A crontab that the project writes to `/etc/cron.d`. */
export interface SystemCrontab {
  readonly target: Located<string>;
  /** Undefined where the project does not tell. */
  readonly text: MappedText | undefined;
  /** Whether a shell replaces parts of the text. */
  readonly isExpanded: boolean;
}

/** The crontabs in `/etc/cron.d`, whether `files` or a script writes them. */
export const systemCrontabs = (project: Project): SystemCrontab[] => [
  ...cronFilesOf(configFiles(project)).map(({ target, content }) => ({
    target,
    text: content?.valueKind === 'literal' ? mapScalar(content) : undefined,
    isExpanded: false,
  })),
  ...scripts(project)
    .filter(({ stage, text }) => stage && text.includes('/etc/cron.d'))
    .flatMap((script) => filesWrittenIn(script, deployedFiles(project).files, isCronFolder))
    .filter(({ target }) => isSystemCrontab(target.value)),
];
