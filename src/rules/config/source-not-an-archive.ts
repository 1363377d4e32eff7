import { sourceEntries } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { shorten } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';

export const sourceNotAnArchive: Rule = {
  meta: {
    summary: 'An entry of sources names something that cannot be unpacked',
    why: 'Elastic Beanstalk downloads the sources and unpacks them. On Linux these are zip and tar archives, on Windows zip archives. Anything else, such as the page of a repository, fails the deployment: "Unsupported source file (not zip or tarball)".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-sources',
      'guide:customize-containers-windows-ec2',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/sources_tool.py',
    ],
  },
  needs: sourceEntries,
  *check(project) {
    for (const { name, value } of sourceEntries(project)) {
      if (value.kind !== 'scalar' || value.valueKind !== 'literal') continue;
      const fault = faultOf(value.text.trim(), osOf(platform(project)) === 'windows');
      if (fault)
        yield { at: value.place, ...fault, message: `Source of "${shorten(name.text)}" is ${fault.message}` };
    }
  },
};

/** The page of a repository, or of a folder or file in it, or the repository as git names it. */
const PAGE =
  /^(?:https?:\/\/(?:www\.)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?(?:(?:blob|tree)\/[^?#]*)?$/;

/** A path with a folder or the ending of an archive: a single word may be a placeholder. */
const PATH =
  /^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*\.(?:zip|tar|tgz|tar\.\w+|tbz2?|war|jar)$|^\.{0,2}\/[\w./-]+$/;

/** As the AWS CLI writes the address of an object. */
const S3 = /^s3:\/\/([a-z\d][a-z\d.-]+)\/(\S+)$/;

/** What the name of a file says of its content; servers may know better. */
const OTHER = /^https?:\/\/[^?#]+(?<!\.tar)\.(7z|deb|exe|gz|html?|msi|rar|rpm)$/i;
const TAR = /^https?:\/\/[^?#]+\.(tar(?:\.\w+)?|tgz|tbz2?)$/i;

function faultOf(written: string, isWindows: boolean): Omit<Finding, 'at'> | undefined {
  const url = written.replace(/^file:\/\//, '');
  const [, repository] = PAGE.exec(url) ?? [];
  if (repository !== undefined)
    return {
      message: 'a repository of GitHub, and not an archive',
      help: `Use an archive, such as \`https://github.com/${repository}/archive/HEAD.zip\`.`,
    };
  const [, bucket, key] = S3.exec(url) ?? [];
  if (bucket !== undefined)
    return {
      message: 'an address of s3://, which cannot be downloaded',
      help: `Write \`https://${bucket}.s3.amazonaws.com/${key}\`.`,
    };
  if (PATH.test(url))
    return {
      message: 'a path, and not a URL',
      help: isWindows
        ? 'Delete the entry, and unpack the archive with `Expand-Archive` in `container_commands`.'
        : `Delete the entry, and run \`tar xf\` or \`unzip\` with \`${shorten(url)}\` in \`container_commands\`.`,
    };
  const [, ending] = (isWindows ? TAR.exec(url) : undefined) ?? OTHER.exec(url) ?? [];
  return ending === undefined
    ? undefined
    : {
        message: `a .${ending} file, which cannot be unpacked`,
        help: isWindows ? 'Use a zip archive.' : 'Use a zip or tar archive.',
        warnsBecause: 'intent',
      };
}
