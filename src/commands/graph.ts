import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { deploymentGraph } from '../explore/graph/deployment-graph.js';
import { type Drawing, drawingOf } from '../explore/graph/drawing.js';
import type { DeploymentGraph } from '../explore/graph/graph-parts.js';
import { dotOf, mermaidOf } from '../explore/graph/languages.js';
import { svgOf } from '../explore/graph/svg.js';
import { treeOf } from '../explore/graph/tree.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { visible } from '../report/text/one-line.js';
import { positionsOf } from '../source/index.js';
import { relativePath } from '../util/paths.js';
import { commandJson, formatOf, layoutOf, TEXT_FORMAT } from './command-output.js';
import { lintedProject, projectsAt } from './projects-here.js';

/** The graph of one project. */
interface Picture {
  readonly root: string;
  readonly graph: DeploymentGraph;
}

/**
 * `eblint graph [PATH]` draws where requests go: from listeners over rules and processes to the servers.
 * @throws UsageError for a format that it does not have, where there is no project, and for several in a picture of one
 */
export async function drawGraph(options: Options, ports: Ports): Promise<ExitCode> {
  const format = formatOf(options, ['mermaid', 'dot', 'svg', 'json']);
  const pictures = (await projectsAt(options, ports)).map((configured): Picture => {
    const { root, project, diagnostics } = lintedProject(configured, ports);
    return { root, graph: deploymentGraph(project, diagnostics) };
  });
  ports.stdout.write(textOf(format, pictures, { options, ports }));
  return 0;
}

const PICTURES = { mermaid: mermaidOf, dot: dotOf, svg: svgOf } as const;

type GraphFormat = typeof TEXT_FORMAT | 'json' | keyof typeof PICTURES;

interface Surroundings {
  readonly options: Options;
  readonly ports: Ports;
}

function textOf(format: GraphFormat, pictures: readonly Picture[], { options, ports }: Surroundings): string {
  if (format === 'json') return commandJson({ projects: pictures.map(graphJson) });
  const nameOf = (root: string): string => visible(relativePath(ports.cwd, root)) || '.';
  const drawn = pictures.map(({ root, graph }) => ({ root, drawing: drawingOf(graph) }));
  if (format === TEXT_FORMAT) {
    const layout = layoutOf(options, ports);
    return drawn
      .map(({ root, drawing }) => {
        const name = drawn.length > 1 ? `${layout.paint('bold', `Project ${nameOf(root)}`)}\n\n` : '';
        return name + treeOf(drawing, layout);
      })
      .join('\n');
  }
  const [only, ...others] = drawn as [{ root: string; drawing: Drawing }];
  if (others.length > 0)
    throw new UsageError(`There are ${drawn.length} projects, and ${format} draws one: give its path.`);
  return PICTURES[format](only.drawing, `Where requests to ${nameOf(only.root)} go`);
}

const graphJson = ({ root, graph: { nodes, edges } }: Picture) => ({
  root,
  nodes: nodes.map(({ at, ...node }) => ({
    ...node,
    ...(at && { filePath: at.file.path, ...positionsOf(at).start }),
  })),
  edges,
});
