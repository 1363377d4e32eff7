import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { configFiles } from '../bundle/config-files.js';
import { dataFiles } from '../platform/data-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { buildfile, procfile } from '../platform/procfile.js';
import { scripts } from './scripts.js';
import { hasSettingsElsewhere } from '../settings/settings-elsewhere.js';
import { settings } from '../settings/settings.js';

/** Absolute paths of the files that cannot be read as a whole: what they declare is not known. */
export const lostFiles = fact('lostFiles', (project): readonly string[] => [
  ...configFiles(project).flatMap((config) => (isLost(config) ? [config.file.path] : [])),
  ...dataFiles(project).flatMap(({ broken, file }) => (broken ? [file.path] : [])),
  ...deployedFiles(project).files.flatMap((file) => ('unreadable' in file ? [file.path] : [])),
  ...[procfile(project), buildfile(project)].flatMap((read) => (read?.file.isUtf16 ? [read.file.path] : [])),
]);

/** Whether it is known what the files declare: where one cannot be read, what is missing may be there. */
export const isComplete = fact(
  'isComplete',
  (project): boolean =>
    lostFiles(project).length === 0 &&
    !settings(project).hasUnknownNamespaces &&
    !hasSettingsElsewhere(deployedFiles(project).files) &&
    !scripts(project).some(({ isLeftOut }) => isLeftOut),
);

/** Whether what a file says is lost, or cannot be read: Elastic Beanstalk skips one with an unknown section. */
const isLost = ({ broken, problems }: ConfigFile): boolean =>
  broken || problems.some(({ kind }) => kind === 'unknown-section');
