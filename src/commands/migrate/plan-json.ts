import type { Diagnostic } from '../../lint/diagnostic.js';
import { toLintMessage } from '../../report/lint-result/to-lint-message.js';
import type { MigrationPlan } from './plan.js';
import { PARTS, type PlanLayout } from './plan-text.js';

/** A plan for programs: each item as a message of `--format json`, with its file and source. */
export const planJson = (plan: MigrationPlan, { metaOf }: PlanLayout): Record<string, unknown> =>
  Object.fromEntries(PARTS.map(([part]) => [part, plan[part].map((item) => itemOf(item, metaOf))]));

const itemOf = (item: Diagnostic, metaOf: PlanLayout['metaOf']) => ({
  filePath: item.at.file.path,
  ...toLintMessage(item),
  ...(item.fix && { change: item.fix.title }),
  sources: metaOf(item).references,
});
