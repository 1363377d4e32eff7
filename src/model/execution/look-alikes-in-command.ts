import { hasLookAlikes, lookAlikesIn, type LookAlike } from '../../knowledge/look-alikes.js';
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
  return lookAlikesIn(bare).filter(({ kind, start }) => {
    if (kind === 'space' || kind === 'invisible') return true;
    if (isProse) return false;
    const before = bare[start - 1] ?? ' ';
    if (kind === 'hyphen')
      return /[ \t\n]/.test(before) && /^[-\u2010-\u2015\u2212]?[A-Za-z]/.test(bare.slice(start + 1));
    return kind !== 'quote' || /^[ \t\n=]$/.test(before) || /^(?:[ \t\n]|$)/.test(bare.slice(start + 1));
  });
}
