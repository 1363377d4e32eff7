import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Candidate } from '../../src/fix/fix-candidate.js';
import { isProved } from '../../src/fix/fix-project.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { editProject } from '../../src/lint/edit-text.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type Project, readProject } from '../../src/model/project.js';
import { loadProject, REPOSITORY } from '../support/fixtures.js';

const textsOf = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ ruleId, message }) => `${ruleId}: ${message}`);

/** What is found with one fix made, by itself, and was not found before. */
function broughtBy({ fix }: Candidate, project: Project, before: readonly string[]): string[] {
  const after = readProject(editProject(deployedFiles(project), fix.edits, fix.files), project.options);
  const left = [...before];
  return textsOf(lintModel(after).diagnostics).filter((text) => {
    const index = left.indexOf(text);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

it(
  'no fix that is accepted brings a finding to one of the whole projects, unsafe ones included',
  { timeout: 60_000 },
  () => {
    const root = `${REPOSITORY}fixtures/projects`;
    let made = 0;
    const brought = readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isDirectory()) return [];
      const project = loadProject(`${root}/${entry.name}`);
      const report = lintModel(project);
      const fixable = report.diagnostics.filter((one): one is Candidate => one.fix !== undefined);
      return fixable.flatMap((candidate) => {
        if (!isProved(candidate, project, { unsafe: true, report })) return [];
        made++;
        return broughtBy(candidate, project, textsOf(report.diagnostics)).map(
          (text) => `${entry.name}: "${candidate.fix.title}" brings ${text}`,
        );
      });
    });
    expect(brought).toEqual([]);
    expect(made).toBeGreaterThan(10);
  },
);
