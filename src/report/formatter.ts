import type { NamedRule } from '../rules/rule.js';
import type { LintResult } from './lint-result/lint-result.js';
import type { RulesMeta } from './lint-result/rules-meta.js';

/** What a formatter is given beside the results; what ESLint's formatters know is named as there. */
export interface FormatContext {
  /** Absolute path that people see paths relative to. */
  readonly cwd: string;
  readonly color: boolean;
  readonly rulesMeta: RulesMeta;
  /** All rules as eblint knows them. */
  readonly rules: readonly NamedRule[];
  /** Columns of the terminal; undefined where that is not known. */
  readonly width?: number | undefined;
  /** Whether a person sees the text as it comes. */
  readonly isTerminal: boolean;
  /** Whether a build service keeps the text: a clean run says so there, in a line. */
  readonly isBuildService: boolean;
  /** Whether the terminal makes links of OSC 8 sequences. */
  readonly hyperlinks: boolean;
  /** Only errors were asked for. */
  readonly quiet: boolean;
  readonly checked: { readonly projects: number; readonly files: number };
  /** Absolute paths of the projects that were checked. */
  readonly projectRoots: readonly string[];
  /** How many findings `--fix` fixes, and how many more `--unsafe-fixes`: those that are proved to change nothing else. */
  readonly fixable: { readonly safe: number; readonly unsafe: number };
  /** What could not be known in this run: sentences for the end of a report. */
  readonly notes: readonly string[];
  /** What was not done in this run, and why: sentences. */
  readonly failures: readonly string[];
  /** How the run will end. */
  readonly exitCode: 0 | 1 | 2;
  /** There only if more warnings were found than `--max-warnings` allows. */
  readonly maxWarningsExceeded?: { readonly maxWarnings: number; readonly foundWarnings: number };
  /** Absolute path of the repository (`GITHUB_WORKSPACE`), to which paths are relative that other services see. */
  readonly workspace: string;
}

/**
 * Turns results into text: eblint's own formats, and what a package `eslint-formatter-<name>` exports as its default.
 * Packages may sort or change what they are given, so they get a copy.
 */
export type Formatter = (results: LintResult[], context: FormatContext) => string | Promise<string>;
