import { actionsAt } from '../../src/explore/editor/actions.js';
import { deploymentGraph } from '../../src/explore/graph/deployment-graph.js';
import { drawingOf } from '../../src/explore/graph/drawing.js';
import { descriptionOf, type Picture, pictureOf } from '../../src/explore/graph/svg.js';
import type { StepItem } from '../../src/explore/steps/step-item.js';
import { stepsOf } from '../../src/explore/steps/steps-of.js';
import { AT_NO_STEP, noteOf, shown, titleOf } from '../../src/explore/steps/texts.js';
import { fixModel } from '../../src/fix/fix-project.js';
import { DEPLOYMENT_KIND_NAMES, type DeploymentKind } from '../../src/knowledge/instance/deployment-order.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { editsByFile, editText } from '../../src/lint/edit-text.js';
import { visible } from '../../src/report/text/one-line.js';
import { nameOf, type Place } from '../../src/source/index.js';
import { byId, element } from './dom.js';
import type { CheckedProject } from './project.js';

type GoTo = (place: Place) => void;

/** Texts of files after a fix, by their names; undefined for one that is deleted. */
export type Changes = ReadonlyMap<string, string | undefined>;

const placeButton = (place: Place, text: string, goTo: GoTo): HTMLElement =>
  element(
    'button',
    {
      class: 'place',
      type: 'button',
      onclick: () => {
        goTo(place);
      },
    },
    visible(text),
  );

/** Where requests go: the picture, and its places for those who cannot see or click it. */
export function showGraph({ project, report }: CheckedProject, goTo: GoTo): void {
  const drawing = drawingOf(deploymentGraph(project, report.diagnostics));
  const picture = pictureOf(drawing, 'Where requests go');
  const image = byId('graph-picture', HTMLImageElement);
  image.src = `data:image/svg+xml,${encodeURIComponent(picture.svg)}`;
  image.alt = descriptionOf(drawing);
  byId('graph-canvas', HTMLElement).style.width = `${picture.width}px`;
  byId('graph-boxes', HTMLElement).replaceChildren(...boxButtons(picture, goTo));
  fitPicture();
  // Its boxes are too small for a finger there.
  if (matchMedia('(max-width: 60rem)').matches) byId('graph-details', HTMLDetailsElement).open = true;
  byId('graph-places', HTMLUListElement).replaceChildren(
    ...drawing.nodes.flatMap(({ node, title, details, place, findings }) => {
      if (node.kind === 'source') return [];
      return [
        element(
          'li',
          {},
          element('strong', {}, title),
          details === '' ? '' : ` ${details} `,
          ...findings.flatMap((finding) => [...withRulePages(finding), ' ']),
          place === undefined || !node.at ? undefined : placeButton(node.at, place, goTo),
        ),
      ];
    }),
  );
}

/** A text in which ids of rules lead to their pages. */
const withRulePages = (text: string): (Node | string)[] =>
  text
    .split(/((?<=^|\s)[a-z-]+\/[a-z0-9-]+)/)
    .map((part, index) =>
      index % 2 === 0
        ? part
        : element('a', { href: `docs/rules/${part}.html`, target: '_blank', rel: 'noopener' }, part),
    );

/** The picture fits the page. Where it is made smaller for that, a button shows it as it is drawn. */
export function fitPicture(): void {
  const canvas = byId('graph-canvas', HTMLElement);
  const zoom = byId('zoom', HTMLButtonElement);
  const isZoomed = canvas.classList.contains('zoomed');
  zoom.hidden = !isZoomed && canvas.clientWidth + 1 >= Number.parseFloat(canvas.style.width);
  zoom.textContent = isZoomed ? 'Fit the page' : 'Full size';
  zoom.setAttribute('aria-pressed', String(isZoomed));
}

/** A button over each box of the picture that has a place. */
const boxButtons = ({ width, height, boxes }: Picture, goTo: GoTo): HTMLElement[] =>
  boxes.flatMap(({ drawn: { node, title, place }, ...box }) => {
    const { at } = node;
    if (!at || place === undefined) return [];
    const name = `${title}: ${place}`;
    const button = element('button', {
      class: 'box',
      type: 'button',
      'aria-label': name,
      title: name,
      onclick: () => {
        goTo(at);
      },
    });
    const share = (part: number, whole: number): string => `${(100 * part) / whole}%`;
    Object.assign(button.style, {
      left: share(box.x, width),
      top: share(box.y, height),
      width: share(box.width, width),
      height: share(box.height, height),
    });
    return [button];
  });

/** What a kind of deployment runs, in its order. */
export function showSteps({ project, report }: CheckedProject, kind: DeploymentKind, goTo: GoTo): void {
  const { steps, atNoStep } = stepsOf(project, kind, report.diagnostics);
  byId('steps-list', HTMLOListElement).replaceChildren(
    ...shown(steps).map((step) =>
      element(
        'li',
        {},
        element('a', { href: step.source, target: '_blank', rel: 'noopener' }, step.title),
        element('p', { class: 'quiet' }, noteOf(step, kind)),
        stepItems(step.items, goTo),
      ),
    ),
  );
  byId('steps-apart', HTMLElement).replaceChildren(
    ...(atNoStep.length === 0
      ? []
      : [
          element('h3', {}, AT_NO_STEP.title),
          element('p', { class: 'quiet' }, AT_NO_STEP.note),
          stepItems(atNoStep, goTo) ?? '',
        ]),
  );
}

const stepItems = (items: readonly StepItem[], goTo: GoTo): Node | undefined =>
  items.length === 0
    ? undefined
    : element(
        'ul',
        {},
        ...items.map((item) =>
          element(
            'li',
            {},
            ...stepTexts(item, goTo),
            ...item.overriddenBy.map(({ note, at }) =>
              element(
                'span',
                { class: 'finding-name' },
                `${visible(note)} `,
                at && placeButton(at, nameOf(at), goTo),
              ),
            ),
            ...item.findings.map(({ ruleId, severity }) =>
              element(
                'span',
                { class: `finding-name ${severity}` },
                ...withRulePages(`${severity} ${ruleId}`),
              ),
            ),
          ),
        ),
      );

/** What is done, with its place: a file by itself is its own. */
function stepTexts(item: StepItem, goTo: GoTo): Node[] {
  const { at, title } = item;
  if (at?.file.name === title) return [placeButton(at, titleOf(item), goTo)];
  return [element('span', {}, titleOf(item), ' '), ...(at ? [placeButton(at, nameOf(at), goTo)] : [])];
}

/** Puts the kinds of deployments to choose from in a list. */
export function fillKinds(list: HTMLSelectElement): void {
  const chosen: DeploymentKind = 'deployment';
  list.replaceChildren(
    ...Object.entries(DEPLOYMENT_KIND_NAMES).map(([value, name]) =>
      element('option', { value, selected: value === chosen }, name),
    ),
  );
}

/** The fix of one finding, if it is proved to do what it says; undefined if not. */
export function fixOf(diagnostic: Diagnostic, checked: CheckedProject): Changes | undefined {
  const { file, span } = diagnostic.at;
  const action = actionsAt(checked, file, [span]).find(
    (one) => one.kind === 'fix' && one.diagnostic === diagnostic && one.disabled === undefined,
  );
  if (!action) return undefined;
  const edited = [...editsByFile(action.edits)].map(
    ([source, edits]) => [source.name, source.withText(editText(source.text, edits)).written] as const,
  );
  const changed = action.files.map((change) =>
    change.kind === 'create'
      ? ([change.name, change.text] as const)
      : ([change.file.name, undefined] as const),
  );
  return new Map<string, string | undefined>([...edited, ...changed]);
}

/** All safe fixes together. */
export function safeFixes({ project, options, report }: CheckedProject): { changes: Changes; count: number } {
  const { changes, fixed } = fixModel(project, { ...options, report });
  const texts = changes.map(({ before, after }) => [(after ?? before)?.name ?? '', after?.written] as const);
  return { changes: new Map(texts), count: fixed.length };
}
