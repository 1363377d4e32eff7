import type { Diagnostic } from '../../lint/diagnostic.js';
import type { Project } from '../../model/project.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import type { Place } from '../../source/index.js';
import { findingsOnLines, type OwnFinding, type State } from './answering.js';

/** Ways of requests in one picture: each listener may list each rule. */
const MAX_GRAPH_EDGES = 50_000;

/** What a request goes through, in this order: the columns of the picture. */
export const NODE_KINDS = ['source', 'listener', 'rule', 'process', 'proxy', 'server'] as const;

type NodeKind = (typeof NODE_KINDS)[number];

/** Something that a request goes through. */
export interface GraphNode {
  /** Its kind and its name: `listener:443`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  /** What is known of it, a few words each. */
  readonly details: readonly string[];
  readonly state: State;
  /** Where it is declared; undefined where it is not. */
  readonly at: Place | undefined;
  /** What rules report at its declaration or its settings. */
  readonly findings: readonly OwnFinding[];
}

/** A way that requests take from one node to another one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Which requests take it: `otherwise`, or the path of a location. */
  readonly label: string | undefined;
  /** Whether requests arrive: `broken` where the other end is not where it is looked for. */
  readonly state: 'sure' | 'unknown' | 'broken';
}

/** Where requests to a deployment go. */
export interface DeploymentGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type NewNode = Pick<GraphNode, 'id' | 'title' | 'state'> & {
  readonly kind: NodeKind;
  readonly details?: readonly (string | undefined)[];
  readonly at?: Place | undefined;
  /** Its settings: what rules report there is about it. */
  readonly settings?: readonly (Pick<EffectiveSetting, 'value'> | undefined)[];
};

/** The nodes and edges of a picture while it is drawn. */
export class GraphParts {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge>();
  /** Whether there are more ways than are drawn. */
  #isCut = false;
  readonly #findingsOn: ReturnType<typeof findingsOnLines>;

  constructor(
    readonly project: Project,
    diagnostics: readonly Diagnostic[],
  ) {
    this.#findingsOn = findingsOnLines(diagnostics);
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  /** Adds a node, unless it is there. */
  add({ details = [], at, settings: own = [], ...node }: NewNode): string {
    if (!this.#nodes.has(node.id)) {
      this.#nodes.set(node.id, {
        ...node,
        at,
        details: details.flatMap((detail) => (detail ? [detail] : [])),
        findings: this.#findingsOn([at, ...own.map((setting) => setting?.value.place)]),
      });
    }
    return node.id;
  }

  connect(
    from: string,
    to: string,
    { label, state = 'sure' }: Partial<Pick<GraphEdge, 'label' | 'state'>> = {},
  ): void {
    const key = JSON.stringify([from, to, label]);
    if (this.#edges.has(key)) return;
    this.#isCut ||= this.#edges.size >= MAX_GRAPH_EDGES;
    if (!this.#isCut) this.#edges.set(key, { from, to, label, state });
  }

  finished(): DeploymentGraph {
    if (this.#isCut)
      this.add({
        id: 'source:more',
        kind: 'source',
        title: `More than ${MAX_GRAPH_EDGES.toLocaleString('en')} ways`,
        details: ['the others are not drawn'],
        state: 'unknown',
      });
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }
}
