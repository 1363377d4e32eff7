import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../../src/report/ci/checkstyle.js';
import { gitlab } from '../../../src/report/ci/gitlab.js';
import { junit } from '../../../src/report/ci/junit.js';
import { markdown } from '../../../src/report/ci/markdown.js';
import { ndjson } from '../../../src/report/ci/ndjson.js';
import { rdjson } from '../../../src/report/ci/rdjson.js';
import { tap } from '../../../src/report/ci/tap.js';
import type { FormatContext, Formatter } from '../../../src/report/formatter.js';
import type { LintResult } from '../../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../../src/report/lint-result/to-lint-results.js';
import type { Fix } from '../../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';
import { context, diagnostic, namedRule, placeAt, sampleResults } from '../../support/report-samples.js';

const print = async (
  format: Formatter,
  results: LintResult[],
  over: Partial<FormatContext> = {},
): Promise<string> => await format(results, context(over));

/** One error, and a file in which nothing was found. */
const one = (path = 'Procfile'): LintResult[] => {
  const file = new SourceFile(`/repo/app/${path}`, path, 'web: daphne -p 5001\n');
  const at = placeAt(file, '5001');
  const found = diagnostic(at, {
    message: 'daphne listens on 5001',
    help: 'Use `-p 5000`.',
    related: [{ at: placeAt(file, 'web'), note: 'the process' }],
  });
  return toLintResults([found], { checkedFiles: ['/repo/app/cron.yaml'] });
};

describe('gitlab', () => {
  const severities = async (over: Partial<FormatContext>) =>
    (JSON.parse(await print(gitlab, sampleResults(), over)) as { severity: string }[]).map(
      ({ severity }) => severity,
    );

  it.each([
    ['traffic-breaks', ['major', 'minor', 'major']],
    ['deploy-fails', ['critical', 'minor', 'critical']],
  ] as const)('ranks findings whose consequence is %s', async (consequence, expected) => {
    const rules = [namedRule({ consequence }), namedRule({ consequence }, 'routing/unknown-process')];
    expect(await severities({ rules })).toEqual(expected);
  });

  it('names the other end in the description, and the line', async () => {
    expect(JSON.parse(await print(gitlab, one()))).toMatchObject([
      {
        description: 'daphne listens on 5001. Use `-p 5000`. (see Procfile:1: the process)',
        check_name: 'routing/port-mismatch',
        location: { path: 'Procfile', lines: { begin: 1, end: 1 } },
      },
    ]);
  });
});

it('ndjson has an object per line', async () => {
  const lines = (await print(ndjson, one())).split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0]!)).toEqual({
    schemaVersion: 1,
    path: 'Procfile',
    line: 1,
    column: 16,
    endLine: 1,
    endColumn: 20,
    severity: 'error',
    rule: 'routing/port-mismatch',
    message: 'daphne listens on 5001',
    help: 'Use `-p 5000`.',
    fixable: false,
    related: [{ path: 'Procfile', line: 1, column: 1, message: 'the process' }],
    url: 'https://example.com/rules/routing/port-mismatch',
    fingerprint: expect.stringMatching(/^[\da-f]{16}$/) as string,
  });
});

it('junit has a suite per file, and a test for one without findings', async () => {
  expect(await print(junit, one())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="eblint" tests="2" failures="1" errors="0">
  <testsuite name="Procfile" tests="1" failures="1" errors="0">
    <testcase name="routing/port-mismatch (1:16)" classname="Procfile" file="Procfile" line="1">
      <failure type="error" message="daphne listens on 5001">Procfile:1:16: daphne listens on 5001. Use \`-p 5000\`. (see Procfile:1: the process)</failure>
    </testcase>
  </testsuite>
  <testsuite name="cron.yaml" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="cron.yaml" file="cron.yaml"/>
  </testsuite>
</testsuites>
`);
});

it('checkstyle has an element per file', async () => {
  expect(await print(checkstyle, one('a&b'))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="a&amp;b">
    <error line="1" column="16" severity="error" message="daphne listens on 5001. Use \`-p 5000\`. (see a&amp;b:1: the process)" source="routing/port-mismatch"/>
  </file>
  <file name="cron.yaml"/>
</checkstyle>
`);
});

describe('tap', () => {
  it('has a test per file', async () => {
    expect(await print(tap, one('a#b'))).toBe(`TAP version 14
1..2
not ok 1 - a\\#b
  ---
  findings:
    - rule: "routing/port-mismatch"
      severity: "error"
      line: 1
      column: 16
      message: "daphne listens on 5001"
      help: "Use \`-p 5000\`."
      related: ["a#b:1: the process"]
  ...
ok 2 - cron.yaml
`);
  });

  it('passes a file that has warnings only', async () => {
    const file = new SourceFile('/repo/app/Procfile', 'Procfile', 'web');
    const results = toLintResults([diagnostic(placeAt(file, 'web'), { severity: 'warning' })]);
    expect(await print(tap, results)).toMatch(/^ok 1 - Procfile\n {2}---\n/m);
  });
});

describe('rdjson', () => {
  const suggestionsOf = async (text: string, fix: (file: SourceFile) => Fix) => {
    const file = new SourceFile('/repo/app/Procfile', 'Procfile', text);
    const results = toLintResults([diagnostic(placeAt(file, 'x'), { fix: fix(file) })], { withSource: true });
    const [found] = (
      JSON.parse(await print(rdjson, results)) as {
        diagnostics: { location: { range: { start: object } }; suggestions?: object[] }[];
      }
    ).diagnostics;
    return { start: found!.location.range.start, suggestions: found!.suggestions };
  };

  it.each([
    ['ASCII', 'a: x', 4],
    ['two bytes', 'é: x', 5],
    ['three bytes', '…: x', 6],
    ['four bytes', '😀: x', 7],
    ['half a character', '\ud800: x', 6],
    ['a byte order mark', '\uFEFFa: x', 4],
    ['another line', '😀\r\na: x', 4],
  ])('counts columns in bytes: %s', async (_, text, column) => {
    const { start, suggestions } = await suggestionsOf(text, (file) => ({
      title: 'y',
      safety: 'unsafe',
      edits: [{ file, span: placeAt(file, 'x').span, text: 'y' }],
    }));
    expect(start).toMatchObject({ column });
    expect(suggestions).toMatchObject([
      { text: 'y', range: { start: { column }, end: { column: column + 1 } } },
    ]);
  });

  it('suggests nothing where changes are apart', async () => {
    const { suggestions } = await suggestionsOf('a: x', (file) => ({
      title: 'quote',
      safety: 'safe',
      edits: [{ file, span: placeAt(file, 'x').span, text: '"x"' }],
    }));
    expect(suggestions).toBeUndefined();
  });
});

describe('markdown', () => {
  const inFolder = (folder: string, message: string): LintResult => {
    const file = new SourceFile(`/repo/app/${folder}Procfile`, 'Procfile', 'web');
    const [result] = toLintResults([diagnostic(placeOf(file, 0, 3), { message })]);
    return result!;
  };

  it('has a table per project, with paths in it', async () => {
    const projectRoots = ['/repo/app', '/repo/app/a', '/repo/app/ab'];
    const results = [inFolder('', 'A'), inFolder('a/', 'B'), inFolder('ab/', 'C'), inFolder('c/', 'D')];
    const text = await print(markdown, results, { projectRoots, notes: ['Platform unknown.'] });
    const rule = '[routing/port-mismatch](https://example.com/rules/routing/port-mismatch)';
    const head = '| | Place | Finding | Rule |\n| --- | --- | --- | --- |';
    expect(text).toBe(`## eblint: 4 errors in 1 project (3 files checked)

### \`.\`

${head}
| error | \`Procfile:1:1\` | A | ${rule} |
| error | \`c/Procfile:1:1\` | D | ${rule} |

### \`a\`

${head}
| error | \`Procfile:1:1\` | B | ${rule} |

### \`ab\`

${head}
| error | \`Procfile:1:1\` | C | ${rule} |

Platform unknown.
`);
  });

  it('is a line where nothing was found', async () => {
    expect(await print(markdown, [])).toBe('## eblint: no problems in 1 project (3 files checked)\n');
  });

  it('shows code as code and all else as it is', async () => {
    const text = await print(markdown, [inFolder('', 'a `b*` *c* [d](e) a|b `f|g` www.h.i https://j @k')]);
    expect(text).toContain('| a `b*` \\*c\\* \\[d\\](e) a\\|b \\`f\\|g\\` www\\.h.i https:\\//j \\@k |');
  });

  it('stays smaller than GitHub shows', async () => {
    const result = inFolder('', 'é'.repeat(1000));
    const messages = Array<typeof result>(1000)
      .fill(result)
      .flatMap((same) => same.messages);
    const text = await print(markdown, [{ ...result, messages, errorCount: 1000 }]);
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text).toMatch(/\n\d+ more findings left out\.\n$/);
  });
});
