import { procfile } from '../../model/platform/procfile.js';
import { placeOf } from '../../source/index.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';

export const quotedCommand: Rule = {
  meta: {
    summary: 'A command of the Procfile is in quotes as a whole',
    why: 'The platform passes the command to a shell. In quotes, the whole line is the name of one program, and no program has such a name: the process does not start.',
    consequence: 'traffic-breaks',
    warnsBecause: 'undocumented',
    references: ['guide:platforms-linux-extend.build-proc', 'posix:V3_chap02#tag_19_02'],
  },
  needs: source('Procfile'),
  *check(project) {
    for (const { command, place, name } of procfile(project)?.entries ?? []) {
      const { text } = command;
      const [, quoted] = QUOTED.exec(text) ?? [];
      if (quoted === undefined) continue;
      const { file, span } = place;
      const start = span.end - text.length;
      const end = start + quoted.length;
      yield {
        at: placeOf(file, start, end),
        message: `The command of process "${name.value}" is in quotes`,
        help: 'Remove the quotes around the command.',
        ...fixOf(
          'unsafe',
          'Remove the quotes',
          { file, span: { start, end: start + 1 }, text: '' },
          { file, span: { start: end - 1, end }, text: '' },
        ),
      };
    }
  },
};

/**
 * One word in quotes that holds a program and its arguments, and no quotes of its own; a path may have a space in it. A
 * comment may follow.
 */
const QUOTED = /^("(?:\w[\w-]* |[\w./-]+ -)[^"\\]*"|'(?:\w[\w-]* |[\w./-]+ -)[^']*')(?: +#.*)?$/;
