/** Text in quotes of a shell, and comments after them. */
const QUOTED = /\\.|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g;

/** A shell text with spaces in place of what is in quotes or escaped, so that offsets stay. */
export const outsideQuotes = (text: string): string =>
  text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
