import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';
import {
  hasNewVersion,
  type InstanceScript,
  isBeforeStart,
  isBeforeUnpacking,
} from '../../../model/execution/instance-script.js';
import type { PathUse } from '../../../model/execution/path-uses.js';

/** The folder of the new version in a sentence, and the rest of the path. */
const CURRENT = /^Use `\/var\/app\/current(?:\/([^`]*))?`\.$/;
const CURRENT_OR_STAGING = /^Use `\/var\/app\/(?:current|staging)(?:\/([^`]*))?`\.$/;

const IN_VENV = /\/var\/app\/venv\/\*[^`]*/;

/**
 * What to do about a path whose counterpart of today is in `/var/app/current`. That folder is the one of the previous version
 * until the hooks of postdeploy run, but commands that come late enough run in the folder of the new version.
 */
export function helpBeforeDeployment(
  { help, means, below, successor }: RetiredPath,
  use: PathUse,
  { stage, origin }: InstanceScript,
): string {
  if (isBeforeUnpacking(stage) && CURRENT_OR_STAGING.test(help))
    return below.length > 1
      ? `Move the command to \`container_commands\`, and use \`${below.slice(1)}\`: they run in the folder of the new version.`
      : 'Move the command to `container_commands`, which run in the folder of the new version.';
  if (isBeforeUnpacking(stage) && help.includes('`/var/app/venv/'))
    return `Move the command to \`container_commands\`, and use \`${successor ?? IN_VENV.exec(help)?.[0] ?? '/var/app/venv/*'}\`.`;
  if (means === 'properties' && hasNewVersion(stage))
    return 'Delete it: container commands and hooks have each environment property as a variable.';
  const current = CURRENT.exec(help);
  if (!current || !isBeforeStart(stage) || origin === 'confighook') return help;
  if (stage !== 'container_commands') return help.replace('/var/app/current', '/var/app/staging');
  const [, rest] = current;
  if (rest) return `Use \`${rest}\`: container commands run in the folder of the new version.`;
  return use === 'enters'
    ? 'Do not change the folder: container commands run in that of the new version.'
    : 'Use a relative path: container commands run in the folder of the new version.';
}

/**
 * What to do about such a path as the `cwd` of a command: no shell reads it, so that it is no pattern, and a command that moves
 * to `container_commands` needs none for the root of the new version.
 */
export function helpForFolder({ help, successor }: RetiredPath, { stage }: InstanceScript): string {
  const move = isBeforeUnpacking(stage) ? 'Move the command to `container_commands`, and ' : '';
  const sentence = (step: string): string =>
    move === '' ? `${step.charAt(0).toUpperCase()}${step.slice(1)}.` : `${move}${step}.`;
  const inVenv = IN_VENV.exec(help)?.[0] ?? (successor?.includes('*') ? successor : undefined);
  if (inVenv !== undefined)
    return sentence(`write \`cd ${inVenv} && \` before the command instead of \`cwd\``);
  const application = CURRENT_OR_STAGING.exec(help);
  if (!application) return help.replace(/^(?:Delete|Remove) it\b/, 'Delete the command');
  const [, rest] = application;
  return rest
    ? sentence(`use \`/var/app/staging/${rest}\``)
    : sentence('delete `cwd`: the command runs in the folder of the new version');
}
