import { wantsColor } from '../cli/color.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { readProjectFiles } from '../discover/read-project.js';
import { findProjects, MARKERS_IN_WORDS } from '../discover/find-projects.js';
import { deploymentGraph, type DeploymentGraph } from '../graph/deployment-graph.js';
import { drawingOf, type Drawing } from '../graph/drawing.js';
import { dotOf, mermaidOf } from '../graph/languages.js';
import { svgOf } from '../graph/svg.js';
import { treeOf } from '../graph/tree.js';
import { EACH_PLACE } from '../lint/bounded.js';
import { lintModel } from '../lint/lint-project.js';
import { readProject } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { DEFAULT_FORMAT } from '../report/formats.js';
import { painter } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { positionsOf } from '../source/index.js';
import { relativePath } from '../util/paths.js';
import { configuredProjects } from './configuration/configured-projects.js';
import { commandJson, TEXT_FORMAT } from './json-output.js';

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
  const format = formatOf(options);
  const roots = await findProjects(options.paths.length > 0 ? options.paths : ['.'], ports);
  const [first, ...others] = await configuredProjects({ roots, files: ports.files }, options, ports);
  if (!first)
    throw new UsageError(`There is no Elastic Beanstalk project here: looked for ${MARKERS_IN_WORDS}.`);
  const pictures = [first, ...others].map(({ root, options: own }): Picture => {
    const project = readProject(readProjectFiles(root, ports.files), own);
    return {
      root,
      graph: deploymentGraph(project, lintModel(project, own, undefined, EACH_PLACE).diagnostics),
    };
  });
  ports.stdout.write(textOf(format, pictures, { options, ports }));
  return 0;
}

const PICTURES = { mermaid: mermaidOf, dot: dotOf, svg: svgOf } as const;

type GraphFormat = typeof TEXT_FORMAT | 'json' | keyof typeof PICTURES;

function formatOf({ format }: Options): GraphFormat {
  if (format === DEFAULT_FORMAT || format === TEXT_FORMAT) return TEXT_FORMAT;
  if (format === 'json' || format === 'mermaid' || format === 'dot' || format === 'svg') return format;
  throw new UsageError(`The command "graph" prints text, mermaid, dot, svg or json, not ${format}.`);
}

/** What fits on any terminal. */
const WIDTH = 80;

interface Surroundings {
  readonly options: Options;
  readonly ports: Ports;
}

function textOf(format: GraphFormat, pictures: readonly Picture[], { options, ports }: Surroundings): string {
  if (format === 'json') return commandJson({ projects: pictures.map(graphJson) });
  const nameOf = (root: string): string => visible(relativePath(ports.cwd, root)) || '.';
  const drawn = pictures.map(({ root, graph }) => ({ root, drawing: drawingOf(graph) }));
  if (format === TEXT_FORMAT) {
    const paint = painter(
      wantsColor({ flag: options.color, env: ports.env, isTTY: () => ports.stdout.isTTY }),
    );
    const layout = { width: ports.stdout.columns ?? WIDTH, paint };
    return drawn
      .map(({ root, drawing }) => {
        const name = drawn.length > 1 ? `${paint('bold', `Project ${nameOf(root)}`)}\n\n` : '';
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
