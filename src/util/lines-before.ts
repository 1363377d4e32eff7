/**
 * Which line of an older text each line of a text was, both from 0; a line that is new is not there. Lines that moved keep
 * what they were. Takes time in proportion to the texts, which a shortest way from one to the other does not.
 */
export function linesBefore(text: string, olderText: string): ReadonlyMap<number, number> {
  const [now, before] = [linesOf(text), linesOf(olderText)];
  const found = new Map<number, number>();
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) {
    found.set(start, start);
    start++;
  }
  let end = 0;
  while (end < shorter - start && now[now.length - 1 - end] === before[before.length - 1 - end]) {
    end++;
    found.set(now.length - end, before.length - end);
  }
  const places = new Map<string, number[]>();
  for (let index = before.length - end - 1; index >= start; index--) {
    const line = before[index] ?? '';
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  for (let index = start; index < now.length - end; index++) {
    const place = places.get(now[index] ?? '')?.pop();
    if (place !== undefined) found.set(index, place);
  }
  return found;
}

/** As git counts them: only line feeds end a line. On the disk there may be those of Windows while in git there are not. */
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.replace(/\r$/, ''));
