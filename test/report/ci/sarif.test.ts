import type { Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/lint/diagnostic.js';
import type { FormatContext } from '../../../src/report/formatter.js';
import type { LintResult } from '../../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../../src/report/lint-result/to-lint-results.js';
import { lineHashes } from '../../../src/report/sarif/results.js';
import { sarif } from '../../../src/report/sarif/sarif.js';
import { SourceFile } from '../../../src/source/index.js';
import { context, diagnostic, namedRule, placeAt, sampleResults } from '../../support/report-samples.js';
import { readSarif } from '../../support/sarif-schema.js';

const runOf = async (results: LintResult[], over: Partial<FormatContext> = {}) =>
  readSarif(await sarif(results, context(over))).runs[0]!;

const resultsOf = async (results: LintResult[], over: Partial<FormatContext> = {}): Promise<Result[]> =>
  (await runOf(results, over)).results!;

const linted = (text: string, over: (file: SourceFile) => Partial<Diagnostic>, path = 'Procfile') => {
  const file = new SourceFile(`/repo/app/${path}`, path, text);
  return toLintResults([diagnostic(placeAt(file, 'web'), over(file))], { withSource: true });
};

describe('a result', () => {
  it('has its place, its rule, and links to its other ends', async () => {
    const { results, tool } = await runOf(sampleResults());
    const [, daphne] = results!;
    expect(daphne).toMatchObject({
      ruleId: 'routing/port-mismatch',
      level: 'error',
      message: {
        text: 'daphne listens on 5001, but process websocket has Port 5000. (see [.ebextensions/01.config:3](1): process websocket has Port 5000) (see [.ebextensions/01.config:2](2): overridden here)',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'Procfile', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 22, endLine: 2, endColumn: 26 },
          },
        },
      ],
      relatedLocations: [
        { id: 1, physicalLocation: { artifactLocation: { uri: '.ebextensions/01.config' } } },
        { id: 2, message: { text: 'overridden here' } },
      ],
    });
    expect(tool.driver.rules?.[daphne!.ruleIndex!]?.id).toBe('routing/port-mismatch');
  });

  it('is in the order of severity', async () => {
    expect((await resultsOf(sampleResults())).map(({ level }) => level)).toEqual([
      'error',
      'error',
      'warning',
    ]);
  });

  it.each([
    ['/repo/app/a b%é#?.config', { uri: 'a%20b%25%C3%A9%23%3F.config', uriBaseId: '%SRCROOT%' }],
    ['/repo/app/a:b/c', { uri: 'a%3Ab/c', uriBaseId: '%SRCROOT%' }],
    ['/repo/other/Procfile', { uri: 'file:///repo/other/Procfile' }],
  ])('%s is a reference to a file', async (filePath, artifactLocation) => {
    const [only] = await resultsOf([{ ...linted('web', () => ({}))[0]!, filePath }]);
    expect(only!.locations![0]!.physicalLocation!.artifactLocation).toEqual(artifactLocation);
  });

  it.each([
    [
      'C:\\repo',
      'C:\\repo\\app\\Procfile',
      { uri: 'app/Procfile', uriBaseId: '%SRCROOT%' },
      'file:///C:/repo/',
    ],
    ['C:\\repo', 'D:\\app\\Procfile', { uri: 'file:///D:/app/Procfile' }, 'file:///C:/repo/'],
    ['\\\\host\\a b', '\\\\host\\a b\\x', { uri: 'x', uriBaseId: '%SRCROOT%' }, 'file://host/a%20b/'],
  ])('in %s, %s is one as well', async (workspace, filePath, artifactLocation, base) => {
    const run = await runOf([{ ...linted('web', () => ({}))[0]!, filePath }], { workspace });
    expect(run.results![0]!.locations![0]!.physicalLocation!.artifactLocation).toEqual(artifactLocation);
    expect(run.originalUriBaseIds!['%SRCROOT%']!.uri).toBe(base);
  });

  it('is no link where its message has brackets', async () => {
    const [only] = await resultsOf(linted('web', () => ({ message: 'a [b](1) \\[c] \\d' })));
    expect(only!.message.text).toBe('a \\[b\\](1) \\\\\\[c\\] \\d');
  });

  it.each([
    ['safe', 'replace', 'w', [[1, 2, 1, 4, undefined]]],
    [
      'unsafe',
      'insert',
      '{"web"}',
      [
        [1, 1, 1, 1, '{"'],
        [1, 4, 1, 4, '"}'],
      ],
    ],
    ['safe', 'delete', '', [[1, 1, 1, 4, undefined]]],
  ] as const)('has its %s fix: %s', async (safety, title, text, expected) => {
    const [only] = await resultsOf(
      linted('web: x', (file) => ({
        fix: { title, safety, edits: [{ file, span: { start: 0, end: 3 }, text }] },
      })),
    );
    const [change] = only!.fixes![0]!.artifactChanges;
    expect(change!.artifactLocation.uri).toBe('Procfile');
    expect(
      change!.replacements.map(({ deletedRegion: region, insertedContent }) => [
        ...[region.startLine, region.startColumn, region.endLine, region.endColumn],
        insertedContent?.text,
      ]),
    ).toEqual(expected);
  });

  it('that is suppressed says how, and whether it is old', async () => {
    const [result] = linted('web', () => ({}));
    const suppressed = (kind: 'directive' | 'file', justification: string) => ({
      ...result!.messages[0]!,
      suppressions: [{ kind, justification }],
    });
    const both = await resultsOf([
      { ...result!, suppressedMessages: [suppressed('directive', 'on purpose'), suppressed('file', '')] },
    ]);
    expect(both.map(({ suppressions, baselineState }) => [suppressions, baselineState])).toEqual([
      [undefined, 'new'],
      [[{ kind: 'inSource', status: 'accepted', justification: 'on purpose' }], 'new'],
      [[{ kind: 'external', status: 'accepted' }], 'unchanged'],
    ]);
    const one = await resultsOf([{ ...result!, suppressedMessages: [suppressed('directive', '')] }]);
    expect(one.map(({ baselineState }) => baselineState)).toEqual([undefined, undefined]);
  });
});

describe('fingerprints', () => {
  const of = async (text: string, message = 'x', path = 'Procfile') =>
    (await resultsOf(linted(text, () => ({ message }), path))).map(
      ({ partialFingerprints }) => partialFingerprints,
    );

  it('stay where lines are put before', async () => {
    expect(await of('# a\n\nweb: x\n')).toEqual(await of('web: x\n'));
  });

  it('are of the text as GitHub reads it, with its byte order mark', async () => {
    const [, marked] = [await of('web: x\n'), await of('\uFEFFweb: x\n')];
    expect(marked[0]!['primaryLocationLineHash']).toBe(lineHashes('\uFEFFweb: x\n')[0]);
  });

  it.each([
    ['message', ['web', 'y', 'Procfile']],
    ['file', ['web', 'x', 'a/Procfile']],
  ] as const)('differ with the %s', async (_, [text, message, path]) => {
    const [one, other] = [await of('web'), await of(text, message, path)];
    expect(one[0]!['eblint/v1']).not.toBe(other[0]!['eblint/v1']);
  });

  it('stay where lines move and messages are reworded, if the place in the structure is known', async () => {
    const at = async (text: string, message: string) => {
      const file = new SourceFile('/app/.ebextensions/a.config', '.ebextensions/a.config', text);
      const results = toLintResults([diagnostic(placeAt(file, 'c'), { message })], { withPaths: true });
      return (await resultsOf(results))[0]?.partialFingerprints?.['eblint/v1'];
    };
    expect(await at('# x\n\na:\n  e: 1\n  b: c\n', 'y')).toBe(await at('a:\n  b: c\n', 'x'));
    expect(await at('a:\n  d: c\n', 'x')).not.toBe(await at('a:\n  b: c\n', 'x'));
  });

  it('tell what is the same in all apart', async () => {
    const [result] = linted('web', () => ({}));
    const twice = await resultsOf([{ ...result!, messages: [...result!.messages, ...result!.messages] }]);
    expect(new Set(twice.map(({ partialFingerprints: all }) => all!['eblint/v1'])).size).toBe(2);
  });
});

// From the tests of github/codeql-action, which calculates them where a SARIF file has none.
describe.each([
  ['', ['c129715d7a2bc9a3:1']],
  [
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  ...[
    ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n',
    ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r',
    ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n',
    ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n',
  ].map((text): [string, string[]] => [
    text,
    [
      ...['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1', 'ce8ba1a563dcdaca:1', 'e20e36e16fcb0cc8:1'],
      ...['b3edc88f2938467e:1', 'c8e28b0b4002a3a0:1', 'c129715d7a2bc9a3:1'],
    ],
  ]),
  [
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      ...['a7f2ff13bc495cf2:1', 'a7f2ff13bc495cf2:2', 'a7f2ff13bc495cf2:3', 'a7f2ff13bc495cf2:4'],
      ...['a7f2ff13bc495cf2:5', 'a7f2ff13bc495cf2:6', 'a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1'],
      ...['55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'],
    ],
  ],
])('the hashes of the lines of %j', (text, hashes) => {
  it('are those of GitHub', () => {
    expect(lineHashes(text)).toEqual(hashes);
  });
});

describe('a run', () => {
  it('describes the rules of its results, and no others', async () => {
    const rules = [
      namedRule(),
      namedRule(
        { preset: 'strict', consequence: 'hygiene', controls: ['EBL002'] },
        'routing/unknown-process',
      ),
      namedRule({}, 'secrets/private-key'),
    ];
    const { driver } = (await runOf(sampleResults(), { rules })).tool;
    expect(driver.rules).toMatchObject([
      {
        id: 'routing/port-mismatch',
        name: 'RoutingPortMismatch',
        helpUri: 'https://example.com/rules/routing/port-mismatch',
        help: { text: expect.stringContaining('The load balancer gets no answer.') as string },
        defaultConfiguration: { level: 'error' },
        properties: { precision: 'very-high', tags: ['elastic-beanstalk', 'routing', 'traffic-breaks'] },
      },
      {
        id: 'routing/unknown-process',
        properties: { precision: 'high', 'problem.severity': 'warning', controls: ['EBL002'] },
      },
    ]);
    expect(driver.rules![0]!.properties).not.toHaveProperty('security-severity');
  });

  it('orders findings of secrets among the alerts of security', async () => {
    const rules = [namedRule({ preset: 'strict' }, 'secrets/private-key')];
    const { tool } = await runOf(
      linted('web', () => ({ ruleId: 'secrets/private-key' })),
      { rules },
    );
    expect(tool.driver.rules![0]!.properties).toMatchObject({ 'security-severity': '7.5' });
  });

  it('has results where nothing was found', async () => {
    const run = await runOf([], { exitCode: 0 });
    expect(run.results).toEqual([]);
    expect(run.invocations).toEqual([
      { executionSuccessful: true, exitCode: 0, toolExecutionNotifications: [] },
    ]);
  });

  it('says what was not done', async () => {
    const { invocations } = await runOf([], { exitCode: 2, failures: ['a'], notes: ['b'] });
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', message: { text: 'a' } },
          { level: 'note', message: { text: 'b' } },
        ],
      },
    ]);
  });

  it.each([
    [['/repo/app'], 'eblint/'],
    [['/repo/app/services/api'], 'eblint/services/api/'],
    [['/repo/app/a', '/repo/app/b'], 'eblint/'],
  ])('of %j is %s', async (projectRoots, id) => {
    expect((await runOf([], { projectRoots })).automationDetails).toEqual({ id });
  });

  it('keeps no more results than GitHub shows, errors first, and says so', async () => {
    const [result] = linted('web', () => ({ severity: 'warning' }));
    const [wrong] = linted('web', () => ({}));
    const messages = [...Array<typeof result>(6000).fill(result), wrong].flatMap((one) => one!.messages);
    const { results, invocations } = await runOf([{ ...result!, messages }]);
    expect(results).toHaveLength(5000);
    expect(results![0]!.level).toBe('error');
    expect(invocations![0]!.toolExecutionNotifications![0]!.message.text).toBe(
      '1001 more findings left out: services show no more than 5000.',
    );
  });
});
