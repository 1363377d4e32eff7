import {
  holdsMark,
  mayFillTemplates,
  mayHoldFillers,
  mayNameReplaced,
  REPLACING_FOLDERS,
  replaces,
} from '../../knowledge/placeholders/template-fillers.js';
import { oncePer } from '../../util/once-per.js';
import { sourceNamed, type ProjectFiles } from '../project.js';
import { MAX_REPLACING_CHARACTERS, MAX_REPLACING_SCRIPTS } from '../../knowledge/limits.js';

/** Whether a tool beside the project may fill in or move its files before they are deployed. */
export const mayBeFilledIn = oncePer(
  ({ files, folders = [] }: ProjectFiles): boolean =>
    files.some(({ name }) => mayFillTemplates(name)) || folders.some(mayHoldFillers),
);

/** Whether such a tool may fill in a value: it holds a mark for one, or a script says that it replaces it. */
export const mayAwaitFiller = (files: ProjectFiles, text: string): boolean =>
  (holdsMark(text) && mayBeFilledIn(files)) || isReplaced(files, text);

/** Shorter texts are in any script. */
const MIN_LENGTH = 4;

/** Whether a script beside the project replaces a text, such as a placeholder, before the deployment: `sed s/<TAG>/…/`. */
export const isReplaced = (files: ProjectFiles, text: string): boolean =>
  text.length >= MIN_LENGTH && replacingLines(files).includes(text);

/** What scripts replace. They are read where there is something to replace. */
const replacingLines = oncePer((project: ProjectFiles): string => {
  const { files, kindsIn, textOf } = project;
  const names = new Set([
    ...files.flatMap(({ name }) => (mayNameReplaced(name) ? [name] : [])),
    ...REPLACING_FOLDERS.flatMap((folder) =>
      [...(kindsIn?.(folder) ?? [])].flatMap(([name, kind]) =>
        kind === 'file' ? [`${folder}/${name}`] : [],
      ),
    ),
  ]);
  return [...names]
    .slice(0, MAX_REPLACING_SCRIPTS)
    .flatMap((name) => (sourceNamed(name, files)?.text ?? textOf?.(name) ?? '').split('\n'))
    .filter(replaces)
    .join('\n')
    .slice(0, MAX_REPLACING_CHARACTERS);
});
