import { child, entriesOf, itemsOf, type Node, scalar } from '../yaml/node.js';
import type { Job, Step } from './job.js';
import { actionStep, commandsIn, keepStep, takeStep, textsIn } from './step-parts.js';

/**
 * The steps of Bitbucket Pipelines: each of them is a machine of its own.
 * https://support.atlassian.com/bitbucket-cloud/docs/step-options/
 */
export const jobsOfBitbucket = (root: Node): readonly Job[] =>
  stepsBelow(child(root, 'pipelines')).map(jobOf);

function stepsBelow(node: Node | undefined): readonly Node[] {
  const own = child(node, 'step');
  if (own) return [own];
  return [...itemsOf(node), ...entriesOf(node).map(({ value }) => value)].flatMap(stepsBelow);
}

function jobOf(step: Node): Job {
  const steps: Step[] = [takeStep(step)];
  for (const item of itemsOf(child(step, 'script'))) {
    const pipe = scalar(item, 'pipe');
    if (pipe) steps.push(actionStep(pipe.text, pipe, child(item, 'variables')));
    else if (item.kind === 'scalar')
      steps.push({ ...commandsIn(item), ...(steps.length > 1 && { isContinued: true }) });
  }
  const artifacts = child(child(step, 'artifacts'), 'paths') ?? child(step, 'artifacts');
  if (artifacts) steps.push(keepStep(artifacts, textsIn(artifacts)));
  return { steps: () => steps };
}
