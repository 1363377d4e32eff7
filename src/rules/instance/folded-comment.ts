import type { InstanceScript } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ShellScript } from '../../parse/shell/script.js';
import { type Place, placeOf, type Span } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const foldedComment: EachRule<InstanceScript> = {
  meta: {
    summary: 'A comment in a folded text makes the lines after it a part of the comment',
    why: 'After >, YAML joins lines with spaces, up to the next empty line. A shell comment ends only with its line, so it goes on to there: the commands on these lines never run, without an error.',
    consequence: 'silently-ignored',
    references: ['https://yaml.org/spec/1.1/#id929764', 'posix:V3_chap02#tag_19_03'],
  },
  each: scripts,
  *check(entry) {
    if (!entry.isShell) return;
    const texts = [...(entry.text.includes('#') ? [entry.script] : []), ...(entry.test ? [entry.test] : [])];
    const [lost] = texts.flatMap((script) => script.comments.flatMap((comment) => lostIn(comment, script)));
    if (!lost) return;
    const { file, span } = lost.comment;
    yield {
      at: lost.comment,
      message: `The lines after this ${file.text.startsWith('#!', span.start) ? '#! line' : 'comment'} are part of it, because YAML joins them`,
      help: 'Use `|` instead of `>`, or move the comment out of the text.',
      related: [{ at: lost.line, note: 'never runs' }],
    };
  },
};

interface Lost {
  /** Its first line, which is all that its author takes for a comment. */
  readonly comment: Place;
  readonly line: Place;
}

/** The first line in a comment, as it is in the file, that does not look like one. */
function lostIn({ start, end }: Span, { source: { file, offsets } }: ShellScript): Lost[] {
  const from = offsets[start] ?? 0;
  const [first = '', ...lines] = file.text.slice(from, (offsets[end - 1] ?? from) + 1).split('\n');
  const index = lines.findIndex((line) => /^\s*[^\s#]/.test(line));
  const line = lines[index]?.trim();
  // A backslash that YAML takes away, at the end of a line in double quotes, says that the next one goes on with it.
  const last = from + [first, ...lines.slice(0, index)].join('\n').trimEnd().length - 1;
  const isContinued = file.text[last] === '\\' && !offsets.slice(start, end).includes(last);
  if (line === undefined || isContinued) return [];
  const at = file.text.indexOf(line, from + [first, ...lines.slice(0, index)].join('\n').length);
  return [
    {
      comment: placeOf(file, from, from + first.trimEnd().length),
      line: placeOf(file, at, at + line.length),
    },
  ];
}
