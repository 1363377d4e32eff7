/** Letters, digits and what joins them in the names of files; the dot of a hidden file as well. */
const WORD = /\.?\w+(?:[.-]+\w+)*/g;

/** What is read of the texts of one index, see docs/limits.md. */
const MAX_WORDS = 500_000;

/** Which of many texts name what: each text is read once, however many names are looked up. */
export class WordIndex<T> {
  readonly #items = new Map<string, T[]>();
  #count = 0;

  /** @param wordsIn the words of a text, and of a name, of which the last counts */
  constructor(
    items: Iterable<T>,
    textOf: (item: T) => string,
    readonly wordsIn: (text: string) => Iterable<string> = wordsAndParts,
  ) {
    for (const item of items)
      for (const word of wordsIn(textOf(item))) {
        if (++this.#count > MAX_WORDS) return;
        this.#add(word, item);
      }
  }

  /** The items whose texts have a name among their words; undefined where that is not known. */
  naming(name: string): readonly T[] | undefined {
    const word = [...this.wordsIn(name)].at(-1);
    return word === undefined || this.#count > MAX_WORDS ? undefined : (this.#items.get(word) ?? []);
  }

  /** Whether a text names it; true where that is not known. */
  mayName(name: string): boolean {
    return this.naming(name)?.length !== 0;
  }

  #add(word: string, item: T): void {
    const items = this.#items.get(word);
    if (!items) this.#items.set(word, [item]);
    // One item after the other is read: where a word appears again, it is the last one.
    else if (items.at(-1) !== item) items.push(item);
  }
}

/** `a`, `conf` and `a.conf` of `/tmp/a.conf`: the parts of each word, and the word after them. */
function* wordsAndParts(text: string): Generator<string> {
  for (const [word] of text.matchAll(WORD)) {
    if (/[.-]/.test(word)) for (const part of word.split(/[.-]+/)) if (part !== '') yield part;
    yield word;
  }
}
