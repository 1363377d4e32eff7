import { describeScript } from '../../model/instance/scripts/instance-script.js';
import type { Rule } from '../rule.js';

export const lostFolderChange: Rule = {
  meta: {
    id: 'instance/lost-folder-change',
    summary: 'A command ends by changing to a folder, which the next command does not see',
    why: 'Each command runs in a shell of its own. A cd at its end is lost, and the next command runs in its usual folder.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
    ],
    since: '0.1.0',
  },
  *check({ scripts }) {
    for (const script of scripts) {
      if (script.origin !== 'command' || !/\bcd\b/.test(script.text)) continue;
      const last = script.script.commands.at(-1);
      const [program, folder] = last?.words ?? [];
      if (program?.text !== 'cd' || !folder || last?.functionName !== undefined) continue;
      yield {
        at: program.place,
        message: `${describeScript(script)} ends with cd, which has no effect on the next command`,
        help: `Use \`cwd: ${folder.text}\` in the command that needs it.`,
      };
    }
  },
};
