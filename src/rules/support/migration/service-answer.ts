import { systemdAction } from '../../../knowledge/platform/retired-services.js';
import { type InstanceScript, isBeforeStart } from '../../../model/execution/instance-script.js';
import type { ProgramRun } from '../../../model/execution/program-runs.js';
import type { Edit } from '../../rule.js';
import { removeCommand } from './remove-command.js';

/** The edit that says to systemd what a command says to Upstart or supervisord; undefined where only people can. */
export function serviceAnswer(
  { program, args, command }: ProgramRun,
  script: InstanceScript,
): Edit | undefined {
  if (command.words[0] !== program || command.redirections.length + command.assignments.length > 0)
    return undefined;
  const action = systemdAction(
    program.text,
    args.map(({ text }) => text),
  );
  if (action === undefined) return undefined;
  return isStartedAnyway(action.service, script)
    ? removeCommand(command, script.script)
    : { ...command.place, text: `systemctl ${action.verb} ${action.service}` };
}

/** Whether Elastic Beanstalk does by itself what a run is for, so that a command that does nothing else can go. */
export function isDoneAnyway({ program, args }: ProgramRun, script: InstanceScript): boolean {
  const action = systemdAction(
    program.text,
    args.map(({ text }) => text),
  );
  return action !== undefined && isStartedAnyway(action.service, script);
}

/** What Elastic Beanstalk starts once the new version is in place: until then there may be none. */
export const STARTED: ReadonlySet<string> = new Set(['httpd', 'nginx', 'web']);

const isStartedAnyway = (service: string, { stage }: InstanceScript): boolean =>
  STARTED.has(service) && isBeforeStart(stage);
