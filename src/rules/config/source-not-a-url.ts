import { knownFiles } from '../../model/bundle/config-files.js';
import { literalOf, type FileEntry } from '../../parse/index.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';

export const sourceNotAUrl: EachRule<FileEntry> = {
  meta: {
    id: 'config/source-not-a-url',
    summary: 'The source of a file is a path and not a URL',
    why: 'Elastic Beanstalk downloads the source of a file, and does this before the source bundle is unpacked. A path leads nowhere, and the deployment fails: "Failed to retrieve config/app.json".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-files',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/file_tool.py',
    ],
    since: '0.1.0',
  },
  each: knownFiles,
  *check({ name, source: given, content }) {
    const source = literalOf(given);
    if (!source || content || !PATH.test(source.text)) return;
    yield {
      at: source.place,
      message: `Source "${shorten(source.text)}" of file "${name.text}" is not a URL`,
      help: 'Copy the file from the bundle with `cp` in `container_commands`, or write a URL.',
    };
  },
};

/** A path with a folder or an extension: a single word may be a placeholder. */
const PATH = /^(?:\.{0,2}\/)?[\w-][\w.-]*(?:\/[\w.-]+)+$|^[\w-]+\.[A-Za-z]\w*$|^\.{0,2}\/[\w.-]+$/;
