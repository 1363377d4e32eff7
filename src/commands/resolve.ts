import { wantsColor } from '../cli/color.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { MARKERS_IN_WORDS } from '../discover/find-projects.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { visible } from '../report/text/one-line.js';
import { relativePath } from '../util/relative-path.js';
import { asksJson, commandJson } from './json-output.js';
import { projectsHere } from './projects-here.js';
import { canonicalNamespace } from '../model/settings/settings.js';
import { optionOrNamespaceNamed } from './describe-options.js';
import { resolvedSettings, type ResolvedSetting } from './resolve/resolved.js';
import { resolveText } from './resolve/resolve-text.js';
import { configFiles } from '../model/bundle/config-files.js';

/**
 * `eblint resolve [NAMESPACE[/OPTION]]` prints the option settings of the project in the working directory as Elastic
 * Beanstalk applies them.
 * @throws UsageError for several names, and where there is no project
 */
export async function resolveSettings(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const [name, ...others] = options.paths;
  if (others.length > 0) throw new UsageError('Give one name: `eblint resolve NAMESPACE/OPTION`.');
  const projects = await projectsHere(options, ports);
  if (projects.length === 0)
    throw new UsageError(`There is no Elastic Beanstalk project here: looked for ${MARKERS_IN_WORDS}.`);
  const all = projects.map((project) => ({
    root: project.files.root,
    settings: resolvedSettings(project).filter((setting) => isNamed(setting, name)),
    unreadable: configFiles(project)
      .filter(({ broken }) => broken)
      .map(({ file }) => file.path),
  }));
  if (isJson) {
    ports.stdout.write(commandJson({ projects: all }));
    return 0;
  }
  const color = wantsColor({ flag: options.color, env: ports.env, isTTY: () => ports.stdout.isTTY });
  const layout = { cwd: ports.cwd, color };
  const texts = all.map(({ root, settings, unreadable }) =>
    [
      ...(all.length > 1 ? [`Project ${visible(relativePath(ports.cwd, root) || '.')}\n`] : []),
      settings.length > 0 ? resolveText(settings, layout) : notSet(name),
      ...unreadable.map(
        (path) => `${visible(relativePath(ports.cwd, path))} cannot be read. See \`eblint\`.\n`,
      ),
    ].join('\n'),
  );
  ports.stdout.write(`${texts.join('\n')}\n${PRECEDENCE}`);
  return 0;
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html#configuration-options-precedence */
const PRECEDENCE = `Settings made in the console, by "eb setenv" or by another client take precedence over
these, and so do saved configurations. They stay in the environment until removed.
`;

/** A name is a namespace, an option, or both with a slash between them; `listener:default` is `listener:80`. */
function isNamed({ namespace, option }: ResolvedSetting, name: string | undefined): boolean {
  if (name === undefined) return true;
  const wanted = name.toLowerCase();
  return [namespace, canonicalNamespace(namespace), option].some(
    (known) =>
      known.toLowerCase() === wanted || (known !== option && `${known}/${option}`.toLowerCase() === wanted),
  );
}

/** @throws UsageError for a name that the catalogue does not have */
function notSet(name: string | undefined): string {
  if (name === undefined) return 'The configuration files set no options.\n';
  const option = name.includes(':') ? optionOrNamespaceNamed(name) : undefined;
  const end = option?.default === undefined ? '' : ` Its default is ${option.default}.`;
  return `The configuration files do not set ${visible(name)}.${end}\n`;
}
