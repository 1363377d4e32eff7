import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';

/** What makes the packages of `requirements.txt` known to a command. */
export const ACTIVATE = 'source /var/app/venv/*/bin/activate && ';

/** Programs of the virtual environment, where nothing else tells the platform. */
const PYTHON = /\b(?:python3?|manage\.py|django-admin|flask|alembic)\b/;

/** What to do with a command that ends: `name` is that of the new file. */
export function moveToContainerCommands(
  name: string,
  command: string,
  project: Project,
  isForLeader = true,
): string {
  const { language } = platform(project);
  const file = `.ebextensions/${name}.config`;
  const details = [
    ...(isForLeader ? ['with `leader_only: true`'] : []),
    ...(language === 'python' || (language === undefined && PYTHON.test(command))
      ? [`after \`${ACTIVATE.trimEnd()}\``]
      : []),
  ];
  return `Move this command to \`container_commands\` in \`${file}\`${details.length > 0 ? `, ${details.join(', ')}` : ''}.`;
}
