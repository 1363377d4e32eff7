import { placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isReplaced } from '../../model/bundle/may-be-filled-in.js';
import { procfile } from '../../model/platform/procfile.js';
import { placeIn } from '../../parse/index.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { quotedPlaceholder, REPLACE_PLACEHOLDER } from '../support/placeholder-texts.js';

export const procfilePlaceholder: Rule = {
  meta: {
    summary: 'A command of the Procfile contains a placeholder that was not replaced',
    why: 'The platform runs the command unchanged. With a placeholder in it, the process does not start.',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.build-proc'],
  },
  needs: source('Procfile'),
  *check(project) {
    for (const { name, command, commands } of procfile(project)?.entries ?? []) {
      // Only the whole command shows whether sed or mktemp replaces it.
      if (!placeholderIn(command.text)) continue;
      for (const word of commands.flatMap(({ assignments, words }) => [
        ...assignments.map(({ value }) => value),
        ...words,
      ])) {
        const span = placeholderIn(word.text);
        if (!span) continue;
        const text = word.text.slice(span.start, span.end);
        if (isReplaced(deployedFiles(project), text)) continue;
        yield {
          at: placeIn(word, span),
          message: `Process "${name.value}" contains the placeholder ${quotedPlaceholder(text)}`,
          help: REPLACE_PLACEHOLDER,
        };
      }
    }
  },
};
