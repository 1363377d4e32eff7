import { isCredentialName } from '../../knowledge/secrets/credential-names.js';
import { describeScript, isBeforeUnpacking } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES, ENVIRONMENT_SECRETS } from '../../model/settings/namespaces.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { type ScriptCommand, type ShellScript, substitutionsIn } from '../../parse/shell/script.js';
import { type Invocation, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { lazily } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
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
    const property = lazily(() => settings(project).all.find(isCredential));
    const secrets = {
      properties: property,
      variables: lazily(() => property() ?? settings(project).all.find(isFetched)),
    };
    for (const script of scripts(project)) {
      if (!script.isShell || script.stage === undefined || !MAY_PRINT.test(script.text)) continue;
      if (REDIRECTS_MORE.test(script.text)) continue;
      for (const command of script.script.commands.filter(printsToLog)) {
        const word = ECHOES.test(command.words[0]?.text ?? '') ? credentialOf(command.words) : undefined;
        if (word)
          yield {
            at: word.place,
            message: `${describeScript(script)} writes a credential to a log`,
            help: 'Delete the command, or print only whether the variable is set, with `${NAME:+set}`.',
          };
        // No page says that `commands` get the properties.
        const printed = isBeforeUnpacking(script.stage) ? undefined : printedEnvironment(command);
        const secret = printed && secrets[printed]();
        if (secret)
          yield {
            at: command.place,
            message: `${describeScript(script)} writes ${secret.option.value} to a log, with all other properties`,
            help: 'Delete the command, or print only the variables that you need, with `printenv NAME`.',
            related: [{ at: secret.option.place, note: 'set here' }],
          };
      }
    }
  },
};

const isCredential = ({ namespace, option }: Setting): boolean =>
  namespace.value === ENVIRONMENT_PROPERTIES &&
  option.valueKind === 'literal' &&
  isCredentialName(option.value);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html */
const isFetched = ({ namespace, option }: Setting): boolean =>
  namespace.value === ENVIRONMENT_SECRETS && option.valueKind === 'literal';

const MAY_PRINT = /\b(?:echo|printf|env|printenv|set|export|get-config)\b|deployment\/env\b/;

const ECHOES = /^(?:echo|printf)$/;

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

/**
 * What a command prints: all variables of the shell, or all properties that Elastic Beanstalk keeps, of which no page says
 * whether those from AWS Secrets Manager are among them.
 */
function printedEnvironment(command: ScriptCommand): 'variables' | 'properties' | undefined {
  const all = unwrapCommand(command);
  if (all.some(printsVariables)) return 'variables';
  return all.some(printsProperties) ? 'properties' : undefined;
}

const PRINTERS: ReadonlySet<string> = new Set(['env', 'export', 'printenv', 'set']);

/** `sudo` gives none of the variables of a shell to what it runs. */
const printsVariables = ({ program, programs, args }: Invocation): boolean =>
  PRINTERS.has(program?.text ?? '') &&
  (args.length === 0 || (program?.text === 'export' && args.every(({ text }) => text === '-p'))) &&
  !programs.some(({ text }) => baseName(text) === 'sudo');

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms-scripts.html */
const printsProperties = ({ program, args }: Invocation): boolean => {
  const texts = args.map(({ text }) => text);
  return program?.text === 'get-config'
    ? texts[0] === 'environment' && !texts.some((text) => /^(?:-k|--key)/.test(text))
    : program?.text === 'cat' && texts.includes('/opt/elasticbeanstalk/deployment/env');
};
