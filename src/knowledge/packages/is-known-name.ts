import { KNOWN_NAMES } from './known-names.js';

const HASHES = 4;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Families that the table leaves out: instances do not need them, and they would be most of it. */
const UNLISTED = /^(?:texlive|langpacks-|google-|maven-|glibc-)/;

/**
 * Whether Amazon Linux 2023 has a package of this name, or one before a hyphen of it, for the list lacks some
 * packages that are parts of others. True for about one unknown name of eighteen, never false for a known one.
 */
export const mayBePackage = (name: string): boolean =>
  UNLISTED.test(name) ||
  isListed(name) ||
  [...name.matchAll(/-/g)].some(({ index }) => isListed(name.slice(0, index)));

const isListed = (name: string): boolean =>
  bitsOf(name).every(
    (bit) => ((ALPHABET.indexOf(KNOWN_NAMES.charAt(Math.floor(bit / 6))) >> (bit % 6)) & 1) === 1,
  );

/** FNV-1a, and a second hash made of it. */
function bitsOf(name: string): number[] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0;
  return Array.from(
    { length: HASHES },
    (_, index) => ((hash >>> 0) + index * step) % (KNOWN_NAMES.length * 6),
  );
}
