import { expect, it } from 'vitest';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { pretty } from '../../src/report/pretty.js';
import { SourceFile } from '../../src/source/index.js';
import { context, diagnostic, placeAt, sampleResults } from '../support/report-samples.js';

const file = new SourceFile('/repo/app/Procfile', 'Procfile', 'web: run');
const at = placeAt(file, 'run');
const resultsOf = (...findings: Parameters<typeof diagnostic>[1][]) =>
  toLintResults(findings.map((over) => diagnostic(at, over)));
const print = (...findings: Parameters<typeof resultsOf>) => pretty(resultsOf(...findings), context());

it('pretty prints nothing where nothing was found', async () => {
  expect(await pretty([], context())).toBe('');
});

it.each([
  ['one warning', [{ severity: 'warning' }], '1 warning'],
  ['one error', [{}], '1 error'],
  ['errors beside warnings', [{}, { severity: 'warning' }], '1 error'],
] as const)('pretty prints %s', async (_, findings, totals) => {
  const text = await print(...findings);
  expect(text).toContain('daphne listens on 5001');
  expect(text.replaceAll(/\u001b\[\d+m/g, '')).toContain(`\n  ${totals}\n`);
});

it('pretty names what can be fixed below that, indented, only where something can', async () => {
  const fix = { title: 'Fix it', safety: 'safe' as const, edits: [{ ...at, text: 'go' }] };
  const fixable = { safe: 1, unsafe: 0 };
  expect(await pretty(resultsOf({ fix }), context({ fixable }))).toMatch(
    /\n {2}1 error\n {2}Fixable: 1 with --fix\n$/,
  );
  // A fix that was not proved is not counted.
  for (const finding of [{ fix }, {}]) expect(await print(finding)).toMatch(/\n {2}1 error\n$/);
});

it('pretty leaves the results as they are, although the package sorts what it is given', async () => {
  const results = sampleResults();
  const before = structuredClone(results);
  await pretty(results, context());
  expect(results).toEqual(before);
});

it('pretty shows a file name that would act on the terminal', async () => {
  const odd = new SourceFile('/repo/app/a\u001b[31m\nb', 'a', 'web: run');
  expect(await pretty(toLintResults([diagnostic(placeAt(odd, 'web'))]), context())).toContain(
    'a\\u001b[31m\\nb',
  );
});
