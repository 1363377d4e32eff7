import { oncePer } from '../../util/once-per.js';
import { mayFillTemplates, mayHoldFillers } from '../../knowledge/placeholders/template-fillers.js';
import type { ProjectFiles } from './project-files.js';

/** Whether a tool beside the project may fill in or move its files before they are deployed. */
export const mayBeFilledIn = oncePer(
  ({ files, folders = [] }: ProjectFiles): boolean =>
    files.some(({ name }) => mayFillTemplates(name)) || folders.some(mayHoldFillers),
);
