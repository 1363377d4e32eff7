import { readFileSync } from 'node:fs';
import { run } from '../../src/run.js';
import { REPOSITORY } from './fixtures.js';
import { ports } from './ports.js';

/** A project with one finding, which has another end and a fix. */
const FOLDER = 'fixtures/rules/routing/unattached-rule/bad-listener-without-rules';
const PROJECT = REPOSITORY + FOLDER;

/** What docs/formats.md shows of a format: what it prints of a project at `/app`. */
export async function formatExample(format: string): Promise<string> {
  let output = '';
  const stdout = { isTTY: false, write: (text: string) => void (output += text) };
  const env = { GITHUB_WORKSPACE: PROJECT };
  await run(['--format', format, '--no-ci'], ports({ cwd: PROJECT, env, stdout }));
  const shown = EXCERPTS[format]?.(output) ?? output;
  // eslint-formatter-pretty takes the folder of the process for the current one.
  return shown.replaceAll(PROJECT, '/app').replaceAll(`${FOLDER}/`, '').trim();
}

/** How the code of an example is called. */
export const languageOf = (format: string): string => LANGUAGES[format] ?? 'text';

const LANGUAGES: Readonly<Record<string, string>> = {
  json: 'json',
  ndjson: 'json',
  sarif: 'json',
  gitlab: 'json',
  rdjson: 'json',
  junit: 'xml',
  checkstyle: 'xml',
  markdown: 'markdown',
};

/** Of what is long, or all on one line. */
const EXCERPTS: Readonly<Record<string, (output: string) => string>> = {
  json: indented,
  ndjson: indented,
  sarif: (output) =>
    indented(JSON.stringify((JSON.parse(output) as { runs: { results: object[] }[] }).runs[0]!.results[0])),
};

function indented(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

/** The text of the only configuration file of the project. */
export const exampleSource = (): string =>
  readFileSync(`${PROJECT}/.ebextensions/01_alb.config`, 'utf8').trimEnd();
