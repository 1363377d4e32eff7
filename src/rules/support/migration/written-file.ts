import type { Project } from '../../../model/project.js';
import { knownEntriesOf } from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { entryAt, type PlacedEntry } from './entry-at.js';

/** An entry of `files` whose content is known from the text. */
export interface WrittenFile extends PlacedEntry {
  /** Exactly what Elastic Beanstalk writes. */
  readonly text: string;
}

/** Keys whose meaning a file of the bundle keeps: what is in `.platform` belongs to root, and hooks are run. */
const KEPT_KEYS: ReadonlySet<string> = new Set(['content', 'group', 'mode', 'owner']);

/** The entry of `files` with a key at a place; undefined where the text does not tell what is written. */
export function writtenFile(target: Place, project: Project): WrittenFile | undefined {
  const placed = entryAt(target, project);
  const parts = knownEntriesOf(placed?.entry.value);
  const content = parts.find(({ key }) => key.text === 'content')?.value;
  if (!placed || content?.kind !== 'scalar' || content.type !== 'string') return undefined;
  const isKept = parts.every(({ key }) => KEPT_KEYS.has(key.text));
  return isKept && !content.holdsFunction && !TEMPLATE.test(content.text)
    ? { ...placed, text: content.text }
    : undefined;
}

/** A template engine looks for the text where it is; `${NAME}` is the shell's, and `{{.Names}}` Docker's. */
const TEMPLATE = /<%|\{%|@@\w+@@|\{\{(?!\.)/;
