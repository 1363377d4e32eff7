import { configFiles } from '../../model/bundle/config-files.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { problemsOf } from '../../parse/index.js';
import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { UTF_16 } from '../support/look-alike-finding.js';

export const controlCharacter: Rule = {
  meta: {
    summary: 'A configuration file contains a control character, or is saved as UTF-16',
    why: 'The update fails: "unacceptable character \'\' (0x0) special characters are not allowed".',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions', 'https://yaml.org/spec/1.1/#id868524'],
    onBrokenFiles: true,
  },
  needs: problem('encoding'),
  *check(project) {
    for (const problem of problemsOf([...configFiles(project), ...dataFiles(project)], 'encoding')) {
      if (problem.fault.code === 'irregular-whitespace') continue;
      const { at, fault } = problem;
      yield {
        at,
        ...(fault.code === 'utf-16'
          ? UTF_16
          : {
              message: `The file contains the control character ${fault.character}`,
              help: 'Delete the character.',
            }),
      };
    }
  },
};
