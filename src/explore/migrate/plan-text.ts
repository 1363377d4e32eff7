import type { Diagnostic } from '../../lint/diagnostic.js';
import { toLintMessage } from '../../report/lint-result/to-lint-message.js';
import { painter } from '../../report/text/ansi.js';
import { markdownCode, markdownProse } from '../../report/text/markdown.js';
import { oneLine, visible } from '../../report/text/one-line.js';
import { wrap } from '../../report/text/wrap.js';
import { positionsOf } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
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
  ['others', 'Also wrong, on any platform'],
] as const;

const INDENT = '    ';

/** A plan for people: the items of each part by file, and where the rules have it from, each page once. */
export function planText(plan: MigrationPlan, layout: PlanLayout): string {
  const paint = painter(layout.color);
  const parts = PARTS.flatMap(([part, title]) => {
    const items = plan[part];
    if (items.length === 0) return [];
    const files = byFile(items).flatMap(([path, own]) => [
      `  ${visible(relativePath(layout.cwd, path))}`,
      ...own.flatMap((item) => [...itemLines(item, layout), '']),
    ]);
    return [[paint('bold', `${title} (${items.length})`), '', ...files].join('\n')];
  });
  const pages = [...pagesOf(plan, layout)].flatMap(([url, ruleIds]) => [
    `  ${url}`,
    ...wrap(ruleIds.join(', '), layout.width - INDENT.length, ({ length }) => length).map(
      (line) => INDENT + line,
    ),
  ]);
  return [
    ...parts,
    ...(pages.length > 0 ? [[paint('bold', 'Sources'), '', ...pages, ''].join('\n')] : []),
  ].join('\n');
}

const byFile = (items: readonly PlanItem[]): (readonly [string, readonly PlanItem[]])[] => [
  ...groupBy(items, ({ at }) => [at.file.path]),
];

/** The first page of each rule, and the rules that name it. */
function pagesOf(plan: MigrationPlan, { sourcesOf }: PlanLayout): Map<string, string[]> {
  const pages = new Map<string, string[]>();
  for (const item of PARTS.flatMap(([part]) => plan[part])) {
    const [url] = sourcesOf(item);
    if (url === undefined) continue;
    const ids = pages.get(url) ?? [];
    if (!ids.includes(item.ruleId)) pages.set(url, [...ids, item.ruleId]);
  }
  return pages;
}

function itemLines(item: PlanItem, layout: PlanLayout): string[] {
  const { message, help, refusal, ruleId } = item;
  const place = `${INDENT}${positionText(item)}  `;
  const texts = [message, help, refusal].flatMap((text) => (text === undefined ? [] : [oneLine(text)]));
  const lines = [...texts, ...choiceTexts(item)].flatMap((text) =>
    wrap(text, layout.width - place.length, ({ length }) => length),
  );
  return [...lines, ruleId].map((line, index) => (index === 0 ? place : ' '.repeat(place.length)) + line);
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

/** `line:column`. */
function positionText({ at }: Diagnostic): string {
  const { line, column } = positionsOf(at).start;
  return `${line}:${column}`;
}

/** A plan as a checklist for an issue or a pull request: by file, and each page once. */
export function planMarkdown(plan: MigrationPlan, layout: PlanLayout): string {
  const urls = [...pagesOf(plan, layout).keys()];
  const parts = PARTS.flatMap(([part, title]) => {
    const files = byFile(plan[part]).map(([path, items]) => {
      const name = markdownCode(visible(relativePath(layout.cwd, path)));
      return `#### ${name}\n\n${items.map((item) => checkbox(item, urls, layout)).join('\n')}\n`;
    });
    return files.length === 0 ? [] : [`### ${title}\n\n${files.join('\n')}`];
  });
  const pages = urls.map((url, index) => `[${index + 1}]: ${url}\n`).join('');
  return [...parts, ...(pages === '' ? [] : [pages])].join('\n');
}

function checkbox(item: PlanItem, urls: readonly string[], { sourcesOf }: PlanLayout): string {
  const { message, help, refusal, ruleId } = item;
  const texts = [message, help, refusal].flatMap((text) => (text === undefined ? [] : [sentence(text)]));
  const choices = choiceTexts(item).map((text) => `\n  - ${sentence(text.replace(/^- /, ''))}`);
  const page = urls.indexOf(sourcesOf(item)[0] ?? '') + 1;
  const rule = page > 0 ? `[${ruleId}][${page}]` : ruleId;
  return `- [ ] ${positionText(item)} ${texts.join(' ')} (${rule})${choices.join('')}`;
}

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
