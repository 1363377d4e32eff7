import { diffArrays } from 'diff';

/** One line of a diff: kept, taken away or added, with its line break. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** How one text becomes another, line by line; only line feeds end a line, as for git. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return old.length === now.length ? inPlace(old, now) : shortest(old, now);
}

/** Lines that change in place, as nearly all fixes do: no search for the shortest way, which takes long for thousands. */
function inPlace(old: readonly string[], now: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const added: DiffLine[] = [];
  for (const [index, text] of old.entries()) {
    const isKept = text === now[index];
    if (isKept) lines.push(...added.splice(0));
    lines.push({ sign: isKept ? ' ' : '-', text });
    if (!isKept) added.push({ sign: '+', text: now[index]! });
  }
  return [...lines, ...added];
}

const shortest = (old: string[], now: string[]): DiffLine[] =>
  diffArrays(old, now).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ sign: added ? '+' : removed ? '-' : ' ', text })),
  );

const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));
