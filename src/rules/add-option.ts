import type { Setting } from '../model/settings/settings.js';
import type { Edit } from './rule.js';

/**
 * The edit that sets one more option, on a line of its own before another one of the same namespace: before and not
 * behind it, where a comment or a block of text may follow. None in the list form and where the options share a line.
 */
export function addOption(sibling: Setting, option: string, value: string): Edit | undefined {
  const { file, span } = sibling.place;
  const isMapForm = span.start === sibling.option.place.span.start;
  const lineStart = file.lineSpan(file.positionAt(span.start).line).start;
  const indentation = file.text.slice(lineStart, span.start);
  if (!isMapForm || indentation.trim() !== '') return undefined;
  const isJson = /[{,]\s*$/.test(file.text.slice(0, lineStart));
  const text = isJson ? `"${option}": "${value}",` : `${option}: ${value}`;
  return { file, span: { start: span.start, end: span.start }, text: text + file.lineBreak + indentation };
}
