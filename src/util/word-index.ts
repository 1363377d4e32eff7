import { MAX_INDEXED_WORDS } from './limits.js';
import { lazily } from './memo.js';

/** Letters, digits and what joins them in the names of files; the dot of a hidden file as well. */
const WORD = /\.?\w+(?:[.-]+\w+)*/g;

/** Which of many texts name what: each text is read once, when a name is first looked up, however many there are. */
export class WordIndex<T> {
  readonly #itemsByWord: () => ReadonlyMap<string, readonly T[]> | undefined;

  /** @param wordsIn the words of a text, and of a name, of which the last is used */
  constructor(
    items: Iterable<T>,
    textOf: (item: T) => string,
    readonly wordsIn: (text: string) => Iterable<string> = wordsAndParts,
  ) {
    this.#itemsByWord = lazily(() => itemsByWord(items, (item) => wordsIn(textOf(item))));
  }

  /** The items whose texts have a name among their words; undefined where that is not known. */
  naming(name: string): readonly T[] | undefined {
    const word = [...this.wordsIn(name)].at(-1);
    if (word === undefined) return undefined;
    const known = this.#itemsByWord();
    return known && (known.get(word) ?? []);
  }

  /** Whether a text names it; true where that is not known. */
  mayName(name: string): boolean {
    return this.naming(name)?.length !== 0;
  }
}

/** Undefined where there are too many words. */
function itemsByWord<T>(
  items: Iterable<T>,
  wordsOf: (item: T) => Iterable<string>,
): ReadonlyMap<string, readonly T[]> | undefined {
  const known = new Map<string, T[]>();
  let count = 0;
  for (const item of items) {
    // Items may be long texts that are equal: they are never compared with each other.
    const seen = new Set<string>();
    for (const word of wordsOf(item)) {
      if (++count > MAX_INDEXED_WORDS) return undefined;
      if (seen.has(word)) continue;
      seen.add(word);
      const same = known.get(word);
      if (same) same.push(item);
      else known.set(word, [item]);
    }
  }
  return known;
}

/** `a`, `conf` and `a.conf` of `/tmp/a.conf`: the parts of each word, and the word after them. */
function* wordsAndParts(text: string): Generator<string> {
  for (const [word] of text.matchAll(WORD)) {
    if (/[.-]/.test(word)) for (const part of word.split(/[.-]+/)) if (part !== '') yield part;
    yield word;
  }
}
