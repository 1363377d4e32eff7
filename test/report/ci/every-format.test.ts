import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatNames, loadFormat } from '../../../src/report/formats.js';
import type { LintResult } from '../../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../../src/report/lint-result/to-lint-results.js';
import { holdsCommand } from '../../../src/report/text/build-commands.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';
import { context, diagnostic } from '../../support/report-samples.js';
import { runs } from '../../support/runs.js';
import { readSarif } from '../../support/sarif-schema.js';

/** What means something to a format, a terminal or a build service. */
const SIGNS = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '::',
    ']]>',
    '<!--',
    '&',
    '&lt;',
    '<b>',
    '|',
    '#',
    '%',
    '%0A',
  ],
  ...[
    '::error::x',
    '\n::error file=a::x',
    '##vso[task.complete]',
    '##teamcity[x]',
    '##[error]',
    '---',
    '...',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u001b]8;;x\u0007',
    '\u007f',
    '\u0085',
    '\u009b',
    '\u2028',
    '\ufffe',
    '\uffff',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\ud800',
    '\udc00',
    '😀',
    '👩‍👩‍👧',
    'é',
    '[a](1)',
    // An address before `@someone` would be credentials, which are masked.
    '![](x.png)',
    '@someone',
    'not ok 1',
  ],
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** A file whose name, source and findings hold anything. */
const results = fc
  .array(fc.record({ name: text, source: text, message: text, help: text, note: text, insert: text }), {
    maxLength: 3,
  })
  .map((files) =>
    files.flatMap(({ name, source, message, help, note, insert }, index) => {
      // Only a slash and NUL are in no name.
      const path = `${index}${name.replace(/[/\0]/g, '')}`;
      const file = new SourceFile(`/repo/app/${path}`, path, `a\n${source}`);
      const at = placeOf(file, 2, file.text.length);
      return [
        diagnostic(at, {
          message: `x${message}`,
          help,
          related: [{ at: placeOf(file, 0, 1), note }],
          fix: { title: help, safety: 'safe', edits: [{ file, span: at.span, text: insert }] },
        }),
        diagnostic(placeOf(file, 0, 1), { severity: 'warning', message: `y${message}` }),
      ];
    }),
  )
  .map((diagnostics) =>
    toLintResults(diagnostics, {
      checkedFiles: ['/repo/app/Procfile'],
      withSource: true,
      withExcerpts: true,
    }),
  );

const print = async (name: string, given: LintResult[]): Promise<string> => {
  const format = await loadFormat(name)!;
  return await format(given, context());
};

const countOf = (given: readonly LintResult[]): number =>
  given.reduce((sum, { messages }) => sum + messages.length, 0);

const lines = (output: string): string[] => output.split('\n').slice(0, -1);

/** All that acts on a terminal; only what ends a line is allowed. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe.each(formatNames)('%s survives any text', (name) => {
  it('acts on no terminal and commands no build service', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (given) => {
        const output = await print(name, given);
        expect(output).not.toMatch(CONTROLS);
        const commands = name === 'github' ? lines(output).filter((line) => line.startsWith('::')) : [];
        if (name === 'github') expect(commands).toHaveLength(countOf(given));
        expect(commands.filter((line) => !/^::(?:error|warning) file=[^:]*::/.test(line))).toEqual([]);
        expect(
          holdsCommand(
            lines(output)
              .filter((line) => !commands.includes(line))
              .join('\n'),
          ),
        ).toBe(false);
      }),
      runs(100),
    );
  });
});

/** Throws where a document is not well-formed; returns the attributes of its elements by name. */
function readXml(document: string): Map<string, Record<string, string>[]> {
  expect(document.isWellFormed()).toBe(true);
  const elements = new Map<string, Record<string, string>[]>();
  const parser = new SaxesParser({});
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements.set(name, [...(elements.get(name) ?? []), attributes]);
  });
  parser.write(document).close();
  return elements;
}

/** Cells of a row: a bar after an even number of backslashes ends one. */
const cellsOf = (row: string): string[] => row.match(/(?:\\.|[^|\\])+/g) ?? [];

/** What must be true of a text that a program reads. */
const CHECKS: Readonly<Record<string, (output: string, given: readonly LintResult[]) => void>> = {
  unix: (output, given) => {
    expect(
      output.match(/^.*:\d+:\d+: .* \[(?:Error|Warning)\/routing\/port-mismatch\]$/gm) ?? [],
    ).toHaveLength(countOf(given));
  },
  compact: (output, given) => {
    expect(output.match(/^.+: line \d+, col \d+, .* \(routing\/port-mismatch\)$/gm) ?? []).toHaveLength(
      countOf(given),
    );
  },
  json: (output, given) => {
    expect(JSON.parse(output)).toEqual(JSON.parse(JSON.stringify(given)));
  },
  ndjson: (output, given) => {
    const messages = lines(output).map((line) => JSON.parse(line) as { path: string; message: string });
    expect(messages.map(({ path, message }) => [`/repo/app/${path}`, message])).toEqual(
      given.flatMap(({ filePath, messages: own }) => own.map(({ message }) => [filePath, message])),
    );
  },
  sarif: (output, given) => {
    const [run] = readSarif(output).runs;
    expect(run?.results).toHaveLength(countOf(given));
    const uris = run?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    for (const uri of uris ?? []) expect(uri).toMatch(/^[\w.!~*'()%-]+$/);
    const paths = new Set(uris?.map((uri) => `/repo/app/${decodeURIComponent(uri ?? '')}`));
    const named = given.filter(({ messages }) => messages.length > 0);
    expect(paths).toEqual(new Set(named.map(({ filePath }) => filePath.toWellFormed())));
  },
  gitlab: (output, given) => {
    const issues = JSON.parse(output) as { fingerprint: string; location: { path: string } }[];
    expect(issues).toHaveLength(countOf(given));
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  },
  rdjson: (output, given) => {
    const { diagnostics } = JSON.parse(output) as { diagnostics: unknown[] };
    expect(diagnostics).toHaveLength(countOf(given));
  },
  junit: (output, given) => {
    const elements = readXml(output);
    expect(elements.get('testsuite')).toHaveLength(given.length);
    expect(elements.get('failure') ?? []).toHaveLength(countOf(given));
  },
  checkstyle: (output, given) => {
    const elements = readXml(output);
    expect(elements.get('file')).toHaveLength(given.length);
    expect(elements.get('error') ?? []).toHaveLength(countOf(given));
  },
  tap: (output, given) => {
    const points = output.match(/^(?:not )?ok \d+ - (?:[^#\\\n]|\\[#\\])*$/gm) ?? [];
    expect(points).toHaveLength(given.length);
    const documents = [...output.matchAll(/^ {2}---\n([^]*?)^ {2}\.\.\.$/gm)];
    const found = documents.flatMap(([, document]) => (parse(document!) as { findings: object[] }).findings);
    expect(found).toMatchObject(
      given.flatMap(({ messages }) => messages.map(({ message, line }) => ({ message, line }))),
    );
    const rest = output.replace(/^ {2}---\n[^]*?^ {2}\.\.\.\n/gm, '');
    expect(lines(rest)).toHaveLength(given.length + 2);
  },
  markdown: (output, given) => {
    const rows = lines(output).filter((line) => /^\| (?:error|warning) \|/.test(line));
    expect(rows).toHaveLength(countOf(given));
    for (const row of rows) expect(cellsOf(row)).toHaveLength(4);
    // What comes from a project and is not code makes no image and no element.
    const prose = output.replace(/\\[!-/:-@[-`{-~]|(?:(?<!`)|(?<=\\`))(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(prose).not.toMatch(/!\[|</);
  },
};

describe.each(Object.entries(CHECKS))('%s can be read back', (name, check) => {
  it('whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (given) => {
        check(await print(name, given), given);
      }),
      runs(100),
    );
  });

  it('where nothing was found', async () => {
    const given = toLintResults([], { checkedFiles: ['/repo/app/Procfile'] });
    check(await print(name, given), given);
  });
});
