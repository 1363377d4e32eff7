import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { configFiles } from '../bundle/config-files.js';
import { dataFiles } from '../platform/data-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { scripts } from './scripts.js';
import { hasSettingsElsewhere } from '../settings/settings-elsewhere.js';
import { settings } from '../settings/settings.js';

/** Whether it is known what the files declare: where one cannot be read, what is missing may be there. */
export const isComplete = fact('isComplete', (project): boolean => {
  const { files } = deployedFiles(project);
  return (
    !configFiles(project).some(isLost) &&
    !dataFiles(project).some(({ broken }) => broken) &&
    !files.some((file) => 'unreadable' in file) &&
    !settings(project).hasUnknownNamespaces &&
    !hasSettingsElsewhere(files) &&
    !scripts(project).some(({ isLeftOut }) => isLeftOut)
  );
});

/** Whether what a file says is lost, or cannot be read: Elastic Beanstalk skips one with an unknown section. */
const isLost = ({ broken, problems }: ConfigFile): boolean =>
  broken || problems.some(({ kind }) => kind === 'unknown-section');
