/**
 * A stretch of blanks, a line break, or a sign that ends a word to one of the parsers; `-`, `.` and `/` are inside of
 * words. As a pattern, because a loop over all characters takes a start of the program longer.
 */
const PIECE = /[\t ]+|[\n\r\u0085\u2028\u2029!"#$%&'()*+,:;<=>?@[\\\]^`{|}~]/g;

/**
 * How many pieces a parser may make of a text: words, signs and lines. No parser makes more than a few tokens, nodes or
 * commands of each, so this tells before it is parsed what a text will cost.
 */
export const piecesIn = (text: string): number => 1 + (text.match(PIECE)?.length ?? 0);
