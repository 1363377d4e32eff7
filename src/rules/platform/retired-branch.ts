import { nearestBranch, retirementDate } from '../../knowledge/platform/platform-branches.js';
import { GENERATION_NAMES } from '../../knowledge/platform/platforms.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { namedPlatforms, platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { environments } from '../../model/settings/environments.js';
import { parsePlatformName, type PlatformName } from '../../parse/index.js';
import { literalText, type Place, placeOf } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const retiredBranch: Rule = {
  meta: {
    summary: 'The platform branch is retired',
    why: 'No new environment can be created on a retired branch, and environments on it get no updates. A saved configuration with such a platform can no longer be used. Moving to another generation takes a new environment, because Elastic Beanstalk does not upgrade in place. This rule does not silence others: they report what does not work on supported platforms.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-schedule',
      'aws:elasticbeanstalk/latest/platforms/platforms-retiring',
      'aws:elasticbeanstalk/latest/platforms/platforms-supported',
    ],
    needsPlatform: true,
  },
  *check(project) {
    const ofEnvironments = environments(project).flatMap((environment) => environment.platform?.place ?? []);
    // Short names of branches are for the EB CLI.
    const isOfEnvironment = (at: Place) => ofEnvironments.includes(at);
    for (const { name, at } of platformsOf(project)) {
      const branch = parsePlatformName(name);
      const date = retirementDate(branch);
      if (date === undefined) continue;
      const nearest = nearestBranch(branch);
      yield {
        at,
        message: `${nameOf(branch)} was retired ${date.length === 4 ? 'in' : 'on'} ${date}`,
        help: nearest
          ? isOfEnvironment(at)
            ? `Write a solution stack of \`${nearest}\` that \`aws elasticbeanstalk list-available-solution-stacks\` lists.`
            : `Write \`${nearest}\` here, and move to a new environment on it.`
          : 'Move to a new environment on a supported branch.',
      };
    }
  },
};

/** Every platform that the project names. What the command line names takes precedence, and is in no file. */
function platformsOf(project: Project): { name: string; at: Place }[] {
  const { name: given, place: givenAt } = platform(project);
  if (given !== undefined && !givenAt) {
    const file = configFiles(project)[0]?.file ?? procfile(project)?.file;
    return file ? [{ name: given, at: placeOf(file, 0, 0) }] : [];
  }
  const inFiles = namedPlatforms(deployedFiles(project)).filter(({ place }) =>
    place.file.path.startsWith(project.files.root),
  );
  const ofEnvironments = environments(project).flatMap((environment) => environment.platform ?? []);
  return [...inFiles, ...ofEnvironments].flatMap((value) => {
    const name = literalText(value);
    return name === undefined ? [] : [{ name, at: value.place }];
  });
}

const nameOf = ({ platform, generation, os }: PlatformName): string =>
  os === undefined || !generation
    ? `Platform ${platform}`
    : generation === 'windows'
      ? `Platform ${platform} on ${capitalized(os)}`
      : `Platform ${platform} on ${GENERATION_NAMES[generation]}`;

const capitalized = (words: string): string => words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
