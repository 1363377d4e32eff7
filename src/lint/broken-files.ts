import { configFiles } from '../model/bundle/config-files.js';
import { fact } from '../model/fact.js';
import { dataFiles } from '../model/platform/data-files.js';
import type { Project } from '../model/project.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import type { DataFile } from '../parse/data-file.js';
import type { Place, SourceFile, Span } from '../source/index.js';

/** The files that cannot be parsed, with what is a guess in each: all of it, or what may mean something else without what breaks it. */
export const brokenFiles = fact(
  'brokenFiles',
  (project: Project): ReadonlyMap<SourceFile, readonly Span[]> =>
    new Map(
      [...configFiles(project), ...dataFiles(project)]
        .filter(({ broken }) => broken)
        .map((read) => [read.file, guessesIn(read)]),
    ),
);

const guessesIn = (read: ConfigFile | DataFile): readonly Span[] =>
  ('lost' in read ? read.lost : undefined)?.flatMap(({ spans }) => spans) ?? [
    { start: 0, end: read.file.text.length },
  ];

/** Whether what is at a place is a guess. */
export const isGuess = ({ file, span }: Place, project: Project): boolean =>
  brokenFiles(project)
    .get(file)
    ?.some(({ start, end }) => span.start <= end && span.end >= start) === true;
