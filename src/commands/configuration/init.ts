import { join } from 'node:path';
import { UsageError } from '../../cli/usage-error.js';
import { CONFIGURATION_NAMES } from '../../discover/find-configuration.js';
import { findProjects } from '../../discover/find-projects.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { isPlatform } from '../../configuration/text-checks.js';
import { namedPlatforms } from '../../model/platform/find-platform.js';
import type { ExitCode, Ports } from '../../ports/ports.js';
import { visible } from '../../report/text/one-line.js';
import { relativePath } from '../../util/paths.js';
import { MAX_INIT_PROJECTS } from '../../knowledge/limits.js';

const [NAME = ''] = CONFIGURATION_NAMES;

/** A project and the platform that its files name. */
interface Found {
  readonly name: string;
  readonly platform: string;
}

/**
 * `eblint --init` writes a configuration file into the working directory, with the platforms that the projects in it name.
 * @throws UsageError where there is one, WriteError
 */
export async function init(ports: Ports): Promise<ExitCode> {
  const { cwd, files, createFile, stdout } = ports;
  const existing = CONFIGURATION_NAMES.find((name) => files.kindOf(join(cwd, name)) !== 'missing');
  if (existing !== undefined) throw new UsageError(`There is a configuration file: ${existing}.`);
  const found = await platformsOf(ports);
  createFile(join(cwd, NAME), { text: textFor(found), isExecutable: false }, cwd);
  stdout.write(`Wrote ${NAME}. ${told(found)}\n`);
  return 0;
}

async function platformsOf({ cwd, files, expandGlob }: Ports): Promise<readonly Found[]> {
  const roots = await findProjects(['.'], { cwd, files, expandGlob });
  return roots.slice(0, MAX_INIT_PROJECTS).flatMap((root) => {
    const [platform] = namedPlatforms(readProjectFiles(root, files));
    if (platform?.kind !== 'literal' || !isPlatform(platform.text)) return [];
    return [{ name: relativePath(cwd, root), platform: platform.text }];
  });
}

/** One platform is that of all projects; of several each belongs to its own. */
function textFor(found: readonly Found[]): string {
  const platforms = new Set(found.map(({ platform }) => platform));
  const [only] = platforms;
  return platforms.size > 1
    ? `${HEAD}extends: recommended\noverrides:\n${found.map(overrideFor).join('')}`
    : `${HEAD}extends: recommended\n${only === undefined ? `# platform: ${EXAMPLE}\n` : `platform: ${quoted(only)}\n`}`;
}

const HEAD = '# Configuration of eblint: https://github.com/eblint/eblint/blob/main/docs/configuration.md\n';

const EXAMPLE = 'Python 3.12 running on 64bit Amazon Linux 2023';

const overrideFor = ({ name, platform }: Found): string =>
  `  - files: ${quoted(`/${name === '.' ? '*' : name}`)}\n    platform: ${quoted(platform)}\n`;

/** JSON is YAML, except for a few characters that YAML takes for line breaks. */
const quoted = (text: string): string => JSON.stringify(visible(text));

function told(found: readonly Found[]): string {
  if (found.length === 0) return 'No file names the platform: write it there.';
  const platforms = new Set(found.map(({ platform }) => platform));
  const [only = ''] = platforms;
  return platforms.size > 1
    ? `It has the platforms of ${found.length} projects.`
    : `Its platform is "${visible(only)}".`;
}
