import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { InstanceScript } from './instance-script.js';

/** A script with spaces in place of its comments. */
export const liveText = oncePer(({ text }: InstanceScript): string => withoutComments(text));

/** A file with spaces in place of its comments: a place in one is a place in the other. Prose is for readers only. */
export const liveTextOf = oncePer(({ name, text }: SourceFile): string =>
  PROSE.test(name) ? '' : withoutComments(text),
);

const PROSE = /(?:^|\/)readme[^/]*$|\.(?:md|markdown|rst|adoc)$/i;

/** What is a comment to shells, YAML, Makefiles, requirements and configurations. */
const withoutComments = (text: string): string =>
  text.replace(/(^|[ \t])#(?!!)[^\n]*/gm, (comment, before: string) => before.padEnd(comment.length));
