// Writes src/knowledge/packages/known-names.ts from a list of package names of Amazon Linux 2023, one a line:
// node scripts/package-names.mjs NAMES.txt
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HASHES = 4;
const BITS_PER_NAME = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Nobody asks an instance for these; they are most of the list. */
const UNLISTED = /^(?:texlive|langpacks-|google-|maven-|glibc-)/;

const names = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter((name) => name !== '' && !UNLISTED.test(name));
const digits = Array(Math.ceil((names.length * BITS_PER_NAME) / 6)).fill(0);
for (const name of names)
  for (const bit of bitsOf(name, digits.length * 6)) digits[Math.floor(bit / 6)] |= 1 << (bit % 6);

/** The same function as in src/knowledge/packages/is-known-name.ts. */
function bitsOf(name, size) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0;
  return Array.from({ length: HASHES }, (_, index) => ((hash >>> 0) + index * step) % size);
}

writeFileSync(
  fileURLToPath(new URL('../src/knowledge/packages/known-names.ts', import.meta.url)),
  `/**
 * A Bloom filter of the package names of Amazon Linux 2023.12, six bits a character: scripts/package-names.mjs writes it.
 * https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html
 */
export const KNOWN_NAMES =
  '${digits.map((digit) => ALPHABET[digit]).join('')}';
`,
);
