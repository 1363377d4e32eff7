import { retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import type { ScriptCommand, ShellScript } from '../../../parse/shell/script.js';

/**
 * Whether a script does nothing but to take the proxy's configuration of Amazon Linux 1 away or to start the proxy again:
 * supported platforms have no such file, and start the proxy themselves at the end of a deployment.
 */
export const onlyRestartsProxy = ({ commands, problems }: ShellScript): boolean =>
  problems.length === 0 && commands.every(isOfProxy) && commands.some((command) => !isQuiet(command));

const QUIET: ReadonlySet<string> = new Set([
  '[',
  '[[',
  'echo',
  'exit',
  'sleep',
  'true',
  ':',
  'set',
  'nginx',
  'test',
]);

const TAKES_AWAY: ReadonlySet<string> = new Set(['mv', 'rm', 'unlink']);

const UPSTART: ReadonlySet<string> = new Set(['restart', 'start', 'status', 'stop']);

function isOfProxy(command: ScriptCommand): boolean {
  const [program = '', ...args] = textsOf(command);
  if (isQuiet(command)) return command.redirections.length === 0;
  if (TAKES_AWAY.has(program)) return isGone(args.filter((text) => !text.startsWith('-'))[0]);
  return isService(command);
}

function isQuiet(command: ScriptCommand): boolean {
  const [program] = textsOf(command);
  return program === undefined || QUIET.has(program);
}

const isGone = (path: string | undefined): boolean =>
  path !== undefined && retiredPaths(path, 'command').next().done === false;

function isService(command: ScriptCommand): boolean {
  const [program = '', ...args] = textsOf(command);
  const names = args.filter((text) => /^(?:nginx|httpd)(?:\.service)?$/.test(text));
  const isTool = ['initctl', 'service', 'systemctl'].includes(program) || UPSTART.has(program);
  return isTool && names.length === 1 && args.every((text) => names.includes(text) || /^[a-z-]+$/.test(text));
}

function textsOf({ words }: ScriptCommand): string[] {
  const texts = words.map(({ text }) => text);
  const [program = '', ...args] = texts[0] === 'sudo' ? texts.slice(1) : texts;
  return program === '' ? [] : [program.replace(/^\/(?:usr\/)?s?bin\//, ''), ...args];
}
