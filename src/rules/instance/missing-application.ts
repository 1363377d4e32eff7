import { isDecisive, isGuarded, mustSucceed } from '../../model/instance/scripts/failure.js';
import { describeScript, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { FAILING_USES, scriptUses } from '../../model/instance/paths/path-uses.js';
import type { Rule } from '../rule.js';

export const missingApplication: Rule = {
  meta: {
    id: 'instance/missing-application',
    summary: 'An entry of commands needs a file of the application, which is not there yet',
    why: 'The entries of commands run before the source bundle is unpacked, in the folder /. A file of the bundle that is named by a relative path does not exist there, so the command fails, and with it the deployment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts, files }) {
    const names = new Set(files.files.map(({ name }) => name));
    for (const script of scripts.filter(isConcerned)) {
      const use = scriptUses(script).find(
        (candidate) =>
          FAILING_USES.has(candidate.use) &&
          names.has(candidate.word.text.replace(/^\.\//, '')) &&
          (candidate.use !== 'runs' ||
            candidate.word.text.includes('/') ||
            isArgument(candidate.word.text)) &&
          isDecisive(script, candidate.commands) &&
          !isGuarded(script, candidate, candidate.word.text),
      );
      if (use)
        yield {
          at: use.word.place,
          message: `${describeScript(script)} needs ${use.word.text} before the bundle is unpacked`,
          help: 'Move the command to `container_commands`.',
        };
    }
  },
};

/** A program without a folder is looked for in the PATH; a script that an interpreter runs is not. */
const isArgument = (name: string): boolean => /\.\w+$/.test(name);

/** In another folder the name may lead to another file. */
const isConcerned = (script: InstanceScript): boolean =>
  script.origin === 'command' &&
  script.stage === 'commands' &&
  !script.cwd &&
  mustSucceed(script) &&
  !/\b(?:cd|pushd|git|curl|wget|unzip|tar|aws)\b/.test(script.text);
