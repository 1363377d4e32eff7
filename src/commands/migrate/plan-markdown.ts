import { markdownCode, markdownProse } from '../../report/text/markdown.js';
import type { MigrationPlan } from './plan.js';
import { choiceTexts, PARTS, placeText, type PlanLayout } from './plan-text.js';

/** A plan as a checklist for an issue or a pull request. */
export const planMarkdown = (plan: MigrationPlan, { cwd, sourcesOf }: PlanLayout): string =>
  PARTS.flatMap(([part, title]) => {
    const items = plan[part].map((item) => {
      const { message, help, refusal, ruleId } = item;
      const texts = [message, help, refusal].flatMap((text) => (text === undefined ? [] : [sentence(text)]));
      const choices = choiceTexts(item).map((text) => `\n  - ${sentence(text.replace(/^- /, ''))}`);
      return `- [ ] ${markdownCode(placeText(item, cwd))} ${texts.join(' ')} ([${ruleId}](${sourcesOf(item)[0] ?? ''}))${choices.join('')}`;
    });
    return items.length === 0 ? [] : [`### ${title}\n\n${items.join('\n')}\n`];
  }).join('\n');

function sentence(text: string): string {
  const prose = markdownProse(text);
  return prose.endsWith('.') ? prose : `${prose}.`;
}
