import { mermaidBox, mermaidLooks, mermaidText } from '../../report/text/mermaid.js';
import type { State } from './answering.js';
import type { Drawing, DrawnNode } from './drawing.js';
import type { GraphEdge } from './graph-parts.js';

/** The lines in a box: what it is, what is known of it, where it is declared, and what is reported of it. */
export const linesIn = ({ node, title, details, place, findings }: DrawnNode): readonly string[] =>
  [node.state === 'disabled' ? `${title} (disabled)` : title, details, place ?? '', ...findings].filter(
    (line) => line !== '',
  );

/** What a box is drawn like, beside its state. */
export type Look = State | 'error' | 'warning';

/** What is reported of a node takes precedence over how much is known of it. */
export const lookOf = ({ node }: DrawnNode): Look =>
  node.findings.find(({ severity }) => severity === 'error')?.severity ??
  node.findings[0]?.severity ??
  node.state;

const MERMAID_EDGES: Readonly<Record<GraphEdge['state'], string>> = {
  sure: '-->',
  unknown: '-.->',
  broken: '--x',
};

/**
 * The graph in Mermaid's language, which GitHub and GitLab draw.
 * https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf({ nodes, edges }: Drawing): string {
  const names = namesOf(nodes);
  const nameOf = ({ node }: DrawnNode): string => names.get(node.id) ?? node.id;
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${mermaidBox(nameOf(node), linesIn(node))}`),
    ...edges.map(({ from, to, label, state }) => {
      const text = label === undefined ? '' : `|"${mermaidText(label)}"|`;
      return `  ${names.get(from)} ${MERMAID_EDGES[state]}${text} ${names.get(to)}`;
    }),
    ...mermaidLooks(new Map(nodes.map((node) => [nameOf(node), lookOf(node)]))),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const DOT_LOOKS: Readonly<Record<Look, string>> = {
  declared: '',
  default: 'style="rounded,dashed"',
  disabled: 'color=gray, fontcolor=gray',
  missing: 'color=red, style="rounded,dashed"',
  unknown: 'style="rounded,dashed"',
  error: 'color=red',
  warning: 'color=orange',
};

const DOT_EDGES: Readonly<Record<GraphEdge['state'], string>> = {
  sure: '',
  unknown: 'style=dashed',
  broken: 'color=red, arrowhead=tee',
};

/**
 * The graph in the language of Graphviz.
 * https://graphviz.org/doc/info/lang.html
 */
export function dotOf({ nodes, edges }: Drawing): string {
  const names = namesOf(nodes);
  const attributes = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(', ');
  return [
    'digraph deployment {',
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    ...nodes.map((node) => {
      const label = `label="${linesIn(node).map(dotText).join('\\n')}"`;
      return `  ${names.get(node.node.id)} [${attributes(label, DOT_LOOKS[lookOf(node)])}];`;
    }),
    ...edges.map(({ from, to, label, state }) => {
      const own = attributes(label === undefined ? '' : `label="${dotText(label)}"`, DOT_EDGES[state]);
      return `  ${names.get(from)} -> ${names.get(to)}${own === '' ? '' : ` [${own}]`};`;
    }),
    '}',
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const dotText = (text: string): string => text.replace(/["\\]/g, '\\$&');

const namesOf = (nodes: readonly DrawnNode[]): ReadonlyMap<string, string> =>
  new Map(nodes.map(({ node }, index) => [node.id, `n${index + 1}`]));
