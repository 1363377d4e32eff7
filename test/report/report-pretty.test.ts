import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colorEnvironment } from '../../src/cli/color.js';
import type { FormatContext } from '../../src/report/formatter.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { pretty } from '../../src/report/pretty.js';
import { stripAnsi } from '../../src/report/text/ansi.js';
import { SourceFile } from '../../src/source/index.js';
import { context, diagnostic, placeAt, sampleResults } from '../support/report-samples.js';

// The package decides on colour when it is loaded, from the environment of its process: so each case has its own process.
const folder = mkdtempSync(join(tmpdir(), 'eblint-pretty-'));
const program = join(folder, 'print.mjs');

beforeAll(async () => {
  await build({
    input: 'src/report/pretty.ts',
    platform: 'node',
    output: { dir: join(folder, 'bundle'), entryFileNames: 'pretty.mjs', chunkFileNames: '[name].mjs' },
    logLevel: 'silent',
  });
  const bundle = pathToFileURL(join(folder, 'bundle', 'pretty.mjs')).href;
  writeFileSync(
    program,
    `import { pretty } from ${JSON.stringify(bundle)};
     const [results, context] = JSON.parse(process.argv[2]);
     process.stdout.write(await pretty(results, context));`,
  );
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function print(
  results: LintResult[],
  over: Partial<FormatContext> = {},
  env: Readonly<Record<string, string | undefined>> = {},
): string {
  const argument = JSON.stringify([results, context({ cwd: folder, ...over })]);
  return execFileSync(process.execPath, [program, argument], {
    cwd: folder,
    encoding: 'utf8',
    env: { TERM: 'xterm-256color', ...env },
  });
}

const PLAIN = `
  .ebextensions/01.config:4:3
  ⚠  4:10  No process named wss (known: default) is declared             routing/unknown-process
  ✖  4:3   Short                                                         routing/port-mismatch

  Procfile:2:22
  ✖  2:22  daphne listens on 5001, but process websocket has Port 5000.  routing/port-mismatch

  1 warning
  2 errors
`;

/** The line and column after a file name are there for terminals without hyperlinks only. */
const PLAIN_FOR_LINKS = PLAIN.replace('config:4:3\n', 'config\n').replace('Procfile:2:22\n', 'Procfile\n');

describe('pretty', () => {
  it.each([
    ['a pipe', {}],
    ['colour forced by the environment', { FORCE_COLOR: '3' }],
    ['a CI service that has colours', { CI: 'true', GITHUB_ACTIONS: 'true' }],
    ['a CI service', { CI: 'true' }],
    ['Azure Pipelines', { TF_BUILD: 'True', AGENT_NAME: 'a' }],
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['what a run without colour sets', { FORCE_HYPERLINK: '1', NETLIFY: 'true', ...colorEnvironment(false) }],
  ])('prints plain text where colour is off: %s', (_name, env) => {
    expect(print(sampleResults(folder), {}, env)).toBe(PLAIN);
  });

  it.each([
    ['hyperlinks forced', { FORCE_HYPERLINK: '1' }],
    ['hyperlinks through tmux', { FORCE_HYPERLINK: '1', TERM: 'tmux-256color' }],
    ['a hyperlinking build service', { NETLIFY: 'true' }],
  ])('takes links away where colour is off: %s', (_name, env) => {
    expect(print(sampleResults(folder), {}, env)).toBe(PLAIN_FOR_LINKS);
  });

  it('prints the same in colour', () => {
    const text = print(sampleResults(folder), { color: true }, colorEnvironment(true));
    expect(stripAnsi(text)).toBe(PLAIN);
    expect(text).toContain('\u001b[31m✖\u001b[39m');
    expect(text).toContain('\u001b[4mProcfile\u001b[24m');
  });

  it('links rules to their pages', () => {
    const text = print(
      sampleResults(folder),
      { color: true },
      { ...colorEnvironment(true), FORCE_HYPERLINK: '1' },
    );
    expect(text).toContain('\u001b]8;;https://example.com/rules/routing/port-mismatch\u0007');
    expect(text).not.toContain('eslint.org');
    expect(stripAnsi(text)).toBe(PLAIN_FOR_LINKS);
  });

  it('is empty where nothing was found', async () => {
    expect(await pretty([], context())).toBe('');
    expect(await pretty(toLintResults([], { checkedFiles: ['/repo/app/Procfile'] }), context())).toBe('');
  });

  it('says what can be fixed', () => {
    expect(print(sampleResults(folder), { fixable: { safe: 1, unsafe: 0 } })).toMatch(
      /\n {2}2 errors\n {2}Fixable: 1 with --fix\n$/,
    );
  });

  it('shows a file name that would act on the terminal', () => {
    const file = new SourceFile(join(folder, 'a\u001b[31m\nb'), 'a', 'web: run');
    const text = print(toLintResults([diagnostic(placeAt(file, 'web'))]));
    expect(text).toContain('\n  a\\u001b[31m\\nb:1:1\n');
  });

  it('reads well although the package takes quotes away', () => {
    const file = new SourceFile(join(folder, 'Procfile'), 'Procfile', 'web: run');
    const message = "The process's name `web` and 'run' stay, \"Port\" too";
    expect(print(toLintResults([diagnostic(placeAt(file, 'web'), { message })]))).toContain(
      'The process\'s name web and run stay, "Port" too',
    );
  });
});
