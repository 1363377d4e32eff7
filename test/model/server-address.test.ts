import { describe, expect, it } from 'vitest';
import type { AddressSyntax } from '../../src/knowledge/servers.js';
import { parseAddress } from '../../src/model/servers/server-address.js';
import { mappedText, wordOf } from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';

const addressOf = (text: string, syntax: AddressSyntax = {}) =>
  parseAddress(wordOf(mappedText(new SourceFile('/app/Procfile', 'Procfile', text), 0, text.length)), syntax);

describe('an address', () => {
  it.each([
    ['0.0.0.0:5000', '0.0.0.0', '5000'],
    [':5000', '', '5000'],
    ['localhost', 'localhost', undefined],
    ['[::1]:5000', '::1', '5000'],
    ['[::1]', '::1', undefined],
  ])('%s has the host %j and the port %j', (text, host, port) => {
    const address = addressOf(text);
    expect(address.kind).toBe('tcp');
    expect(address).toMatchObject({
      host: { text: host },
      port: port === undefined ? undefined : { text: port },
    });
  });

  it('of digits alone is a port where the program says so', () => {
    expect(addressOf('5000', { portAlone: true })).toMatchObject({
      kind: 'tcp',
      host: undefined,
      port: { text: '5000' },
    });
    expect(addressOf('5000')).toEqual({ kind: 'unreadable' });
  });

  it.each(['::1', '::1:5000', '[::1', '[::1]5000', 'a/b:5000', ':5000,b', '<YOUR_HOST>', ''])(
    '%j is not to be read',
    (text) => {
      expect(addressOf(text)).toEqual({ kind: 'unreadable' });
    },
  );
});
