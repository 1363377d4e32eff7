import { textAt } from '../../source/index.js';
import {
  child,
  entriesOf,
  entry,
  itemsOf,
  type MapEntry,
  type Node,
  scalar,
  type ScalarNode,
} from '../yaml/node.js';
import type { Job, Step } from './job.js';
import { actionStep, commandsIn, folderIn, keepStep, takeStep } from './step-parts.js';

const POSIX_SHELL = /^(?:bash|sh)\b/;

/**
 * The jobs of a workflow of GitHub Actions.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
export function jobsOfGithub(root: Node): readonly Job[] {
  const defaults = child(child(root, 'defaults'), 'run');
  const shared = entry(root, 'permissions');
  // What calls a workflow gives it permissions, if it has none of its own.
  const isCalled = /\bworkflow_call\b/.test(textAt(entry(root, 'on')?.place ?? root.place));
  return entriesOf(child(root, 'jobs')).map(({ value: job }) => ({
    steps: () => stepsOf(job, [child(child(job, 'defaults'), 'run'), defaults]),
    ...withoutIdToken(job, shared, isCalled),
  }));
}

/**
 * A job has the permissions of its own, else those of the workflow, and neither includes the token unless it is named.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
function withoutIdToken(
  job: Node,
  shared: MapEntry | undefined,
  isCalled: boolean,
): Pick<Job, 'isWithoutIdToken'> {
  const given = entry(job, 'permissions') ?? shared;
  const isHosted = /^(?:ubuntu|windows|macos)-[\w.-]+$/.test(scalar(job, 'runs-on')?.text ?? '');
  const isGiven =
    given?.value.kind === 'scalar' ? given.value.text === 'write-all' : child(given?.value, 'id-token');
  return isHosted && !isGiven && (given || !isCalled)
    ? { isWithoutIdToken: { permissions: given?.key.place } }
    : {};
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
