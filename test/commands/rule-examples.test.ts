import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/cli/parse-flags.js';
import { describeRules } from '../../src/commands/describe-rules.js';
import { examplesOf, pageOf } from '../../src/commands/describe-rules.js';
import { disk } from '../../src/io/disk.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { ReadError } from '../../src/ports/file-system.js';
import { ruleInfo } from '../../src/rules/rule-info.js';
import { docsUrl } from '../../src/web-addresses.js';

const FENCE = '```';
const PAGE = `# a/b

Text.

## Reported

\`a.config\`:

${FENCE}yaml
a: 1

b: 2
${FENCE}

## Corrected

\`a.config\`:

${FENCE}diff
-a: 1
+a: 2
${FENCE}

## Not reported

Either of
these:

${FENCE}${'`'}
c: 3
${FENCE}${'`'}

## Suppress it

Not shown.
`;

describe('the examples of a page', () => {
  it('are its sections, as plain text', () => {
    expect(examplesOf(PAGE)).toBe(
      'Reported, for example:\n\n  a.config:\n    a: 1\n\n    b: 2\n\nCorrected:\n\n  a.config:\n    -a: 1\n    +a: 2\n',
    );
  });

  it('are one section where the page has one, and end with the page', () => {
    expect(examplesOf('# a\n\n## Corrected\n\nx\n\n')).toBe('Corrected:\n\n  x\n');
    expect(examplesOf('# a\n\n## Corrected\n\nSome\nlines.\n\n`x`:\n\n```text\ny\n```\n')).toBe(
      'Corrected:\n\n  Some\n  lines.\n\n  x:\n    y\n',
    );
    expect(examplesOf('# a\n\n## Reported\nx')).toBe('Reported, for example:\n\n  x\n');
  });

  it('are absent where it has none', () => {
    expect(examplesOf('# Reported\n\nText.\n')).toBe('');
  });
});

it('the page of a rule is found by its whole id', () => {
  const pages = '# a/b\n\nx\f# a/bc\n\ny';
  expect(['a/b', 'a/bc', 'a', 'b'].map((id) => pageOf(pages, id))).toEqual([
    '# a/b\n\nx',
    '# a/bc\n\ny',
    '',
    '',
  ]);
});

describe('the explanation of a rule', () => {
  const { id, summary, severity, preset, consequence, references, since } = ruleInfo(
    ALL_RULES.find(({ meta }) => meta.references.length > 1)!,
  );
  const explain = (read: () => string) =>
    describeRules(parseOptions(['--explain', id]), { packageFolder: '/eblint', files: { ...disk, read } });
  const facts = `Severity     ${severity}\nPreset       ${preset}\nConsequence  ${consequence}\nSince        ${since}\nSources      ${references.join('\n             ')}\nMore         ${docsUrl(id)}\n\nSuppress it in one place, with a reason:\n  # eblint-disable-next-line ${id} -- REASON\n`;

  it('is what it reports, examples, why and facts', () => {
    const pages = `# a/b\n\n## Reported\ny\f# ${id}\n\n## Reported\nx\f# c/d\n`;
    const text = explain(() => brotliCompressSync(pages).toString('base64'));
    expect(text.startsWith(`${id}\n${summary}.`.slice(0, 60))).toBe(true);
    expect(text.startsWith(`Reported, for example:\n\n  x\n\nWhy:\n\n  `, text.indexOf('Reported'))).toBe(
      true,
    );
    expect(text.endsWith(`\n\n${facts}`)).toBe(true);
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(0, 6)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it('has no examples where the pages are not there', () => {
    const text = explain(() => {
      throw new ReadError('/eblint/dist', 'no such file or folder');
    });
    expect(text.endsWith(`\n\n${facts}`)).toBe(true);
    expect(text).not.toContain('\n\n\n');
    expect(text).not.toContain('Reported');
  });

  it('hides no fault of another kind', () => {
    expect(() =>
      explain(() => {
        throw new RangeError('a fault');
      }),
    ).toThrow('a fault');
  });
});

it('the list of rules names each with its level, in columns', () => {
  const lines = describeRules(parseOptions(['--list-rules']), { packageFolder: '/', files: disk })
    .trimEnd()
    .split('\n');
  const width = Math.max(...ALL_RULES.map(({ id }) => id.length));
  expect(lines).toEqual(
    ALL_RULES.map(ruleInfo).map(({ id, severity, preset, summary }) => {
      const level = severity + (preset === 'recommended' ? '' : ` (${preset})`);
      return `${id.padEnd(width)}  ${level.padEnd(18)}  ${summary}`;
    }),
  );
});
