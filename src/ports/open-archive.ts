import type { ArchiveEntry } from '../model/project.js';

/** An archive of which the list of files has been read. */
export interface OpenArchive {
  /** In bytes. */
  readonly size: number;
  readonly entries: readonly OpenArchiveEntry[];
}

export interface OpenArchiveEntry extends ArchiveEntry {
  /** The text of a `link` is its target. */
  readonly kind: 'file' | 'folder' | 'link';
  /** Its permissions; undefined where the archiver noted none. */
  readonly mode?: number | undefined;
  /**
   * Unpacks this one file.
   * @param path how to call it
   * @throws SizeError for one of more than `maxBytes`, ReadError for one that cannot be unpacked
   */
  readonly read: (path: string, maxBytes?: number) => string;
}
