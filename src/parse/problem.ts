import type { Place, Replacement } from '../source/index.js';
import type { Node } from './yaml/node.js';

/** What a file holds that is not a configuration file, as a message names it. */
export type ForeignText = 'a shell script' | 'Apache directives' | 'nginx directives';

/** A fault whose code says it all. */
type Bare = Readonly<Record<never, never>>;

/** Every reason why a text is not read as YAML or JSON, by its code, with what a message about it needs. */
export interface SyntaxFaults {
  readonly 'bad-escape': { readonly escape: string };
  readonly 'bad-first-character': { readonly character: string };
  readonly 'bad-indentation': Bare;
  readonly 'block-text-on-header': Bare;
  readonly 'code-fence': Bare;
  readonly 'colon-in-value': Bare;
  readonly 'early-quote': Bare;
  readonly 'empty-item': Bare;
  readonly 'foreign-comment': { readonly mark: string };
  readonly 'foreign-text': { readonly language: ForeignText };
  readonly 'json-comment': { readonly mark: string };
  readonly 'json-empty': Bare;
  readonly 'json-single-quotes': Bare;
  readonly 'json-tab': Bare;
  readonly 'json-trailing-comma': Bare;
  readonly 'json-unquoted': Bare;
  readonly 'keys-below-value': Bare;
  readonly 'list-among-keys': Bare;
  readonly 'list-on-key-line': Bare;
  readonly 'long-key': Bare;
  readonly 'merge-as-value': Bare;
  readonly 'merge-conflict': Bare;
  readonly 'merge-without-map': Bare;
  readonly 'missing-bracket': { readonly bracket: string };
  readonly 'missing-bracket-at-end': { readonly bracket: string };
  readonly 'missing-colon': Bare;
  readonly 'missing-comma-after-value': Bare;
  readonly 'missing-comma-at-line-end': Bare;
  readonly 'missing-comma-before-entry': Bare;
  readonly 'missing-separator': Bare;
  readonly 'missing-space-after-colon': Bare;
  readonly 'missing-space-after-hyphen': Bare;
  readonly 'no-sections': { readonly holds: 'a list' | 'a string' };
  readonly 'not-an-item': Bare;
  /** Of Terraform. */
  readonly 'not-hcl': { readonly expected: string };
  /** All that has no code of its own, in the words of the library. */
  readonly other: { readonly reason: string };
  readonly 'percent-line': Bare;
  readonly 'question-mark-in-brackets': Bare;
  readonly 'second-document': Bare;
  readonly 'stray-bracket': { readonly bracket: string };
  readonly 'tab-between-tokens': Bare;
  readonly 'tab-indentation': Bare;
  readonly 'template-tags': Bare;
  /** A value that begins with an unquoted bracket ends where that closes. */
  readonly 'text-after-bracket': { readonly bracket: string };
  readonly 'separator-at-line-end': { readonly character: string };
  readonly 'text-after-quote': { readonly quote: string };
  readonly 'text-after-value': Bare;
  readonly 'too-deep': { readonly limit: number };
  readonly 'too-many-aliases': { readonly limit: number };
  readonly 'two-keys-on-line': Bare;
  readonly 'unclosed-bracket': { readonly bracket: string };
  readonly 'unclosed-quote': Bare;
  readonly 'unindented-block-text': { readonly key: string };
  readonly 'unindented-here-document': { readonly delimiter: string };
  readonly 'unknown-anchor': Bare;
  readonly 'wrong-block': Bare;
}

/** Characters that are not what they seem to be, likewise. */
interface CharacterFaults {
  readonly 'control-character': { readonly character: string };
  readonly 'irregular-whitespace': {
    readonly character: string;
    readonly where: 'after a colon' | 'after a hyphen' | 'in the indentation';
  };
  readonly 'utf-16': Bare;
}

/** One of a set of faults: its code and its arguments. */
export type Fault<Faults> = { [Code in keyof Faults]: { readonly code: Code } & Faults[Code] }[keyof Faults];

export type SyntaxFault = Fault<SyntaxFaults>;

/** A text that Elastic Beanstalk cannot read. */
export interface SyntaxProblem {
  readonly kind: 'syntax';
  readonly at: Place;
  readonly fault: SyntaxFault;
  /** What to put in place of which characters, where that is certain. */
  readonly repair?: readonly Replacement[];
}

/** A character that Elastic Beanstalk refuses, or reads as something else than it looks like. */
export interface CharacterProblem {
  readonly kind: 'encoding';
  readonly at: Place;
  readonly fault: Fault<CharacterFaults>;
  readonly repair?: readonly Replacement[];
}

/** A key that appears twice in one map, of which Elastic Beanstalk keeps one. */
export interface DuplicateKeyProblem {
  readonly kind: 'duplicate-key';
  readonly at: Place;
  readonly key: string;
  readonly first: Place;
  /** The keys around the map, the outermost and the innermost, and how many there are. */
  readonly within: { readonly section?: string; readonly parent?: string; readonly depth: number };
  /** Nothing is lost. */
  readonly hasSameValue: boolean;
  /** Both are maps, whose entries can be put together. */
  readonly holdsMaps: boolean;
}

/** A tag that no YAML reader knows, such as `!Ref`: Elastic Beanstalk refuses the whole file because of it. */
export interface UnsupportedTagProblem {
  readonly kind: 'unsupported-tag';
  /** Where the tag itself is. */
  readonly at: Place;
  readonly tag: string;
  /** What it is put on. */
  readonly node: Node;
  /** The top-level key that it is below. */
  readonly section: string | undefined;
}

/**
 * What a parser could not make sense of: a code with a place and arguments. The rule that reports it has the words. A
 * parser returns its facts and its problems together and never throws.
 */
export type Problem = SyntaxProblem | CharacterProblem | DuplicateKeyProblem | UnsupportedTagProblem;

/** Whether a problem keeps Elastic Beanstalk from reading the file as intended: nothing in it has an effect then. */
export const breaksFile = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'syntax' || kind === 'encoding';
