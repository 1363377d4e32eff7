import { hasLookAlikes, type LookAlike, lookAlikesIn } from '../../knowledge/look-alikes.js';
import { outsideQuotes } from '../../parse/shell/word.js';

/** What only prints or stores text may do so in any characters. */
const PRINTS = /\b(?:echo|printf|cat|logger|git|curl)\b/;

/**
 * The characters of a shell command that are part of a word although they look like what separates or marks words. What is
 * in quotes, in comments or only printed may be intended.
 */
export function lookAlikesInCommand(text: string): LookAlike[] {
  if (!hasLookAlikes(text)) return [];
  const bare = outsideQuotes(text).replace(/(?<=^|\s)#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const isProse = PRINTS.test(bare);
  return lookAlikesIn(bare).flatMap((found) => {
    if (found.kind === 'hyphen' && !isProse) return hyphensOf(found, bare);
    return isMistaken(found, bare, isProse) ? [found] : [];
  });
}

function isMistaken({ kind, start }: LookAlike, text: string, isProse: boolean): boolean {
  if (kind === 'space' || kind === 'invisible') return true;
  if (isProse || kind === 'hyphen') return false;
  const before = text[start - 1] ?? ' ';
  return kind !== 'quote' || /^[ \t\n=]$/.test(before) || /^(?:[ \t\n]|$)/.test(text.slice(start + 1));
}

/**
 * A dash that begins a flag. Programs that write texts make one long dash of two hyphens, so that one before a word was `--`.
 */
function hyphensOf(found: LookAlike, text: string): LookAlike[] {
  const [before, after] = [text.slice(0, found.start), text.slice(found.start + 1)];
  if (DASH_BEFORE.test(before)) return /^[A-Za-z]/.test(after) ? [found] : [];
  if (!/[ \t\n]$|^$/.test(before) || !DASH_AND_LETTER.test(after)) return [];
  return [/^[A-Za-z]{2}/.test(after) ? { ...found, instead: '--' } : found];
}

const DASH_BEFORE = /(?:^|[ \t\n])[-\u2010-\u2015\u2212]$/;
const DASH_AND_LETTER = /^[-\u2010-\u2015\u2212]?[A-Za-z]/;
