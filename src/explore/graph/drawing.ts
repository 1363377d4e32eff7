import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { nameOf } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { MAX_BOX_CHARACTERS } from '../../util/limits.js';
import { shorten } from '../../util/text.js';
import type { DeploymentGraph, GraphEdge, GraphNode } from './graph-parts.js';

/** Listener rules that are alike and drawn one by one; more become one box. */
const MAX_DRAWN_RULES = 8;

/** What is drawn of a node: lines of text that are safe on a terminal, without secrets. */
export interface DrawnNode {
  readonly node: GraphNode;
  readonly title: string;
  readonly details: string;
  /** `Procfile:2`, below the root of the project; undefined where no file declares it. */
  readonly place: string | undefined;
  /** `error routing/port-mismatch`, one for each rule. */
  readonly findings: readonly string[];
}

/** A graph as the pictures show it. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly GraphEdge[];
  /** The edges of each node, in their order. */
  readonly from: ReadonlyMap<string, readonly GraphEdge[]>;
  /** What no edge leads to, apart from where requests come from. */
  readonly unreached: readonly DrawnNode[];
}

/** Prepares a graph for drawing: rules that are alike become one node, texts are made safe. */
export function drawingOf(graph: DeploymentGraph): Drawing {
  const { nodes, edges } = withGroups(graph);
  const drawn = nodes.map(drawnNode);
  const reached = new Set(edges.map(({ to }) => to));
  return {
    nodes: drawn,
    edges,
    from: groupBy(edges, ({ from }) => [from]),
    unreached: drawn.filter(({ node }) => node.kind !== 'source' && !reached.has(node.id)),
  };
}

function drawnNode(node: GraphNode): DrawnNode {
  const { title, details, at, findings } = node;
  return {
    node,
    title: shorten(visible(title), MAX_BOX_CHARACTERS),
    details: shorten(visible(details.join(', ')), MAX_BOX_CHARACTERS),
    place: at && visible(nameOf(at)),
    findings: findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  };
}

/** With one node for many rules that lead from the same listeners to the same process and of which nothing is reported. */
function withGroups({ nodes, edges }: DeploymentGraph): DeploymentGraph {
  const [into, outOf] = [groupBy(edges, ({ to }) => [to]), groupBy(edges, ({ from }) => [from])];
  const alike = groupBy(nodes, (node) =>
    node.kind === 'rule' && node.findings.length === 0
      ? [
          JSON.stringify([
            into.get(node.id)?.map(({ from }) => from),
            outOf.get(node.id)?.map(({ to }) => to),
          ]),
        ]
      : [],
  );
  const groups = new Map(
    [...alike.values()].flatMap(([first, ...others]) =>
      first && others.length >= MAX_DRAWN_RULES ? [[first.id, others] as const] : [],
    ),
  );
  if (groups.size === 0) return { nodes, edges };
  const groupOf = new Map(
    [...groups].flatMap(([first, others]) => others.map(({ id }) => [id, first] as const)),
  );
  const seen = new Set<string>();
  return {
    nodes: nodes.flatMap((node) => {
      if (groupOf.has(node.id)) return [];
      const others = groups.get(node.id);
      if (!others) return [node];
      const title = `${node.title} and ${counted(others.length, 'other rule')}`;
      return [{ ...node, title, details: [...node.details.slice(0, 1), '…'] }];
    }),
    edges: edges.flatMap((edge) => {
      const [from, to] = [groupOf.get(edge.from) ?? edge.from, groupOf.get(edge.to) ?? edge.to];
      const key = JSON.stringify([from, to, edge.label]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...edge, from, to }];
    }),
  };
}
