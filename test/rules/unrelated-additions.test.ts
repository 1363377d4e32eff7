import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import type { Project } from '../../src/model/project.js';
import { ADDITIONS, withAddition } from '../support/additions.js';
import { badCasesOf, loadProject, RULE_FIXTURES } from '../support/fixtures.js';
import { random } from '../support/random.js';

const count = Number(process.env['EBLINT_ADDITIONS'] ?? 150);
const seed = Number(process.env['EBLINT_ADDITIONS_SEED'] ?? 1);
const corpus = process.env['EBLINT_CORPUS'];

/** The folders of projects that get something wrong: the cases of all rules, and real projects where there are any. */
const roots = [
  ...ALL_RULES.flatMap(({ id }) => badCasesOf(id).map((name) => `${RULE_FIXTURES}${id}/${name}`)),
  ...(corpus === undefined
    ? []
    : readdirSync(corpus, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [resolve(corpus, entry.name)] : [],
      )),
];

const findingsIn = (project: Project): string[] =>
  lintModel(project).diagnostics.map(
    ({ ruleId, at: { file, span } }) => `${file.name}:${span.start} ${ruleId}`,
  );

it(
  `no finding goes because of something unrelated (seed ${seed}, ${count} additions)`,
  { timeout: 600_000 },
  () => {
    const next = random(seed);
    const lost: string[] = [];
    let done = 0;
    while (done < count) {
      const root = roots[Math.floor(next() * roots.length)] ?? '';
      const project = loadProject(root);
      const before = findingsIn(project);
      const addition = ADDITIONS[Math.floor(next() * ADDITIONS.length)]!;
      const changed =
        before.length === 0 || project.files.archive ? undefined : withAddition(project, addition);
      if (!changed) continue;
      done++;
      const after = new Set(findingsIn(changed));
      for (const finding of before)
        if (!after.has(finding) && !addition.concerns?.[finding.split(' ')[1] ?? ''])
          lost.push(`${root.split('/').slice(-3).join('/')} + ${addition.what}: ${finding}`);
    }
    expect(lost).toEqual([]);
  },
);
