import { oncePerText } from '../../../util/once-per.js';
import type { ProjectFiles } from '../../bundle/project-files.js';
import type { InstanceScript } from '../scripts/instance-script.js';

interface Sources {
  readonly scripts: readonly InstanceScript[];
  readonly files: ProjectFiles;
}

/** Whether a command or a list of requirements may install a package of Python. */
export const installsWithPip = oncePerText(
  ({ scripts, files }: Sources, name: string): boolean =>
    scripts.some(({ text }) => text.split(/[\n;&|]/).some((part) => installs(part, name))) ||
    files.files.some(
      (file) => 'source' in file && REQUIREMENTS.test(file.name) && file.source.text.includes(name),
    ),
);

const installs = (command: string, name: string): boolean =>
  command.includes('install') && command.split(/[^\w.-]+/).some((word) => word === name);

const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*\.txt|Pipfile|pyproject\.toml)$/;
