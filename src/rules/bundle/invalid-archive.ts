import { clashesIn } from '../../model/bundle/archive.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Archive, ArchiveEntry, ArchiveFault } from '../../model/project.js';
import { placeOf } from '../../source/index.js';
import { archived } from '../on.js';
import type { Rule } from '../rule.js';

export const invalidArchive: Rule = {
  meta: {
    summary: 'Elastic Beanstalk cannot unpack the archive as it is',
    why: 'A source bundle can be at most 500 MB large. An instance unpacks it with `unzip`, and a warning of it is enough to end the deployment: "Failed to unzip source bundle, abort deployment". Names with backslashes are known to cause one. Of two files with the same name, one is lost. Where the archive describes a file twice and differently, or gives it a name that programs write in different ways, what is deployed is not what other programs show, and not what eblint checks.',
    consequence: 'deploy-fails',
    references: [
      'guide:applications-sourcebundle',
      'https://github.com/aws/aws-extensions-for-dotnet-cli/pull/43',
      'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT',
    ],
  },
  needs: archived,
  *check(project) {
    const { archive } = deployedFiles(project);
    if (!archive) return;
    const at = placeOf(archive.file, 0, 0);
    if (archive.size > BUNDLE_MEGABYTES * MEGABYTE)
      yield {
        at,
        message: `The archive is ${Math.ceil(archive.size / MEGABYTE)} MB large, but the limit is ${BUNDLE_MEGABYTES} MB`,
        help: 'Leave out what is not needed on an instance, such as `.git` and `node_modules`.',
      };
    for (const {
      entries: [first, ...others],
      what,
      help,
    } of entryFaults(archive.entries)) {
      if (!first) continue;
      const verb = others.length === 0 ? 'is' : `and ${others.length} more are`;
      yield { at, message: `"${first.name}" ${verb} ${what}`, help };
    }
  },
};

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html */
const BUNDLE_MEGABYTES = 500;

const MEGABYTE = 2 ** 20;

interface EntryFault {
  readonly entries: readonly ArchiveEntry[];
  /** What they are. */
  readonly what: string;
  readonly help: string;
}

/** Each is reported once for an archive, with its first entry. */
export function entryFaults(entries: Archive['entries']): EntryFault[] {
  const { duplicates, filesAsFolders } = clashesIn(entries);
  return [
    ...OF_HEADERS.map(([fault, what, help]) => ({
      entries: entries.filter(({ faults }) => faults?.has(fault)),
      what,
      help,
    })),
    ...OF_NAMES.map(([pattern, what, help]) => ({
      entries: entries.filter(({ name }) => pattern.test(name)),
      what,
      help,
    })),
    { entries: duplicates, what: 'in the archive more than once', help: ANEW },
    { entries: filesAsFolders, what: 'in the archive as a file and as a folder', help: ANEW },
  ];
}

const ANEW = 'Create a new archive instead of adding to an old one.';
const USUAL = 'Create the archive with another program, such as `zip -r app.zip .` on Linux or macOS.';

const OF_HEADERS: readonly (readonly [ArchiveFault, string, string])[] = [
  ['encrypted', 'encrypted', 'Create the archive without a password.'],
  ['differing-headers', 'described in two ways that contradict each other', USUAL],
  ['missing-content', 'listed, but not in the archive', USUAL],
  ['overlapping', 'stored in the same place as another file', USUAL],
  ['impossible-size', 'listed with a size that it cannot have', USUAL],
  ['unknown-method', 'packed with a method that Elastic Beanstalk may not know', USUAL],
  ['unclear-kind', 'a file to some programs, but a link or a label to others', USUAL],
  [
    'unclear-name',
    'named in a way that programs read differently',
    'Rename it to a name without control characters, or create the archive with a program that writes names in UTF-8.',
  ],
];

const OF_NAMES: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(?:[\\/]|[a-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/i,
    'outside the archive',
    'Create the archive in the root of the project, with relative names.',
  ],
  [
    /\\/,
    'named with backslashes',
    'Create the archive with a program that writes slashes, such as `tar -a -cf app.zip` or 7-Zip.',
  ],
];
