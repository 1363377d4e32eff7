import { isReplaced } from '../../model/bundle/may-be-filled-in.js';
import { textsOutsideSettings } from '../../model/resources/texts-outside-settings.js';
import type { Project } from '../../model/project.js';
import { placeInScalar } from '../../parse/yaml/scalar-text.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { placeOf, type Place, type SourceFile } from '../../source/index.js';
import { groupBy } from '../../util/group-by.js';
import { lazily } from '../../util/lazily.js';
import { oncePer } from '../../util/once-per.js';
import { quotedPlaceholder, REPLACE_PLACEHOLDER } from '../support/placeholder-texts.js';
import { placeholderInLines } from './placeholder/placeholder-in-lines.js';
import type { Rule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { nginx } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';

export const projectPlaceholder: Rule = {
  meta: {
    id: 'project/placeholder',
    summary: 'A resource, a command or a file contains a placeholder that was not replaced',
    why: 'A placeholder is used literally: CloudFormation refuses the resource, the download or the command fails, or the program that reads the file does not work.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html',
    ],
    since: '0.1.0',
    yieldsTo: ['https/invalid-certificate-arn'],
  },
  *check(project) {
    // A placeholder that a file repeats is one thing to replace.
    const groups = groupBy(placeholdersOf(project), ({ at, text }) => [`${at.file.name} ${text}`]);
    for (const [first, ...others] of groups.values()) {
      if (!first || isReplaced(deployedFiles(project), first.text)) continue;
      yield {
        at: first.at,
        message: `The placeholder ${quotedPlaceholder(first.text)} was not replaced`,
        help: REPLACE_PLACEHOLDER,
        ...(others.length > 0 && { related: others.map(({ at }) => ({ at, note: 'and here' })) }),
        ...(!first.isFatal && { severity: 'warning' as const }),
      };
    }
  },
};

interface Found {
  readonly at: Place;
  readonly text: string;
  readonly isFatal: boolean;
}

function* placeholdersOf(project: Project): Iterable<Found> {
  for (const file of configFiles(project)) yield* placeholdersInConfig(file);
  const mayBeRead = readersOf(project);
  for (const file of deployedFiles(project).files) {
    if (!file.name.startsWith('.platform/') || !('source' in file)) continue;
    const found = placeholderInFile(file.source);
    if (found && mayBeRead(file.name)) yield found;
  }
}

const placeholdersInConfig = oncePer((file: ConfigFile): readonly Found[] =>
  [...textsOutsideSettings(file)].flatMap(({ scalar, isFatal }) => {
    const span = placeholderInLines(scalar.written);
    if (!span) return [];
    const { start, end } = span;
    return [{ at: placeInScalar(scalar, start, end), text: scalar.written.slice(start, end), isFatal }];
  }),
);

const placeholderInFile = oncePer((source: SourceFile): Found | undefined => {
  const span = placeholderInLines(source.text);
  if (!span) return undefined;
  const { start, end } = span;
  return { at: placeOf(source, start, end), text: source.text.slice(start, end), isFatal: false };
});

const NGINX = '.platform/nginx/';

/** Whether something reads a file of `.platform`, as far as that can be known. */
function readersOf(project: Project): (name: string) => boolean {
  const readByNginx = lazily(() => {
    const { installed, ownMain } = nginx(project);
    return new Set([ownMain?.path, ...[...installed.included].map(({ path }) => path)]);
  });
  return (name) =>
    !name.startsWith(NGINX) || proxy(project).mayName(name) || readByNginx().has(name.slice(NGINX.length));
}
