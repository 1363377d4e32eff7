import type { DescribedEnvironment } from '../../parse/environment/described-environment.js';
import { environmentOfAction, environmentOfCommand } from '../../parse/environment/environment-command.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { pathFrom, toolJobs } from './tool-runs.js';

/** The environments that build services and scripts beside the project create. */
export const commandEnvironments = fact('commandEnvironments', (project): readonly DescribedEnvironment[] => {
  const files = existingFiles(deployedFiles(project));
  return toolJobs(project).flatMap(({ runs }) =>
    runs.flatMap((run): DescribedEnvironment[] => {
      if (run.kind === 'action') return optional(environmentOfAction(run));
      if (run.kind !== 'command') return [];
      return unwrapCommand(run.command).flatMap(({ program, args }) =>
        program
          ? optional(
              environmentOfCommand([program, ...args], (path) => {
                const name = pathFrom(run.folder, path);
                return name === undefined ? undefined : files.source(name);
              }),
            )
          : [],
      );
    }),
  );
});

const optional = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
