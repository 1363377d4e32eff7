import { knownFiles } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import type { Project } from '../../model/project.js';
import { type FileEntry, literalOf } from '../../parse/index.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';

export const sourceNotAUrl: EachRule<FileEntry> = {
  meta: {
    summary: 'The source of a file is a path, or an address of s3://, and not a URL',
    why: 'Elastic Beanstalk downloads the source of a file, and does this before the source bundle is unpacked. It knows http:// and https:// only: s3:// is how the AWS CLI writes addresses. The deployment fails: "Failed to retrieve config/app.json".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/file_tool.py',
    ],
  },
  each: knownFiles,
  *check(entry, project) {
    const { name, source: given, content } = entry;
    const source = literalOf(given);
    if (!source || content) return;
    const [, bucket, key] = S3.exec(source.text) ?? [];
    if (bucket !== undefined) {
      yield {
        at: source.place,
        message: `Source "${shorten(source.text)}" does not begin with https://`,
        help: `Write \`https://${bucket}.s3.amazonaws.com/${key}\`.`,
      };
      return;
    }
    if (!PATH.test(source.text)) return;
    yield {
      at: source.place,
      message: `Source "${shorten(source.text)}" of file "${name.text}" is not a URL`,
      help: `Write a URL, or delete the entry and run \`${copyOf(entry, source.text, project)}\` in \`container_commands\`.`,
    };
  },
};

/** The command that does what the entry was to do, in the folder of the unpacked bundle. */
function copyOf({ name, ...entry }: FileEntry, source: string, project: Project): string {
  const path = source.replace(/^(?:\.\/|\/var\/app\/(?:staging|current|ondeck)\/)/, '');
  if (osOf(platform(project)) === 'windows') return `copy "${path}" "${name.text}"`;
  const option = (flag: string, value: string | undefined) => (value ? ` ${flag} ${value}` : '');
  const mode = literalOf(entry.mode)?.text.slice(-3) ?? '644';
  const owner = option('-o', literalOf(entry.owner)?.text) + option('-g', literalOf(entry.group)?.text);
  return `install -D -m ${mode}${owner} ${path} ${name.text}`;
}

/** As the AWS CLI writes the address of an object. */
const S3 = /^s3:\/\/([a-z\d][a-z\d.-]+)\/(\S+)$/;

/** A path with a folder or an extension: a single word may be a placeholder. */
const PATH = /^(?:\.{0,2}\/)?[\w-][\w.-]*(?:\/[\w.-]+)+$|^[\w-]+\.[A-Za-z]\w*$|^\.{0,2}\/[\w.-]+$/;
