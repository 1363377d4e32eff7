import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/util/nearest.js';

describe('nearest', () => {
  it.each([
    ['websockt', ['http', 'websocket'], 'websocket'],
    ['Websocket', ['websocket'], 'websocket'],
    ['LISTENERENABLED', ['ListenerEnabled', 'Protocol'], 'ListenerEnabled'],
    ['wb', ['ws', 'http'], 'ws'],
    ['queeu', ['queue', 'http'], 'queue'],
    ['sw', ['ws', 'web'], 'ws'],
    ['HealthCheckURL', ['HealthCheckPath', 'HealthCheckInterval'], 'HealthCheckPath'],
    ['routing/port-missmatch', ['routing/port-mismatch', 'routing/port-clash'], 'routing/port-mismatch'],
  ])('offers for %s of %j: %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it.each([
    ['admin', ['websocket', 'http']],
    ['a', ['b']],
    ['ab', ['cd']],
    ['ws', []],
    ['', ['a', '']],
    ['ws', ['ws']],
  ])('offers nothing for %j of %j', (name, candidates) => {
    expect(nearest(name, candidates)).toBeUndefined();
  });

  it('takes the first of equals in code unit order, however they come', () => {
    expect(nearest('ws3', ['ws2', 'ws1'])).toBe('ws1');
    expect(nearest('ws3', ['ws1', 'ws2'])).toBe('ws1');
  });

  it('reads any iterable once', () => {
    expect(nearest('htp', new Set(['http', 'ws']).values())).toBe('http');
  });

  it('offers only candidates, whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ maxLength: 8 })), (name, candidates) => {
        const found = nearest(name, candidates);
        expect(found === undefined || candidates.includes(found)).toBe(true);
        expect(nearest(name, candidates.toReversed())).toBe(found);
      }),
    );
  });
});
