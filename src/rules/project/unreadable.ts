import { placeOf, SourceFile } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unreadable: Rule = {
  meta: {
    id: 'project/unreadable',
    summary: 'A file of the project cannot be read',
    why: 'What cannot be read here cannot be packed or read at deployment either, and nothing that it declares is checked. Rules that say that something is missing are silent meanwhile.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html'],
    since: '0.1.0',
    onBrokenFiles: true,
  },
  *check({ files: { files } }) {
    for (const file of files) {
      if (!('unreadable' in file)) continue;
      yield {
        at: placeOf(new SourceFile(file.path, file.name, ''), 0, 0),
        ...(file.isLeftOut
          ? {
              message: `${file.name} was left out: ${file.unreadable}; what it holds was not checked.`,
              severity: 'warning',
            }
          : {
              message: `${file.name} cannot be read: ${file.unreadable}; mend or delete it, for nothing in it was checked.`,
            }),
      };
    }
  },
};
