import { knownFiles } from '../../model/bundle/config-files.js';
import type { FileEntry } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const contentAndSource: EachRule<FileEntry> = {
  meta: {
    summary: 'An entry of files has both content and source',
    why: 'Only one of the two is written to the file; the other is silently ignored.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
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
