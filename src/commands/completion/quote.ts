/** A word that every shell takes as it is. */
const PLAIN = /^[\w/:.-]+$/;

/** A word for bash and zsh. */
export const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A word for fish, which knows escapes inside single quotes. */
export const fishQuoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replace(/['\\]/g, String.raw`\$&`)}'`;
