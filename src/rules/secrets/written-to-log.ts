import { isCredentialName } from '../../knowledge/secrets/credential-names.js';
import { describeScript } from '../../model/instance/scripts/instance-script.js';
import { substitutionsIn, type ScriptCommand, type ShellScript } from '../../parse/shell/script.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Rule } from '../rule.js';

export const writtenToLog: Rule = {
  meta: {
    id: 'secrets/written-to-log',
    summary: 'A script prints a credential, which ends up in a log',
    why: 'What commands and hooks print is kept in /var/log/cfn-init-cmd.log and /var/log/eb-engine.log, and logs are fetched, streamed and shared. Whoever reads them has the credential.',
    severity: 'warning',
    consequence: 'security',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.logging.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts }) {
    for (const script of scripts) {
      if (!script.isShell || script.stage === undefined || !MAY_PRINT.test(script.text)) continue;
      if (REDIRECTS_MORE.test(script.text)) continue;
      for (const command of script.script.commands) {
        const word = printsCredential(command) ? credentialOf(command.words) : undefined;
        if (word)
          yield {
            at: word.place,
            message: `${describeScript(script)} writes a credential to a log`,
            help: 'Delete the command, or print only whether the variable is set.',
          };
      }
    }
  },
};

const MAY_PRINT = /\b(?:echo|printf)\b/;

/** The output of several commands goes somewhere together. */
const REDIRECTS_MORE = /(?:[})]|\bdone|\bfi|\besac) ?\d?>|\bexec \d?>/;

const LOG = /^\/var\/log\/|\.log$|^\/dev\/(?:stdout|stderr|console)$/;

/** Whether what a command prints goes to a log: that of the deployment, or a file. */
function printsCredential({ words, redirections, pipe, functionName, subshells }: ScriptCommand): boolean {
  if (!/^(?:echo|printf)$/.test(words[0]?.text ?? '') || pipe || functionName !== undefined) return false;
  const outputs = redirections.filter(({ operator }) => /^[1&]?>{1,2}\|?$/.test(operator));
  // The output of a group may go anywhere.
  if (outputs.length === 0) return subshells.length === 0 && redirections.length === 0;
  return outputs.every(({ target }) => target.kind === 'literal' && LOG.test(target.text));
}

const VARIABLE = /^\$\{?([A-Za-z_]\w*)\}?$/;

/** The word with the value of a credential: of a variable by that name, or that a program prints into it. */
const credentialOf = (words: readonly Word[]): Word | undefined =>
  words.slice(1).find((word) => holdsVariable(word) || substitutionsIn(word).some(endsInCredential));

const holdsVariable = ({ text, expansions }: Word): boolean =>
  expansions.some(({ start, end }) => {
    const [, name] = VARIABLE.exec(text.slice(start, end)) ?? [];
    return name !== undefined && isCredentialName(name);
  });

/** Whether the last program of `$(…)` prints a credential as it is. */
function endsInCredential({ commands }: ShellScript): boolean {
  const last = commands.at(-1);
  const run = last && unwrapCommand(last).at(-1);
  return (
    run?.program !== undefined &&
    last?.pipe === undefined &&
    printsSecret(
      run.program.text,
      run.args.map(({ text }) => text),
    )
  );
}

/**
 * Whether a program prints a credential that is kept somewhere: a property whose name says that it is one, or what is in
 * AWS Secrets Manager or a SecureString.
 */
function printsSecret(program: string, args: readonly string[]): boolean {
  const [service, action] = args;
  if (program === 'get-config')
    return service === 'environment' && KEY_FLAG.test(action ?? '') && isCredentialName(args[2] ?? '');
  if (program !== 'aws') return false;
  return service === 'ssm'
    ? /^get-parameters?(?:-by-path)?$/.test(action ?? '') && args.includes('--with-decryption')
    : service === 'secretsmanager' && action === 'get-secret-value' && asksForValue(args);
}

const KEY_FLAG = /^(?:-k|--key)$/;

/** Without a query all is printed; one may ask for a name or a date only. */
const asksForValue = (args: readonly string[]): boolean =>
  !args.some((text, index) => args[index - 1] === '--query' && !/Secret(?:String|Binary)/.test(text));
