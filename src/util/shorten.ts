const LENGTH = 40;

/** A text of a user for a message: its beginning, where it is long. */
export const shorten = (text: string, length = LENGTH): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;
