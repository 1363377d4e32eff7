import { isCredentialName } from '../../knowledge/secrets/credential-names.js';
import { type ScriptCommand, type ShellScript, substitutionsIn } from '../../parse/shell/script.js';
import { type Invocation, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { baseName } from '../../util/paths.js';
import { isBeforeUnpacking } from '../execution/instance-script.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import type { InstanceScript } from '../scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES, ENVIRONMENT_SECRETS } from '../settings/namespaces.js';
import { type Setting, settings } from '../settings/settings.js';

const isCredential = ({ namespace, option }: Setting): boolean =>
  namespace.value === ENVIRONMENT_PROPERTIES &&
  option.valueKind === 'literal' &&
  isCredentialName(option.value);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html */
const isFetched = ({ namespace, option }: Setting): boolean =>
  namespace.value === ENVIRONMENT_SECRETS && option.valueKind === 'literal';

/** A credential of the environment, among what Elastic Beanstalk keeps as properties, and among the variables of a shell. */
const secretsOf = fact('secretsOf', (project) => {
  const { all } = settings(project);
  const properties = all.find(isCredential);
  return { properties, variables: properties ?? all.find(isFetched) };
});

/** For a look before a script is parsed. */
export const mayPrintCredential = ({ text }: InstanceScript): boolean => MAY_PRINT.test(text);

const MAY_PRINT = /\b(?:echo|printf|env|printenv|set|export|get-config)\b|deployment\/env\b/;

const ECHOES = /^(?:echo|printf)$/;

/** A credential that a command prints: the word with its value, or the setting of one among all that it prints. */
export interface PrintedCredential {
  readonly word?: Word;
  readonly setting?: Setting;
}

/** What a command of a script that an instance runs prints of the credentials. */
export function printedCredential(
  command: ScriptCommand,
  { stage }: InstanceScript,
  project: Project,
): PrintedCredential | undefined {
  const word = ECHOES.test(command.words[0]?.text ?? '') ? credentialOf(command.words) : undefined;
  if (word) return { word };
  // No page says that `commands` get the properties.
  const printed = isBeforeUnpacking(stage) ? undefined : printedEnvironment(command);
  const setting = printed && secretsOf(project)[printed];
  return setting && { setting };
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
    : /^(?:cat|cp)$/.test(program?.text ?? '') && texts.includes('/opt/elasticbeanstalk/deployment/env');
};
