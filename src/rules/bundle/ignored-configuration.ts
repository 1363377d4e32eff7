import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';
import type { IgnorePattern } from '../../parse/ignore-file.js';
import { textAt } from '../../source/index.js';
import { deployedFiles, ignoredFiles } from '../../model/bundle/deployed-files.js';

export const ignoredConfiguration: Rule = {
  meta: {
    id: 'bundle/ignored-configuration',
    summary: 'A line of .ebignore leaves out configuration of Elastic Beanstalk',
    why: 'The EB CLI uploads the folder without what .ebignore lists. If a pattern such as `.*` matches .ebextensions or .platform, their settings, commands and hooks are silently missing in the environment. eblint does not check files that are not deployed.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html',
      'https://github.com/aws/aws-elastic-beanstalk-cli',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const deployed = new Set(deployedFiles(project).files.flatMap(({ name }) => configurationOf(name)));
    // One file of many may be left out on purpose.
    const lost = [...groupBy(ignoredFiles(project), ({ file }) => configurationOf(file.name))].flatMap(
      ([what, [first]]) =>
        first && !deployed.has(what) && !isOnPurpose(what, first.pattern) ? [{ what, ...first }] : [],
    );
    for (const [pattern, parts] of groupBy(lost, (part) => [part.pattern])) {
      const names = parts.map(({ what }) => what);
      yield {
        at: pattern.place,
        message: `This pattern leaves ${list(names)} out of what the EB CLI uploads`,
        help: `Delete the line, or add ${list(names.map((name) => `\`!${name}\``))} below it.`,
        // The platform may have a default, or a build may write the file.
        ...(parts.every(({ file, what }) => file.name === what) && { severity: 'warning' }),
      };
    }
  },
};

/** A line that names only the Buildfile: what it builds is built before the upload. */
const isOnPurpose = (what: string, { place }: IgnorePattern): boolean =>
  what === 'Buildfile' && textAt(place).trim().replace(/^\//, '') === what;

/** The part of the configuration that a file belongs to. */
const configurationOf = (name: string): readonly string[] =>
  /^(?:\.ebextensions|\.platform)(?=\/)|^(?:Procfile|Buildfile|cron\.yaml)$/.exec(name) ?? [];
