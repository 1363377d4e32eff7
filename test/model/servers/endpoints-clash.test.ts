import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src/knowledge/servers/loopback.js';
import { endpointsClash } from '../../../src/model/servers/endpoints-clash.js';
import type { TcpEndpoint } from '../../../src/model/servers/server.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';

const place = placeOf(new SourceFile('/project/Procfile', 'Procfile', ''), 0, 0);

const at = (host: string | undefined, port: number | undefined): TcpEndpoint => ({
  kind: 'tcp',
  host: { value: host, place, byDefault: false },
  port: { value: port, place, byDefault: false },
});

describe('endpointsClash', () => {
  it.each([
    ['0.0.0.0', '0.0.0.0'],
    ['0.0.0.0', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['localhost', '0.0.0.0'],
    ['::', '::1'],
    ['10.0.0.1', '10.0.0.1'],
  ])('%s and %s', (a, b) => {
    expect(endpointsClash(at(a, 5000), at(b, 5000))).toBe(true);
    expect(endpointsClash(at(a, 5000), at(b, 5001))).toBe(false);
  });

  it.each([
    ['127.0.0.1', '127.0.0.2'],
    ['0.0.0.0', '::'],
    ['::1', '127.0.0.1'],
    [undefined, '0.0.0.0'],
    [undefined, undefined],
  ])('not %s and %s', (a, b) => {
    expect(endpointsClash(at(a, 5000), at(b, 5000))).toBe(false);
  });

  it('takes two unknown ports for two ports', () => {
    expect(endpointsClash(at('0.0.0.0', undefined), at('0.0.0.0', undefined))).toBe(false);
  });

  it('is the same both ways', () => {
    const host = fc.constantFrom('0.0.0.0', '::', 'localhost', '127.0.0.1', '::1', undefined);
    const endpoint = fc.tuple(host, fc.constantFrom(1, 2, undefined)).map(([name, port]) => at(name, port));
    fc.assert(
      fc.property(endpoint, endpoint, (a, b) => {
        expect(endpointsClash(a, b)).toBe(endpointsClash(b, a));
      }),
    );
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1', '::ffff:127.0.0.1'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '', '10.0.0.1', '1127.0.0.1', '127.example.com', 'localhost.example.com'])(
    'not %s',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
