import { groupBy, widest } from '../../util/collections.js';
import type { Drawing, DrawnNode } from './drawing.js';
import { type GraphEdge, NODE_KINDS } from './graph-parts.js';
import { linesIn, type Look, lookOf } from './languages.js';

/** Pixels. */
const SIZES = { line: 17, character: 7.4, padding: 10, gap: 14, between: 70, margin: 16 } as const;

/** Something with a place in a column: a box, or the lane of an edge that leads past it. */
interface Item {
  readonly drawn: DrawnNode | undefined;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge with what it passes. */
interface Route {
  readonly edge: GraphEdge;
  readonly stops: readonly Item[];
}

/** Where a node is in a picture, in its pixels. */
interface PlacedBox {
  readonly drawn: DrawnNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture with where its nodes are. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
}

export const svgOf = (drawing: Drawing, title: string): string => pictureOf(drawing, title).svg;

/**
 * The graph as a picture that needs nothing besides itself: columns from left to right, in light and dark, with a title and a
 * description for those who do not see it.
 */
export function pictureOf(drawing: Drawing, title: string): Picture {
  const { nodes, edges } = drawing;
  const { items, routes } = layoutOf(nodes, edges);
  const width = round(largest(items.map((item) => item.x + item.width)) + SIZES.margin);
  const height = round(largest(items.map((item) => item.y + item.height)) + SIZES.margin);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${xml(title)}</title>`,
    `<desc id="description">${xml(descriptionOf(drawing))}</desc>`,
    `<style>${STYLE}</style>`,
    '<rect class="page" width="100%" height="100%"/>',
    ...routes.flatMap(routeLines),
    ...items.flatMap(boxLines),
    '</svg>',
  ]
    .map((line) => `${line}\n`)
    .join('');
  const boxes = items.flatMap(({ drawn, x, y, width, height }) =>
    drawn ? [{ drawn, x, y, width, height }] : [],
  );
  return { svg, width, height, boxes };
}

/** What is to be placed in a column. */
interface Planned {
  readonly id: string;
  readonly drawn: DrawnNode | undefined;
  readonly lines: readonly string[];
}

/** Each item in its column, as near as there is room to what leads to it. */
function layoutOf(
  nodes: readonly DrawnNode[],
  edges: readonly GraphEdge[],
): { readonly items: readonly Item[]; readonly routes: readonly Route[] } {
  const used = NODE_KINDS.filter((kind) => nodes.some(({ node }) => node.kind === kind));
  const columnOf = new Map(nodes.map(({ node }) => [node.id, used.indexOf(node.kind)]));
  const columns: Planned[][] = used.map((kind) =>
    nodes
      .filter(({ node }) => node.kind === kind)
      .map((drawn) => ({ id: drawn.node.id, drawn, lines: linesIn(drawn) })),
  );
  const stopsOf = edges.map((edge, index) => {
    const [start = 0, end = 0] = [columnOf.get(edge.from), columnOf.get(edge.to)];
    const lanes = columns.slice(start + 1, Math.max(start + 1, end)).map((column, lane) => {
      const id = `lane:${index}:${lane}`;
      column.push({
        id,
        drawn: undefined,
        lines: lane === 0 && edge.label !== undefined ? [edge.label] : [],
      });
      return id;
    });
    return [edge.from, ...lanes, edge.to];
  });
  const sources = groupBy(
    stopsOf.flatMap((stops) => stops.slice(1).map((to, index) => ({ from: stops[index] ?? '', to }))),
    ({ to }) => [to],
  );
  const placed = new Map<string, Item>();
  let x: number = SIZES.margin;
  for (const column of columns) {
    const wanted = (id: string): number =>
      mean((sources.get(id) ?? []).flatMap(({ from }) => middleOf(placed.get(from)) ?? []));
    const rows = column
      .map((item) => ({ item, at: wanted(item.id) }))
      .sort((one, other) => one.at - other.at);
    const width = largest(column.map(({ lines }) => widthOf(lines)));
    let free: number = SIZES.margin;
    for (const { item, at } of rows) {
      const height = Math.max(1, item.lines.length) * SIZES.line + (item.drawn ? 2 * SIZES.padding : 0);
      const y = Math.max(free, (Number.isFinite(at) ? at : free) - height / 2);
      free = y + height + SIZES.gap;
      placed.set(item.id, { ...item, x, y, width, height });
    }
    x += width + SIZES.between;
  }
  return {
    items: [...placed.values()],
    routes: edges.map((edge, index) => ({
      edge,
      stops: (stopsOf[index] ?? []).flatMap((id) => placed.get(id) ?? []),
    })),
  };
}

/** Of any count of numbers, none below 0: there are more than a function takes arguments. */
const largest = (numbers: readonly number[]): number =>
  numbers.reduce((most, number) => Math.max(most, number), 0);

const middleOf = (item: Item | undefined): number | undefined => item && item.y + item.height / 2;

/** Infinity where there are none: what nothing leads to comes last. */
const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? Infinity : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const widthOf = (lines: readonly string[]): number => widest(lines) * SIZES.character + 2 * SIZES.padding;

function boxLines({ drawn, lines, x, y, width, height }: Item): string[] {
  if (!drawn) return [];
  const text = lines.map((line, index) => {
    const at = `x="${round(x + SIZES.padding)}" y="${round(y + SIZES.padding + (index + 0.75) * SIZES.line)}"`;
    return `<text ${at}${index === 0 ? ' class="name"' : ''}>${xml(line)}</text>`;
  });
  const box = `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/>`;
  return [`<g class="${lookOf(drawn)}">`, box, ...text, '</g>'];
}

/** From one stop to the next one: curves between columns, straight lines along lanes. */
function routeLines({ edge: { label, state }, stops }: Route): string[] {
  const [first, ...others] = stops;
  if (!first) return [];
  const bend = SIZES.between / 2;
  let at = { x: first.x + first.width, y: first.y + first.height / 2 };
  let path = `M${round(at.x)} ${round(at.y)}`;
  let labelled = '';
  for (const stop of others) {
    // To another one of the same column: back to its right side.
    const isBack = stop.x === first.x;
    const end = { x: isBack ? stop.x + stop.width : stop.x, y: stop.y + stop.height / 2 };
    const second = isBack ? end.x + bend : end.x - bend;
    path += `C${round(at.x + bend)} ${round(at.y)} ${round(second)} ${round(end.y)} ${round(end.x)} ${round(end.y)}`;
    if (label !== undefined && labelled === '')
      labelled = stop.drawn
        ? `<text class="label" x="${round(at.x + 6)}" y="${round(at.y - 5)}">${xml(label)}</text>`
        : `<text class="label" x="${round(end.x + SIZES.padding)}" y="${round(end.y - 4)}">${xml(label)}</text>`;
    if (!stop.drawn) path += `H${round(stop.x + stop.width)}`;
    at = stop.drawn ? end : { x: stop.x + stop.width, y: end.y };
  }
  return [`<path class="${state}" d="${path}"/>`, ...(labelled === '' ? [] : [labelled])];
}

/** Every way in one sentence. */
export const descriptionOf = ({ nodes, from }: Drawing): string => {
  const titles = new Map(nodes.map(({ node, title }) => [node.id, title]));
  return nodes
    .flatMap(({ node, title, details, findings }) => {
      const targets = (from.get(node.id) ?? []).map(
        ({ to, label }) => `${titles.get(to) ?? ''}${label === undefined ? '' : ` (${label})`}`,
      );
      const known = [details, ...findings].filter((text) => text !== '').join(', ');
      return `${title}${known === '' ? '' : ` (${known})`}${targets.length === 0 ? '' : ` leads to ${targets.join(', ')}`}.`;
    })
    .join(' ');
};

const LOOKS: Readonly<Partial<Record<Look, string>>> = {
  default: 'stroke-dasharray:3 3',
  disabled: 'stroke-dasharray:3 3;opacity:.5',
  missing: 'stroke-dasharray:6 3',
  unknown: 'stroke-dasharray:6 3',
  error: 'stroke-width:2',
  warning: 'stroke-width:2',
};

interface Colors {
  readonly page: string;
  readonly box: string;
  readonly line: string;
  readonly text: string;
  readonly error: string;
  readonly warning: string;
}

const LIGHT: Colors = {
  ...{ page: '#fff', box: '#f6f8fa', line: '#59636e', text: '#1f2328' },
  ...{ error: '#d1242f', warning: '#9a6700' },
};

const DARK: Colors = {
  ...{ page: '#0d1117', box: '#151b23', line: '#9198a1', text: '#f0f6fc' },
  ...{ error: '#ff7b72', warning: '#e3b341' },
};

const colored = ({ page, box, line, text, error, warning }: Colors): string =>
  [
    `.page{fill:${page}}text{fill:${text}}g rect{fill:${box};stroke:${line}}path{stroke:${line}}`,
    `path.broken,g.error rect,g.missing rect{stroke:${error}}g.warning rect{stroke:${warning}}`,
  ].join('');

/** Colors without variables of CSS, which programs other than browsers do not know. */
const STYLE = [
  'text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.name{font-weight:bold}.label{font-size:11px}',
  'path{fill:none}path.unknown{stroke-dasharray:6 3}path.broken{stroke-width:2;stroke-dasharray:2 3}',
  ...Object.entries(LOOKS).map(([look, style]) => `g.${look} rect{${style}}`),
  colored(LIGHT),
  `@media(prefers-color-scheme:dark){${colored(DARK)}}`,
].join('');

const round = (number: number): number => Math.round(number * 10) / 10;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
