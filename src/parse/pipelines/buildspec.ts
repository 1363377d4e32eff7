import { child, type Node } from '../yaml/node.js';
import type { Job } from './job.js';
import { inOneShell, scalarsIn } from './step-parts.js';

const PHASES = ['install', 'pre_build', 'build', 'post_build'];

/**
 * What CodeBuild does. Since version 0.2 all commands are one shell.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export const jobsOfBuildspec = (root: Node): readonly Job[] => [
  {
    steps: inOneShell(
      PHASES.flatMap((phase) => scalarsIn(child(child(child(root, 'phases'), phase), 'commands'))),
    ),
  },
];
