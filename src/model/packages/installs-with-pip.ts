import { oncePerName } from '../../util/once-per.js';
import { scripts } from '../scripts/scripts.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/** Whether a command or a list of requirements may install a package of Python. */
export const installsWithPip = fact('installsWithPip', (project) =>
  oncePerName(
    (name: string): boolean =>
      scripts(project).some(({ text }) => text.split(/[\n;&|]/).some((part) => installs(part, name))) ||
      deployedFiles(project).files.some(
        (file) => 'source' in file && REQUIREMENTS.test(file.name) && file.source.text.includes(name),
      ),
  ),
);

const installs = (command: string, name: string): boolean =>
  command.includes('install') && command.split(/[^\w.-]+/).some((word) => word === name);

const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*\.txt|Pipfile|pyproject\.toml)$/;
