import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { type Place, placeOf, SourceFile } from '../../source/index.js';
import { configFiles } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import type { Doubt } from '../doubt.js';
import { fact } from '../fact.js';
import { dataFiles } from '../platform/data-files.js';
import { buildfile, procfile } from '../platform/procfile.js';
import type { Project, ProjectFile } from '../project.js';
import { settings } from '../settings/settings.js';
import { settingsDoubt } from '../settings/settings-elsewhere.js';
import { scripts } from './scripts.js';

/** A file that cannot be read as a whole: what it declares is not known. */
interface LostFile {
  readonly path: string;
  /** Its text, with the words that are in it; undefined where not even that is known. */
  readonly text: string | undefined;
}

const allLost = fact('allLost', (project): readonly LostFile[] => [
  ...configFiles(project).flatMap(lostIn),
  ...dataFiles(project).flatMap(({ broken, file }) => (broken ? [lostFile(file)] : [])),
  ...deployedFiles(project).files.flatMap((file) =>
    'unreadable' in file ? [{ path: file.path, text: undefined }] : [],
  ),
  ...[procfile(project), buildfile(project)].flatMap((read) =>
    read?.file.isUtf16 ? [lostFile(read.file)] : [],
  ),
]);

const lostFile = ({ path, text, isUtf16 }: SourceFile): LostFile => ({
  path,
  text: isUtf16 ? undefined : text,
});

/** Absolute paths of the files that cannot be read as a whole. */
export const lostFiles = fact('lostFiles', (project): readonly string[] =>
  allLost(project).map(({ path }) => path),
);

/** Whether it is known what the files declare: where one cannot be read, what is missing may be there. */
export const isComplete = fact(
  'isComplete',
  (project): boolean => lostFiles(project).length === 0 && hasNoUnknownParts(project),
);

/** The same for what only a file with such a word can declare. */
export const isCompleteAbout = (word: RegExp, project: Project): boolean =>
  isComplete(project) ||
  (hasNoUnknownParts(project) &&
    allLost(project).every(({ text }) => text !== undefined && !word.test(text)));

const hasNoUnknownParts = (project: Project): boolean =>
  !settings(project).hasUnknownNamespaces &&
  !settingsDoubt(project) &&
  !scripts(project).some(({ isLeftOut }) => isLeftOut);

/** Why it is not known what the files declare; undefined where it is. */
export function incompleteness(project: Project): Doubt | undefined {
  const [path] = lostFiles(project);
  const { files } = deployedFiles(project);
  const lost = files.find((file) => file.path === path);
  const elsewhere = settingsDoubt(project);
  const placeIn = (file: ProjectFile): Place =>
    placeOf('source' in file ? file.source : new SourceFile(file.path, file.name, ''), 0, 0);
  if (lost) return { reason: `${lost.name} cannot be read as a whole`, at: placeIn(lost) };
  if (elsewhere) return elsewhere;
  const left = scripts(project).find(({ isLeftOut }) => isLeftOut);
  if (left) return { reason: 'the scripts are too long to be read as a whole', at: left.name.place };
  return isComplete(project)
    ? undefined
    : { reason: 'the namespace of some option settings is not known', at: undefined };
}

/** Elastic Beanstalk skips a file with an unknown section. Of one that is broken, only some lines may be unknown. */
function lostIn({ file, broken, lost, problems }: ConfigFile): LostFile[] {
  if (problems.some(({ kind }) => kind === 'unknown-section') || (broken && !lost)) return [lostFile(file)];
  const texts = lost?.flatMap(({ text }) => (text === '' ? [] : [text])) ?? [];
  return texts.length === 0 ? [] : [{ path: file.path, text: texts.join('\n') }];
}
