import { knownFiles } from '../../model/bundle/config-files.js';
import type { FileEntry } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const ignoredEncoding: EachRule<FileEntry> = {
  meta: {
    summary: 'An entry of files has an encoding but takes its content from a source',
    why: 'An encoding applies only to content. A file that is downloaded from a source is written unchanged, and the key is silently ignored.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
  },
  each: knownFiles,
  *check({ name, encoding, source, content }) {
    if (!encoding || !source || content) return;
    yield {
      at: encoding.key.place,
      message: `The encoding of file "${name.text}" has no effect on its source`,
      help: 'Delete `encoding`.',
      related: [{ at: source.key.place, note: 'source is set here' }],
    };
  },
};
