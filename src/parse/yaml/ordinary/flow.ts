import { ListNode, type MapEntry, MapNode, type Node } from '../node.js';
import { ScalarReading } from './scalars.js';

const SPACE = /[ \r\n]*/y;
const COLON = / {0,9}:[ \r\n]*/y;
const COMMA = /[ \r\n]*,[ \r\n]*/y;
const BRACE_END = /[ \r\n]*\}/y;
const BRACKET_END = /[ \r\n]*\]/y;

/** Reads maps and lists between brackets, on one line or more: also a text of JSON. */
export class FlowReading extends ScalarReading {
  protected get isAtBracket(): boolean {
    return this.next === '{' || this.next === '[';
  }

  protected flow(): MapNode | ListNode {
    const start = this.at++;
    if (this.text[start] === '[') {
      const items = this.#until(BRACKET_END, () => this.#value());
      return new ListNode(items, this.from(start));
    }
    const known = new Map<string, MapEntry>();
    const entries = this.#until(BRACE_END, () => this.#entry(known));
    return new MapNode(entries, this.from(start));
  }

  #until<T>(end: RegExp, read: () => T): T[] {
    return this.inside(() => {
      const items: T[] = [];
      if (this.take(end)) return items;
      this.take(SPACE);
      do items.push(read());
      while (this.take(COMMA));
      this.expect(end);
      return items;
    });
  }

  #entry(known: Map<string, MapEntry>): MapEntry {
    const key = this.scalarInBrackets().asKey();
    this.expect(COLON);
    return this.entry(known, key, () => this.#value());
  }

  #value(): Node {
    return this.isAtBracket ? this.flow() : this.scalarInBrackets();
  }
}
