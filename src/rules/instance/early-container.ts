import { usesDocker } from '../../model/docker/uses-docker.js';
import { type InstanceScript, isBeforeStart } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';

export const earlyContainer: Rule = {
  meta: {
    summary: 'A command runs something in the container of the application before it is started',
    why: 'Elastic Beanstalk starts the containers of the new version after container commands and predeploy hooks. Before, docker exec finds the container of the version before; on a new instance it finds none, the command fails, and with it the deployment.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.workflow',
      'guide:customize-containers-ec2#linux-container-commands',
      'https://docs.docker.com/reference/cli/docker/container/exec/',
    ],
  },
  needs: word('docker'),
  *check(project) {
    const early = scripts(project).filter(isConcerned);
    // Who starts containers may mean one of these.
    if (early.length === 0 || !usesDocker(project) || scripts(project).some(({ text }) => STARTS.test(text)))
      return;
    for (const script of early)
      for (const run of programRuns(script)) {
        const word = execOf(run);
        if (!word || run.isConditional) continue;
        yield {
          at: word.place,
          message: run.isDecisive
            ? 'On a new instance, no container runs yet'
            : 'The container of the new version does not run yet',
          help: 'Move the command to a hook in `.platform/hooks/postdeploy`.',
          ...(!run.isDecisive && { warnsBecause: 'error-ignored' as const }),
        };
      }
  },
};

/** A configuration deployment finds the containers. */
const isConcerned = ({ stage, origin, text }: InstanceScript): boolean =>
  isBeforeStart(stage) && origin !== 'confighook' && /\bdocker\b/.test(text) && /\bexec\b/.test(text);

const STARTS = /\bdocker(?:-compose|[ \t]+compose)?[ \t]+(?:run|start|up|create)\b/;

const execOf = ({ program, args }: ProgramRun) => {
  const [first, second] = args;
  if (program.text === 'docker-compose') return first?.text === 'exec' ? first : undefined;
  if (program.text !== 'docker') return undefined;
  if (first?.text === 'exec') return first;
  return /^(?:compose|container)$/.test(first?.text ?? '') && second?.text === 'exec' ? second : undefined;
};
