import { join } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { isPlatform, platformFault } from '../../configuration/text-checks.js';
import { CONFIGURATION_NAMES } from '../../discover/find-configuration.js';
import { findProjects } from '../../discover/find-projects.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { namedPlatforms } from '../../model/platform/find-platform.js';
import { readProject } from '../../model/project.js';
import { environmentPlatform, environments } from '../../model/settings/environments.js';
import { mayBeConfiguredElsewhere } from '../../model/settings/settings-elsewhere.js';
import type { ExitCode, Ports } from '../../ports/ports.js';
import { visible } from '../../report/text/one-line.js';
import { groupBy } from '../../util/collections.js';
import { MAX_INIT_PROJECTS } from '../../util/limits.js';
import { relativePath } from '../../util/paths.js';

const [NAME = ''] = CONFIGURATION_NAMES;

/** A project and the platform that its files name, or that a person has named. */
interface Found {
  readonly name: string;
  readonly platform: string;
}

/** What the files of projects say. */
interface Platforms {
  readonly found: readonly Found[];
  /** The names of the projects of which no file names the platform. */
  readonly unknown: readonly string[];
  /** Whether a tool that creates environments is used, and no file describes one. */
  readonly hasSigns: boolean;
}

/**
 * `eblint --init` writes a configuration file into the working directory, with the platforms that the projects in it name.
 * On a terminal, it asks for those that no file names. With `--platform`, that is the platform of all.
 * @throws UsageError where there is one, WriteError
 */
export async function init({ platform }: Pick<Options, 'platform'>, ports: Ports): Promise<ExitCode> {
  const { cwd, files, createFile, stdout } = ports;
  const existing = CONFIGURATION_NAMES.find((name) => files.kindOf(join(cwd, name)) !== 'missing');
  if (existing !== undefined) throw new UsageError(`There is a configuration file: ${existing}.`);
  const { found, unknown, hasSigns } = await platformsOf(ports);
  const platforms =
    platform === undefined
      ? [...found, ...(await asked(unknown, ports, { isAlone: found.length === 0 }))]
      : [{ name: '.', platform }];
  const isElsewhere = hasSigns && (await isElsewhereAsAsked(ports));
  const text = `${textFor(platforms)}${isElsewhere ? 'environment: elsewhere\n' : ''}`;
  createFile(join(cwd, NAME), { text, isExecutable: false }, cwd);
  stdout.write(`Wrote ${NAME}. ${platformsText(platforms)}\n`);
  return 0;
}

/** Whether a person says that the environment is described elsewhere. */
async function isElsewhereAsAsked({ stdin, stdout, ask }: Ports): Promise<boolean> {
  if (!stdin.isTTY || !stdout.isTTY) return false;
  const answer = await ask(
    'Other tools are used here, and no file describes an environment. Is it set up elsewhere? (y, Enter: no): ',
  );
  return /^y(?:es)?$/i.test(answer?.trim() ?? '');
}

async function platformsOf({ cwd, files, expandGlob }: Ports): Promise<Platforms> {
  const roots = await findProjects(['.'], { cwd, files, expandGlob });
  const found: Found[] = [];
  const unknown: string[] = [];
  let hasSigns = false;
  for (const root of roots.slice(0, MAX_INIT_PROJECTS)) {
    const project = readProject(readProjectFiles(root, files));
    hasSigns ||= environments(project).length === 0 && mayBeConfiguredElsewhere(project);
    // It stays there, and is read from there.
    if (environmentPlatform(project)) continue;
    const [platform] = namedPlatforms(project.files);
    const name = relativePath(cwd, root);
    if (platform?.kind !== 'literal' || !isPlatform(platform.text)) unknown.push(name);
    else found.push({ name, platform: platform.text });
  }
  return { found, unknown, hasSigns };
}

/**
 * What a person at the terminal says about projects of which no file names the platform. One answer is for all of them
 * where nothing is known of any project. Without an answer, nothing more is asked.
 */
async function asked(
  unknown: readonly string[],
  ports: Ports,
  { isAlone }: { readonly isAlone: boolean },
): Promise<readonly Found[]> {
  if (!ports.stdin.isTTY || !ports.stdout.isTTY) return [];
  const found: Found[] = [];
  for (const name of isAlone ? unknown.slice(0, 1) : unknown) {
    const where =
      isAlone && unknown.length > 1
        ? `your ${unknown.length} projects`
        : name === '.'
          ? 'your project'
          : visible(name);
    const platform = await platformAt(`Platform of ${where}, such as "Python 3.12" (Enter: none): `, ports);
    if (platform === undefined) break;
    found.push({ name, platform });
  }
  return found;
}

/** What a person answers, once it is a platform; undefined for no answer. */
async function platformAt(question: string, { ask, stdout }: Ports): Promise<string | undefined> {
  for (;;) {
    const answer = (await ask(question))?.trim() ?? '';
    if (answer === '') return undefined;
    const fault = platformFault(answer);
    if (!fault) return answer;
    stdout.write(`${visible(`${fault.message}. ${fault.help}`)}\n`);
  }
}

/** One platform is that of all projects; of several each belongs to its own. */
function textFor(found: readonly Found[]): string {
  const platforms = new Set(found.map(({ platform }) => platform));
  const [only] = platforms;
  return platforms.size > 1
    ? `${HEAD}extends: recommended\noverrides:\n${overridesIn(found).map(overrideFor).join('')}`
    : `${HEAD}extends: recommended\n${only === undefined ? `# platform: ${EXAMPLE}\n` : `platform: ${quoted(only)}\n`}`;
}

/** The projects by platform; one by one where a project is in the folder of another, whose override would be the later one. */
function overridesIn(found: readonly Found[]): readonly (readonly Found[])[] {
  const names = new Set(found.map(({ name }) => name));
  const isInAnother = ({ name }: Found): boolean =>
    [...name.matchAll(/\//g)].some(({ index }) => names.has(name.slice(0, index)));
  return found.some(isInAnother)
    ? found.map((project) => [project])
    : [...groupBy(found, ({ platform }) => [platform]).values()];
}

const HEAD = '# Configuration of eblint: https://github.com/eblint/eblint/blob/main/docs/configuration.md\n';

const EXAMPLE = 'Python 3.12 running on 64bit Amazon Linux 2023';

/** The projects of one platform. */
function overrideFor(projects: readonly Found[]): string {
  const names = projects.map(({ name }) => quoted(`/${name === '.' ? '*' : name}`));
  const files = names.length === 1 ? ` ${names.join('')}` : names.map((name) => `\n      - ${name}`).join('');
  return `  - files:${files}\n    platform: ${quoted(projects[0]?.platform ?? '')}\n`;
}

/** JSON is YAML, except for a few characters that YAML takes for line breaks. */
const quoted = (text: string): string => JSON.stringify(visible(text));

function platformsText(found: readonly Found[]): string {
  if (found.length === 0) return 'No file names the platform: write it there.';
  const platforms = new Set(found.map(({ platform }) => platform));
  const [only = ''] = platforms;
  return platforms.size > 1
    ? `It has the platforms of ${found.length} projects.`
    : `Its platform is "${visible(only)}".`;
}
