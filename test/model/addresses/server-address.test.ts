import { describe, expect, it } from 'vitest';
import type { AddressSyntax } from '../../../src/knowledge/servers/servers.js';
import { addressesIn, parseAddress } from '../../../src/model/addresses/server-address.js';
import { mappedText, wordOf } from '../../../src/parse/shell/word.js';
import { SourceFile } from '../../../src/source/index.js';

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
    expect(addressOf('5000', { takesPortOnly: true })).toMatchObject({
      kind: 'tcp',
      host: undefined,
      port: { text: '5000' },
    });
    expect(addressOf('5000')).toEqual({ kind: 'refused' });
  });

  it.each<[string, AddressSyntax]>([
    ['[::1', {}],
    ['[::1]5000', {}],
    ['a/b:5000', {}],
    [':5000,b', {}],
    ['localhost', { needsBoth: true }],
    ['[::1]', { needsBoth: true }],
    ['0.0.0.0:5000', { prefix: /^tcp:/, needsPrefix: 'tcp://' }],
    [':::5000', { bareIpv6: 'refused' }],
  ])('%j is refused by %j', (text, syntax) => {
    expect(addressOf(text, syntax)).toEqual({ kind: 'refused' });
  });

  it.each<[string, AddressSyntax, string]>([
    ['5000', { needsColon: true }, 'unix'],
    ['=0', { reference: /^=/ }, 'reference'],
    [':5000,a.pem', { endsAtComma: true }, 'tcp'],
    [':5000,:5001', { endsAtComma: true }, 'unreadable'],
    [':::5000', { bareIpv6: true }, 'tcp'],
    ['tcp://0.0.0.0:5000/', { prefix: /^tcp:\/\//, needsPrefix: 'tcp://' }, 'tcp'],
    ['', {}, 'tcp'],
  ])('%j with %j is %s', (text, syntax, kind) => {
    expect(addressOf(text, syntax).kind).toBe(kind);
  });

  it('is one of several where a program takes a list', () => {
    const texts = (text: string, separator?: ' ' | ';') => {
      const file = new SourceFile('/app/Procfile', 'Procfile', text);
      const word = wordOf(mappedText(file, 0, text.length));
      return addressesIn(word, separator ? { separator } : {}).map((part) => part.text);
    };
    expect(texts(':1  :2 ', ' ')).toEqual([':1', ':2']);
    expect(texts(':1;:2', ';')).toEqual([':1', ':2']);
    expect(texts('', ' ')).toEqual(['']);
    expect(texts(' :1 ')).toEqual([':1']);
  });

  it.each(['::1', '::1:5000', '<YOUR_HOST>'])('%j is not to be read', (text) => {
    expect(addressOf(text)).toEqual({ kind: 'unreadable' });
  });
});
