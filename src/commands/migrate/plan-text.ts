import type { Diagnostic } from '../../lint/diagnostic.js';
import { toLintMessage } from '../../report/lint-result/to-lint-message.js';
import { painter } from '../../report/text/ansi.js';
import { markdownCode, markdownProse } from '../../report/text/markdown.js';
import { oneLine, visible } from '../../report/text/one-line.js';
import { wrap } from '../../report/text/wrap.js';
import { positionsOf } from '../../source/index.js';
import { relativePath } from '../../util/paths.js';
import type { MigrationPlan, PlanItem } from './plan.js';

/** How a plan is written. */
export interface PlanLayout {
  readonly cwd: string;
  readonly color: boolean;
  readonly width: number;
  readonly sourcesOf: (diagnostic: Diagnostic) => readonly string[];
}

/** The parts of a plan, in its order. */
const PARTS = [
  ['applied', 'Applied with --write'],
  ['decisions', 'Needs a decision'],
  ['byHand', 'By hand'],
] as const;

const INDENT = '    ';

/** A plan for people. */
export function planText(plan: MigrationPlan, layout: PlanLayout): string {
  const paint = painter(layout.color);
  return PARTS.flatMap(([part, title]) => {
    const items = plan[part];
    if (items.length === 0) return [];
    const heading = paint('bold', `${title} (${items.length})`);
    return [[heading, '', ...items.flatMap((item) => [...itemLines(item, layout), ''])].join('\n')];
  }).join('\n');
}

function itemLines(item: PlanItem, layout: PlanLayout): string[] {
  const { message, help, refusal, ruleId } = item;
  const texts = [help, refusal].flatMap((text) => (text === undefined ? [] : [oneLine(text)]));
  const lines = [...texts, ...choiceTexts(item)].flatMap((text) =>
    wrap(text, layout.width - INDENT.length, ({ length }) => length),
  );
  return [
    `  ${placeText(item, layout.cwd)}`,
    ...wrap(oneLine(message), layout.width - INDENT.length, ({ length }) => length).map(
      (line) => INDENT + line,
    ),
    ...lines.map((line) => INDENT + line),
    `${INDENT}${[ruleId, ...layout.sourcesOf(item).slice(0, 1)].join('  ')}`,
  ];
}

const FLAGS = 'With --write --unsafe-fixes:';

/** Each answer with its consequence, and what gives it: a flag, or an edit. */
function choiceTexts({ fix, choices = [] }: Diagnostic): string[] {
  const isFixed = fix?.safety === 'unsafe';
  const texts = choices.map(({ action, consequence, isFix }) =>
    oneLine(`- ${isFix && isFixed ? `${FLAGS} ${action}` : action} ${consequence}`),
  );
  if (!isFixed || choices.some(({ isFix }) => isFix)) return texts;
  return [`${FLAGS} ${oneLine(fix.title)}.`, ...texts];
}

/** `path:line:column`. */
function placeText({ at }: Diagnostic, cwd: string): string {
  const { line, column } = positionsOf(at).start;
  return `${visible(relativePath(cwd, at.file.path))}:${line}:${column}`;
}

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
