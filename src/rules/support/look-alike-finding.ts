import { codePoint, type LookAlike, type LookAlikeKind } from '../../knowledge/look-alikes.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import type { Finding } from '../rule.js';

/**
 * The finding for characters of one text that look like others: the first is named, and a fix replaces all.
 * @param text where the text is: what the offsets of the characters count from
 */
export function lookAlikeFinding(
  text: Place,
  lookAlikes: readonly LookAlike[],
  where: string,
): Finding | undefined {
  const [first] = lookAlikes;
  if (!first) return undefined;
  const { file, span } = text;
  const replaceable = lookAlikes.filter(({ kind }) => kind !== 'unreadable');
  return {
    at: placeOf(file, span.start + first.start, span.start + first.end),
    message: MESSAGES[first.kind](first, where),
    help: helpFor(first),
    ...(replaceable.length > 0 && {
      fix: {
        title: 'Replace what looks like ASCII',
        safety: 'unsafe',
        edits: replaceable.map(({ start, end, instead }) => ({
          file,
          span: { start: span.start + start, end: span.start + end },
          text: instead,
        })),
      },
    }),
  };
}

/** The finding for a file in UTF-16, where nothing that reads it finds a line. */
export const utf16Finding = (file: SourceFile): Finding => ({ at: placeOf(file, 0, 0), ...UTF_16 });

/** What is wrong with a file in UTF-16, and what to do about it. */
export const UTF_16 = {
  message: 'The file is saved as UTF-16',
  help: 'Save the file as plain text in UTF-8.',
};

const shown = ({ character }: LookAlike): string => `"${character}" (${codePoint(character)})`;

const MESSAGES: Readonly<Record<LookAlikeKind, (found: LookAlike, where: string) => string>> = {
  space: ({ character }, where) => `${codePoint(character)} in ${where} is not a space`,
  invisible: ({ character }, where) =>
    `${codePoint(character)} in ${where} is invisible, but part of the text`,
  colon: (found, where) => `${shown(found)} in ${where} is not a colon`,
  hyphen: (found, where) => `${shown(found)} in ${where} is not a hyphen`,
  quote: (found, where) => `${shown(found)} in ${where} is not a straight quote`,
  'full-width': (found, where) => `${shown(found)} in ${where} is not "${found.instead}"`,
  unreadable: (_, where) => `A character in ${where} is not valid UTF-8`,
};

function helpFor({ kind, instead }: LookAlike): string {
  if (kind === 'unreadable') return 'Save the file as UTF-8.';
  if (kind === 'invisible') return 'Delete it.';
  if (instead === ' ') return 'Replace it with a space.';
  return instead.endsWith(' ')
    ? `Replace it with \`${instead.trimEnd()}\` and a space.`
    : `Replace it with \`${instead}\`.`;
}
