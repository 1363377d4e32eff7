import type { Edit } from '../../rules/rule.js';
import type { LintFix } from './lint-result.js';

/** The replacements that edits of one text come to, in its order, without any text that stays. */
export function replacementsOf(edits: readonly Edit[], source: string): LintFix[] {
  const replacements: LintFix[] = [];
  for (const { span, text } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    for (const next of withoutKept(source.slice(span.start, span.end), text, span.start)) {
      const last = replacements.at(-1);
      if (last?.range[1] === next.range[0])
        replacements[replacements.length - 1] = {
          range: [last.range[0], next.range[1]],
          text: last.text + next.text,
        };
      else replacements.push(next);
    }
  }
  return replacements;
}

/** A replacement without what is the same at its start and its end, and in two where all that was there stays. */
function withoutKept(old: string, text: string, at: number): LintFix[] {
  const inside = old === '' ? -1 : text.indexOf(old);
  if (inside !== -1)
    return [
      { range: [at, at], text: text.slice(0, inside) },
      { range: [at + old.length, at + old.length], text: text.slice(inside + old.length) },
    ].filter((fix): fix is LintFix => fix.text !== '');
  const [before, after] = [[...old], [...text]];
  const start = commonCount(before, after);
  const end = commonCount(before.slice(start).reverse(), after.slice(start).reverse());
  const [kept, gone] = [before.slice(0, start).join(''), before.slice(start, before.length - end).join('')];
  const added = after.slice(start, after.length - end).join('');
  const from = at + kept.length;
  return gone === '' && added === '' ? [] : [{ range: [from, from + gone.length], text: added }];
}

/** How many characters are the same from the start. */
function commonCount(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((character, index) => character !== b[index]);
  return different === -1 ? a.length : different;
}
