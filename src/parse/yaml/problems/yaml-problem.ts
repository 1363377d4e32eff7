import type { YAMLParseError } from 'yaml';
import { placeOf, type SourceFile } from '../../../source/index.js';
import type { Node, ScalarNode } from '../node.js';
import type { SyntaxFault, SyntaxProblem } from '../../problem.js';
import { blockFaultAt } from './block-text.js';
import { foreignText } from './foreign-text.js';
import { firstError, looksLikeJson } from '../library/yaml-document.js';
import { says, type LibraryMessage } from '../library/yaml-library-messages.js';

/** What is known where the YAML reader stumbled. */
interface Stumble {
  readonly code: string;
  readonly said: (message: LibraryMessage) => boolean;
  /** The last character of the library's message: the bracket that it misses. */
  readonly lastSaid: string;
  /** The character at which it stumbled, and its line. */
  readonly character: string;
  readonly line: string;
  /** The same line up to the stumble, and from it on. */
  readonly before: string;
  readonly rest: string;
  readonly nextLine: string;
  /** Whether the nearest line above with the same indentation or less begins a list item right there. */
  readonly isBelowItem: () => boolean;
  /** Whether brackets hold the whole file: then tabs may indent it. */
  readonly isJson: boolean;
  /** Whether the file begins as no YAML and no JSON does. */
  readonly isTemplate: boolean;
  /** Whether a key with its value is in brackets where only one of them belongs. */
  readonly isPairInFlow: boolean;
}

interface Cause {
  readonly when: (stumble: Stumble) => boolean;
  readonly fault: SyntaxFault | ((stumble: Stumble) => SyntaxFault);
}

const hasColonSpace = (text: string): boolean => /:(?:\s|$)/.test(text);

/** The usual causes, the surest first. */
const CAUSES: readonly Cause[] = [
  {
    when: ({ line }) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line),
    fault: { code: 'merge-conflict' },
  },
  {
    when: ({ line }) => /^\s*```/.test(line),
    fault: { code: 'code-fence' },
  },
  {
    when: ({ line, isTemplate }) => isTemplate || /\{%-?(?:\s|$)|(?:^|\s)\{\{|^\s*<%/.test(line),
    fault: { code: 'template-tags' },
  },
  {
    when: ({ line, rest }) => COMMENT.test(rest) || (COMMENT.test(line.trimStart()) && !hasColonSpace(line)),
    fault: ({ line }) => ({ code: 'foreign-comment', mark: /<!--|\/./.exec(line)?.[0] ?? '//' }),
  },
  {
    when: ({ code, rest, isPairInFlow }) =>
      code === 'MULTILINE_IMPLICIT_KEY' && isPairInFlow && /^["'][^"']*,\s*$/.test(rest),
    fault: { code: 'unclosed-quote' },
  },
  {
    when: ({ code, isPairInFlow }) => code === 'MULTILINE_IMPLICIT_KEY' && isPairInFlow,
    fault: { code: 'missing-comma-at-line-end' },
  },
  {
    when: ({ isPairInFlow }) => isPairInFlow,
    fault: { code: 'missing-comma-after-value' },
  },
  {
    when: ({ said, before }) => said('missing comma') && before.trim() === '',
    fault: { code: 'missing-comma-before-entry' },
  },
  {
    when: ({ said }) => said('missing comma'),
    fault: { code: 'missing-separator' },
  },
  {
    when: ({ said }) => said('unexpected comma'),
    fault: { code: 'empty-item' },
  },
  {
    when: ({ line, isJson }) => !isJson && /^ *\t/.test(line),
    fault: { code: 'tab-indentation' },
  },
  {
    when: ({ line }) => line.startsWith('%'),
    fault: { code: 'percent-line' },
  },
  {
    when: ({ code, character }) => code === 'BAD_SCALAR_START' && character === '?',
    fault: { code: 'question-mark-in-brackets' },
  },
  {
    when: ({ code, rest }) => code === 'BAD_SCALAR_START' || code === 'BAD_ALIAS' || /^[`@%]/.test(rest),
    fault: ({ character }) => ({ code: 'bad-first-character', character }),
  },
  {
    when: ({ said, before }) => said('text after node') && /(?:^|[:-])\s+\*\S+\s+$/.test(before),
    fault: { code: 'bad-first-character', character: '*' },
  },
  {
    when: ({ said }) => said('bad block header') || said('not a token'),
    fault: { code: 'block-text-on-header' },
  },
  {
    when: ({ code, said, rest }) =>
      said('missing quote') || (code === 'MULTILINE_IMPLICIT_KEY' && /^["']/.test(rest)),
    fault: { code: 'unclosed-quote' },
  },
  {
    when: ({ said }) => said('missing bracket before'),
    fault: ({ lastSaid }) => ({ code: 'missing-bracket', bracket: lastSaid }),
  },
  {
    when: ({ said }) => said('missing bracket at end'),
    fault: ({ lastSaid }) => ({ code: 'missing-bracket-at-end', bracket: lastSaid }),
  },
  {
    when: ({ code }) => code === 'BAD_DQ_ESCAPE',
    fault: ({ rest }) => ({ code: 'bad-escape', escape: rest.slice(0, 2) }),
  },
  {
    when: ({ code }) => code === 'KEY_OVER_1024_CHARS',
    fault: { code: 'long-key' },
  },
  {
    when: ({ code }) => code === 'MULTIPLE_DOCS',
    fault: { code: 'second-document' },
  },
  {
    when: ({ before, rest }) => before.trim() === '' && /^-(?:\s|$)/.test(rest),
    fault: { code: 'list-among-keys' },
  },
  {
    when: ({ before, line, isBelowItem }) => before.trim() === '' && hasColonSpace(line) && isBelowItem(),
    fault: { code: 'list-among-keys' },
  },
  {
    when: ({ said }) => said('list on key line'),
    fault: { code: 'list-on-key-line' },
  },
  {
    when: ({ said }) => said('no item'),
    fault: { code: 'not-an-item' },
  },
  {
    when: ({ line }) => /^\s*-\w[\w-]*:(?:\s|$)/.test(line),
    fault: { code: 'missing-space-after-hyphen' },
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && QUOTED_KEY.test(rest),
    fault: { code: 'two-keys-on-line' },
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && /^["']/.test(rest) && hasColonSpace(rest),
    fault: { code: 'early-quote' },
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && hasColonSpace(rest),
    fault: { code: 'colon-in-value' },
  },
  {
    when: ({ code, nextLine }) => code === 'BLOCK_AS_IMPLICIT_KEY' && hasColonSpace(nextLine),
    fault: { code: 'keys-below-value' },
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && !isJson && /:\s+["'].*["']\s*$/.test(before),
    fault: ({ before }) => ({ code: 'text-after-quote', quote: before.trimEnd().at(-1) ?? '' }),
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && !isJson && /:\s+[[{].*[\]}]\s*$/.test(before),
    fault: ({ before }) => ({ code: 'text-after-bracket', bracket: /:\s+([[{])/.exec(before)?.[1] ?? '' }),
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && (/["'\]}]\s*$/.test(before) || (isJson && before.trim() === '')),
    fault: { code: 'text-after-value' },
  },
  {
    when: ({ code, line }) => MAY_LACK_COLON.has(code) && GLUED_KEY.test(line),
    fault: { code: 'missing-space-after-colon' },
  },
  {
    when: ({ code, line }) => MAY_LACK_COLON.has(code) && line.trim() !== '' && !hasColonSpace(line),
    fault: { code: 'missing-colon' },
  },
  {
    when: ({ code, rest }) => code === 'UNEXPECTED_TOKEN' && /^[}\]]/.test(rest),
    fault: ({ character }) => ({ code: 'stray-bracket', bracket: character }),
  },
  {
    when: ({ code }) => code === 'UNEXPECTED_TOKEN',
    fault: { code: 'wrong-block' },
  },
  {
    when: ({ code }) =>
      code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY' || code === 'BAD_INDENT',
    fault: { code: 'bad-indentation' },
  },
];

/** What the library says of a line that is not a key. */
const MAY_LACK_COLON: ReadonlySet<string> = new Set(['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'BAD_INDENT']);

/** `MinSize:1`; no namespace, no address. */
const GLUED_KEY = /^\s*(?!aws:)[A-Za-z_]\w*:(?!\/\/)[^\s:]/;

/** What begins a comment in other languages. */
const COMMENT = /^(?:<!--|\/\/|\/\*)/;

/** A quoted text that a colon makes a key. */
const QUOTED_KEY = /^(?:"[^"\\]*"|'[^']*')\s*:(?:\s|$)/;

/**
 * One problem for a broken text: the first thing that the YAML reader stumbled over, with its usual cause. None without errors.
 */
export function syntaxProblem(
  file: SourceFile,
  errors: readonly YAMLParseError[],
  root: Node | undefined,
): SyntaxProblem | undefined {
  const error = tellingError(file, errors);
  if (!error) return undefined;
  const foreign = foreignProblem(file);
  if (foreign) return foreign;
  const offset = unclosedQuote(error, root) ?? strayDirective(error, file) ?? contentOffset(file, error);
  const stumble = stumbleAt(file, error, offset, errors);
  const { fault } = CAUSES.find(({ when }) => when(stumble)) ?? { fault: otherFault(error) };
  const block =
    typeof fault !== 'function' && MAY_BE_BLOCK_TEXT.has(fault.code) && blockProblem(file, offset);
  if (block) return block;
  return {
    kind: 'syntax',
    at: placeOf(file, offset, Math.min(offset + 1, file.text.length)),
    fault: typeof fault === 'function' ? fault(stumble) : fault,
  };
}

/** What text that left its block scalar looks like. */
const MAY_BE_BLOCK_TEXT: ReadonlySet<SyntaxFault['code']> = new Set([
  ...(['bad-indentation', 'colon-in-value', 'early-quote', 'keys-below-value', 'missing-colon'] as const),
  ...([
    'missing-space-after-colon',
    'not-an-item',
    'text-after-bracket',
    'text-after-quote',
    'text-after-value',
    'two-keys-on-line',
    'wrong-block',
  ] as const),
]);

/** The problem of a file that is written in another language from its first line on. */
export function foreignProblem(file: SourceFile): SyntaxProblem | undefined {
  const language = foreignText(file.text);
  if (!language) return undefined;
  const indented = file.text.startsWith('#!') ? undefined : /^[ \t]*(?!#)\S/m.exec(file.text);
  const start = indented ? indented.index + indented[0].length - 1 : 0;
  const { end } = file.lineSpan(file.positionAt(start).line);
  return { kind: 'syntax', at: placeOf(file, start, end), fault: { code: 'foreign-text', language } };
}

function blockProblem(file: SourceFile, offset: number): SyntaxProblem | undefined {
  const lines = file.text.split(/\r\n|\r|\n/);
  const found = blockFaultAt(lines, file.positionAt(offset).line - 1);
  if (!found) return undefined;
  const { start, end } = file.lineSpan(found.line + 1);
  const first = start + Math.max(0, file.text.slice(start, end).search(/\S/));
  return { kind: 'syntax', at: placeOf(file, first, end), fault: found.fault };
}

/**
 * The first error. But where text follows a bracket that closes too early, the library takes all that the bracket
 * holds for a key; people look for where it closes.
 */
function tellingError({ text }: SourceFile, errors: readonly YAMLParseError[]): YAMLParseError | undefined {
  const first = firstError(errors);
  const isKeyInBrackets = first?.code === 'MULTILINE_IMPLICIT_KEY' && /[{[]/.test(text.charAt(first.pos[0]));
  return (isKeyInBrackets && errors.find(({ code }) => code === 'UNEXPECTED_TOKEN')) || first;
}

/** The library's own words without the piece of the text after their colon, which may hold a secret. */
function otherFault({ message }: YAMLParseError): SyntaxFault {
  const words = message.replace(/[:\n][^]*/, '').trim();
  return { code: 'other', reason: `${words.charAt(0).toLowerCase()}${words.slice(1)}` };
}

/** A line that begins with `%` is taken for a directive, and the mistake is noticed at the end of the file. */
function strayDirective(error: YAMLParseError, { text }: SourceFile): number | undefined {
  if (!says(error, 'missing directives end')) return undefined;
  const found = text.search(/^%/m);
  return found === -1 ? undefined : found;
}

/** An unclosed quote is noticed at the end of the file; people look for where it opens. */
function unclosedQuote(error: YAMLParseError, root: Node | undefined): number | undefined {
  if (!says(error, 'missing quote')) return undefined;
  return lastQuotedScalar(root, error.pos[0])?.place.span.start;
}

function lastQuotedScalar(node: Node | undefined, end: number): ScalarNode | undefined {
  if (!node || node.place.span.start > end) return undefined;
  if (node.kind === 'scalar') return node.style === 'single' || node.style === 'double' ? node : undefined;
  const children = node.kind === 'list' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  for (const candidate of children.toReversed()) {
    const found = lastQuotedScalar(candidate, end);
    if (found) return found;
  }
  return undefined;
}

/** Some errors are placed on the spaces or the line break before the text that they are about. */
function contentOffset(file: SourceFile, error: YAMLParseError): number {
  const { text } = file;
  const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
  const found = text.slice(start).search(/\S/);
  return found === -1 ? start : start + found;
}

function stumbleAt(
  file: SourceFile,
  error: YAMLParseError,
  offset: number,
  errors: readonly YAMLParseError[],
): Stumble {
  const { code, message, pos } = error;
  const { line } = file.positionAt(offset);
  const { start, end } = file.lineSpan(line);
  const next = file.lineSpan(line + 1);
  return {
    code,
    said: (wanted) => says(error, wanted),
    lastSaid: message.at(-1) ?? '',
    character: file.text.charAt(offset),
    line: file.text.slice(start, end),
    before: file.text.slice(start, offset),
    rest: file.text.slice(offset, end),
    nextLine: file.text.slice(next.start, next.end),
    isBelowItem: () => isBelowItem(file, line),
    isJson: looksLikeJson(file.text),
    isTemplate: /^\s*\{[{#%]/.test(file.text),
    isPairInFlow: errors.some((other) => other.code === 'BLOCK_IN_FLOW' && other.pos[0] === pos[0]),
  };
}

function isBelowItem(file: SourceFile, line: number): boolean {
  const lineAt = (number: number): string => {
    const { start, end } = file.lineSpan(number);
    return file.text.slice(start, end);
  };
  const own = lineAt(line).search(/\S/);
  for (let number = line - 1; number > 0; number--) {
    const above = lineAt(number);
    const indentation = above.search(/\S/);
    if (indentation !== -1 && indentation <= own && above[indentation] !== '#')
      return indentation === own && /^-\s/.test(above.slice(indentation));
  }
  return false;
}
