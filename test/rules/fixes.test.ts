import { describe, expect, it } from 'vitest';
import { fixProject } from '../../src/fix/fix-project.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { readProject, type Project, type ProjectFiles } from '../../src/model/project.js';
import { rules } from '../../src/rules/index.js';
import { lazily } from '../../src/util/memo.js';
import { casesOf, loadProject, RULE_FIXTURES } from '../support/fixtures.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { configFiles } from '../../src/model/bundle/config-files.js';

const OPTIONS = { preset: 'strict', unsafe: true } as const;

const textsOf = ({ files }: ProjectFiles): string[] =>
  files.flatMap((file) => ('source' in file ? [file.source.written] : []));

const cases = rules.flatMap((rule) =>
  casesOf(rule.meta.id)
    .filter((name) => name.startsWith('bad-'))
    .map((name) => [`${rule.meta.id}/${name}`, rule] as const),
);

describe.each(cases)('%s', (path, rule) => {
  const read = lazily(() => {
    const project = loadProject(`${RULE_FIXTURES}${path}`);
    const before = lintModel(project, OPTIONS, [rule]).diagnostics;
    return { project, before, fixed: fixProject(deployedFiles(project), OPTIONS, [rule]) };
  });

  it('is fixed wherever a fix is offered', () => {
    const { before, fixed } = read();
    expect(fixed.report.diagnostics.filter(({ fix }) => fix)).toEqual([]);
    expect(fixed.report.diagnostics.length).toBeLessThanOrEqual(before.length - fixed.fixed.length);
  });

  it('brings nothing new', () => {
    const { project, before, fixed } = read();
    const old = before.map(({ message }) => message);
    const now = fixed.report.diagnostics.map(({ message }) => message);
    expect(now.filter((message) => !old.includes(message))).toEqual([]);
    const brokenIn = (project: Project) =>
      configFiles(project)
        .filter(({ broken }) => broken)
        .map(({ file }) => file.name);
    expect(brokenIn(project)).toEqual(expect.arrayContaining(brokenIn(readProject(fixed.files))));
  });

  it('stays as it is when it is fixed again', () => {
    const { fixed } = read();
    const again = fixProject(fixed.files, OPTIONS, [rule]);
    expect(again.fixed).toEqual([]);
    expect(textsOf(again.files)).toEqual(textsOf(fixed.files));
  });
});
