export const REPLACE_PLACEHOLDER = 'Replace it with the real value.';

/** A placeholder as a message shows it. */
export const quotedPlaceholder = (text: string): string =>
  `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
