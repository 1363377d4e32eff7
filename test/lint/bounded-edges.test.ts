import { describe, expect, it } from 'vitest';
import { bounded, tooManyFindings } from '../../src/lint/bounded.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const at = placeOf(new SourceFile('/p/a', 'a', 'x'), 0, 1);

describe('the help of a finding', () => {
  it('stays', () => {
    expect(bounded({ at, message: 'm', help: 'Do it.' })).toEqual({
      at,
      message: 'm',
      help: 'Do it.',
      related: [],
    });
  });

  it('loses its middle where it is long', () => {
    const { help } = bounded({ at, message: 'm', help: `start ${'x'.repeat(3000)} end` });
    expect(help).toMatch(/^start x{1494} … x{496} end$/);
  });

  it('is absent where there is none', () => {
    expect(Object.keys(bounded({ at, message: 'm' }))).not.toContain('help');
  });
});

it('too many findings are said with their number, and what to do', () => {
  expect(tooManyFindings('a/b')).toEqual({
    message: 'Rule "a/b" has more than 1000 findings in this project',
    help: 'Fix some of them and run eblint again.',
  });
});
