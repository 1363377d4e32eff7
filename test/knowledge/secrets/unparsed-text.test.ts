import { describe, expect, it } from 'vitest';
import { secretsInUnparsed } from '../../../src/knowledge/secrets/unparsed-text.js';

const shown = (text: string): string => {
  let [at, parts] = [0, ''];
  for (const { start, end } of secretsInUnparsed(text)) {
    parts += `${text.slice(at, start)}***`;
    at = end;
  }
  return parts + text.slice(at);
};

describe('in a text that cannot be parsed', () => {
  it.each([
    ['{"name": "DB_PASSWORD" "value" "hunter2"}', '{"name": "DB_PASSWORD" "***'],
    ['{"Value" "hunter2" "OptionName": "DB_PASSWORD"}', '{"Value" "***'],
    ['"DB_PASSWORD" =: hunter2 x: y', '"DB_PASSWORD" =***'],
    ['OptionName: DB_PASSWORD\nVlaue: hunter2 x', 'OptionName: DB_PASSWORD\nVlaue: ***'],
    ['"DB_PASSWORD"\n: "hunter2"', '"DB_PASSWORD"\n: ***'],
  ])('what belongs to the name of a secret is hidden: %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    '{"name": "MIN_SIZE" "value" "2"}',
    'DB_PASSWORD: ${DB_PASSWORD}\nMinSize: x: y',
    'Namespace: a\nOptionName: DB_PASSWORD\nName: b',
  ])('all else is shown: %j', (text) => {
    expect(shown(text)).toBe(text);
  });
});
