import { wantsColor } from '../cli/color.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { findProjects, MARKERS_IN_WORDS } from '../discover/find-projects.js';
import { readProjectFiles } from '../discover/read-project.js';
import type { DeploymentKind } from '../knowledge/instance/deployment-order.js';
import { EACH_PLACE } from '../lint/bounded.js';
import { lintModel } from '../lint/lint-project.js';
import { readProject } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { DEFAULT_FORMAT } from '../report/formats.js';
import { painter } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { positionsOf } from '../source/index.js';
import { stepsOf, type ProjectStep } from '../steps/steps-of.js';
import { stepsMarkdown, stepsText } from '../steps/texts.js';
import { relativePath } from '../util/paths.js';
import { configuredProjects } from './configuration/configured-projects.js';
import { commandJson, TEXT_FORMAT } from './json-output.js';

/**
 * `eblint steps [PATH]` prints what a deployment runs, in its order.
 * @throws UsageError for a format that it does not have, and where there is no project
 */
export async function printSteps(options: Options, ports: Ports): Promise<ExitCode> {
  const { deployment: kind } = options;
  const format = formatOf(options);
  const roots = await findProjects(options.paths.length > 0 ? options.paths : ['.'], ports);
  if (roots.length === 0)
    throw new UsageError(`There is no Elastic Beanstalk project here: looked for ${MARKERS_IN_WORDS}.`);
  const projects = await configuredProjects({ roots, files: ports.files }, options, ports);
  const all = projects.map(({ root, options: own }) => {
    const project = readProject(readProjectFiles(root, ports.files), own);
    return {
      root,
      steps: stepsOf(project, kind, lintModel(project, own, undefined, EACH_PLACE).diagnostics),
    };
  });
  if (format === 'json') ports.stdout.write(commandJson({ kind, projects: all.map(stepsJson) }));
  else
    ports.stdout.write(
      all.map((own) => textOf(own, format, { kind, isOne: all.length === 1, options, ports })).join('\n'),
    );
  return 0;
}

type StepsFormat = typeof TEXT_FORMAT | 'markdown' | 'json';

function formatOf({ format }: Options): StepsFormat {
  if (format === DEFAULT_FORMAT || format === TEXT_FORMAT) return TEXT_FORMAT;
  if (format === 'markdown' || format === 'json') return format;
  throw new UsageError(`The command "steps" prints text, markdown or json, not ${format}.`);
}

interface Steps {
  readonly root: string;
  readonly steps: readonly ProjectStep[];
}

/** What fits on any terminal. */
const WIDTH = 80;

interface Surroundings {
  readonly kind: DeploymentKind;
  readonly isOne: boolean;
  readonly options: Options;
  readonly ports: Ports;
}

function textOf(
  { root, steps }: Steps,
  format: StepsFormat,
  { kind, isOne, options, ports }: Surroundings,
): string {
  const paint = painter(wantsColor({ flag: options.color, env: ports.env, isTTY: () => ports.stdout.isTTY }));
  const name = isOne ? '' : `Project ${visible(relativePath(ports.cwd, root)) || '.'}\n\n`;
  return (
    name +
    (format === 'markdown'
      ? stepsMarkdown(steps, kind)
      : stepsText(steps, kind, { width: ports.stdout.columns ?? WIDTH, paint }))
  );
}

const stepsJson = ({ root, steps }: Steps) => ({
  root,
  steps: steps.map(({ id, title, runsIn, runsAs, source, items }) => ({
    ...{ id, title, runsIn, runsAs, source },
    items: items.map(({ at, ...item }) => ({
      ...item,
      ...(at && { filePath: at.file.path, ...positionsOf(at).start }),
    })),
  })),
});
