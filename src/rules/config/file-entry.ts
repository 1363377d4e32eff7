import { nearest } from '../../knowledge/nearest.js';
import { authenticationMethods } from '../../model/authentication-methods.js';
import { osOf } from '../../model/platform.js';
import type { Project } from '../../model/project.js';
import {
  entriesOfSection,
  entryOf,
  hasKey,
  isDynamic,
  type SectionEntry,
} from '../../model/section-entries.js';
import type { Finding, Rule } from '../rule.js';

export const fileEntry: Rule = {
  meta: {
    id: 'config/file-entry',
    summary: 'An entry of files does not say what to write, or where',
    why: 'The instance refuses such an entry, and the deployment fails with "File specified without source or content" or "File specified with non-absolute path". Keys that do not go together, and credentials under a name that nothing declares, are passed over without a word.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const file of project.configFiles) {
      for (const entry of entriesOfSection(file, 'files')) {
        yield* inPath(entry, project);
        if (isDynamic(entry.value)) continue;
        yield* inContent(entry);
        yield* inEncoding(entry);
      }
    }
    yield* inAuthentication(project);
  },
};

function* inPath({ name }: SectionEntry, { platform }: Project): Generator<Finding> {
  const isDrive = /^[A-Za-z]:[\\/]/.test(name.text);
  if (/^[\\/]/.test(name.text) || (isDrive && osOf(platform) !== 'linux')) return;
  const wanted = osOf(platform) === 'windows' ? 'c:/myapp/app.conf' : '/etc/myapp.conf';
  yield {
    at: name.place,
    message: `"${name.text}" is no absolute path, so the deployment fails: nothing expands it, and there is no folder to begin in; write the whole path, such as ${wanted}.`,
  };
}

function* inContent(entry: SectionEntry): Generator<Finding> {
  const { name, value } = entry;
  const content = entryOf(value, 'content');
  const source = entryOf(value, 'source');
  if (content && source) {
    yield {
      at: source.key.place,
      message: `${name.text} has a content and a source, and one of them is lost; delete the source, or the content.`,
      related: [{ at: content.key.place, note: 'the content stands here' }],
      severity: 'warning',
    };
    return;
  }
  if (hasKey(entry, 'content') || hasKey(entry, 'source')) {
    if (content && isEmpty(content.value)) yield { at: content.key.place, message: emptyText(name.text) };
    return;
  }
  yield {
    at: name.place,
    message: `${name.text} has neither a content nor a source, so the deployment fails; write its text behind content: | or an address behind source.`,
  };
}

const isEmpty = (value: SectionEntry['value']): boolean => value.kind === 'scalar' && value.text === '';

const emptyText = (target: string): string =>
  `The content of ${target} is empty, which counts as none, so the deployment fails; write at least one line, or make the file with touch in a command.`;

function* inEncoding({ name, value }: SectionEntry): Generator<Finding> {
  const encoding = entryOf(value, 'encoding');
  const source = entryOf(value, 'source');
  if (!encoding || !source || entryOf(value, 'content')) return;
  yield {
    at: encoding.key.place,
    message: `${name.text} has an encoding and a source, but an encoding counts for a content alone; delete the encoding.`,
    related: [{ at: source.key.place, note: 'the source stands here' }],
    severity: 'warning',
  };
}

/** A method may stand in a file that could not be read. */
function* inAuthentication({ configFiles, isComplete }: Project): Generator<Finding> {
  const methods = isComplete ? authenticationMethods(configFiles) : undefined;
  if (!methods) return;
  for (const { name, value } of configFiles.flatMap((file) => entriesOfSection(file, 'files'))) {
    const node = entryOf(value, 'authentication')?.value;
    if (node?.kind !== 'scalar' || isDynamic(node) || node.text === '') continue;
    if (methods.some(({ text }) => text === node.text)) continue;
    const meant = nearest(
      node.text,
      methods.map(({ text }) => text),
    );
    yield {
      at: node.place,
      message: `${name.text} asks for the authentication "${node.text}", which nothing declares, so it is downloaded without. ${
        meant
          ? `Did you mean "${meant}"?`
          : 'Declare it in Resources, under AWSEBAutoScalingGroup, Metadata, AWS::CloudFormation::Authentication.'
      }`,
      related: methods
        .filter(({ text }) => text === meant)
        .map(({ place }) => ({ at: place, note: `"${meant!}" is declared here` })),
      severity: 'warning',
    };
  }
}
