import type { Span } from '../source/index.js';

/**
 * What characters that look like others, or like nothing, are taken for by mistake.
 * - `space`: no-break and full-width spaces
 * - `invisible`: zero-width characters and marks of the direction of writing
 * - `unreadable`: the replacement of bytes that are not UTF-8
 * - `full-width`: letters, digits and signs of an East Asian input method
 * https://www.unicode.org/Public/security/latest/confusables.txt
 */
export type LookAlikeKind =
  'space' | 'invisible' | 'colon' | 'hyphen' | 'quote' | 'full-width' | 'unreadable';

/** A character that looks like another one. */
export interface LookAlike extends Span {
  readonly kind: LookAlikeKind;
  readonly character: string;
  /** What it is taken for; empty for what is not seen. */
  readonly instead: string;
}

/** By the first class that fits. */
const CLASSES: Readonly<Record<LookAlikeKind, RegExp>> = {
  space: /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/,
  invisible:
    /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\uffa0]/,
  colon: /[\ua789\ufe55\uff1a]/,
  hyphen: /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/,
  quote: /[\u2018-\u201f\uff02\uff07]/,
  'full-width': /[\uff01-\uff5e]/,
  unreadable: /\ufffd/,
};

const KINDS = Object.keys(CLASSES) as readonly LookAlikeKind[];

const ANY = new RegExp(KINDS.map((kind) => CLASSES[kind].source).join('|'), 'g');

/** Whether a text has any of these characters: nearly none has. */
export const hasLookAlikes = (text: string): boolean => text.search(ANY) !== -1;

/** The characters of a text that look like others. */
export function lookAlikesIn(text: string): LookAlike[] {
  return [...text.matchAll(ANY)].flatMap(({ 0: character, index: start }) => {
    const kind = KINDS.find((candidate) => CLASSES[candidate].test(character));
    const end = start + character.length;
    return kind ? [{ kind, character, instead: insteadOf(kind, character), start, end }] : [];
  });
}

function insteadOf(kind: LookAlikeKind, character: string): string {
  switch (kind) {
    case 'space':
      return ' ';
    case 'colon':
      return ':';
    case 'hyphen':
      return '-';
    case 'quote':
      return /[\u2018-\u201b\uff07]/.test(character) ? "'" : '"';
    case 'full-width':
      // The block of full-width forms has the order of ASCII.
      return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
    case 'invisible':
    case 'unreadable':
      return '';
  }
}

/** `U+00A0` */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const UNSEEN = new RegExp(`${CLASSES.space.source}|${CLASSES.invisible.source}`, 'g');

/** A text in which every character that is not seen, or looks like a space, is shown by its code point. */
export const withCodePoints = (text: string): string =>
  text.replace(UNSEEN, (character) => `<${codePoint(character)}>`);
