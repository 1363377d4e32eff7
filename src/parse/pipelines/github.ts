import { child, entriesOf, itemsOf, type Node, scalar, type ScalarNode } from '../yaml/node.js';
import type { Job, Step } from './job.js';
import { actionStep, commandsIn, folderIn, keepStep, takeStep } from './step-parts.js';

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
    if (uses) return [stepOf(uses, child(step, 'with'))];
    const run = scalar(step, 'run');
    const shell = said(step, 'shell')?.text;
    const isPosix = shell === undefined ? !isWindows : POSIX_SHELL.test(shell);
    return run && isPosix ? [commandsIn(run, folderIn(said(step, 'working-directory')))] : [];
  });
}

/**
 * Since version 4.4, hidden files are left out unless an input says otherwise.
 * https://github.com/actions/upload-artifact/blob/main/README.md
 */
const DROPS_HIDDEN = /@(?:main|v4|v4\.(?:[4-9]|\d\d)(?:\.\d+)?|v[5-9](?:\.\d+)*)$/;

function stepOf(uses: ScalarNode, inputs: Node | undefined): Step {
  const said = (name: string) => scalar(inputs, name)?.text ?? '';
  if (uses.text.startsWith('actions/upload-artifact@')) {
    const paths = said('path')
      .split('\n')
      .flatMap((line) => line.trim() || []);
    const dropsHidden = DROPS_HIDDEN.test(uses.text) && ['', 'false'].includes(said('include-hidden-files'));
    return keepStep(uses, paths, said('name') || 'artifact', dropsHidden);
  }
  return uses.text.startsWith('actions/download-artifact@')
    ? takeStep(uses, said('name'))
    : actionStep(uses.text, uses, inputs);
}
