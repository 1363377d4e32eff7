import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/rules/platform/retired-path/shell-text.js';
import { mappedText } from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';

const textOf = (text: string) =>
  mappedText(new SourceFile('/project/a.config', 'a.config', text), 0, text.length);

describe('the list form of a command', () => {
  it('is one command, in which nothing is an assignment', () => {
    expect(readArguments(['A=1', 'make'].map(textOf)).commands).toMatchObject([
      { words: [{ text: 'A=1' }, { text: 'make' }], assignments: [] },
    ]);
  });

  it('is no command where the list is empty', () => {
    expect(readArguments([]).commands).toEqual([]);
  });
});
