import { mayPrintCredential, printedCredential } from '../../model/credentials/printed-credentials.js';
import { describeScript } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import type { Rule } from '../rule.js';

export const writtenToLog: Rule = {
  meta: {
    summary: 'A script prints a credential, which ends up in a log',
    why: 'What commands and hooks print is kept in /var/log/cfn-init-cmd.log and /var/log/eb-engine.log, and logs are fetched, streamed and shared. Whoever reads them has the credential.',
    consequence: 'security',
    references: ['guide:using-features.logging', 'guide:AWSHowTo.secrets.env-vars'],
  },
  needs: scripts,
  *check(project) {
    for (const script of scripts(project)) {
      if (!script.isShell || script.stage === undefined || !mayPrintCredential(script)) continue;
      if (REDIRECTS_MORE.test(script.text)) continue;
      for (const command of script.script.commands.filter(printsToLog)) {
        const { word, setting } = printedCredential(command, script, project) ?? {};
        if (word)
          yield {
            at: word.place,
            message: `${describeScript(script)} writes a credential to a log`,
            help: 'Delete the command, or print only whether the variable is set, with `${NAME:+set}`.',
          };
        if (setting)
          yield {
            at: command.place,
            message: `${describeScript(script)} writes ${setting.option.value} to a log, with all other properties`,
            help: 'Delete the command, or print only the variables that you need, with `printenv NAME`.',
            related: [{ at: setting.option.place, note: 'set here' }],
          };
      }
    }
  },
};

/** The output of several commands goes somewhere together. */
const REDIRECTS_MORE = /(?:[})]|\bdone|\bfi|\besac) ?\d?>|\bexec \d?>/;

const LOG = /^\/var\/log\/|\.log$|^\/dev\/(?:stdout|stderr|console)$/;

/** Whether what a command prints goes to a log: that of the deployment, or a file. */
function printsToLog({ redirections, pipe, functionName, subshells }: ScriptCommand): boolean {
  if (pipe || functionName !== undefined) return false;
  const outputs = redirections.filter(({ operator }) => /^[1&]?>{1,2}\|?$/.test(operator));
  // The output of a group may go anywhere.
  if (outputs.length === 0) return subshells.length === 0 && redirections.length === 0;
  return outputs.every(({ target }) => target.kind === 'literal' && LOG.test(target.text));
}
