import type { HereDocument } from '../../parse/shell/here-document.js';
import type { MappedText } from '../../parse/shell/word.js';

/** What a here-document gives to its command; undefined where the shell replaces parts of it. */
export function hereDocumentText({ body, isQuoted }: HereDocument): MappedText | undefined {
  if (isQuoted) return body;
  const { file, text, offsets } = body;
  let kept = '';
  const keptOffsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '$' || text[at] === '`') return undefined;
    if (text[at] === '\\' && /[$`\\]/.test(text.charAt(at + 1))) at++;
    kept += text.charAt(at);
    keptOffsets.push(offsets[at] ?? 0);
  }
  return { file, text: kept, offsets: [...keptOffsets, offsets[text.length] ?? 0] };
}
