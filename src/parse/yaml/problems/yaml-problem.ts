import type { YAMLParseError } from 'yaml';
import { placeOf, type SourceFile } from '../../../source/index.js';
import type { SyntaxFault, SyntaxProblem } from '../../problem.js';
import { firstError } from '../library/yaml-document.js';
import { says } from '../library/yaml-library-messages.js';
import type { Node, ScalarNode } from '../node.js';
import { causeOf } from './causes.js';
import { foreignProblem } from './foreign-text.js';
import { stumbleAt } from './stumble.js';

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
  const bareKey = keyWithoutColon(file, error, root);
  if (bareKey !== undefined)
    return { kind: 'syntax', at: placeOf(file, bareKey, bareKey + 1), fault: { code: 'missing-colon' } };
  const offset = unclosedQuote(error, root) ?? strayDirective(error, file) ?? contentOffset(file, error);
  const stumble = stumbleAt(file, error, offset, errors);
  const fault = causeOf(stumble, error);
  const block = MAY_BE_BLOCK_TEXT.has(fault.code) && blockProblem(file, offset);
  if (block) return block;
  return { kind: 'syntax', at: placeOf(file, offset, Math.min(offset + 1, file.text.length)), fault };
}

/** What text that left its block scalar looks like. */
const MAY_BE_BLOCK_TEXT: ReadonlySet<SyntaxFault['code']> = new Set([
  ...(['bad-indentation', 'colon-in-value', 'early-quote', 'keys-below-value', 'missing-colon'] as const),
  ...([
    'missing-space-after-colon',
    'not-an-item',
    'text-after-value',
    'two-keys-on-line',
    'wrong-block',
  ] as const),
]);

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

/** A line that begins with `%` is taken for a directive, and the mistake is noticed at the end of the file. */
function strayDirective(error: YAMLParseError, { text }: SourceFile): number | undefined {
  if (!says(error, 'missing directives end')) return undefined;
  const found = text.search(/^%/m);
  return found === -1 ? undefined : found;
}

/** An unclosed quote is noticed at the end of the file; people look for where it opens. */
function unclosedQuote(error: YAMLParseError, root: Node | undefined): number | undefined {
  if (!says(error, 'missing quote')) return undefined;
  return lastScalar(root, error.pos[0], QUOTED)?.place.span.start;
}

type Style = ScalarNode['style'];

const QUOTED: ReadonlySet<Style> = new Set<Style>(['single', 'double']);
const ON_LINES: ReadonlySet<Style> = new Set<Style>([...QUOTED, 'plain']);

/** The last scalar of some styles that begins before a place. */
function lastScalar(node: Node | undefined, end: number, styles: ReadonlySet<Style>): ScalarNode | undefined {
  if (!node || node.place.span.start > end) return undefined;
  if (node.kind === 'scalar') return styles.has(node.style) ? node : undefined;
  const children = node.kind === 'list' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  for (const candidate of children.toReversed()) {
    const found = lastScalar(candidate, end, styles);
    if (found) return found;
  }
  return undefined;
}

/**
 * A text on a line of its own that lacks its colon: the library takes it for the value of the key above, and stumbles over the
 * first key below it, where nothing is wrong.
 */
function keyWithoutColon(
  file: SourceFile,
  error: YAMLParseError,
  root: Node | undefined,
): number | undefined {
  if (error.code !== 'BAD_INDENT' && !(error.code === 'UNEXPECTED_TOKEN' && root?.kind === 'scalar'))
    return undefined;
  const offset = contentOffset(file, error);
  const scalar = lastScalar(root, offset - 1, ON_LINES);
  if (!scalar) return undefined;
  const { start, end } = scalar.place.span;
  const own = beforeOnLine(file, start);
  const below = beforeOnLine(file, offset);
  const isAlone = own.trim() === '' && below.trim() === '' && below.length >= own.length;
  return isAlone && COMMENTS.test(file.text.slice(end, offset)) ? start : undefined;
}

const beforeOnLine = ({ text }: SourceFile, offset: number): string =>
  text.slice(Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1, offset);

/** Nothing but spaces, line breaks and comments. */
const COMMENTS = /^[ \t]*(?:#[^\r\n]*)?(?:[\r\n][ \t]*(?:#[^\r\n]*)?)*$/;

/** Some errors are placed on the spaces or the line break before the text that they are about. */
function contentOffset(file: SourceFile, error: YAMLParseError): number {
  const { text } = file;
  const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
  const found = text.slice(start).search(/\S/);
  return found === -1 ? start : start + found;
}

/** A line of a file that breaks the block scalar above it, and how. */
type BlockFault =
  | { readonly code: 'unindented-block-text'; readonly key: string }
  | { readonly code: 'unindented-here-document'; readonly delimiter: string };

/** `key: |` at the end of a line, or `- |`: the indentation and the key. */
function headerOf(line: string): { readonly indentation: number; readonly key: string } | undefined {
  const end = line.search(/[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/);
  const found = end === -1 ? null : KEY_OF_BLOCK.exec(line.slice(0, end).trimEnd());
  return found ? { indentation: indentationOf(line), key: found[2] ?? '' } : undefined;
}

const KEY_OF_BLOCK = /^ *(?:- )*(?:(["']?)([^\s"':#-][^"':#]*)\1:)?$/;

const KEY = /^ *(?:- +)?(?:"[^"]*"|'[^']*'|[\w./-]+) *:(?: |$)/;

const indentationOf = (line: string): number => line.search(/\S/);

/**
 * Why a line at which the YAML reader stumbles does not belong to the block scalar above it, if it was intended to: the
 * text of the block is not indented at all, or a here-document in it is not.
 * @returns the line, as an index in `lines`, at which the mistake begins
 */
export function blockFaultAt(
  lines: readonly string[],
  stumble: number,
): { readonly line: number; readonly fault: BlockFault } | undefined {
  for (let index = stumble - 1; index >= 0; index--) {
    const header = headerOf(lines[index] ?? '');
    if (!header) continue;
    const { indentation, key } = header;
    const first = lines.findIndex((line, at) => at > index && line.trim() !== '');
    const text = lines[first] ?? '';
    if (indentationOf(text) <= indentation)
      return key === '' || (KEY.test(text) && !text.startsWith('#!'))
        ? undefined
        : { line: first, fault: { code: 'unindented-block-text', key: key.trim() } };
    const block = lines.slice(first, stumble).filter((line) => line.trim() !== '');
    const delimiter = openHereDocument(block);
    return delimiter === undefined || block.some((line) => indentationOf(line) <= indentation)
      ? undefined
      : { line: stumble, fault: { code: 'unindented-here-document', delimiter } };
  }
  return undefined;
}

/** The delimiter of a here-document that begins in some lines and does not end there. */
function openHereDocument(lines: readonly string[]): string | undefined {
  let open: string | undefined;
  for (const line of lines)
    if (open === undefined) open = /(?<!<)<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line)?.[2];
    else if (line.trim() === open) open = undefined;
  return open;
}
