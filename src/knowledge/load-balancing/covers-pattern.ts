import { PATTERN_CHARACTERS } from './path-patterns.js';

/**
 * Whether a pattern matches all that another one matches, for sure: `*` stands for any number of characters, `?` for one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide.length > PATTERN_CHARACTERS || narrow.length > PATTERN_CHARACTERS) return false;
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let read = 0; read < narrow.length;) {
    if (wide[at] === '*') {
      star = at++;
      afterStar = read;
    } else if (coversCharacter(wide[at], narrow.charAt(read))) {
      at++;
      read++;
    } else if (star >= 0) {
      // The last star takes one more.
      at = star + 1;
      read = ++afterStar;
    } else return false;
  }
  return /^\**$/.test(wide.slice(at));
}

/** Only a star stands for all that a star stands for. */
const coversCharacter = (wide: string | undefined, narrow: string): boolean =>
  narrow !== '*' && (wide === narrow || wide === '?');
