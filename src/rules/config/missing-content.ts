import { knownFiles } from '../../model/bundle/config-files.js';
import { type FileEntry, misspellingsOf, scalarOf } from '../../parse/index.js';
import type { Place } from '../../source/index.js';
import type { EachRule } from '../rule.js';

/** Spaces before a script that follows an empty `content`. */
const MAX_INDENTATION = 200;

export const missingContent: EachRule<FileEntry> = {
  meta: {
    summary: 'An entry of files has no content, or an empty one',
    why: 'The deployment fails: "File specified without source or content". An empty content is treated like a missing one.',
    consequence: 'deploy-fails',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    yieldsTo: ['config/misindented-key', 'config/unknown-key'],
  },
  each: knownFiles,
  *check(entry) {
    const { name, content, source } = entry;
    if (source) return;
    if (!content)
      yield {
        at: name.place,
        message: `File "${name.text}" has neither content nor source`,
        help: 'Write its text after `content: |`, or a URL after `source:`.',
        related: ['content', 'source'].flatMap((key) => misspellingsOf(entry, key)),
      };
    else if (scalarOf(content)?.text === '')
      yield isFollowedByScript(content.value.place)
        ? {
            at: content.key.place,
            message: `The text of file "${name.text}" is not indented`,
            help: 'Indent every line of the text more than `content`.',
          }
        : {
            at: content.key.place,
            message: `The content of file "${name.text}" is empty`,
            help: `Write at least one line, or delete the entry and run \`touch ${name.text}\` in \`commands\`.`,
          };
  },
};

/** Whether the next line begins a script, which YAML takes for a comment where it is not indented. */
const isFollowedByScript = ({ file, span }: Place): boolean =>
  /^\s*#!/.test(file.text.slice(span.end, span.end + MAX_INDENTATION));
