import type { ScriptCommand } from '../../../parse/shell/script.js';
import { unwrapCommand, type Invocation } from '../../../parse/shell/unwrap-command.js';
import { baseName } from '../../../util/paths.js';

/**
 * What a command prints: all variables of the shell, or all properties that Elastic Beanstalk keeps, of which no page says
 * whether those from AWS Secrets Manager are among them.
 */
export function printedEnvironment(command: ScriptCommand): 'variables' | 'properties' | undefined {
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
