import type { DescribedEnvironment } from '../../parse/environment/described-environment.js';
import { environmentOfAction, environmentOfCommand } from '../../parse/environment/environment-command.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { MAX_TOOL_CHARACTERS } from '../../util/limits.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { pathFrom, toolJobs } from './tool-runs.js';

/** The environments that build services and scripts beside the project create. */
export const commandEnvironments = fact('commandEnvironments', (project): readonly DescribedEnvironment[] => {
  const files = existingFiles(deployedFiles(project));
  let charactersLeft = MAX_TOOL_CHARACTERS;
  const optionsIn = (name: string) => {
    const file = files.source(name);
    charactersLeft -= file?.text.length ?? 0;
    return charactersLeft < 0 ? undefined : file;
  };
  return toolJobs(project).flatMap(({ runs }) =>
    runs.flatMap((run): DescribedEnvironment[] => {
      if (run.kind === 'action') return optional(environmentOfAction(run));
      if (run.kind !== 'command') return [];
      return unwrapCommand(run.command).flatMap(({ program, args }) =>
        program
          ? optional(
              environmentOfCommand([program, ...args], (path) => {
                const name = pathFrom(run.folder, path);
                return name === undefined ? undefined : optionsIn(name);
              }),
            )
          : [],
      );
    }),
  );
});

const optional = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
