import { configFiles } from '../../model/bundle/config-files.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { problemsOf } from '../../parse/index.js';
import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { spacesFix } from '../support/problem-finding.js';

export const irregularWhitespace: Rule = {
  meta: {
    summary: 'A no-break space or a similar character is used where YAML needs a space',
    why: 'Web pages and word processors insert no-break spaces. YAML reads them as letters: the line gets a different level or name than it appears to have, and the update fails or a setting is lost.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions', 'https://yaml.org/spec/1.1/#id868524'],
    onBrokenFiles: true,
  },
  needs: problem('encoding'),
  *check(project) {
    for (const problem of problemsOf([...configFiles(project), ...dataFiles(project)], 'encoding')) {
      if (problem.fault.code !== 'irregular-whitespace') continue;
      const { character, where } = problem.fault;
      yield {
        at: problem.at,
        message: `${character} ${where} is not a space in YAML`,
        help: 'Replace it with a space.',
        ...spacesFix(problem),
      };
    }
  },
};
