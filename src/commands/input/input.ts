import type { Archive } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';

/** What a run checks. */
export interface Input {
  readonly roots: readonly string[];
  /** As what the projects are seen: as they are on the disk, or as git or an editor has them. */
  readonly files: FileSystem;
  /** Whether it is all right that there is nothing to check. */
  readonly mayBeEmpty?: boolean;
  /** The archives that projects lie in, by the roots of these. */
  readonly archives?: ReadonlyMap<string, Archive>;
  /** The only file that is asked about. */
  readonly only?: string;
}

/** Names of archives that Elastic Beanstalk unpacks as a source bundle. */
export const ARCHIVE = /\.(?:zip|war)$/i;
