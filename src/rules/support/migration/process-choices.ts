import { PROGRAMS_OF_SUPERVISOR } from '../../../knowledge/platform/retired-services.js';
import { secretsIn } from '../../../knowledge/secrets/secret-text.js';
import { platform, runsProcfile } from '../../../model/platform/find-platform.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import { shorten } from '../../../util/text.js';
import type { Choice } from '../../rule.js';

/** Where a process of the project's own belongs that Upstart, supervisord or a hook started. */
export const PROCESS_CHOICES: readonly Choice[] = [
  {
    action: 'Add a line for the process to the Procfile, and delete what started it.',
    consequence: 'It runs on every instance, and starts again when it ends.',
  },
  {
    action: 'Write a systemd unit with `files`, and enable it in `.platform/hooks/postdeploy`.',
    consequence:
      'It can run as another user or after other services; deployments do not restart it by themselves.',
  },
];

/** A command line in a help: only its program where it holds a secret, which no report repeats. */
export const shownCommand = (command: string): string =>
  secretsIn(command).length > 0 ? `${command.trim().split(/\s/, 1)[0]} …` : shorten(command, 150);

export const inUnit = (name: string): string =>
  `Delete it, or write a unit for what it runs to \`/etc/systemd/system/${name}.service\` with \`files\` and use \`systemctl restart ${name}\` in \`.platform/hooks/postdeploy/01_${name}.sh\`.`;

/**
 * What a table says about a process, as it is for a project: a Procfile replaces the start of the platform, so that a first one
 * needs a line for the application as well.
 * @param name of the process that a command starts or stops; undefined for all
 */
export function processHelp(help: string, project: Project, name?: string): string {
  if (!/to the `Procfile`|[` ]web`/.test(help)) return help;
  if (runsProcfile(platform(project)) === false) return inUnit('NAME');
  if (!help.includes('to the `Procfile`')) return help;
  const entries = procfile(project)?.entries;
  if (help === PROGRAMS_OF_SUPERVISOR && entries?.some((entry) => entry.name.value === name))
    return `Delete it: the Procfile starts process "${name}" already.`;
  return entries || help.includes('`web: ')
    ? help
    : `${help.replace(/\.$/, '')}, beside a line \`web: COMMAND\` that starts the application.`;
}
