import { DEPLOYMENT_KIND_NAMES, type DeploymentKind } from '../knowledge/instance/deployment-order.js';
import { MAX_STEP_CHARACTERS } from '../knowledge/limits.js';
import type { Paint } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { wrap } from '../report/text/wrap.js';
import { nameOf } from '../source/index.js';
import { shorten } from '../util/text.js';
import type { ProjectStep, StepItem } from './steps-of.js';

/** What an item does, without its place. */
export function titleOf({ section, title, details }: StepItem): string {
  const known = shorten(visible(details.join(', ')), MAX_STEP_CHARACTERS);
  const name = `${section === undefined ? '' : `${section}, `}${visible(title)}`;
  return known === '' ? name : `${name}: ${known}`;
}

/** Not where the title is the name of the file. */
const placeOf = ({ at, title }: StepItem): string | undefined =>
  at && at.file.name !== title ? visible(nameOf(at)) : undefined;

/** Where and as whom a step runs, and what is there. */
export const noteOf = ({ runsIn, runsAs, note }: ProjectStep, kind: DeploymentKind): string =>
  [runsIn && `in ${runsIn}`, runsAs && `as ${runsAs}`, note?.[kind]]
    .filter((part) => part !== undefined)
    .join(', ');

/** Steps that the project gives nothing to do, but for those that change what is there. */
const LANDMARKS: ReadonlySet<ProjectStep['id']> = new Set(['unpack', 'switch', 'proxy-start']);

/** The steps that a reader is shown. */
export const shown = (steps: readonly ProjectStep[]): readonly ProjectStep[] =>
  steps.filter(({ id, items }) => items.length > 0 || LANDMARKS.has(id));

/** The steps as numbered lines that fit a width. */
export function stepsText(
  steps: readonly ProjectStep[],
  kind: DeploymentKind,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  const wrapped = (text: string, indent: string): string[] =>
    wrap(text, width - indent.length, ({ length }) => length).map((line) => indent + line);
  const lines = shown(steps).flatMap((step, index) => {
    const number = `${index + 1}.`.padEnd(4);
    const note = noteOf(step, kind);
    return [
      '',
      number + paint('bold', step.title),
      ...(note === '' ? [] : wrapped(note, '    ').map((line) => paint('dim', line))),
      ...step.items.flatMap((item) => {
        const place = placeOf(item);
        return [
          ...wrapped(titleOf(item), '      ').map((line, at) =>
            at === 0 ? `    - ${line.trimStart()}` : line,
          ),
          ...(place === undefined ? [] : [paint('dim', `      ${place}`)]),
          ...item.findings.map(({ ruleId, severity }) =>
            paint(severity === 'error' ? 'red' : 'yellow', `      ${severity} ${ruleId}`),
          ),
        ];
      }),
    ];
  });
  return [`What runs with ${DEPLOYMENT_KIND_NAMES[kind]}`, ...lines].map((line) => `${line}\n`).join('');
}

/** The same as a list of Markdown, with the source of each step. */
export function stepsMarkdown(steps: readonly ProjectStep[], kind: DeploymentKind): string {
  const lines = shown(steps).flatMap((step, index) => {
    const note = noteOf(step, kind);
    return [
      `${index + 1}. **[${step.title}](${step.source})**${note === '' ? '' : `: ${note}`}`,
      ...step.items.map((item) => {
        const place = placeOf(item);
        const findings = item.findings.map(({ ruleId, severity }) => ` **${severity} ${ruleId}**`).join('');
        return `   - ${code(titleOf(item))}${place === undefined ? '' : ` (${code(place)})`}${findings}`;
      }),
    ];
  });
  return [`# What runs with ${DEPLOYMENT_KIND_NAMES[kind]}`, '', ...lines]
    .map((line) => `${line}\n`)
    .join('');
}

/** https://spec.commonmark.org/0.31.2/#code-spans: the fence is longer than any in the text. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}
