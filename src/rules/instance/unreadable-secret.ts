import type { InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { ENVIRONMENT_PROPERTIES, ENVIRONMENT_SECRETS } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { sliceWord, type Word } from '../../parse/shell/word.js';
import type { EachRule } from '../rule.js';

export const unreadableSecret: EachRule<InstanceScript> = {
  meta: {
    summary: 'A script asks get-config for a secret',
    why: 'get-config returns environment properties, but not those whose values Elastic Beanstalk fetches from AWS Secrets Manager or Parameter Store. A variable that takes such a value stays empty, and what is done with it fails.',
    consequence: 'silently-ignored',
    references: ['guide:AWSHowTo.secrets.env-vars', 'guide:custom-platforms-scripts'],
  },
  each: liveScripts,
  *check(script, project) {
    if (!script.text.includes('get-config')) return;
    for (const key of programRuns(script).flatMap((run) => keyOf(run) ?? [])) {
      const secret = settings(project).effective(ENVIRONMENT_SECRETS, key.text);
      if (!secret || settings(project).effective(ENVIRONMENT_PROPERTIES, key.text)) continue;
      yield {
        at: key.place,
        message: `get-config does not return the secret ${key.text}`,
        help: `Use the variable \`${key.text}\`, which container commands and hooks have.`,
        related: [{ at: secret.option.place, note: 'its ARN is set here' }],
      };
    }
  },
};

/** What `get-config environment -k KEY` asks for. */
function keyOf({ program, args: [command, flag, key] }: ProgramRun): Word | undefined {
  if (program.text !== 'get-config' || command?.text !== 'environment') return undefined;
  if (flag?.text.startsWith(LONG)) return sliceWord(flag, LONG.length);
  return flag?.text === '-k' || flag?.text === '--key' ? key : undefined;
}

const LONG = '--key=';
