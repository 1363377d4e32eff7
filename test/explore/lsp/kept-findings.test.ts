import { describe, expect, it } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { isBroken, keptFindings } from '../../../src/explore/lsp/kept-findings.js';

const finding = (line: number, code: string, message = code): lsp.Diagnostic => ({
  range: { start: { line, character: 0 }, end: { line, character: 3 } },
  code,
  message,
});
const BROKEN = finding(1, 'config/syntax-error');

const kept = (
  before: string,
  found: lsp.Diagnostic[],
  now: string,
  diagnostics: lsp.Diagnostic[] = [BROKEN],
) =>
  keptFindings({ text: before, diagnostics: found }, { text: now, diagnostics }).map(
    ({ code, range }) => `${range.start.line} ${String(code)}`,
  );

describe('what was shown before', () => {
  it('stays above a change, and moves below it', () => {
    const found = [finding(0, 'a/a'), finding(2, 'b/b')];
    expect(kept('a\nb\nc\n', found, 'a\nnew\nb\nc\n')).toEqual(['0 a/a', '3 b/b']);
    expect(kept('a\nb\nc\n', found, 'a\nc\n')).toEqual(['0 a/a', '1 b/b']);
  });

  it('is gone in the lines that changed, and where it is found again', () => {
    expect(kept('a\nb\nc\n', [finding(1, 'a/a')], 'a\nB\nc\n')).toEqual([]);
    expect(kept('a\nb\nc\n', [finding(0, 'a/a')], 'a\nb\nC\n', [BROKEN, finding(0, 'a/a')])).toEqual([]);
    expect(kept('a\nb\n', [finding(0, 'a/a', 'x')], 'a\nB\n', [finding(0, 'a/a', 'y')])).toEqual(['0 a/a']);
  });

  it('is known where lines are alike, or one text begins or ends with the other', () => {
    const all = [0, 1, 2].map((line) => finding(line, `a/${line}`));
    expect(kept('a\na\na', all, 'a\na')).toEqual(['0 a/0', '1 a/1']);
    expect(kept('a\na\na', all, 'a\na\na\na')).toEqual(['0 a/0', '1 a/1', '2 a/2']);
    expect(kept('a\na\na', all, 'x\na\na\na')).toEqual(['1 a/0', '2 a/1', '3 a/2']);
    expect(kept('a\nb\nc', all, 'b\nc')).toEqual(['0 a/1', '1 a/2']);
    expect(kept('a\nb\nc', all, '')).toEqual([]);
    expect(kept('a\nb\nc', all, 'a\nb\nc')).toEqual(['0 a/0', '1 a/1', '2 a/2']);
  });

  it('is told apart by rule and message, also without a rule', () => {
    const without = { ...finding(0, 'x'), code: undefined } as unknown as lsp.Diagnostic;
    expect(kept('a\nb', [without], 'a\nB', [BROKEN, { ...without }])).toEqual([]);
    expect(kept('a\nb', [finding(0, 'a/a', 'x')], 'a\nB', [BROKEN, finding(0, 'b/b', 'x')])).toEqual([
      '0 a/a',
    ]);
  });

  it('is no old mistake of the syntax', () => {
    expect(kept('a\nb\nc\n', [finding(0, 'config/syntax-error')], 'a\nb\nC\n')).toEqual([]);
    expect(isBroken([finding(0, 'a/a'), BROKEN])).toBe(true);
    expect(isBroken([])).toBe(false);
    expect(isBroken([finding(0, 'a/a')])).toBe(false);
  });
});
