import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES_FILE, examplesOf, pageOf, unpacked } from '../../src/commands/describe-rules.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { REPOSITORY } from '../support/fixtures.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, run } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'latin1')]),
  );

describe('the build', () => {
  it('gives the same bytes in every folder, and names none', () => {
    const folder = temporaryFolder({ 'a/longer/name/': '' });
    const { status, stderr } = run(process.execPath, ['scripts/build.mjs', folder], REPOSITORY);
    expect(status, stderr).toBe(0);
    const texts = textsIn(program.folder);
    expect(Object.keys(texts)).toContain('cli.cjs');
    expect(textsIn(folder)).toEqual(texts);
    const here = [REPOSITORY.replace(/\/$/, ''), folder];
    for (const text of Object.values(texts)) for (const path of here) expect(text).not.toContain(path);
  }, 120_000);

  it('is the source alone: nothing compiled, no source maps, all of it ASCII', () => {
    const texts = textsIn(program.folder);
    expect(Object.keys(texts).filter((name) => !/\.(?:cjs|js|d\.c?ts|txt)$/.test(name))).toEqual([]);
    for (const [name, text] of Object.entries(texts))
      if (!name.endsWith('.txt')) expect(text, name).not.toMatch(/[^\x00-\x7f]/);
  });

  it('has no import() in the modules of which compiled code is stored: Node loads nothing for them', () => {
    const large = Object.entries(textsIn(program.folder)).filter(([, { length }]) => length > 50_000);
    const chunks = large.filter(([name]) => name.endsWith('.chunk.cjs'));
    expect(chunks.map(([name]) => name)).toContain('chunks/core.chunk.cjs');
    for (const [name, text] of chunks) expect(text, name).not.toMatch(/(?<![.\w])import\(/);
  });
});

describe('the package', () => {
  it('has the examples of all rules, and none of the pages that are on the web', () => {
    const folder = join(program.home, 'node_modules/eblint');
    expect(readdirSync(folder)).not.toContain('docs');
    const pages = unpacked(readFileSync(join(folder, EXAMPLES_FILE), 'utf8'));
    for (const { id } of ALL_RULES)
      expect(examplesOf(pageOf(pages, id)), `${id}: npm run build`).toBe(
        examplesOf(readFileSync(`${REPOSITORY}docs/rules/${id}.md`, 'utf8')),
      );
  });

  it('has a bill of materials: every package that is bundled, with its version, license and hash', () => {
    const { status, stdout, stderr } = run(process.execPath, ['scripts/sbom.mjs'], REPOSITORY);
    expect(status, stderr).toBe(0);
    const { components, metadata } = JSON.parse(stdout) as {
      components: { name: string; version: string; licenses?: unknown[]; hashes?: unknown[] }[];
      metadata: { component: { name: string } };
    };
    expect(metadata.component.name).toBe('eblint');
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['yaml', 'fast-glob']));
    const notices = readFileSync(join(program.folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const { name, version, licenses, hashes } of components) {
      expect(notices).toContain(`${name} ${version} (`);
      expect([licenses?.length, hashes?.length], name).toEqual([1, 1]);
    }
    expect(components).toHaveLength([...notices.matchAll(/^\S+ \d+\.\d+\.\d+ \(/gm)].length);
  });

  it('is small', () => {
    const tarball = readdirSync(program.home).find((name) => name.endsWith('.tgz'))!;
    // Each rule has about 1.6 KB with its texts and example; 24 KB are the commands that show a deployment (graph, request,
    // steps), which nothing else loads; the last 40 KB are rules about dependencies of Node.js, lock files, what needs
    // dependencies too early, Java builds and processes, with what reads these files; 19 KB are the types and properties of
    // CloudFormation; 38 KB read environments of Terraform and templates, archives of CI, and what auditors ask for; 13 KB are
    // credentials in files, ports with TLS, cmdlets, and helps in the notation of each file; 29 KB are redirects of applications
    // and of Apache, settings of applications, policies, attributes of resources, pins, and versions that platforms do not run.
    expect(statSync(join(program.home, tarball)).size).toBeLessThan(858_000);
  });
});

describe('a start', () => {
  const chunksOf = (flag: string): string[] => {
    const code = `process.on('exit', () => console.error(Object.keys(require.cache).join()));
      process.argv = ['node', 'eblint', '${flag}'];
      require(${JSON.stringify(program.cli)});`;
    const { stderr } = run(process.execPath, ['-e', code], program.home);
    return [...stderr.matchAll(/([\w-]+)\.chunk\.cjs/g)].map(([, name]) => name!);
  };

  it.each([
    ['--version', ['core', 'rolldown-runtime', 'start']],
    ['--help', ['core', 'help', 'rolldown-runtime', 'start']],
  ])('with %s loads what it prints, and nothing that lints', (flag, chunks) => {
    expect(chunksOf(flag).sort()).toEqual(chunks);
  });

  it.each([
    ['option_settings:\n  aws:elasticbeanstalk:application:\n    Application Healthcheck URL: /\n', false],
    ['option_settings:\n  aws:elasticbeanstalk:application: &a {}\n', true],
  ])('loads the YAML library for what it alone reads: %j', (text, isLoaded) => {
    const root = temporaryFolder({ '.ebextensions/a.config': text });
    expect(chunksOf(root).includes('yaml')).toBe(isLoaded);
  });
});

/** What the README shows, with a type for each thing that it handles. */
const USE = `
import { ALL_RULES, findOption, fixProject, formatResults, lintFolder, lintProject, ProjectLinter, SourceFile, toLintResults } from 'eblint';
import type { Diagnostic, LintReport, LintResult, ProjectFiles, RuleInfo } from 'eblint';

const source = new SourceFile('/app/Procfile', 'Procfile', 'web: run');
const project: ProjectFiles = { root: '/app', files: [{ name: 'Procfile', path: '/app/Procfile', source }], ebCliConfigs: [] };
const { diagnostics }: LintReport = lintProject(project, { preset: 'strict' });
const first: Diagnostic | undefined = diagnostics[0];
const line: number | undefined = first?.at.file.positionAt(first.at.span.start).line;
const results: readonly LintResult[] = toLintResults(diagnostics, { checkedFiles: [] });
const rules: readonly RuleInfo[] = ALL_RULES;
const fixed: readonly string[] = fixProject(project).changes.flatMap(({ after }) => after?.text ?? []);
const text: Promise<string> = formatResults(results, 'sarif', { cwd: '/app' });
const roots: Promise<string[]> = lintFolder('.').then((reports) => reports.map(({ files }) => files.root));
const value: string | undefined = findOption('aws:elbv2:listener:443', 'Protocol')?.default;
// @ts-expect-error no such preset
lintProject(project, { preset: 'none' });
export { fixed, line, results, roots, text, value, rules, ProjectLinter };
`;

describe('the types of the packed library', () => {
  it.each([
    ['bundler', 'esnext'],
    ['node16', 'node16'],
  ])('check with the resolution of %s, library included', (moduleResolution, module) => {
    const folder = join(program.home, `types-${moduleResolution}`);
    const written = temporaryFolder({});
    const compilerOptions = {
      ...{ module, moduleResolution, target: 'es2023', lib: ['es2023'], types: [] },
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, outDir: written },
    };
    mkdirSync(folder);
    const files = {
      'package.json': '{ "type": "module" }',
      'use.ts': USE,
      'use.cts': USE,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['use.ts', 'use.cts'] }),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stdout } = run(
      process.execPath,
      [`${REPOSITORY}node_modules/typescript/bin/tsc`, '-p', folder],
      folder,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
