import type { Options } from '../cli/parse-flags.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { visible } from '../report/text/one-line.js';
import { positionsOf } from '../source/index.js';
import { stepsOf, type ProjectStep } from '../steps/steps-of.js';
import { stepsMarkdown, stepsText } from '../steps/texts.js';
import { relativePath } from '../util/paths.js';
import { commandJson, formatOf, layoutOf } from './command-output.js';
import { lintedProject, projectsAt } from './projects-here.js';

/**
 * `eblint steps [PATH]` prints what a deployment runs, in its order.
 * @throws UsageError for a format that it does not have, and where there is no project
 */
export async function printSteps(options: Options, ports: Ports): Promise<ExitCode> {
  const { deployment: kind } = options;
  const format = formatOf(options, ['markdown', 'json']);
  const all = (await projectsAt(options, ports)).map((configured): Steps => {
    const { root, project, diagnostics } = lintedProject(configured, ports);
    return { root, steps: stepsOf(project, kind, diagnostics) };
  });
  if (format === 'json') ports.stdout.write(commandJson({ kind, projects: all.map(stepsJson) }));
  else {
    const layout = layoutOf(options, ports);
    const texts = all.map(({ root, steps }) => {
      const name = all.length === 1 ? '' : `Project ${visible(relativePath(ports.cwd, root)) || '.'}\n\n`;
      return name + (format === 'markdown' ? stepsMarkdown(steps, kind) : stepsText(steps, kind, layout));
    });
    ports.stdout.write(texts.join('\n'));
  }
  return 0;
}

interface Steps {
  readonly root: string;
  readonly steps: readonly ProjectStep[];
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
