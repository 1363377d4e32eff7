import type { Archive } from '../../model/bundle/archive.js';
import { placeOf } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';

export const invalidArchive: Rule = {
  meta: {
    id: 'bundle/invalid-archive',
    summary: 'Elastic Beanstalk cannot unpack the archive as it is',
    why: 'A source bundle may have at most 500 MB, and is unpacked without a password. What becomes of a name that leads out of the archive, that appears twice, or that has backslashes is not documented: programs that unpack it skip the file, keep one of the two, or make a file with backslashes in its name instead of folders.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html'],
    since: '0.1.0',
  },
  *check({ files: { archive } }) {
    if (!archive) return;
    const at = placeOf(archive.file, 0, 0);
    for (const find of FAULTS) {
      const fault = find(archive);
      if (fault) yield { at, ...fault };
    }
  },
};

type Fault = Pick<Finding, 'message' | 'help' | 'severity'>;

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html */
const MAX_MEGABYTES = 500;

const MEGABYTE = 2 ** 20;

/** Each is reported once for an archive, with its first entry. */
const FAULTS: readonly ((archive: Archive) => Fault | undefined)[] = [
  ({ size }) =>
    size > MAX_MEGABYTES * MEGABYTE
      ? {
          message: `The archive has ${Math.ceil(size / MEGABYTE)} MB, but at most ${MAX_MEGABYTES} MB are accepted`,
          help: 'Leave out what is not needed on an instance, such as `.git` and `node_modules`.',
        }
      : undefined,
  ({ entries }) =>
    first(
      entries.filter(({ isEncrypted }) => isEncrypted),
      (names) => ({ message: `${names} encrypted`, help: 'Pack the archive without a password.' }),
    ),
  ({ entries }) =>
    first(
      entries.filter(({ name }) => /^(?:[\\/]|[a-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/i.test(name)),
      (names) => ({
        message: `${names} outside of the archive`,
        help: 'Pack the archive in the root of the project, with relative names.',
        severity: 'warning',
      }),
    ),
  ({ entries }) =>
    first(
      entries.filter(({ name }) => name.includes('\\')),
      (names) => ({
        message: `${names} named with backslashes`,
        help: 'Pack the archive with a program that writes slashes, such as `tar -a -cf app.zip` or 7-Zip.',
        severity: 'warning',
      }),
    ),
  ({ entries }) =>
    first(duplicates(entries), (names) => ({
      message: `${names} in the archive more than once`,
      help: 'Pack a new archive instead of adding to an old one.',
      severity: 'warning',
    })),
];

type Entries = Archive['entries'];

function first(entries: Entries, fault: (names: string) => Fault): Fault | undefined {
  const [one, ...others] = entries;
  if (!one) return undefined;
  const verb = others.length === 0 ? ' is' : ` and ${others.length} more are`;
  return fault(`"${one.name}"${verb}`);
}

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
