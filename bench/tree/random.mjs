/** Numbers that look random and are the same on every machine: mulberry32, with 32-bit integers only. */
export class Random {
  #state;

  /** @param {number} seed an integer; only its low 32 bits count */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to 1, 1 excluded. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer from `low` to `high`, both included. */
  integer(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  /** `count` different items in the order of the list. */
  sample(list, count) {
    const left = [...list.keys()];
    while (left.length > count) left.splice(this.integer(0, left.length - 1), 1);
    return left.map((index) => list[index]);
  }

  /** Lower-case hexadecimal digits. */
  hex(length) {
    return Array.from({ length }, () => this.integer(0, 15).toString(16)).join('');
  }

  digits(length) {
    return Array.from({ length }, () => this.integer(0, 9)).join('');
  }
}
