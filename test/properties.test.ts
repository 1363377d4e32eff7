import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disk } from '../src/io/disk.js';
import { readProjectFiles } from '../src/io/read-project.js';
import type { Diagnostic } from '../src/lint/diagnostic.js';
import { fixProject } from '../src/lint/fix-project.js';
import { ALL_RULES, lintProject } from '../src/lint/lint-project.js';
import type { ProjectFiles } from '../src/model/project-files.js';
import { formatNames, loadFormat } from '../src/report/formats.js';
import { toRulesMeta } from '../src/report/rules-meta.js';
import { toLintResults } from '../src/report/to-lint-results.js';
import { docsUrl } from '../src/site.js';
import { SourceFile, type Place } from '../src/source/index.js';
import { context } from './report-samples.js';
import { casesOf, foldersIn, REPOSITORY, RULE_FIXTURES } from './support/fixtures.js';

const PROJECTS = `${REPOSITORY}fixtures/projects/`;

/** Every text of the fixtures that is parsed: each is of the shape of a real one. */
const SEEDS: readonly { readonly name: string; readonly text: string }[] = [
  ...foldersIn(PROJECTS).map((name) => PROJECTS + name),
  ...ALL_RULES.flatMap(({ id }) => casesOf(id).map((name) => `${RULE_FIXTURES}${id}/${name}`)),
].flatMap((root) =>
  readProjectFiles(root, disk).files.flatMap((file) =>
    'source' in file ? [{ name: file.name, text: file.source.text }] : [],
  ),
);

const CONFIGS = SEEDS.filter(({ name }) => name.endsWith('.config')).map(({ text }) => text);
const PROCFILES = SEEDS.filter(({ name }) => name === 'Procfile').map(({ text }) => text);
const OTHERS = SEEDS.filter(({ name }) => name.startsWith('.platform/')).map(({ text }) => text);

/** Pieces on which parsers have stumbled before. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...['\n', '\r', '\r\n', '\t', ' ', '  ', ':', ': ', '- ', '#', '"', "'", '`', '{', '}', '[', ']', ','],
  ),
  fc.constantFrom(
    ...[
      '&a ',
      '*a',
      '!x ',
      '| ',
      '>-\n',
      '? ',
      '<<: ',
      '---\n',
      '...',
      '%',
      '@',
      '\\',
      '\\x',
      '$',
      '${',
      '$(',
      '`{',
    ],
  ),
  fc.constantFrom(
    ...[
      '\0',
      '\uFEFF',
      '\u2028',
      '\u0085',
      '\uD800',
      '\uDC00',
      '\u{1F600}',
      '\u001b[31m',
      '::error::',
      '__proto__',
    ],
  ),
  fc.constantFrom(
    ...[
      '0755',
      'yes',
      '~',
      '1e999',
      '-0',
      '0x',
      '99999999999999999999',
      'aws:',
      'listener:',
      '<your>',
      ' && ',
      ' | ',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

type Change = (text: string) => string;

const at = (share: number, text: string): number => Math.floor(share * (text.length + 1));

const changes: fc.Arbitrary<Change> = fc.oneof(
  // Put something in.
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), pieces).map(([share, piece]): Change => (text) => {
    const index = at(share, text);
    return text.slice(0, index) + piece + text.slice(index);
  }),
  // Take something out, or double it.
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(0, 2))
    .map(([share, length, times]): Change => (text) => {
      const index = at(share, text);
      return (
        text.slice(0, index) + text.slice(index, index + length).repeat(times) + text.slice(index + length)
      );
    }),
  // Cut it off.
  fc.double({ min: 0, max: 1, noNaN: true }).map(
    (share): Change =>
      (text) =>
        text.slice(0, at(share, text)),
  ),
  // End its lines in another way.
  fc.constantFrom('\r\n', '\r', '\n\n', ' \n').map(
    (end): Change =>
      (text) =>
        text.replaceAll('\n', end),
  ),
  fc.constant<Change>((text) => `\uFEFF${text}`),
);

const changed = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(changes, { maxLength: 4 }))
    .map(([text, all]) => all.reduce((result, change) => change(result), text));

const noise = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array).toString('utf8'));

/** A text for each file that is parsed: mostly one of real shape with a few mistakes. */
const texts = fc.record(
  {
    '.ebextensions/a.config': fc.oneof({ weight: 6, arbitrary: changed(CONFIGS) }, noise, bytes),
    '.ebextensions/b.config': changed(CONFIGS),
    '.ebextensions/c.yaml': changed(CONFIGS),
    '.platform/nginx/conf.d/d.conf': fc.oneof(changed(OTHERS), bytes),
    Procfile: fc.oneof({ weight: 6, arbitrary: changed(PROCFILES) }, noise, bytes),
    'env.yaml': changed(CONFIGS),
  },
  { requiredKeys: ['.ebextensions/a.config', 'Procfile'] },
);

function projectAt(root: string, all: Readonly<Record<string, string | undefined>>): ProjectFiles {
  const files = Object.entries(all).flatMap(([name, text]) =>
    text === undefined
      ? []
      : [{ name, path: `${root}/${name}`, source: new SourceFile(`${root}/${name}`, name, text) }],
  );
  return { root, files, ebCliConfigs: [] };
}

const ROOT = '/home/somebody/project';
const OTHER_ROOT = '/srv/another/place';

const OPTIONS = { preset: 'strict' } as const;
const lint = (files: ProjectFiles) => lintProject(files, OPTIONS);

/** Everything that is said, with its places as offsets. */
const said = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ ruleId, severity, at: place, message, related, fix }) => ({
    ...{ ruleId, severity, message, at: spanOf(place) },
    related: related.map((other) => ({ at: spanOf(other.at), note: other.note })),
    fix: fix?.edits.map(({ file, span, text }) => ({ file: file.name, span, text })),
  }));

const spanOf = ({ file, span }: Place) => `${file.name} ${span.start}-${span.end}`;

function expectInside({ file, span }: Place): void {
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(file.text.length);
}

const printed = (diagnostics: readonly Diagnostic[], cwd: string): Promise<string[]> =>
  Promise.all(
    formatNames.map(async (name) => {
      const formatter = await loadFormat(name)!;
      const results = toLintResults(diagnostics, { checkedFiles: [], withExcerpts: true });
      return formatter(results, context({ cwd, rulesMeta: toRulesMeta(ALL_RULES, docsUrl) }));
    }),
  );

const RUNS = { numRuns: 150, interruptAfterTimeLimit: 12_000 };

describe('whatever stands in the files of a project', () => {
  it('no rule fails, every place lies in its file, every message is one visible line', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const { diagnostics, crashed } = lint(projectAt(ROOT, all));
        expect(crashed, diagnostics.find(({ ruleId }) => ruleId === 'eblint/crash')?.message).toBe(false);
        for (const { at: place, related, fix } of diagnostics) {
          [place, ...related.map((other) => other.at), ...(fix?.edits ?? [])].forEach(expectInside);
        }
        for (const { messages } of toLintResults(diagnostics)) {
          for (const { message, line, column, relatedLocations = [] } of messages) {
            expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
            for (const text of [message, ...relatedLocations.map((related) => related.message)])
              expect(text).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$/);
          }
        }
      }),
      RUNS,
    );
  }, 60_000);

  it('a second run, another folder and another order of the files change not one byte of what is said', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const first = lint(projectAt(ROOT, all)).diagnostics;
        const reversed = Object.fromEntries(Object.entries(all).reverse());
        expect(said(lint(projectAt(ROOT, all)).diagnostics)).toEqual(said(first));
        expect(said(lint(projectAt(ROOT, reversed)).diagnostics)).toEqual(said(first));
        const elsewhere = lint(projectAt(OTHER_ROOT, all)).diagnostics;
        expect(said(elsewhere)).toEqual(said(first));
        const relative = (outputs: string[], root: string) =>
          outputs.map((text) => text.replaceAll(root, ''));
        expect(relative(await printed(elsewhere, OTHER_ROOT), OTHER_ROOT)).toEqual(
          relative(await printed(first, ROOT), ROOT),
        );
      }),
      { ...RUNS, numRuns: 60 },
    );
  }, 60_000);

  it('fixes end, and what they leave can be mended no further', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (all, unsafe) => {
        const options = { ...OPTIONS, unsafe };
        const once = fixProject(projectAt(ROOT, all), options);
        expect(once.report.crashed).toBe(false);
        expect(said(lint(once.files).diagnostics)).toEqual(said(once.report.diagnostics));
        expect(fixProject(once.files, options).changes).toEqual([]);
      }),
      { ...RUNS, numRuns: 60 },
    );
  }, 60_000);
});
