import { type Place, placeOf, type SourceFile } from '../../../source/index.js';
import { MAX_YAML_DEPTH } from '../../../util/limits.js';
import type { Problem } from '../../problem.js';
import type { MapEntry, Node, ScalarNode } from '../node.js';
import { duplicateKey } from '../problems/duplicate-key.js';

/** Thrown where a text is odd in any way. */
export const ODD = new Error('Not an ordinary text');

/** SnakeYAML takes some more, with the spaces before the colon. */
const ORDINARY_KEY_CHARACTERS = 1000;

const SPACE = 32;

/** A text that is read from its start to its end. */
export class Reading {
  readonly text: string;
  readonly duplicates: Problem[] = [];
  /** Where the next thing begins. */
  protected at = 0;
  /** The keys around it. */
  readonly #path: string[] = [];
  #depth = 0;

  constructor(readonly file: SourceFile) {
    this.text = file.text;
  }

  /** Goes to the end of what a sticky pattern matches here, if it does. */
  protected take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const isThere = pattern.test(this.text);
    if (isThere) this.at = pattern.lastIndex;
    return isThere;
  }

  protected expect(pattern: RegExp): void {
    if (!this.take(pattern)) throw ODD;
  }

  protected skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
  }

  /** The next character; nothing at the end. */
  protected get next(): string {
    return this.text.charAt(this.at);
  }

  /** A place from an offset to another one, or to what is next. No node of an ordinary text has a tag. */
  protected from(start: number, end = this.at): { readonly tag: undefined; readonly place: Place } {
    return { tag: undefined, place: placeOf(this.file, start, end) };
  }

  /** The items of a map or list. */
  protected inside<T>(readItems: () => T): T {
    if (++this.#depth > MAX_YAML_DEPTH) throw ODD;
    const items = readItems();
    this.#depth--;
    return items;
  }

  /** An entry of a map, of which the entries before it are known. */
  protected entry(known: Map<string, MapEntry>, key: ScalarNode, readValue: () => Node): MapEntry {
    const { start, end } = key.place.span;
    if (end - start > ORDINARY_KEY_CHARACTERS) throw ODD;
    this.#path.push(key.text);
    const value = readValue();
    this.#path.pop();
    const entry = { key, value, place: placeOf(this.file, start, value.place.span.end) };
    const first = known.get(key.text);
    if (first) this.duplicates.push(duplicateKey(this.#path, first, entry));
    else known.set(key.text, entry);
    return entry;
  }
}
