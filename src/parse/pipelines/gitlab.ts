import { child, entriesOf, type Node } from '../yaml/node.js';
import type { Job } from './job.js';
import { inOneShell, keepStep, scalarsIn, takeStep, textsIn } from './step-parts.js';

/**
 * The jobs of a pipeline of GitLab. `before_script` and `script` are one shell, `after_script` is another one.
 * https://docs.gitlab.com/ci/yaml/#before_script
 */
export function jobsOfGitlab(root: Node): readonly Job[] {
  const common = child(child(root, 'default'), 'before_script') ?? child(root, 'before_script');
  return entriesOf(root).flatMap(({ value: job }) => {
    const script = child(job, 'script');
    if (!script) return [];
    const before = child(job, 'before_script') ?? common;
    const artifacts = child(child(job, 'artifacts'), 'paths');
    return [
      {
        *steps() {
          yield takeStep(script);
          yield* inOneShell([...scalarsIn(before), ...scalarsIn(script)]);
          yield* inOneShell(scalarsIn(child(job, 'after_script')));
          if (artifacts) yield keepStep(artifacts, textsIn(artifacts));
        },
      },
    ];
  });
}
