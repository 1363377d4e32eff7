import { toLintMessage } from '../../report/lint-result/to-lint-message.js';
import type { MigrationPlan, PlanItem } from './plan.js';
import { PARTS, type PlanLayout } from './plan-text.js';

/** A plan for programs: each item as a message of `--format json`, with its file and source. */
export const planJson = (plan: MigrationPlan, { sourcesOf }: PlanLayout): Record<string, unknown> =>
  Object.fromEntries(PARTS.map(([part]) => [part, plan[part].map((item) => itemOf(item, sourcesOf))]));

const itemOf = (item: PlanItem, sourcesOf: PlanLayout['sourcesOf']) => ({
  filePath: item.at.file.path,
  ...toLintMessage(item),
  ...(item.fix && { change: item.fix.title }),
  ...(item.choices && {
    choices: item.choices.map(({ action, consequence, isFix = false }) => ({
      action,
      consequence,
      isFix: isFix && item.fix !== undefined,
    })),
  }),
  ...(item.refusal !== undefined && { refusal: item.refusal }),
  sources: sourcesOf(item),
});
