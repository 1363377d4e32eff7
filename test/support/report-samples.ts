import type { Diagnostic } from '../../src/lint/diagnostic.js';
import type { FormatContext } from '../../src/report/formatter.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { toRulesMeta } from '../../src/report/lint-result/rules-meta.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import type { NamedRule, RuleId, RuleMeta } from '../../src/rules/rule.js';
import type { Place } from '../../src/source/index.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

/** The place of a text in a file. */
export function placeAt(file: SourceFile, text: string): Place {
  const start = file.text.indexOf(text);
  if (start === -1) throw new Error(`${text} is not in ${file.name}`);
  return placeOf(file, start, start + text.length);
}

export const diagnostic = (at: Place, over: Partial<Diagnostic> = {}): Diagnostic => ({
  ruleId: 'routing/port-mismatch',
  severity: 'error',
  message: 'daphne listens on 5001, but process websocket has Port 5000.',
  at,
  related: [],
  ...over,
});

export const namedRule = (over: Partial<RuleMeta> = {}, id: RuleId = 'routing/port-mismatch'): NamedRule => ({
  id,
  meta: {
    summary: 'A server listens on another port than its process',
    why: 'The load balancer gets no answer.',
    consequence: 'traffic-breaks',
    references: ['https://example.com/reference'],
    ...over,
  },
});

export const context = (over: Partial<FormatContext> = {}): FormatContext => ({
  cwd: '/repo/app',
  color: false,
  isTerminal: false,
  isBuildService: false,
  hyperlinks: false,
  quiet: false,
  checked: { projects: 1, files: 3 },
  projectRoots: ['/repo/app'],
  workspace: '/repo/app',
  failures: [],
  exitCode: 1,
  rules: [namedRule(), namedRule({ consequence: 'hygiene' }, 'routing/unknown-process')],
  fixable: { safe: 0, unsafe: 0 },
  notes: [],
  rulesMeta: toRulesMeta(
    [namedRule(), namedRule({}, 'routing/unknown-process'), namedRule({}, 'config/syntax')],
    (id) => `https://example.com/rules/${id}`,
  ),
  ...over,
});

/** Two files with an error that has two other ends, a second error without one, and a warning. */
export function sampleResults(root = '/repo/app', separator = '/'): LintResult[] {
  const path = (...names: string[]) => [root, ...names].join(separator);
  const procfile = new SourceFile(
    path('Procfile'),
    'Procfile',
    'web: gunicorn app\nwebsocket: daphne -p 5001 app\n',
  );
  const config = new SourceFile(
    path('.ebextensions', '01.config'),
    '.ebextensions/01.config',
    'option_settings:\n  a: 1\n  Port: "5000"\n  Rules: wss\n',
  );
  return toLintResults([
    diagnostic(placeAt(procfile, '5001'), {
      related: [
        { at: placeAt(config, '"5000"'), note: 'process websocket has Port 5000' },
        { at: placeAt(config, 'a: 1'), note: 'overridden here' },
      ],
    }),
    diagnostic(placeAt(config, 'wss'), {
      ruleId: 'routing/unknown-process',
      severity: 'warning',
      message: 'No process named wss (known: default) is declared',
      related: [{ at: placeAt(procfile, 'web'), note: 'the only process' }],
    }),
    diagnostic(placeAt(config, 'Rules'), { message: 'Short' }),
  ]);
}
