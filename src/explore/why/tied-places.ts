import { commandEntries, fileEntries, resourceEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import type { SectionEntry } from '../../parse/index.js';
import type { Place, SourceFile } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';

/** How many words of an error text are looked for in a project. */
const MAX_WHY_WORDS = 20_000;

/** How exactly a text names a place: a line of a file, an entry of a section or of the Procfile, a file. */
const RANKS = ['line', 'entry', 'file'] as const;

/** A part of a project that an error text names: what is reported in it explains the text best. */
export interface TiedPlace {
  readonly rank: (typeof RANKS)[number];
  readonly within: Place;
}

/** The places that are named most exactly, among those of which something holds. */
export function mostExact(
  places: readonly TiedPlace[],
  holds: (place: TiedPlace) => boolean,
): readonly TiedPlace[] {
  for (const rank of RANKS) {
    const found = places.filter((place) => place.rank === rank && holds(place));
    if (found.length > 0) return found;
  }
  return [];
}

/** The commands, resources, files and processes of a project that an error text names. */
export function tiedPlaces(text: string, project: Project): readonly TiedPlace[] {
  const words = wordsOf(text);
  const isNamed = ({ name: { text: name } }: SectionEntry) => words.has(name);
  return [
    ...commandEntries(project)
      .filter(({ name }) => namesCommand(words, name.text))
      .map(placeOfEntry),
    ...resourceEntries(project).filter(isNamed).map(placeOfEntry),
    ...fileEntries(project)
      .filter(({ name }) => occurrencesOfFile(words, name.text).length > 0)
      .map(placeOfEntry),
    ...(procfile(project)?.entries ?? [])
      .filter(({ name }) => namesProcess(words, name.value))
      .map(({ place }): TiedPlace => ({ rank: 'entry', within: place })),
    ...deployedFiles(project).files.flatMap((file) =>
      'source' in file ? placesOfFile(words, file.source) : [],
    ),
  ];
}

/** A word of the text with what is around it. */
interface Occurrence {
  readonly word: string;
  readonly before: string;
  readonly after: string;
}

/** By the word, and by the last part of a path. */
type Words = ReadonlyMap<string, readonly Occurrence[]>;

/** How many characters around a word say what it is. */
const AROUND = 40;

const wordsOf = (text: string): Words => groupBy(occurrencesIn(text), ({ word }) => [word, baseName(word)]);

function* occurrencesIn(text: string): Generator<Occurrence> {
  let count = 0;
  for (const { 0: written, index } of text.matchAll(/[\w./@+-]+/g)) {
    if (++count > MAX_WHY_WORDS) return;
    const word = withoutFinalDot(written);
    const end = index + word.length;
    const before = text.slice(Math.max(0, index - AROUND), index).toLowerCase();
    yield { word, before, after: text.slice(end, end + AROUND) };
  }
}

const withoutFinalDot = (word: string): string => (word.endsWith('.') ? word.slice(0, -1) : word);

const placeOfEntry = ({ name, value }: SectionEntry): TiedPlace => {
  const { file, span } = name.place;
  const end = value.place.file === file ? Math.max(span.end, value.place.span.end) : span.end;
  return { rank: 'entry', within: { file, span: { start: span.start, end } } };
};

/** A name such as `01_migrate` is enough by itself; a word of the language is a name only after "command". */
const namesCommand = (words: Words, name: string): boolean =>
  (words.get(name) ?? []).some(({ before }) => /[\d_-]/.test(name) || /\bcommand ["'`[(]?$/.test(before));

/** `process "web"`, `not running: web`, and the names of its logs and its unit. */
const namesProcess = (words: Words, name: string): boolean =>
  LOGS.some((ending) => words.has(name + ending)) ||
  (words.get(name) ?? []).some(({ before }) =>
    /(?:\b(?:process|service) ["'`]?|not running: (?:\w+, )*)$/.test(before),
  );

const LOGS = ['.stdout.log', '.stderr.log', '.service'];

/** A path, or its name where it has an ending: most names without one are words of the language. */
function occurrencesOfFile(words: Words, path: string): readonly Occurrence[] {
  const name = baseName(path);
  return words.get(path) ?? (name.includes('.') ? (words.get(name) ?? []) : []);
}

/** A file of the bundle, and its line where the text tells it: `app.conf:7`, `File "shop/wsgi.py", line 3`. */
function placesOfFile(words: Words, file: SourceFile): TiedPlace[] {
  const occurrences = occurrencesOfFile(words, file.name);
  if (occurrences.length === 0) return [];
  const lines = occurrences.flatMap(({ after }): TiedPlace[] => {
    const [, number] = /^(?:["'`]?,? (?:on )?line |:)(\d{1,6})\b/.exec(after) ?? [];
    const span = number === undefined ? undefined : file.lineSpan(Number(number));
    return span && span.end > span.start ? [{ rank: 'line', within: { file, span } }] : [];
  });
  return [...lines, { rank: 'file', within: { file, span: { start: 0, end: file.text.length } } }];
}
