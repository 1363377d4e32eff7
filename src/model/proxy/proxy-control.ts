import type { Guard, ScriptCommand } from '../../parse/shell/script.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';

/** A reload fails where the program does not run, a restart starts it. */
const ACTIONS = ['reload', 'restart'] as const;

/** What a command does to the program of the proxy. */
interface ProxyControl {
  readonly service: string;
  readonly action: (typeof ACTIONS)[number];
}

const SERVICE_NAME = /^(?:nginx|httpd)(?:\.service)?$/;

/** `service nginx reload`, `systemctl restart nginx`, `nginx -s reload`, `pkill -HUP nginx`; undefined for any other command. */
export function proxyControlOf({ program, args }: Invocation): ProxyControl | undefined {
  if (SENDERS.has(program?.text ?? '')) return signaledBy(args);
  const operands = args.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  const [first, second] = operands;
  const [service, verb] =
    program?.text === 'service'
      ? [first, second]
      : program?.text === 'systemctl'
        ? [second, first]
        : program?.text === 'nginx' && args[0]?.text === '-s'
          ? ['nginx', first]
          : [];
  const action = ACTIONS.find((candidate) => candidate === verb);
  return service !== undefined && SERVICE_NAME.test(service) && action
    ? { service: service.replace('.service', ''), action }
    : undefined;
}

/** They fail where there is no such process. https://nginx.org/en/docs/control.html */
const SENDERS: ReadonlySet<string> = new Set(['kill', 'killall', 'pkill']);

/** `-HUP`, also with `-s`: nginx and Apache read their configuration again. */
const HANG_UP = /^(?:-(?:SIG)?HUP|(?:SIG)?HUP|-1)$/;

/** The proxy that gets the signal: by its name, by the file with the number of its process, or by `pidof`. */
function signaledBy(args: readonly Word[]): ProxyControl | undefined {
  const text = args.at(-1)?.text ?? '';
  const [, service] =
    /^(nginx|httpd)$|^(?:\$\(|`)(?:cat \S*\/(nginx|httpd)\.pid|(?:pgrep|pidof) (nginx|httpd))[)`]$/
      .exec(text)
      ?.filter((part) => part !== undefined) ?? [];
  return service !== undefined && args.some((word) => HANG_UP.test(word.text))
    ? { service, action: 'reload' }
    : undefined;
}

/** Programs that succeed: in front of them a failure does no harm. */
const SUCCEEDS: ReadonlySet<string> = new Set(['true', ':', 'echo', 'exit']);

/**
 * The commands of a script that it relies on: not those of functions, those that run only because another one of the proxy
 * failed, and those whose failure is expected.
 */
export function reliedOn(commands: readonly ScriptCommand[]): ScriptCommand[] {
  const excused = new Set(
    commands
      .filter(({ words }) => SUCCEEDS.has(words[0]?.text ?? ''))
      .flatMap(({ guards }) => guards.filter(isFailure).map(({ command }) => command?.words)),
  );
  return commands.filter(
    ({ words, guards, functionName }) =>
      functionName === undefined &&
      !excused.has(words) &&
      !guards.some((guard) => isFailure(guard) && /nginx|httpd/.test(textOf(guard.command))),
  );
}

const isFailure = ({ expected }: Guard): boolean => expected === false;

/** Whether a command runs only where a look at the service says that it runs. */
export const looksBefore = ({ commands }: Invocation): boolean =>
  commands.some(({ guards }) =>
    guards.some(({ command }) => /is-active|pgrep|pidof|\bstatus\b|\.pid\b/.test(textOf(command))),
  );

const textOf = (command: { readonly words: readonly Word[] } | undefined): string =>
  command?.words.map(({ text }) => text).join(' ') ?? '';
