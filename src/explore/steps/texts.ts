import { DEPLOYMENT_KIND_NAMES, type DeploymentKind } from '../../knowledge/instance/deployment-order.js';
import type { Paint } from '../../report/text/ansi.js';
import { markdownCode } from '../../report/text/markdown.js';
import { mermaidBox, mermaidLooks, mermaidText } from '../../report/text/mermaid.js';
import { visible } from '../../report/text/one-line.js';
import { wrap } from '../../report/text/wrap.js';
import { nameOf } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { MAX_BOX_CHARACTERS, MAX_STEP_CHARACTERS } from '../../util/limits.js';
import { shorten } from '../../util/text.js';
import type { Override } from './overrides.js';
import type { StepItem } from './step-item.js';
import type { DeploymentSteps, ProjectStep } from './steps-of.js';

/** What is shown of a command at least, however much is special about it. */
const MIN_COMMAND_CHARACTERS = 40;

/** What is drawn one by one of a step of a deployment: GitHub draws no more than 50,000 characters. */
const MAX_DRAWN_ITEMS = 12;

/** What an item does, without its place: of a long command the beginning, with all that is special about it. */
export function titleOf({ section, title, details: [first = '', ...special] }: StepItem): string {
  const rest = special.map((detail) => `, ${visible(detail)}`).join('');
  const known =
    shorten(visible(first), Math.max(MIN_COMMAND_CHARACTERS, MAX_STEP_CHARACTERS - rest.length)) + rest;
  const name = `${section === undefined ? '' : `${section}, `}${visible(title)}`;
  return known === '' ? name : `${name}: ${known}`;
}

/** Not where the title is the name of the file. */
const placeOf = ({ at, title }: StepItem): string | undefined =>
  at && at.file.name !== title ? visible(nameOf(at)) : undefined;

/** `/etc/a is written again by 01_static: .ebextensions/a.config:3`. */
const overrideText = ({ note, at }: Override): string =>
  visible(note) + (at ? `: ${visible(nameOf(at))}` : '');

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

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html */
const FAILURE = 'A command or a hook that fails ends the deployment, unless its errors are ignored.';

/** What is reported where no step does anything. */
export const AT_NO_STEP = {
  title: 'At no step',
  note: 'reported about files, or parts of them, that no step shows',
};

/** The steps as numbered lines that fit a width. */
export function stepsText(
  { steps, atNoStep }: DeploymentSteps,
  kind: DeploymentKind,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  const wrapped = (text: string, indent: string): string[] =>
    wrap(text, width - indent.length, ({ length }) => length).map((line) => indent + line);
  const section = (number: string, title: string, note: string, items: readonly StepItem[]): string[] => [
    '',
    number + paint('bold', title),
    ...(note === '' ? [] : wrapped(note, '    ').map((line) => paint('dim', line))),
    ...items.flatMap((item) => {
      const place = placeOf(item);
      return [
        ...wrapped(titleOf(item), '      ').map((line, at) =>
          at === 0 ? `    - ${line.trimStart()}` : line,
        ),
        ...(place === undefined ? [] : [paint('dim', `      ${place}`)]),
        ...item.overriddenBy.flatMap((override) =>
          wrapped(overrideText(override), '        ').map((line, at) =>
            paint('dim', at === 0 ? `      ${line.trimStart()}` : line),
          ),
        ),
        ...item.findings.map(({ ruleId, severity }) =>
          paint(severity === 'error' ? 'red' : 'yellow', `      ${severity} ${ruleId}`),
        ),
      ];
    }),
  ];
  const title = [`What runs with ${DEPLOYMENT_KIND_NAMES[kind]}`, ...wrapped(FAILURE, '')];
  return [
    ...title,
    ...shown(steps).flatMap((step, index) =>
      section(`${index + 1}.`.padEnd(4), step.title, noteOf(step, kind), step.items),
    ),
    ...(atNoStep.length === 0 ? [] : section('', AT_NO_STEP.title, AT_NO_STEP.note, atNoStep)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** The same as a list of Markdown, with the source of each step. */
export function stepsMarkdown({ steps, atNoStep }: DeploymentSteps, kind: DeploymentKind): string {
  const itemLines = (items: readonly StepItem[], indent: string): string[] =>
    items.flatMap((item) => {
      const place = placeOf(item);
      const findings = item.findings.map(({ ruleId, severity }) => ` **${severity} ${ruleId}**`).join('');
      return [
        `${indent}- ${markdownCode(titleOf(item))}${place === undefined ? '' : ` (${markdownCode(place)})`}${findings}`,
        ...item.overriddenBy.map((override) => `${indent}  - ${markdownCode(overrideText(override))}`),
      ];
    });
  const lines = shown(steps).flatMap((step, index) => {
    const note = noteOf(step, kind);
    return [
      `${index + 1}. **[${step.title}](${step.source})**${note === '' ? '' : `: ${note}`}`,
      ...itemLines(step.items, '   '),
    ];
  });
  const others =
    atNoStep.length === 0
      ? []
      : ['', `**${AT_NO_STEP.title}**: ${AT_NO_STEP.note}`, '', ...itemLines(atNoStep, '')];
  return [`# What runs with ${DEPLOYMENT_KIND_NAMES[kind]}`, '', FAILURE, '', ...lines, ...others]
    .map((line) => `${line}\n`)
    .join('');
}

/** A box of the picture. */
interface Box {
  readonly id: string;
  readonly item: StepItem;
}

/**
 * The steps in Mermaid's language, each as a frame with what it does, and dotted arrows to what overrides it later.
 * https://mermaid.js.org/syntax/flowchart.html#subgraphs
 */
export function stepsMermaid({ steps, atNoStep }: DeploymentSteps): string {
  let boxes = 0;
  const frame = (id: string, title: string, items: readonly StepItem[]) => ({
    ...{ id, title, items },
    boxes: items.slice(0, MAX_DRAWN_ITEMS).map((item): Box => ({ id: `n${++boxes}`, item })),
  });
  const frames = shown(steps).map((step, index) => ({
    // With `1. `, Mermaid takes a title for a list.
    ...frame(`s${index + 1}`, `Step ${index + 1}: ${step.title}`, step.items),
    step,
  }));
  const apart = atNoStep.length === 0 ? [] : [frame('apart', AT_NO_STEP.title, atNoStep)];
  const all = [...frames, ...apart].flatMap(({ boxes }) => boxes);
  const chain = (ids: readonly string[]): string[] =>
    ids.slice(1).map((id, index) => `  ${ids[index]} --> ${id}`);
  return [
    'flowchart TB',
    ...[...frames, ...apart].flatMap(({ id, title, items, boxes }) => {
      if (boxes.length === 0) return [`  ${mermaidBox(id, [title])}`];
      const left = items.length - boxes.length;
      const more = left > 0 ? [{ id: `${id}more`, lines: [`and ${left} more`] }] : [];
      const own = [...boxes.map((box) => ({ id: box.id, lines: linesIn(box.item) })), ...more];
      return [
        `  subgraph ${id}["${mermaidText(title)}"]`,
        ...own.map(({ id, lines }) => `    ${mermaidBox(id, lines)}`),
        ...chain(own.map(({ id }) => id)).map((line) => `  ${line}`),
        '  end',
      ];
    }),
    ...chain(frames.map(({ id }) => id)),
    ...overrideArrows(all, frames),
    ...mermaidLooks(new Map(all.map(({ id, item }) => [id, worstOf(item)]))),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function linesIn(item: StepItem): readonly string[] {
  const place = placeOf(item);
  return [
    shorten(titleOf(item), MAX_BOX_CHARACTERS),
    ...(place === undefined ? [] : [shorten(place, MAX_BOX_CHARACTERS)]),
    ...item.findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  ];
}

const worstOf = ({ findings }: StepItem): string =>
  (findings.find(({ severity }) => severity === 'error') ?? findings[0])?.severity ?? '';

/** One arrow for all that a box loses to another one, or to what Elastic Beanstalk does at a step. */
function overrideArrows(
  boxes: readonly Box[],
  frames: readonly { readonly step: ProjectStep; readonly id: string; readonly boxes: readonly Box[] }[],
): readonly string[] {
  const frameOf = new Map(frames.map((frame) => [frame.step.id, frame]));
  const inFiles = groupBy(
    frames.flatMap((frame) => frame.boxes.map((box) => ({ frame, box }))),
    ({ frame, box }) => (box.item.at ? [`${frame.step.id} ${box.item.at.file.path}`] : []),
  );
  const targetOf = ({ step, at }: Override): string | undefined => {
    const frame = frameOf.get(step);
    const own = at ? (inFiles.get(`${step} ${at.file.path}`) ?? []) : [];
    const target = own.findLast(({ box }) => at && (box.item.at?.span.start ?? 0) <= at.span.start);
    return target?.box.id ?? frame?.id;
  };
  return boxes.flatMap(({ id, item }) =>
    [
      ...groupBy(item.overriddenBy, (override) => {
        const target = targetOf(override);
        return target === undefined ? [] : [target];
      }),
    ].flatMap(([target, [first, ...others]]) => {
      if (!first || target === id) return [];
      const text = others.length > 0 ? `${first.note}, and ${others.length} more` : first.note;
      return [`  ${id} -.->|"${mermaidText(shorten(visible(text), MAX_STEP_CHARACTERS))}"| ${target}`];
    }),
  );
}
