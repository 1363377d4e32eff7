import { deployedFiles, ignoredFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import type { Project } from '../../model/project.js';
import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import type { IgnorePattern } from '../../parse/ignore-file.js';
import { literalText, textAt } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { list, shorten } from '../../util/text.js';
import type { Finding, Rule, Trial } from '../rule.js';

export const ignoredConfiguration: Rule = {
  meta: {
    summary: 'Configuration of Elastic Beanstalk is left out of what the EB CLI uploads',
    why: 'The EB CLI uploads the folder without what .ebignore lists. If a pattern such as `.*` matches .ebextensions or .platform, their settings, commands and hooks are silently missing in the environment. With `deploy: artifact`, it uploads an archive in place of the folder, and what the build does not put in there is missing as well. eblint does not check files that are not deployed.',
    consequence: 'file-ignored',
    references: [
      'guide:eb-cli3-configuration',
      'guide:java-tomcat-platform-directorystructure',
      'https://github.com/aws/aws-elastic-beanstalk-cli',
    ],
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
        trial: addedBelow(pattern, names),
        // The platform may have a default, or a build may write the file.
        ...(parts.every(({ file, what }) => file.name === what) && { warnsBecause: 'intent' }),
      };
    }
    yield* besideArchive(project);
  },
};

/** The lines that bring parts of the configuration back. */
function addedBelow({ place: { file, span } }: IgnorePattern, names: readonly string[]): Trial {
  const { end } = file.lineSpan(file.positionAt(span.start).line);
  const lines = names.map((name) => `${file.lineBreak}!${name}`).join('');
  return {
    edits: [{ file, span: { start: end, end }, text: lines }],
    otherwise: `Delete ${list(names.map((name) => `\`${name}\``))}`,
  };
}

/** An archive of Java that the EB CLI uploads in place of the folder, and whose build takes none of these files along. */
function* besideArchive(project: Project): Generator<Finding> {
  const { archive, ebCliConfigs } = project.files;
  const artifacts = archive ? [] : ebCliConfigs.flatMap((config) => parseEbCliConfig(config).artifact ?? []);
  const [artifact, ...others] = artifacts;
  const ending = /\.([jw]ar)$/.exec(literalText(artifact) ?? '')?.[1];
  if (!artifact || ending === undefined || others.length > 0) return;
  const inRoot = existingFiles(project.files).in('');
  // The configuration of a folder above may be that of another project: a web application is a folder of its build.
  if (!inRoot?.has('.elasticbeanstalk')) return;
  const lost = FOLDERS.filter(
    (name) => inRoot.has(name) && BUILDS.every((build) => !project.files.textOf?.(build)?.includes(name)),
  );
  if (lost.length === 0) return;
  yield {
    at: artifact.place,
    message: `The EB CLI uploads ${shorten(artifact.text)} in place of the folder, without ${list(lost)}`,
    help:
      ending === 'war'
        ? `Let the build put ${list(lost.map((name) => `\`${name}\``))} into the root of the archive.`
        : `Put the archive, a Procfile and ${list(lost.map((name) => `\`${name}\``))} into a zip file, and name that here.`,
    warnsBecause: 'intent',
  };
}

const FOLDERS = ['.ebextensions', '.platform'];

/** What may put files into the archive. */
const BUILDS = [
  ...['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.xml', 'Makefile', 'build.sh'],
  ...['buildspec.yml', 'buildspec.yaml'],
];

/** A line that names only the Buildfile: what it builds is built before the upload. */
const isOnPurpose = (what: string, { place }: IgnorePattern): boolean =>
  what === 'Buildfile' && textAt(place).trim().replace(/^\//, '') === what;

/** The part of the configuration that a file belongs to. */
const configurationOf = (name: string): readonly string[] =>
  /^(?:\.ebextensions|\.platform)(?=\/)|^(?:Procfile|Buildfile|cron\.yaml)$/.exec(name) ?? [];
