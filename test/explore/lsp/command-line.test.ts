import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { BASELINE_NAME } from '../../../src/discover/find-baseline.js';
import { findProjects } from '../../../src/discover/find-projects.js';
import { readProjectFiles } from '../../../src/discover/read-project.js';
import { disk } from '../../../src/io/disk.js';
import { overlay } from '../../../src/io/overlay.js';
import { ALL_RULES } from '../../../src/lint/lint-project.js';
import type { LintResult } from '../../../src/report/lint-result/lint-result.js';
import { badCasesOf, foldersIn, REPOSITORY, RULE_FIXTURES } from '../../support/fixtures.js';
import { TestEditor, uriOf } from '../../support/language-client.js';
import { ports } from '../../support/ports.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';

const CORPUS = [process.env['EBLINT_CORPUS'] ?? ''].find((folder) => folder !== '' && existsSync(folder));

let editor: TestEditor | undefined;
afterEach(() => {
  editor?.end();
  editor = undefined;
});

/** What `eblint` finds in a folder. */
async function foundBy(
  cwd: string,
  args: readonly string[] = [],
  over: Parameters<typeof runEblint>[2] = {},
): Promise<LintResult[]> {
  const { stdout } = await runEblint(cwd, ['--format', 'json', ...args], over);
  return JSON.parse(stdout) as LintResult[];
}

/** Findings of the command line as an editor would show them, in some order. */
const asShown = (results: readonly LintResult[]): string[] =>
  results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, endLine, endColumn, severity, ruleId, message, help }) =>
          `${uriOf(filePath)} ${line}:${column}-${endLine}:${endColumn} ${severity === 2 ? 1 : 2} ${ruleId} ${message}${help === undefined ? '' : `\n${help}`}`,
      ),
    )
    .sort();

const shownIn = ({ shown }: TestEditor): string[] =>
  [...shown.values()]
    .flatMap(({ uri, diagnostics }) =>
      diagnostics.map(
        ({ range: { start, end }, severity, code, message }) =>
          `${uri} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severity} ${code} ${message}`,
      ),
    )
    .sort();

/** What an editor shows that works in a folder, after some texts were opened. */
async function shownWith(
  folder: string,
  texts: Readonly<Record<string, string>>,
  settings: Parameters<typeof TestEditor.open>[1] = {},
): Promise<string[]> {
  editor = await TestEditor.open([folder], settings);
  for (const [name, text] of Object.entries(texts)) editor.openFile(join(folder, name), text);
  await editor.settled();
  const shown = shownIn(editor);
  expect(editor.log).toEqual([]);
  editor.end();
  return shown;
}

/** What is added to a project, so that every way to change what is reported is tried in it. */
const CONFIGURATION = "extends: strict\nrules:\n  routing/*: warning\n  secrets/*: 'off'\n";

/** The texts of a project, the first of which is opened, and what the command line finds of that project; undefined without texts. */
async function projectAt(root: string) {
  const sources = readProjectFiles(root, disk).files.flatMap((file) =>
    'source' in file ? [file.source] : [],
  );
  const first = sources[0];
  if (!first) return undefined;
  // A file that is named means its project alone, and none below.
  const args = ['--pass-on-unpruned-suppressions', first.name];
  return { root, sources, first, args, results: await foundBy(root, args) };
}

type Compared = NonNullable<Awaited<ReturnType<typeof projectAt>>>;

/** Compares the findings in a project as it is, and says how many there are. */
async function compare({ root, first, results }: Compared): Promise<number> {
  const expected = asShown(results);
  expect(await shownWith(root, { [first.name]: first.written }), root).toEqual(expected);
  return expected.length;
}

/** The same with a configuration, a comment in a text that is not saved, and a file of suppressions for half of what is found. */
async function compareConfigured(project: Compared): Promise<number> {
  const { root, sources, first, args, results } = project;
  const rules = new Map(
    results.map(({ filePath, messages }) => [filePath, messages.find(({ fatal }) => !fatal)?.ruleId]),
  );
  const changed = sources.find(({ path, name }) => name.endsWith('.config') && rules.get(path));
  const { name, written } = changed ?? first;
  const text = changed ? `# eblint-disable ${rules.get(changed.path)} -- tried\n${written}` : written;
  let suppressions = '{}';
  await runEblint(root, ['--suppress-all', '--suppressions-location', 'all.json', first.name], {
    writeReport: (_, all) => void (suppressions = all),
  });
  const added: Readonly<Record<string, string>> = {
    'eblint.config.yaml': CONFIGURATION,
    [BASELINE_NAME]: everySecond(suppressions),
  };
  const having = (texts: Readonly<Record<string, string>>) => ({
    files: overlay(disk, new Map(Object.entries(texts).map(([own, content]) => [join(root, own), content]))),
  });
  const expected = asShown(await foundBy(root, args, having({ ...added, [name]: text })));
  expect(await shownWith(root, { [name]: text }, { over: having(added) }), root).toEqual(expected);
  return expected.length;
}

/** A file of suppressions without every second rule of each file. */
const everySecond = (text: string): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(JSON.parse(text) as Record<string, Record<string, unknown>>).map(([file, ofRules]) => [
        file,
        Object.fromEntries(Object.entries(ofRules).filter((_, index) => index % 2 === 0)),
      ]),
    ),
  );

it.each([
  ...foldersIn(`${REPOSITORY}fixtures/projects`).map((name) => `fixtures/projects/${name}`),
  ...foldersIn(`${REPOSITORY}fixtures/migrations`).map((name) => `fixtures/migrations/${name}/before`),
])('an editor shows what the command line finds in %s', async (name) => {
  const project = await projectAt(`${REPOSITORY}${name}`);
  expect(project).toBeDefined();
  await compare(project!);
  await compareConfigured(project!);
});

it('an editor shows what the command line finds in a case of each rule', { timeout: 120_000 }, async () => {
  let count = 0;
  for (const { id } of ALL_RULES) {
    const roots = badCasesOf(id).map((name) => `${RULE_FIXTURES}${id}/${name}`);
    const root = roots.find((folder) => foldersIn(folder).some((name) => MARKERS.includes(name)));
    const project = root === undefined ? undefined : await projectAt(root);
    if (project) count += await compare(project);
  }
  expect(count).toBeGreaterThan(200);
});

/** A file is of a project only where one of these is above it. */
const MARKERS = ['.ebextensions', '.platform', '.elasticbeanstalk'];

it.skipIf(CORPUS === undefined)(
  'an editor shows what the command line finds in public projects (EBLINT_CORPUS)',
  { timeout: 600_000 },
  async () => {
    const roots = await findProjects([CORPUS ?? ''], ports({ cwd: REPOSITORY }));
    let count = 0;
    for (const root of roots) {
      const project = await projectAt(root);
      if (!project) continue;
      count += await compare(project);
      count += await compareConfigured(project);
    }
    expect(count).toBeGreaterThan(roots.length);
  },
);

const PROCFILE = 'web: daphne -b 0.0.0.0 -p 5000 app.asgi:application\n';
const NAME = '.ebextensions/app.config';
const NESTED = 'services/api/.ebextensions/b.config';
const WRONG = `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elbv2:listener:443:
    DefaultProcess: wep
    ListenerEnabled: true
    Protocol: HTTPS
    SSLCertificateArns: arn:aws:acm:eu-central-1:111122223333:certificate/5f2d9c1e-3b7a-4c8d-9e10-a1b2c3d4e5f6
    SSLPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
`;
const PROJECT = {
  Procfile: PROCFILE,
  '.git/HEAD': '',
  [NAME]: `# eblint-disable-next-line config/unquoted-mode -- as it was\nfiles:\n  /a:\n    mode: 0755\n    content: x\n  /b:\n    mode: 0755\n    content: x\n${WRONG}`,
  [NESTED]: WRONG,
};
const OPENED = { Procfile: PROCFILE, [NESTED]: WRONG };

it.each([
  ['with a configuration', { 'eblint.config.yaml': 'extends: strict\nrules:\n  routing/*: warning\n' }, []],
  ['with a project that is ignored', { 'eblint.config.yaml': 'ignores: services/**\n' }, []],
  ['with flags', {}, ['--preset', 'strict', '--rule', 'routing/*: warning']],
  ['without a configuration', { 'eblint.config.yaml': 'extends: strict\n' }, ['--no-config']],
])('an editor shows what the command line finds in two projects %s', async (_, more, args) => {
  const root = temporaryFolder({ ...PROJECT, ...more });
  const expected = asShown(await foundBy(root, args));
  expect(expected.length).toBeGreaterThan(0);
  expect(await shownWith(root, OPENED, { args })).toEqual(expected);
});

it('an editor shows what the command line finds with a file of suppressions, whichever file is open', async () => {
  const key = 'option_settings/aws:elbv2:listener:443/DefaultProcess';
  const counts = { [NAME]: { 'routing/unknown-process': { [key]: 1 } } };
  const root = temporaryFolder({ ...PROJECT, [BASELINE_NAME]: JSON.stringify(counts) });
  const expected = asShown(await foundBy(root, ['--pass-on-unpruned-suppressions']));
  expect(expected.join('\n')).toContain(`${NESTED} 5:`);
  expect(expected.join('\n')).not.toContain(`${NAME} 13:`);
  expect(await shownWith(root, OPENED)).toEqual(expected);
});
