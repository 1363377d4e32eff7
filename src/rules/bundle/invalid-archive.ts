import type { Archive } from '../../model/bundle/archive.js';
import { placeOf } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';

export const invalidArchive: Rule = {
  meta: {
    id: 'bundle/invalid-archive',
    summary: 'Elastic Beanstalk cannot unpack the archive as it is',
    why: 'A source bundle can be at most 500 MB large, and is unpacked without a password. What happens to a name that leads out of the archive, that appears twice, or that has backslashes is not documented: programs that unpack it skip the file, keep one of the two, or make a file with backslashes in its name instead of folders.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html'],
    since: '0.1.0',
  },
  *check({ files: { archive } }) {
    if (!archive) return;
    const at = placeOf(archive.file, 0, 0);
    if (archive.size > MAX_MEGABYTES * MEGABYTE)
      yield {
        at,
        message: `The archive is ${Math.ceil(archive.size / MEGABYTE)} MB large, but the limit is ${MAX_MEGABYTES} MB`,
        help: 'Leave out what is not needed on an instance, such as `.git` and `node_modules`.',
      };
    for (const { find, what, ...rest } of FAULTS) {
      const [first, ...others] = find(archive.entries);
      if (!first) continue;
      const verb = others.length === 0 ? 'is' : `and ${others.length} more are`;
      yield { at, message: `"${first.name}" ${verb} ${what}`, ...rest };
    }
  },
};

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html */
const MAX_MEGABYTES = 500;

const MEGABYTE = 2 ** 20;

type Entries = Archive['entries'];

interface Fault extends Pick<Finding, 'help' | 'severity'> {
  readonly find: (entries: Entries) => Entries;
  /** What the entries are. */
  readonly what: string;
}

const withName =
  (pattern: RegExp) =>
  (entries: Entries): Entries =>
    entries.filter(({ name }) => pattern.test(name));

/** Each is reported once for an archive, with its first entry. */
const FAULTS: readonly Fault[] = [
  {
    find: (entries) => entries.filter(({ isEncrypted }) => isEncrypted),
    what: 'encrypted',
    help: 'Create the archive without a password.',
  },
  {
    find: withName(/^(?:[\\/]|[a-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/i),
    what: 'outside the archive',
    help: 'Create the archive in the root of the project, with relative names.',
    severity: 'warning',
  },
  {
    find: withName(/\\/),
    what: 'named with backslashes',
    help: 'Create the archive with a program that writes slashes, such as `tar -a -cf app.zip` or 7-Zip.',
    severity: 'warning',
  },
  {
    find: duplicates,
    what: 'in the archive more than once',
    help: 'Create a new archive instead of adding to an old one.',
    severity: 'warning',
  },
];

function duplicates(entries: Entries): Entries {
  const seen = new Set<string>();
  return entries.filter(({ name }) => {
    if (name.endsWith('/') || !seen.has(name)) {
      seen.add(name);
      return false;
    }
    return true;
  });
}
