import { child, entriesOf, itemsOf, type Node, scalar } from '../yaml/node.js';
import type { Job, Step } from './job.js';
import { actionStep, commandsIn, folderIn } from './step-parts.js';

const POSIX_SHELL = /^(?:bash|sh)\b/;

/**
 * The jobs of a workflow of GitHub Actions.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
export function jobsOfGithub(root: Node): readonly Job[] {
  const defaults = child(child(root, 'defaults'), 'run');
  return entriesOf(child(root, 'jobs')).map(({ value: job }) => ({
    steps: stepsOf(job, [child(child(job, 'defaults'), 'run'), defaults]),
  }));
}

function stepsOf(job: Node, defaults: readonly (Node | undefined)[]): readonly Step[] {
  const said = (step: Node, key: string) =>
    [step, ...defaults].map((node) => scalar(node, key)).find((node) => node !== undefined);
  const isWindows = scalar(job, 'runs-on')?.text.startsWith('windows') === true;
  return itemsOf(child(job, 'steps')).flatMap((step): Step[] => {
    const uses = scalar(step, 'uses');
    if (uses) return [actionStep(uses.text, uses, child(step, 'with'))];
    const run = scalar(step, 'run');
    const shell = said(step, 'shell')?.text;
    const isPosix = shell === undefined ? !isWindows : POSIX_SHELL.test(shell);
    return run && isPosix ? [commandsIn(run, folderIn(said(step, 'working-directory')))] : [];
  });
}
