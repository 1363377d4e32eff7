import type { Project } from '../../../model/project.js';
import { knownEntriesOf, sectionsOf, type ConfigFile, type MapEntry } from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { oncePer } from '../../../util/once-per.js';

/** An entry of `files` whose content is known from the text. */
export interface WrittenFile {
  readonly config: ConfigFile;
  readonly entry: MapEntry;
  /** Exactly what Elastic Beanstalk writes. */
  readonly text: string;
}

/** Keys whose meaning a file of the bundle keeps: what is in `.platform` belongs to root, and hooks are run. */
const KEPT_KEYS: ReadonlySet<string> = new Set(['content', 'group', 'mode', 'owner']);

/** The entry of `files` with a key at a place; undefined where the text does not tell what is written. */
export function writtenFile(target: Place, { configFiles }: Project): WrittenFile | undefined {
  const config = configFiles.find(({ file }) => file === target.file);
  const entry = config && entriesByPlace(config).get(target);
  const parts = knownEntriesOf(entry?.value);
  const content = parts.find(({ key }) => key.text === 'content')?.value;
  if (!config || !entry || content?.kind !== 'scalar' || content.type !== 'string') return undefined;
  const isKept = parts.every(({ key }) => KEPT_KEYS.has(key.text));
  return isKept && !content.holdsFunction && !TEMPLATE.test(content.text)
    ? { config, entry, text: content.text }
    : undefined;
}

/** A template engine looks for the text where it is; `${NAME}` is the shell's, and `{{.Names}}` Docker's. */
const TEMPLATE = /<%|\{%|@@\w+@@|\{\{(?!\.)/;

const entriesByPlace = oncePer(
  (config: ConfigFile): ReadonlyMap<Place, MapEntry> =>
    new Map(
      sectionsOf(config, 'files').flatMap((section) =>
        knownEntriesOf(section).map((entry) => [entry.key.place, entry] as const),
      ),
    ),
);
