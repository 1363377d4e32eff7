import type { RuleId } from '../../rules/rule.js';
import type { Excerpt } from './excerpt.js';

/** A stretch of a file as ESLint counts: lines and columns from 1 in UTF-16 units, the end column after the last character. */
interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What eblint's own formats for people know of a place beside its range. */
interface Shown {
  /** The line of source; there only if asked for. */
  readonly excerpt?: Excerpt;
}

/** The other end of a conflict; eblint's own addition, which ESLint's formatters pass over. */
export interface RelatedLocation extends Range, Shown {
  /** Absolute path. */
  readonly filePath: string;
  readonly message: string;
}

/** One replacement: UTF-16 offsets in the text without its byte order mark, the end excluded. */
export interface LintFix {
  readonly range: [start: number, end: number];
  readonly text: string;
}

interface LintSuggestion {
  readonly desc: string;
  readonly fix: LintFix;
}

/** Replacements that belong together, in the order of the text. */
interface LintEdits {
  readonly desc: string;
  readonly safe: boolean;
  readonly replacements: LintFix[];
}

export interface LintMessage extends Range, Shown {
  readonly ruleId: RuleId;
  /** 1 is a warning, 2 an error. */
  readonly severity: 1 | 2;
  /** One line without control characters and without two spaces in a row. */
  readonly message: string;
  /** What to do about it; eblint's own addition, which ESLint's formatters pass over. One line. */
  readonly help?: string;
  /** The file could not be parsed or read; only ever beside severity 2. */
  readonly fatal?: true;
  /** A safe fix that stays within this file. */
  readonly fix?: LintFix;
  /** Fixes within this file to review before they are applied. */
  readonly suggestions?: LintSuggestion[];
  /** A fix within this file whose replacements are apart, which ESLint's `fix` has no room for; eblint's own addition. */
  readonly edits?: LintEdits;
  readonly relatedLocations?: RelatedLocation[];
  /** Whether there is a fix, over several files too; there only if asked for. */
  readonly fixable?: 'safe' | 'unsafe';
  /** Where it is in the structure of its file, as in `eblint-suppressions.json`; there only if asked for. */
  readonly structuralPath?: string;
}

/** A message that a comment or a file of suppressions suppresses. */
export interface SuppressedMessage extends LintMessage {
  /** As ESLint names them: `directive` is a comment, `file` the file of suppressions. */
  readonly suppressions: { readonly kind: 'directive' | 'file'; readonly justification: string }[];
}

/** What a rule did not report, and why; eblint's own addition. */
export interface Silence extends Range {
  readonly ruleId: RuleId;
  /** What it would have reported. */
  readonly message: string;
  /** A clause that goes on after "because". */
  readonly reason: string;
  /** What gives the reason, where that is in a file. */
  readonly reasonLocation?: { readonly filePath: string; readonly line: number; readonly column: number };
}

/** What was found in one file, in the shape of ESLint's `LintResult`, so that any ESLint formatter can print it. */
export interface LintResult {
  /** Absolute path, as the file system knows it. */
  readonly filePath: string;
  readonly messages: LintMessage[];
  readonly suppressedMessages: SuppressedMessage[];
  /** What rules held back; there only with `--explain-silence`. */
  readonly silences?: Silence[];
  /** Includes the fatal ones. */
  readonly errorCount: number;
  readonly fatalErrorCount: number;
  readonly warningCount: number;
  readonly fixableErrorCount: number;
  readonly fixableWarningCount: number;
  readonly usedDeprecatedRules: never[];
  /** The file's text with its byte order mark, as ESLint has it; there only if asked for. */
  readonly source?: string;
}

/** The message with its help after it, for formats that have no other place for it. */
export const withHelp = ({ message, help }: Pick<LintMessage, 'message' | 'help'>): string =>
  help === undefined ? message : `${message}. ${help}`;

/** Results for formatters that know messages only. */
export const resultWithHelp = (result: LintResult): LintResult => ({
  ...result,
  messages: result.messages.map((message) => ({ ...message, message: withHelp(message) })),
});

/** Only the errors of a result, as `--quiet` shows them. */
export const withoutWarnings = (result: LintResult): LintResult => ({
  ...result,
  messages: result.messages.filter(({ severity }) => severity === 2),
  warningCount: 0,
  fixableWarningCount: 0,
});
