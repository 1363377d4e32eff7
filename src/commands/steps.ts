import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { StepItem } from '../explore/steps/step-item.js';
import { type DeploymentSteps, stepsOf } from '../explore/steps/steps-of.js';
import { stepsMarkdown, stepsMermaid, stepsText } from '../explore/steps/texts.js';
import { platform } from '../model/platform/find-platform.js';
import { osOf } from '../model/platform/platform.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { markdownCode } from '../report/text/markdown.js';
import { visible } from '../report/text/one-line.js';
import { type Place, positionsOf } from '../source/index.js';
import { relativePath } from '../util/paths.js';
import { commandJson, formatOf, layoutOf } from './command-output.js';
import { lintedProject, projectsAt } from './projects-here.js';

/**
 * `eblint steps [PATH]` prints what a deployment runs, in its order.
 * @throws UsageError for a format that it does not have, and where there is no project
 */
export async function printSteps(options: Options, ports: Ports): Promise<ExitCode> {
  const { deployment: kind } = options;
  const format = formatOf(options, ['markdown', 'mermaid', 'json']);
  const all = (await projectsAt(options, ports)).map((configured): ProjectSteps => {
    const { root, project, diagnostics } = lintedProject(configured, ports);
    if (osOf(platform(project)) === 'windows')
      throw new UsageError('The steps of Amazon Linux are known, those of Windows are not.');
    return { root, found: stepsOf(project, kind, diagnostics) };
  });
  if (format === 'mermaid') {
    if (all.length > 1)
      throw new UsageError(`There are ${all.length} projects, and mermaid draws one: give its path.`);
    ports.stdout.write(all.map(({ found }) => stepsMermaid(found)).join(''));
  } else if (format === 'json') ports.stdout.write(commandJson({ kind, projects: all.map(stepsJson) }));
  else {
    const layout = layoutOf(options, ports);
    const texts = all.map(({ root, found }) => {
      const folder = visible(relativePath(ports.cwd, root)) || '.';
      const shown = format === 'markdown' ? markdownCode(folder) : folder;
      const name = all.length === 1 ? '' : `Project ${shown}\n\n`;
      return name + (format === 'markdown' ? stepsMarkdown(found, kind) : stepsText(found, kind, layout));
    });
    ports.stdout.write(texts.join('\n'));
  }
  return 0;
}

interface ProjectSteps {
  readonly root: string;
  readonly found: DeploymentSteps;
}

const stepsJson = ({ root, found: { steps, atNoStep } }: ProjectSteps) => ({
  root,
  steps: steps.map(({ id, title, runsIn, runsAs, source, items }) => ({
    ...{ id, title, runsIn, runsAs, source },
    items: items.map(itemJson),
  })),
  atNoStep: atNoStep.map(itemJson),
});

const itemJson = ({ section, title, details, at, overriddenBy, findings }: StepItem) => ({
  ...withPlace({ ...(section !== undefined && { section }), title, details, findings, at }),
  overriddenBy: overriddenBy.map(withPlace),
});

const withPlace = <T extends { readonly at: Place | undefined }>({ at, ...facts }: T) => ({
  ...facts,
  ...(at && { filePath: at.file.path, ...positionsOf(at).start }),
});
