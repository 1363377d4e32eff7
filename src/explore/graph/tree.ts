import type { Paint } from '../../report/text/ansi.js';
import { wrap } from '../../report/text/wrap.js';
import type { Drawing, DrawnNode } from './drawing.js';
import type { GraphEdge } from './graph-parts.js';

/** How wide the tree may be, and its colors. */
interface TreeLayout {
  readonly width: number;
  readonly paint: Paint;
}

const EDGES: Readonly<Record<GraphEdge['state'], string>> = { sure: '─', unknown: '?', broken: '✖' };

/** The graph as a tree of lines that fit a width; what was drawn before is not drawn again. */
export function treeOf({ nodes, from, unreached }: Drawing, layout: TreeLayout): string {
  const byId = new Map(nodes.map((node) => [node.node.id, node]));
  const drawn = new Set<string>();
  const lines: string[] = [];
  const draw = (drawing: DrawnNode, lead: string, edge: GraphEdge | undefined, isLast: boolean): void => {
    const { id } = drawing.node;
    const isAgain = drawn.has(id);
    drawn.add(id);
    const children = isAgain ? [] : (from.get(id) ?? []);
    const [own, below] = edge
      ? [`${lead}${isLast ? '└' : '├'}${EDGES[edge.state]} `, `${lead}${isLast ? ' ' : '│'}  `]
      : [lead, lead];
    const inside = `${below}${children.length > 0 ? '│  ' : '   '}`;
    lines.push(...linesOf(drawing, { own, inside, label: edge?.label, isAgain }, layout));
    children.forEach((child, index) => {
      const target = byId.get(child.to);
      if (target) draw(target, below, child, index === children.length - 1);
    });
  };
  for (const root of nodes.filter(({ node }) => node.kind === 'source')) draw(root, '', undefined, true);
  const apart = unreached.filter(({ node }) => !drawn.has(node.id));
  if (apart.length > 0) lines.push('', 'Nothing in the files leads to:');
  for (const node of apart) if (!drawn.has(node.node.id)) draw(node, '  ', undefined, true);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

interface Leads {
  readonly own: string;
  /** Before each further line of the node. */
  readonly inside: string;
  readonly label: string | undefined;
  readonly isAgain: boolean;
}

function linesOf(
  { node, title, details, place, findings }: DrawnNode,
  leads: Leads,
  { width, paint }: TreeLayout,
): string[] {
  const { own, inside, label, isAgain } = leads;
  const name = `${label === undefined ? '' : `${label}: `}${title}`;
  const text = isAgain ? `${name} (above)` : details === '' ? name : `${name}, ${details}`;
  const [first = '', ...others] = wrap(text, width - inside.length, ({ length }) => length);
  const mark = node.state === 'disabled' ? ' (disabled)' : '';
  const lines = [`${own}${first}${mark}`, ...others.map((line) => inside + line)];
  if (isAgain) return lines;
  return [
    ...lines,
    ...(place === undefined ? [] : [inside + paint('dim', place)]),
    ...findings.map((finding) => inside + paint(finding.startsWith('error') ? 'red' : 'yellow', finding)),
  ];
}
