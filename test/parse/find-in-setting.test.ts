import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { findInSetting } from '../../src/parse/config-file/option-settings.js';
import { SourceFile } from '../../src/source/index.js';

const config = (text: string) =>
  parseConfigFile(new SourceFile('/project/.ebextensions/a.config', '.ebextensions/a.config', text));

describe('findInSetting', () => {
  const find = (value: string) => {
    const [setting] = config(`option_settings:\n  a:b:\n    c: ${value}\n`).settings;
    const found = findInSetting(setting!, (text) => {
      const start = text.indexOf('HERE');
      return start === -1 ? undefined : { start, end: start + 4 };
    });
    if (!found) return undefined;
    const { file, span } = found.place;
    expect(file.text.slice(span.start, span.end)).toBe(found.value);
    return span.start;
  };

  it.each(['x HERE', '"x\\tHERE"', "'it''s HERE'", '[a, b HERE]', '|\n      x\n      HERE\n', '!!str HERE'])(
    'finds a part of %j at its place',
    (value) => {
      expect(find(value)).toBeGreaterThan(0);
    },
  );

  it.each(['x', '!Sub HERE', '\'`{"Ref": "HERE"}`\'', '{ Ref: HERE }', '!Split [HERE]'])(
    'finds nothing in %j',
    (value) => {
      expect(find(value)).toBeUndefined();
    },
  );
});
