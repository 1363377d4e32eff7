import { compareBytes } from '../../src/util/compare.js';
import { MAX_FILE_BYTES, MAX_PROJECT_CHARACTERS, MAX_PROJECT_ENTRIES } from '../../src/util/limits.js';
import type { OpenedArchive, Texts } from './project.js';

/** Why something cannot be opened, as sentences for the user. */
export class OpenError extends Error {}

/** Where nothing is that eblint reads, and thousands of files may be. */
export const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__']);

export const isSkipped = (path: string): boolean => path.split('/').some((part) => SKIPPED.has(part));

/** Something with a path below what was opened, which is read only if it is small enough. */
export interface Source {
  readonly path: string;
  readonly size: number;
  /** Undefined for what cannot be read. */
  readonly bytes: () => Promise<Uint8Array | undefined>;
}

/** What was opened. */
export interface Opened {
  readonly texts: Texts;
  readonly archive?: OpenedArchive;
}

export const tooMany = (what: string): OpenError =>
  new OpenError(
    `The ${what} has more than ${MAX_PROJECT_ENTRIES.toLocaleString('en')} files. Open only what is deployed.`,
  );

/** What is beyond the limits, or no text, is known by its name only. */
export async function textsOf(sources: readonly Source[]): Promise<Texts> {
  if (sources.length > MAX_PROJECT_ENTRIES) throw tooMany('folder');
  const texts = new Map<string, string | undefined>();
  // As the command line reads them: what is not UTF-8 becomes U+FFFD, and a byte order mark stays.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let total = 0;
  for (const { path, size, bytes } of sources.toSorted((a, b) => compareBytes(a.path, b.path))) {
    total += size > MAX_FILE_BYTES ? 0 : size;
    const isRead = size <= MAX_FILE_BYTES && total <= MAX_PROJECT_CHARACTERS;
    const content = isRead ? await bytes() : undefined;
    texts.set(path, content && decoder.decode(content));
  }
  return texts;
}
