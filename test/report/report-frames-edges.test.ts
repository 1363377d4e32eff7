import { describe, expect, it } from 'vitest';
import { frames } from '../../src/report/frames.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { SourceFile } from '../../src/source/index.js';
import { context, diagnostic, placeAt } from '../support/report-samples.js';

const TEXT = 'web: gunicorn\nwebsocket: daphne -p 5001\n';
const file = new SourceFile('/repo/app/Procfile', 'Procfile', TEXT);
const at = placeAt(file, '5001');
const there = placeAt(file, 'gunicorn');

const page = (over: Parameters<typeof diagnostic>[1] = {}, told: Parameters<typeof context>[0] = {}) =>
  frames(
    toLintResults([diagnostic(at, { message: 'The port is wrong', ...over })], { withExcerpts: true }),
    context(told),
  );

describe('a frame', () => {
  it('marks the finding in red and its other end dimly', async () => {
    const text = await page({ related: [{ at: there, note: 'its server' }] }, { color: true });
    expect(text).toMatch(/\u001b\[31m\^{4}\u001b\[39m/);
    expect(text).toMatch(/\u001b\[2m-{8}/);
  });

  it('has help only where there is some', async () => {
    expect(await page({ help: 'Do it.' })).toContain('help: Do it.');
    expect(await page()).not.toContain('help');
  });

  it('underlines the name of the file, once', async () => {
    const text = await page({}, { color: true });
    expect(text.split('\u001b[4m')).toHaveLength(2);
    expect(text).toMatch(/\u001b\[4mProcfile:2:22\u001b\[24m/);
  });

  it('knows no page of a rule that has none', async () => {
    const text = await page({}, { rulesMeta: {}, color: true, hyperlinks: true });
    expect(text).toContain('routing/port-mismatch');
    expect(text).not.toContain('\u001b]8;;http');
  });

  it('counts lines as wide as the last one of both ends', async () => {
    const long = new SourceFile(
      '/repo/app/Procfile',
      'Procfile',
      `${'x: y\n'.repeat(99)}web: 5001\nfar: 1\n`,
    );
    const results = toLintResults(
      [diagnostic(placeAt(long, 'x: y'), { related: [{ at: placeAt(long, '5001'), note: 'there' }] })],
      { withExcerpts: true },
    );
    const text = await frames(results, context());
    expect(text).toMatch(/^ +1 \| x: y$/m);
    const columns = text.split('\n').flatMap((line) => (line.includes(' | ') ? [line.indexOf(' | ')] : []));
    expect(new Set(columns).size).toBe(1);
  });

  it('has the note after the mark where it fits, and below where it does not', async () => {
    const noted = (length: number) =>
      page({ related: [{ at: there, note: `${'n '.repeat(length).slice(0, length - 1)}n` }] }, { width: 60 });
    const marked = (text: string) => text.split('\n').filter((line) => /-{8}/.test(line));
    expect(marked(await noted(10))).toEqual([expect.stringMatching(/-{8} [n ]{10}$/)]);
    expect(marked(await noted(58))).toEqual([expect.stringMatching(/-{8}$/)]);
    for (let length = 30; length < 60; length++)
      for (const line of (await noted(length)).split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    const widest = Math.max(
      ...(await Promise.all(
        Array.from(
          { length: 30 },
          async (_, index) =>
            (await noted(index + 20)).split('\n').find((line) => /-{8} n/.test(line))?.length ?? 0,
        ),
      )),
    );
    expect(widest).toBe(60);
  });
});
