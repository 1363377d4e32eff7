import type { SourceFile } from '../../source/index.js';
import { parseDataFile } from '../data-file.js';
import { child, entriesOf, type Node, type ScalarNode } from '../yaml/node.js';
import type { Job } from './job.js';
import { inOneShell, scalarsIn } from './step-parts.js';

const PHASES = ['install', 'pre_build', 'build', 'post_build'];

/**
 * What CodeBuild does. Since version 0.2 all commands are one shell.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export const jobsOfBuildspec = (root: Node): readonly Job[] => [
  {
    steps: () =>
      inOneShell(
        PHASES.flatMap((phase) => scalarsIn(child(child(child(root, 'phases'), phase), 'commands'))),
      ),
  },
];

/** The variables whose values are in the file itself. */
export const variablesOfBuildspec = (
  file: SourceFile,
): readonly { readonly name: string; readonly value: ScalarNode }[] =>
  entriesOf(child(child(parseDataFile(file).root, 'env'), 'variables')).flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ name: key.text, value }] : [],
  );
