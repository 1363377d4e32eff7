import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findProjects } from '../../../src/discover/find-projects.js';
import { readProjectFiles } from '../../../src/discover/read-project.js';
import { isMigration, planOf } from '../../../src/explore/migrate/plan.js';
import { fixModel } from '../../../src/fix/fix-project.js';
import { disk } from '../../../src/io/disk.js';
import type { Diagnostic } from '../../../src/lint/diagnostic.js';
import { ALL_RULES } from '../../../src/lint/lint-project.js';
import { readProject } from '../../../src/model/project.js';
import { badCasesOf, foldersIn, REPOSITORY, RULE_FIXTURES } from '../../support/fixtures.js';
import { ports } from '../../support/ports.js';

const SETTINGS = { generation: 'al2023' } as const;

/** What a finding is about, wherever a fix moved it. */
const aboutOf = ({ ruleId, at: { file, span } }: Diagnostic): string =>
  `${ruleId} ${file.text.slice(span.start, span.end)}`;

/** What is reported after everything that the plan applies, and was not in the plan. */
function unplanned(root: string): string[] {
  const project = readProject({ ...readProjectFiles(root, disk), isExecutable: undefined }, SETTINGS);
  const { applied, decisions, byHand, others } = planOf(project, SETTINGS);
  const planned = new Set([applied, decisions, byHand, others].flat().map(aboutOf));
  const { report } = fixModel(project, { ...SETTINGS, fixes: isMigration, migrates: true });
  return report.diagnostics.map(aboutOf).filter((about) => !planned.has(about));
}

const FOLDERS = [
  ...foldersIn(`${REPOSITORY}fixtures/projects`).map((name) => `${REPOSITORY}fixtures/projects/${name}`),
  ...foldersIn(`${REPOSITORY}fixtures/migrations`).map(
    (name) => `${REPOSITORY}fixtures/migrations/${name}/before`,
  ),
];

const CORPUS = [process.env['EBLINT_CORPUS'] ?? ''].find((folder) => folder !== '' && existsSync(folder));

describe('after --write the linter reports nothing that the plan did not list', () => {
  it.each(FOLDERS.map((folder) => [folder.slice(REPOSITORY.length), folder]))('in %s', (_, folder) => {
    expect(unplanned(folder!)).toEqual([]);
  });

  it.each(ALL_RULES.map(({ id }) => id).filter(isMigration))('in the cases of %s', (id) => {
    for (const name of badCasesOf(id)) expect(unplanned(`${RULE_FIXTURES}${id}/${name}`), name).toEqual([]);
  });

  it.skipIf(CORPUS === undefined)('in public projects (EBLINT_CORPUS)', { timeout: 600_000 }, async () => {
    const roots = await findProjects([CORPUS ?? ''], ports({ cwd: REPOSITORY }));
    expect(roots.length).toBeGreaterThan(10);
    for (const root of roots) expect(unplanned(root), root).toEqual([]);
  });
});
