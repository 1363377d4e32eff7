import type { Place } from '../../../source/index.js';
import type { HereDocument } from '../here-document.js';
import type { SimpleCommand } from '../simple-command.js';
import type { Word } from '../word.js';

/** What is after `>`, `2>&`, `<<` and their like. */
export interface Redirection {
  readonly operator: string;
  readonly fd: number | undefined;
  readonly target: Word;
  readonly hereDocument?: HereDocument;
}

export interface PlainCommand extends SimpleCommand {
  readonly place: Place;
  readonly redirections: readonly Redirection[];
}

/** Statements one after another. */
export type List = readonly AndOr[];

/** Pipelines between `&&` and `||`. */
export interface AndOr {
  readonly pipelines: readonly Pipeline[];
  /** `operators[i]` is between pipelines `i` and `i + 1`. */
  readonly operators: readonly ('&&' | '||')[];
  readonly isInBackground: boolean;
}

export interface Pipeline {
  readonly isNegated: boolean;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'command'; readonly command: PlainCommand }
  | { readonly kind: 'group'; readonly isSubshell: boolean; readonly body: List }
  | { readonly kind: 'if'; readonly clauses: readonly Clause[]; readonly otherwise: List | undefined }
  | { readonly kind: 'while'; readonly condition: List; readonly isUntil: boolean; readonly body: List }
  | { readonly kind: 'for'; readonly words: readonly Word[]; readonly body: List }
  | { readonly kind: 'case'; readonly words: readonly Word[]; readonly arms: readonly Arm[] }
  | { readonly kind: 'function'; readonly name: string; readonly body: List }
  | { readonly kind: 'coprocess'; readonly body: Part };

/** What a `case` does where one of the patterns fits. */
export interface Arm {
  readonly patterns: readonly Word[];
  readonly body: List;
}

export interface Clause {
  readonly condition: List;
  readonly body: List;
}
