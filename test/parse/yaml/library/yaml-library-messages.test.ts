import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import {
  LIBRARY_MESSAGES,
  type LibraryMessage,
  says,
} from '../../../../src/parse/yaml/library/yaml-library-messages.js';
import { REPOSITORY } from '../../../support/fixtures.js';

/**
 * The version whose messages the table knows, and whose internals yaml-internals.ts uses: after an update of the library, read
 * both again.
 */
const VERSION = '2.9.1';

/** A text that makes the library say so, and what it says. */
const SAID: Readonly<Record<LibraryMessage, readonly [text: string, message: string]>> = {
  'bad block header': ['a: |x\n b\n', 'Block scalar header includes extra characters: |x'],
  'comment not separated': [
    'a: []# b\n',
    'Comments must be separated from other tokens by white space characters',
  ],
  'list on key line': ['a: - b\n', 'Unexpected block-seq-ind on same line with key'],
  'missing bracket at end': ['{"a": {"b": 1}\n', 'Flow map must end with a }'],
  'missing bracket before': [
    'a: [1, 2\nb: 1\n',
    'Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  'missing comma': ['{"a": "1"\n "b": 2}\n', 'Missing , between flow map items'],
  'missing directives end': ['%\n', 'Missing directives-end indicator line'],
  'missing quote': ['a: "x\n', 'Missing closing "quote'],
  'name not separated': [
    'a: &b[c]\n',
    'Tags and anchors must be separated from the next token by white space',
  ],
  'no item': ['a:\n  - b: 1\n   c: 2\n', 'Sequence item without - indicator'],
  'not a token': ['a: > b\n', 'Not a YAML token: b'],
  'text after node': ['a: *b c\n', 'Unexpected scalar at node end'],
  'unexpected comma': ['a: {b: c,, d}\n', 'Unexpected , in flow map'],
};

const errorsOf = (text: string) =>
  parseDocument(text, { version: '1.1', schema: 'failsafe', prettyErrors: false }).errors;

describe(`the messages of yaml ${VERSION}`, () => {
  it('are those of the version that is installed', () => {
    const manifest = readFileSync(`${REPOSITORY}node_modules/yaml/package.json`, 'utf8');
    expect((JSON.parse(manifest) as { version: string }).version).toBe(VERSION);
  });

  it.each(Object.keys(LIBRARY_MESSAGES) as LibraryMessage[])('%s', (kind) => {
    const [text, message] = SAID[kind];
    const error = errorsOf(text).find((candidate) => says(candidate, kind));
    expect(error?.message).toBe(message);
  });

  it('are of one kind each', () => {
    for (const [, message] of Object.values(SAID)) {
      const kinds = Object.values(LIBRARY_MESSAGES).filter((pattern) => pattern.test(message));
      expect(kinds, message).toHaveLength(1);
    }
  });
});
