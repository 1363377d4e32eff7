import { knownFiles } from '../../model/bundle/config-files.js';
import type { FileEntry } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const contentAndSource: EachRule<FileEntry> = {
  meta: {
    id: 'config/content-and-source',
    summary: 'An entry of files has both content and source',
    why: 'Only one of the two is written to the file; the other is silently ignored.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html',
    ],
    since: '0.1.0',
  },
  each: knownFiles,
  *check({ name, content, source }) {
    if (!content || !source) return;
    yield {
      at: source.key.place,
      message: `File "${name.text}" has both content and source`,
      help: 'Delete `source` to keep this text, or `content` to download the file.',
      related: [{ at: content.key.place, note: 'content is set here' }],
    };
  },
};
