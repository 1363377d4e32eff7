import { oneLine } from '../../report/text/one-line.js';
import type { MigrationPlan } from './plan.js';
import { PARTS, placeText, type PlanLayout } from './plan-text.js';

/** A plan as a checklist for an issue or a pull request. */
export const planMarkdown = (plan: MigrationPlan, { cwd, sourcesOf }: PlanLayout): string =>
  PARTS.flatMap(([part, title]) => {
    const items = plan[part].map((item) => {
      const { message, help, ruleId } = item;
      const texts = [message, help].flatMap((text) => (text === undefined ? [] : [sentence(text)]));
      return `- [ ] ${code(placeText(item, cwd))} ${texts.join(' ')} ([${ruleId}](${sourcesOf(item)[0] ?? ''}))`;
    });
    return items.length === 0 ? [] : [`### ${title}\n\n${items.join('\n')}\n`];
  }).join('\n');

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** A text of the project may hold anything; what is written as code stays code. */
function sentence(text: string): string {
  const line = oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_[\]<>#|~!@`]/g, '\\$&')))
    .join('');
  return line.endsWith('.') ? line : `${line}.`;
}
