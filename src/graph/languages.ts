import type { GraphEdge, State } from './deployment-graph.js';
import type { Drawing, DrawnNode } from './drawing.js';

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

const MERMAID_LOOKS: Readonly<Partial<Record<Look, string>>> = {
  default: 'stroke-dasharray:2 2',
  disabled: 'opacity:0.5',
  missing: 'stroke:#d1242f,stroke-dasharray:6 3',
  unknown: 'stroke-dasharray:6 3',
  error: 'stroke:#d1242f,stroke-width:2px',
  warning: 'stroke:#9a6700,stroke-width:2px',
};

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
  const looks = Object.entries(MERMAID_LOOKS);
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${names.get(node.node.id)}["${linesIn(node).map(mermaidText).join('<br/>')}"]`),
    ...edges.map(({ from, to, label, state }) => {
      const text = label === undefined ? '' : `|"${mermaidText(label)}"|`;
      return `  ${names.get(from)} ${MERMAID_EDGES[state]}${text} ${names.get(to)}`;
    }),
    ...looks.flatMap(([look, style]) => {
      const own = nodes.filter((node) => lookOf(node) === look).map(({ node }) => names.get(node.id));
      return own.length === 0
        ? []
        : [`  classDef ${CLASS}${look} ${style}`, `  class ${own.join(',')} ${CLASS}${look}`];
    }),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** `default` is a word of Mermaid's own. */
const CLASS = 'is-';

/** All signs but letters, digits and a few more are written as numbers, so that none means anything. */
const mermaidText = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:/()_-]/gu, (sign) => `#${sign.codePointAt(0)};`);

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
