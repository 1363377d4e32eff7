import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer } from 'yaml';
import { lintProject } from '../../../src/lint/lint-project.js';
import { ProjectLinter } from '../../../src/lint/project-linter.js';
import { withinBudget } from '../../../src/model/bundle/within-budget.js';
import type { ProjectFiles } from '../../../src/model/project.js';
import { parseScript } from '../../../src/parse/shell/script.js';
import { piecesIn, SourceFile } from '../../../src/source/index.js';
import { compareBytes } from '../../../src/util/compare.js';

const sourceOf = (name: string, text: string) => new SourceFile(`/project/${name}`, name, text);

const projectOf = (texts: Readonly<Record<string, string>>, config?: string): ProjectFiles => ({
  root: '/project',
  files: Object.entries(texts).map(([name, text]) => ({
    name,
    path: `/project/${name}`,
    source: sourceOf(name, text),
  })),
  ebCliConfigs: config === undefined ? [] : [sourceOf('.elasticbeanstalk/config.yml', config)],
});

const leftOut = (files: ProjectFiles): string[] =>
  withinBudget(files)
    .files.filter((file) => 'isLeftOut' in file)
    .map(({ name }) => name)
    .sort(compareBytes);

const A = '.ebextensions/a.config';
const B = '.ebextensions/b.config';
const HALF = `# ${'!'.repeat(100_000)}\n`;

describe('what parsing a project may cost', () => {
  it('is spent in the order of names, whatever the order of the files', () => {
    expect(leftOut(projectOf({ [A]: HALF }))).toEqual([]);
    const files = projectOf({ Procfile: 'web: a', [B]: HALF, [A]: HALF });
    expect(leftOut(files)).toEqual([B, 'Procfile']);
    expect(
      lintProject(files).diagnostics.map(({ ruleId, severity, at }) => [ruleId, severity, at.file.name]),
    ).toEqual([B, 'Procfile'].map((name) => ['project/unreadable', 'warning', name]));
  });

  it('is spent on the files of the project before those of tools', () => {
    const project = projectOf({ [A]: 'commands: {}\n', Procfile: 'web: a\n' }, 'global: {}\n');
    const described = ['../a.tf', '.a.tf', 'infra/b.tf'].map((name) => ({
      name,
      path: `/project/${name}`,
      source: sourceOf(name, `${HALF}${HALF}`),
    }));
    const files = { ...project, environments: { files: described } };
    expect(leftOut(files)).toEqual([]);
    expect(withinBudget(files).environments?.files.map((file) => 'isLeftOut' in file)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is spent by characters, too', () => {
    const many = (count: number) =>
      projectOf(
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [`.ebextensions/${index}.config`, 'a'.repeat(2 ** 20)]),
        ),
      );
    expect(leftOut(many(4))).toEqual([]);
    expect(leftOut(many(5))).toEqual(['.ebextensions/4.config']);
  });

  it('is spent by every file that is parsed', () => {
    for (const name of ['.ebextensions/b.yaml', 'Procfile', 'cron.yaml', 'env.yaml', 'Dockerrun.aws.json'])
      expect(leftOut(projectOf({ [A]: HALF, [name]: HALF }))).toEqual([name]);
    expect(leftOut(projectOf({ [A]: HALF }, HALF))).toEqual(['.elasticbeanstalk/config.yml']);
    expect(leftOut(projectOf({ [A]: HALF, '.ebextensions/b.sh': HALF }))).toEqual([]);
  });

  it('is spent three times as fast by commands', () => {
    const commands = (pieces: number) => 'a;'.repeat(pieces - 1);
    for (const name of ['Procfile', 'Buildfile']) {
      expect(leftOut(projectOf({ [name]: commands(66_666) }))).toEqual([]);
      expect(leftOut(projectOf({ [name]: commands(66_667) }))).toEqual([name]);
    }
    expect(leftOut(projectOf({ [A]: commands(200_000) }))).toEqual([]);
    expect(leftOut(projectOf({ [A]: commands(200_001) }))).toEqual([A]);
  });

  it('is spent by what aliases stand for', () => {
    const items = (count: number) => `[${'x,'.repeat(count)}]`;
    const repeated = `a: &a ${items(9000)}\nb: [${'*a,'.repeat(11)}]\n`;
    expect(leftOut(projectOf({ [A]: repeated, [B]: HALF }))).toEqual([B]);
    const text = `a: &a ${'x'.repeat(320_000)}\nb: [${'*a,'.repeat(9)}]\n`;
    expect(leftOut(projectOf({ [A]: text, [B]: HALF }))).toEqual([]);
    expect(leftOut(projectOf({ [A]: text, [B]: `${HALF}# ${'!'.repeat(10_000)}\n` }))).toEqual([B]);
  });

  it('is the same after a change', () => {
    const linter = new ProjectLinter(projectOf({ [B]: HALF }));
    const report = linter.update(new Map([[A, HALF]]));
    expect(report).toEqual(lintProject(projectOf({ [A]: HALF, [B]: HALF })));
    expect(linter.update(new Map([[A, '']]))).toEqual(lintProject(projectOf({ [A]: '', [B]: HALF })));
  });
});

describe('the pieces of a text', () => {
  const texts = fc
    .array(fc.constantFrom(...'aaé-./ \n\t\r\u2028#!\'"[]{},:?|>&*%@`$;()<=+~'), { maxLength: 60 })
    .map((characters) => characters.join(''));

  it('are no fewer than a third of the tokens of YAML', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([...new Lexer().lex(text)].length).toBeLessThanOrEqual(3 * piecesIn(text) + 3);
      }),
    );
  });

  it('are no fewer than the words of a shell text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const commands = parseScript(sourceOf('Procfile', text)).commands;
        const words = commands.flatMap((command) => [...command.words, ...command.assignments]);
        expect(words.length).toBeLessThanOrEqual(piecesIn(text));
      }),
    );
  });
});
