/**
 * The smallest text that still differs: takes out ever smaller pieces as long as what is left differs in the same way.
 * @param {(text: string) => Promise<boolean>} differs
 */
export async function minimal(text, differs) {
  let tries = 600;
  let units = text.split(/(?<=\n)/);
  for (const split of [undefined, /(?<=[\s:,[\]{}"'])/, /(?:)/u]) {
    if (split) units = units.join('').split(split);
    for (let size = Math.ceil(units.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < units.length && tries > 0;) {
        const fewer = units.toSpliced(at, size);
        tries--;
        if (await differs(fewer.join('').toWellFormed())) units = fewer;
        else at += size;
      }
  }
  return units.join('').toWellFormed();
}
