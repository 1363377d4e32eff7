/** Signs that end a word to one of the parsers; `-`, `.` and `/` are inside of words. */
const SIGNS = new Set([...'!"#$%&\'()*+,:;<=>?@[\\]^`{|}~'].map((sign) => sign.charCodeAt(0)));
const BLANKS = new Set([9, 32]);
const LINE_BREAKS = new Set([10, 13, 0x85, 0x2028, 0x2029]);

/**
 * How many pieces a parser may make of a text: words, signs and lines. No parser makes more than a few tokens, nodes or
 * commands of each, so this tells before it is parsed what a text will cost.
 */
export function piecesIn(text: string): number {
  let pieces = 1;
  let isBlankBefore = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isBlank = BLANKS.has(code);
    if (isBlank ? !isBlankBefore : SIGNS.has(code) || LINE_BREAKS.has(code)) pieces++;
    isBlankBefore = isBlank;
  }
  return pieces;
}
