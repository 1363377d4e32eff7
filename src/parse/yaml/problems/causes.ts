import type { YAMLParseError } from 'yaml';
import type { SyntaxFault } from '../../problem.js';
import type { Stumble } from './stumble.js';

/** The usual cause of a syntax error; the words of the library where there is none. */
export function causeOf(stumble: Stumble, error: YAMLParseError): SyntaxFault {
  const { fault } = CAUSES.find(({ when }) => when(stumble)) ?? { fault: otherFault(error) };
  return typeof fault === 'function' ? fault(stumble) : fault;
}

/** The library's own words without the piece of the text after their colon, which may hold a secret. */
function otherFault({ message }: YAMLParseError): SyntaxFault {
  const words = message.replace(/[:\n][^]*/, '').trim();
  return { code: 'other', reason: `${words.charAt(0).toLowerCase()}${words.slice(1)}` };
}

interface Cause {
  readonly when: (stumble: Stumble) => boolean;
  readonly fault: SyntaxFault | ((stumble: Stumble) => SyntaxFault);
}

const hasColonSpace = (text: string): boolean => /:(?:\s|$)/.test(text);

/** Whether a line so far has a value that begins and ends in a certain way. */
function isClosedValue(before: string, beginning: RegExp, end: RegExp): boolean {
  const value = before.trimEnd();
  return end.test(value) && beginning.test(value.slice(0, -1));
}

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
    // A key further below, to which the lines between belong.
    when: ({ code, before, nextLine }) =>
      code === 'BLOCK_AS_IMPLICIT_KEY' && (hasColonSpace(nextLine) || /\S:\s+$/.test(before)),
    fault: { code: 'keys-below-value' },
  },
  {
    when: ({ code, before, rest, isJson }) =>
      code === 'UNEXPECTED_TOKEN' &&
      !isJson &&
      isClosedValue(before, /:\s+["']/, /["']$/) &&
      /^[,;]\s*(?:#.*)?$/.test(rest),
    fault: ({ character }) => ({ code: 'separator-at-line-end', character }),
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && !isJson && isClosedValue(before, /:\s+["']/, /["']$/),
    fault: ({ before }) => ({ code: 'text-after-quote', quote: before.trimEnd().at(-1) ?? '' }),
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && !isJson && isClosedValue(before, /:\s+[[{]/, /[\]}]$/),
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
