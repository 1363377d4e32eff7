import { shorten } from '../../util/text.js';

export const REPLACE_PLACEHOLDER = 'Replace it with the real value.';

/** A placeholder as a message shows it. */
export const quotedPlaceholder = (text: string): string => `"${shorten(text, 60)}"`;
