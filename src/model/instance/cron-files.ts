import { isSystemCrontab } from '../../knowledge/instance/cron.js';
import type { ConfigFile, InstanceFile } from '../../parse/config-file/config-file.js';

/** The crontabs that `files` writes to `/etc/cron.d`. */
export const cronFilesOf = (files: readonly ConfigFile[]): InstanceFile[] =>
  files.flatMap((file) => file.files).filter(({ target }) => isSystemCrontab(target.value));
