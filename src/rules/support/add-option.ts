import type { Setting } from '../../model/settings/settings.js';
import type { SourceFile } from '../../source/index.js';
import type { Edit } from '../rule.js';

/**
 * The edit that sets one more option, on a line of its own before another one of the same namespace and its comment:
 * before and not after it, where a comment or a block of text may follow. None in the list form and where the options
 * share a line.
 */
export function addOption(sibling: Setting, option: string, value: string): Edit | undefined {
  const { file, span } = sibling.place;
  const isMapForm = span.start === sibling.option.place.span.start;
  const { line } = file.positionAt(span.start);
  const lineStart = file.lineSpan(line).start;
  const indentation = file.text.slice(lineStart, span.start);
  if (!isMapForm || indentation.trim() !== '') return undefined;
  const isJson = /[{,]\s*$/.test(file.text.slice(0, lineStart));
  const text = isJson ? `"${option}": "${value}",` : `${option}: ${value}`;
  const { start } = file.lineSpan(firstLineWithComment(file, line));
  return { file, span: { start, end: start }, text: indentation + text + file.lineBreak };
}

/** The first line of the comment that ends right above a line; the line itself where there is none. */
function firstLineWithComment(file: SourceFile, line: number): number {
  let first = line;
  while (first > 1 && isComment(file, first - 1)) first--;
  return first;
}

function isComment(file: SourceFile, line: number): boolean {
  const { start, end } = file.lineSpan(line);
  return /^[ \t]*#/.test(file.text.slice(start, end));
}
