import { isDecisive, mustSucceed } from '../../model/execution/failure.js';
import { type InstanceScript, isBeforeStart } from '../../model/execution/instance-script.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Guard, ScriptCommand } from '../../parse/shell/script.js';
import { type Invocation, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { removeCommand } from '../support/migration/remove-command.js';
import { removeScript } from '../support/migration/remove-entries.js';

export const earlyReload: Rule = {
  meta: {
    summary: 'The proxy is reloaded or restarted before Elastic Beanstalk starts it',
    why: 'On a new instance the proxy does not run before the end of the deployment. A reload fails ("nginx.service is not active, cannot reload"), and with it the deployment. A restart starts the proxy with its previous configuration, and is undone seconds later. Elastic Beanstalk itself starts the proxy with the new configuration.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.workflow',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/144',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/296',
    ],
  },
  needs: scripts,
  *check(project) {
    const { program: proxy } = proxyServer(project);
    if (proxy === 'none') return;
    const started = new Set<string>();
    for (const script of scripts(project))
      if (SERVICE.test(script.text) && isEarly(script))
        yield* inScript(script, { isProxyKnown: proxy === 'nginx' || proxy === 'httpd', started, project });
  },
};

const SERVICE = /nginx|httpd/;

/** At a configuration deployment the proxy runs already. */
const isEarly = ({ stage, origin, ignoresErrors, test }: InstanceScript): boolean =>
  isBeforeStart(stage) && origin !== 'confighook' && !ignoresErrors && !test;

interface Context {
  readonly isProxyKnown: boolean;
  /** The services that a script before has started: a reload of one of them succeeds. */
  readonly started: Set<string>;
  readonly project: Project;
}

function* inScript(script: InstanceScript, { isProxyKnown, started, project }: Context): Generator<Finding> {
  const fix = withoutReloads(script, project);
  for (const command of reliedOn(script.script.commands))
    for (const invocation of unwrapCommand(command)) {
      const control = proxyControlOf(invocation);
      if (!control || looksBefore(invocation)) continue;
      const isStarted = started.has(control.service);
      if (control.action !== 'reload') started.add(control.service);
      if (control.action === 'start' || (control.action === 'reload' && isStarted)) continue;
      const isReload = control.action === 'reload';
      const isFatal =
        isReload && isProxyKnown && mustSucceed(script) && isDecisive(script, invocation.commands);
      yield {
        at: command.place,
        message: isReload
          ? `${control.service} is reloaded before it runs`
          : `${control.service} is restarted before it has its new configuration`,
        help: 'Delete the command: Elastic Beanstalk starts the proxy afterwards, with the new configuration.',
        ...(isFatal ? {} : { warnsBecause: 'error-ignored' }),
        ...fix,
      };
    }
}

/** The fix that deletes the command, or takes it out of a longer one: Elastic Beanstalk starts the proxy itself. */
function withoutReloads(script: InstanceScript, project: Project): Pick<Finding, 'fix'> {
  const { commands } = script.script;
  const controls = commands.filter((command) => unwrapCommand(command).some(proxyControlOf));
  const [control, ...others] = controls;
  const title = 'Delete the command: Elastic Beanstalk starts the proxy itself';
  if (controls.length === commands.length) return removeScript(title, 'migration', script, project);
  return control && others.length === 0
    ? fixOf('migration', title, removeCommand(control, script.script))
    : {};
}

/** A reload fails where the program does not run, a restart or a start starts it. */
const ACTIONS = ['reload', 'restart', 'start'] as const;

/** What a command does to the program of the proxy. */
interface ProxyControl {
  readonly service: string;
  readonly action: (typeof ACTIONS)[number];
}

const SERVICE_NAME = /^(?:nginx|httpd)(?:\.service)?$/;

/** `service nginx reload`, `systemctl restart nginx`, `nginx -s reload`, `pkill -HUP nginx`; undefined for any other command. */
function proxyControlOf({ program, args }: Invocation): ProxyControl | undefined {
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

/** Programs that succeed: before them a failure does no harm. */
const SUCCEEDS: ReadonlySet<string> = new Set(['true', ':', 'echo', 'exit']);

/**
 * The commands of a script that it relies on: not those of functions, those that run only because another one of the proxy
 * failed, and those whose failure is expected.
 */
function reliedOn(commands: readonly ScriptCommand[]): ScriptCommand[] {
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
const looksBefore = ({ commands }: Invocation): boolean =>
  commands.some(({ guards }) =>
    guards.some(({ command }) => /is-active|pgrep|pidof|\bstatus\b|\.pid\b/.test(textOf(command))),
  );

const textOf = (command: { readonly words: readonly Word[] } | undefined): string =>
  command?.words.map(({ text }) => text).join(' ') ?? '';
