import {
  retiredNamespace as retirementOf,
  retiredOption,
  type Retirement,
  STATIC_FILES_NAMESPACE,
} from '../../knowledge/platform/retired-settings.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { usesDocker } from '../../model/docker/uses-docker.js';
import type { Project } from '../../model/project.js';
import type { Setting } from '../../model/settings/settings.js';
import type { ConfigFile } from '../../parse/index.js';
import { literalText, type Related } from '../../source/index.js';
import type { EachRule, Finding } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { isBundleFolder } from '../support/migration/static-files-answer.js';
import { rename } from '../support/rename.js';
import { replaceValue } from '../support/replace-value.js';
import { nodeAnswer } from './retired-namespace/node-answer.js';

export const retiredNamespace: EachRule<ConfigFile> = {
  meta: {
    summary: 'A namespace exists only on Amazon Linux 1',
    why: "Amazon Linux 1 was retired in July 2022. Later platforms answer \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:container:nodejs:staticfiles', OptionName: '/public'): Unknown configuration setting\" and refuse the whole update.",
    consequence: 'deploy-fails',
    references: ['guide:using-features.migration-al.generic.from-al1', 'guide:environment-cfg-staticfiles'],
  },
  each: configFiles,
  // One finding for all that a file sets in a retired namespace.
  *check(config, project) {
    const { settings } = config;
    for (const name of new Set(settings.map(({ namespace }) => namespace.value))) {
      const retirement = retirementOf(name);
      if (!retirement) continue;
      const own = settings.filter(({ namespace }) => namespace.value === name);
      const [first] = own;
      if (!first) continue;
      yield {
        at: first.namespace.place,
        message: `${name} exists only on Amazon Linux 1`,
        help: retirement.help,
        related: own.flatMap((setting) => replacementOf(setting, usesDocker(project))),
        ...(deletedInContainer(retirement, project) ??
          (name === NODE ? nodeAnswer(own, config, project) : renameTo(retirement.successor, own))),
      };
    }
  },
};

const NODE = 'aws:elasticbeanstalk:container:nodejs';

/** No platform with containers has what such a namespace configured: the image has it, or no one. */
function deletedInContainer({ successor }: Retirement, project: Project): Pick<Finding, 'help'> | undefined {
  if (!usesDocker(project)) return undefined;
  return {
    help:
      successor === STATIC_FILES_NAMESPACE
        ? 'Delete it: the platform serves no static files of a project with Docker, so let the container serve them.'
        : 'Delete it: the image decides what runs in a project with Docker.',
  };
}

/** What replaces a single option. */
function replacementOf({ namespace, option }: Setting, isDeleted: boolean): Related[] {
  const help = retiredOption(namespace.value, option.value)?.help;
  if (help === undefined) return [];
  const note = isDeleted ? 'deleted with it' : help.charAt(0).toLowerCase() + help.slice(1, -1);
  return [{ at: option.place, note }];
}

/** A folder of the instance, which the proxy would look for in the bundle. */
const isOutside = (folder: string): boolean => folder.startsWith('/') && !isBundleFolder(folder);

/** Only static files have a successor with the same options: a path that begins with a slash, and a folder without one. */
function renameTo(
  successor: string | undefined,
  settings: readonly Setting[],
): Pick<Finding, 'fix' | 'help'> {
  const [outside] = settings.filter(({ value }) => isOutside(literalText(value) ?? ''));
  if (successor && outside)
    return {
      help: `Use \`${successor}\` for folders of the bundle, and write \`location ${outside.option.value} { alias ${outside.value.text}; }\` to \`.platform/nginx/conf.d/elasticbeanstalk/static.conf\`.`,
    };
  const carriesOver = settings.every(
    ({ option, value }) => option.value.startsWith('/') && isBundleFolder(literalText(value) ?? ''),
  );
  if (!successor || !carriesOver) return {};
  const places = new Map(settings.map(({ namespace: { place } }) => [place.span.start, place]));
  const { title, safety, edits } = rename([...places.values()], successor, 'safe');
  const values = settings
    .filter(({ value }) => value.text.startsWith('/'))
    .map((setting) => replaceValue(setting, setting.value.text.replace(/^\/+/, '')));
  return fixOf(safety, title, ...edits, ...values);
}
