import type { Diagnostic } from '../lint/diagnostic.js';
import { filesOf, overlaps } from '../lint/edit-text.js';
import type { Fix } from '../rules/rule.js';
import type { SourceFile } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import { isVersionControl } from '../util/version-control.js';

/** A finding that a fix is offered for. */
export type Candidate = Diagnostic & { readonly fix: Fix };

/** Why a fix was not made. */
export type FixRefusal =
  /** The finding is still there with the fix made. */
  | 'finding-stays'
  /** Another finding comes with the fix. */
  | 'new-finding'
  /** Keys or values change that the fix does not touch. */
  | 'changes-meaning'
  /** Its edits overlap each other, or touch a file that is not the project's. */
  | 'invalid-edits'
  /** A file that it edits is not UTF-8: its other bytes would be lost. */
  | 'not-utf-8'
  /** A file that it edits, creates or deletes may not be changed. */
  | 'file-refused'
  /** A file that it creates is there already. */
  | 'file-exists'
  /** Too many others were tried before; the next run tries it. */
  | 'not-tried';

export interface RefusedFix {
  readonly diagnostic: Candidate;
  readonly reason: FixRefusal;
  /** The finding that would come with the fix, where that is known. */
  readonly cause?: Diagnostic;
}

/** What decides whether a file may be edited at all. */
export interface Editable {
  readonly isOwn: (file: SourceFile) => boolean;
  /** Whether the project has something of this name, or below it; letter case does not matter on every disk. */
  readonly exists: (name: string) => boolean;
  readonly mayEdit: (file: SourceFile) => boolean;
  readonly mayCreate: (name: string) => boolean;
}

/** What replaces every byte that is not UTF-8. */
const REPLACEMENT_CHARACTER = '\uFFFD';

const isUtf8 = oncePer(({ text }: SourceFile) => !text.includes(REPLACEMENT_CHARACTER));

/** Why a fix cannot even be tried. */
export function refusalOf(
  { fix }: Candidate,
  { isOwn, exists, mayEdit, mayCreate }: Editable,
): FixRefusal | undefined {
  const edited = fix.edits.map(({ file }) => file);
  const deleted = filesOf(fix, 'delete').map(({ file }) => file);
  const created = filesOf(fix, 'create').map(({ name }) => name);
  const files = [...edited, ...deleted];
  const isContradiction = overlaps(fix.edits) || edited.some((file) => deleted.includes(file));
  if (!files.every(isOwn) || isContradiction || !created.every(isNameInside)) return 'invalid-edits';
  if (!files.every(isUtf8)) return 'not-utf-8';
  if (new Set(created).size < created.length || created.some(exists)) return 'file-exists';
  return files.every(mayEdit) && created.every(mayCreate) ? undefined : 'file-refused';
}

/** A path below the root that no system reads as another one, as a device, or as one of version control. */
const isNameInside = (name: string): boolean =>
  name
    .split('/')
    .every((part) => /^[^\\/:\0]*[^\\/:\0. ]$/.test(part) && !DEVICE.test(part) && !isVersionControl(part));

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const DEVICE = /^(?:aux|con|nul|prn|(?:com|lpt)[\d¹²³])(?: *\.|$)/i;
