import { child, entriesOf, itemsOf, type Node, scalar } from '../yaml/node.js';
import type { Job, Step } from './job.js';
import { actionStep, commandsIn, folderIn, keepStep, takeStep, textsIn } from './step-parts.js';

/**
 * The jobs of CircleCI. Each command begins in the working directory of the job, where the checkout is.
 * https://circleci.com/docs/reference/configuration-reference/
 */
export const jobsOfCircleci = (root: Node): readonly Job[] =>
  entriesOf(child(root, 'jobs')).map(({ value: job }) => ({
    steps: () => itemsOf(child(job, 'steps')).flatMap(stepsOf),
  }));

function stepsOf(step: Node): readonly Step[] {
  const [first] = entriesOf(step);
  if (!first) return [];
  const { key, value } = first;
  // `when` and `unless`: whether they run is not known.
  if (key.text === 'when' || key.text === 'unless') return itemsOf(child(value, 'steps')).flatMap(stepsOf);
  if (key.text === 'attach_workspace') return [takeStep(key)];
  if (key.text === 'persist_to_workspace') return [keepStep(key, textsIn(child(value, 'paths')))];
  if (key.text !== 'run') return [actionStep(key.text, key, value)];
  const command = value.kind === 'scalar' ? value : scalar(value, 'command');
  return command ? [commandsIn(command, folderIn(scalar(value, 'working_directory')))] : [];
}
