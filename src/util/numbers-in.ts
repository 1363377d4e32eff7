/** Every number that is in a text as a number of its own: 5000 in `:5000/ws`, not in `15000`. */
export function* numbersIn(text: string): Iterable<string> {
  for (const [digits] of text.matchAll(/\d+/g)) yield digits;
}
