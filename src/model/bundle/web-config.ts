import type { SourceFile } from '../../source/index.js';
import { fact } from '../fact.js';
import { deployedFiles } from './deployed-files.js';
import { existingFiles } from './existing-files.js';

/** The file in the root from which IIS reads how to serve the application; Windows does not tell apart the case of names. */
export const webConfig = fact('webConfig', (project): SourceFile | undefined => {
  const file = deployedFiles(project).files.find(({ name }) => name.toLowerCase() === 'web.config');
  return file && existingFiles(deployedFiles(project)).source(file.name);
});
