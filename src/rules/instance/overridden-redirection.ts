import type { InstanceScript } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import { placeIn } from '../../parse/index.js';
import type { Redirection } from '../../parse/shell/syntax/syntax.js';
import type { EachRule } from '../rule.js';

export const overriddenRedirection: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command redirects its output to several files, and only the last one gets it',
    why: 'A shell opens the files from left to right. The output goes to the last one; all others get nothing, and those after > are left empty.',
    consequence: 'data-loss',
    references: [
      'posix:V3_chap02#tag_19_07',
      'https://www.gnu.org/software/coreutils/manual/html_node/tee-invocation.html',
    ],
  },
  each: scripts,
  *check(script) {
    if (!/>[^>\n]*>/.test(script.text)) return;
    for (const { words, redirections } of script.script.commands) {
      // Without a command, all files are made or emptied.
      if (words.length === 0 || words[0]?.text === ':') continue;
      // `<name>` is a placeholder for the author, and two redirections for the parser.
      const outputs = redirections.some(({ operator }) => operator === '<')
        ? []
        : redirections.filter(isOutput);
      const [first] = outputs;
      const last = outputs.at(-1);
      if (!first || !last || first === last) continue;
      yield {
        at: first.target.place,
        message: `${first.target.text} ${first.operator === '>' ? 'stays empty' : 'gets nothing'}: the output goes only to ${last.target.text}`,
        help: `Use \`| tee ${outputs.map(({ target }) => target.text).join(' ')}\`.`,
        related: [
          { at: placeIn(last.target, { start: 0, end: last.target.text.length }), note: 'gets the output' },
        ],
      };
    }
  },
};

/** Files, and no devices or descriptors. */
const isOutput = ({ operator, fd, target }: Redirection): boolean =>
  (operator === '>' || operator === '>>') &&
  (fd === undefined || fd === 1) &&
  !target.text.startsWith('/dev/');
