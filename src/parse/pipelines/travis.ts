import { child, itemsOf, type Node, scalar } from '../yaml/node.js';
import type { Job } from './job.js';
import { actionStep, inOneShell, scalarsIn } from './step-parts.js';

const PHASES = ['before_install', 'install', 'before_script', 'script', 'after_success', 'before_deploy'];

/**
 * What Travis CI does for each build. All phases are one shell.
 * https://docs.travis-ci.com/user/job-lifecycle/
 */
export function jobsOfTravis(root: Node): readonly Job[] {
  const deploy = child(root, 'deploy');
  const providers = deploy?.kind === 'list' ? itemsOf(deploy) : deploy ? [deploy] : [];
  return [
    {
      steps: () => [
        ...inOneShell(PHASES.flatMap((phase) => scalarsIn(child(root, phase)))),
        ...providers.flatMap((provider) => {
          const name = scalar(provider, 'provider');
          return name ? [actionStep(name.text, name, provider)] : [];
        }),
      ],
    },
  ];
}
