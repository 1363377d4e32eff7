import type { Project } from '../../../model/project.js';
import { type FileEntry, scalarOf, unknownKeysOf } from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { entryAt } from './entry-at.js';
import type { PlacedEntry } from './remove-entries.js';

/** An entry of `files` whose content is known from the text. */
export interface WrittenFile extends PlacedEntry {
  /** Exactly what Elastic Beanstalk writes. */
  readonly text: string;
}

/** The entry of `files` with a name at a place; undefined where the text does not tell what is written. */
export function writtenFile(target: Place, project: Project): WrittenFile | undefined {
  const entry = entryAt(target, project);
  if (entry?.section !== 'files' || !entry.isKnown || !isKept(entry)) return undefined;
  const content = scalarOf(entry.content);
  const isWhole = content?.type === 'string' && !content.holdsFunction && !TEMPLATE.test(content.text);
  return isWhole ? { config: entry.config, part: entry.part, text: content.text } : undefined;
}

/** Whether a file of the bundle keeps what all keys mean: what is in `.platform` belongs to root, and hooks are run. */
const isKept = (entry: FileEntry): boolean =>
  ![entry.source, entry.encoding, entry.authentication, entry.context].some(Boolean) &&
  unknownKeysOf(entry).length === 0;

/** A template engine looks for the text where it is; `${NAME}` is the shell's, and `{{.Names}}` Docker's. */
const TEMPLATE = /<%|\{%|@@\w+@@|\{\{(?!\.)/;
