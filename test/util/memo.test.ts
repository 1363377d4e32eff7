import { describe, expect, it } from 'vitest';
import {
  Input,
  isSameValue,
  lazily,
  oncePer,
  oncePerName,
  reused,
  reusedItems,
} from '../../src/util/memo.js';

const key = {};

describe('what is computed from inputs', () => {
  it('is computed again after a change of what it reads, and only then', () => {
    const [port, name] = [new Input(80), new Input('a')];
    const runs: string[] = [];
    const doubled = oncePer(() => {
      runs.push(`port ${port.value}`);
      return port.value * 2;
    });
    const text = oncePerName((prefix: string) => {
      runs.push(prefix);
      return `${prefix}${doubled(key)}`;
    });
    expect([text('x'), text('x'), doubled(key)]).toEqual(['x160', 'x160', 160]);
    name.value = 'b';
    expect(text('x')).toBe('x160');
    expect(runs).toEqual(['x', 'port 80']);
    port.value = 81;
    expect(text('x')).toBe('x162');
    expect(runs).toEqual(['x', 'port 80', 'port 81', 'x']);
  });

  it('is noted for everyone who reads it, not just for the first', () => {
    const input = new Input(1);
    const shared = lazily(() => input.value);
    const first = lazily(() => shared() + 1);
    const second = lazily(() => shared() + 2);
    expect([first(), second()]).toEqual([2, 3]);
    input.value = 2;
    expect([first(), second()]).toEqual([3, 4]);
  });

  it('leads to nothing where it means the same as before', () => {
    const input = new Input([1, 2, 30]);
    let runs = 0;
    const small = lazily(() => input.value.filter((item) => item < 10), reused);
    const sum = lazily(() => {
      runs++;
      return small().reduce((a, b) => a + b, 0);
    });
    expect(sum()).toBe(3);
    input.value = [1, 40, 2];
    expect([sum(), runs]).toEqual([3, 1]);
    input.value = [1, 2, 3];
    expect([sum(), runs]).toEqual([6, 2]);
  });

  it('no longer depends on what it does not read any more', () => {
    const [isOn, text] = [new Input(true), new Input('a')];
    let runs = 0;
    const shown = lazily(() => {
      runs++;
      return isOn.value ? text.value : '';
    });
    expect(shown()).toBe('a');
    isOn.value = false;
    expect(shown()).toBe('');
    text.value = 'b';
    expect([shown(), runs]).toEqual(['', 2]);
  });

  it('fails as long as what it reads fails, and not longer', () => {
    const input = new Input(0);
    const inverse = lazily(() => {
      if (input.value === 0) throw new Error('zero');
      return 1 / input.value;
    });
    const shown = lazily(() => {
      try {
        return String(inverse());
      } catch {
        return 'none';
      }
    });
    expect(shown()).toBe('none');
    input.value = 2;
    expect([shown(), inverse()]).toEqual(['0.5', 0.5]);
    input.value = 0;
    expect(shown()).toBe('none');
    expect(inverse).toThrow('zero');
  });

  it('has an input that did not change where its new value is the same', () => {
    const input = new Input({ a: 1 }, isSameValue);
    let runs = 0;
    const read = lazily(() => [input.value.a, ++runs]);
    read();
    input.value = { a: 1 };
    expect(read()).toEqual([1, 1]);
  });
});

describe('isSameValue', () => {
  it.each([
    [1, 1, true],
    [Number.NaN, Number.NaN, true],
    ['a', 'b', false],
    [null, {}, false],
    [[1, [2]], [1, [2]], true],
    [[1, 2], [1], false],
    [{ a: { b: [1] } }, { a: { b: [1] } }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ toString: 1 }, { a: 1 }, false],
    [new Map([['a', [1]]]), new Map([['a', [1]]]), true],
    [new Map([['a', 1]]), new Map([['a', 2]]), false],
    [new Set([1, 2]), new Set([1, 2]), true],
    [new Set([1, 2]), new Set([2, 1]), false],
    [[], {}, false],
    [new Error('a'), new Error('a'), false],
  ])('%j and %j', (a, b, isSame) => {
    expect(isSameValue(a, b)).toBe(isSame);
  });

  it('looks at nothing that is computed', () => {
    const own = () => ({
      get text(): string {
        throw new Error('asked');
      },
    });
    expect(isSameValue(own(), own())).toBe(false);
  });

  it('takes functions for the same only where they are one', () => {
    expect(isSameValue([() => 1], [() => 1])).toBe(false);
  });
});

describe('reusedItems', () => {
  it('keeps the items of before at both ends', () => {
    const before = [{ a: 1 }, { a: 2 }, { a: 3 }];
    const now = [{ a: 1 }, { a: 4 }, { a: 5 }, { a: 3 }];
    const kept = reusedItems(before, now);
    expect(kept).toEqual(now);
    expect([kept[0], kept[1], kept[3]].map((item) => before.includes(item as never))).toEqual([
      true,
      false,
      true,
    ]);
    expect(reusedItems(before, [{ a: 1 }, { a: 2 }, { a: 3 }])).toBe(before);
    expect(reusedItems(before, [])).toEqual([]);
    expect(reusedItems([], now)).toEqual(now);
    expect(reusedItems(before, [{ a: 1 }, { a: 3 }])).toEqual([{ a: 1 }, { a: 3 }]);
  });
});
