import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { platform, runsBuildfile } from '../../model/platform/find-platform.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import { doneByTool, namedByScript } from '../../model/presence/mentions.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { startOfFile } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { renaming } from '../support/migration/move-to-bundle.js';

export const wrongFileName: Rule = {
  meta: {
    summary: 'A file that Elastic Beanstalk reads has the wrong name',
    why: "Elastic Beanstalk looks for files with exact names in the root of the bundle, and ignores a file with any other name. Tasks of cron.yaml do not run, and without any file that the Docker platform knows the deployment fails: \"Both 'Dockerfile' and 'Dockerrun.aws.json' are missing in your source bundle\".",
    consequence: 'silently-ignored',
    references: [
      'guide:single-container-docker-configuration',
      'guide:using-features-managing-env-tiers',
      'guide:environment-cfg-manifest',
      'guide:platforms-linux-extend.build-proc',
      'https://github.com/aws/aws-elastic-beanstalk-cli/issues/60',
    ],
    needsPlatform: true,
  },
  *check(project) {
    const { files } = deployedFiles(project);
    const names = new Set(files.map(({ name }) => name));
    for (const { name, almost, isConcerned, content } of READ_FILES) {
      if (names.has(name)) continue;
      for (const file of files.filter((candidate) => almost.test(candidate.name))) {
        if (!isConcerned(project) && !content?.test(textOf(file, project))) continue;
        yield {
          at: startOfFile(file),
          message: `The file is named "${file.name}", but Elastic Beanstalk reads only "${name}"`,
          help: file.name.includes('/')
            ? `Move it to \`${name}\` in the root of the project.`
            : `Rename it to \`${name}\`.`,
          doubt: file.name.includes('/') ? doubtAbout(file.name, name, project) : undefined,
          ...renaming(file, name, project),
        };
      }
    }
  },
};

/** A step may copy the file to the root. */
const doubtAbout = (path: string, name: string, project: Project): Doubt | undefined =>
  namedByScript(path, 'this may copy it', project) ??
  doneByTool(name === 'env.yaml' ? /\benv\.ya?ml\b/ : /\bcron\.ya?ml\b/, project);

interface ReadFile {
  readonly name: string;
  readonly almost: RegExp;
  readonly isConcerned: (project: Project) => boolean;
  /** What only a file for Elastic Beanstalk says. */
  readonly content?: RegExp;
}

const textOf = (file: ProjectFile, { files }: Project): string =>
  ('source' in file ? file.source.text : files.textOf?.(file.name)) ?? '';

/** Beside other files of Docker, a file with almost the right name may be there for development only. */
const hasNothingForDocker = (project: Project): boolean =>
  platform(project).language === 'docker' &&
  platform(project).name !== undefined &&
  !deployedFiles(project).files.some(({ name }) => FOR_DOCKER.has(name));

const FOR_DOCKER: ReadonlySet<string> = new Set(['Dockerfile', 'Dockerrun.aws.json', COMPOSE_FILE]);

const READ_FILES: readonly ReadFile[] = [
  { name: COMPOSE_FILE, almost: /^(?:docker-)?compose\.ya?ml$/i, isConcerned: hasNothingForDocker },
  { name: 'Dockerfile', almost: /^dockerfile$/i, isConcerned: hasNothingForDocker },
  {
    name: 'Dockerrun.aws.json',
    almost: /^docker-?run\.aws(?:\.json)?(?:\.(?:json|txt))?$/i,
    isConcerned: () => true,
  },
  {
    name: 'cron.yaml',
    almost: /^(?:\.(?:ebextensions|platform|elasticbeanstalk)\/)?cron\.ya?ml$/i,
    isConcerned: (project) => isWorkerTier(project),
    content: /^cron:[ \t]*\r?$(?=[\s\S]*\burl:)(?=[\s\S]*\bschedule:)/m,
  },
  {
    name: 'env.yaml',
    almost: /^(?:\.(?:ebextensions|platform|elasticbeanstalk)\/)?env\.ya?ml$/i,
    isConcerned: () => false,
    content:
      /^(?:AWSConfigurationTemplateVersion|EnvironmentTier|OptionSettings|PlatformArn|SolutionStack):/m,
  },
  { name: 'Buildfile', almost: /^buildfile$/i, isConcerned: (project) => runsBuildfile(platform(project)) },
];
