import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { startOfFile } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unreadable: Rule = {
  meta: {
    summary: 'A file of the project cannot be read',
    why: 'A file that cannot be read here cannot be deployed either, and eblint does not check its content. A file beyond the limits of eblint is left out with a warning. Until you fix this, rules that report something missing are silent.',
    consequence: 'deploy-fails',
    references: ['guide:applications-sourcebundle'],
    onBrokenFiles: true,
  },
  *check(project) {
    const { files, environments } = deployedFiles(project);
    for (const file of environments?.files ?? [])
      if ('unreadable' in file)
        yield {
          at: startOfFile(file),
          message: `${file.name} cannot be read: ${file.unreadable}`,
          help: 'Name another file that describes the environment.',
          warnsBecause: 'milder',
        };
    for (const file of files) {
      if (!('unreadable' in file)) continue;
      yield {
        at: startOfFile(file),
        ...(file.isLeftOut
          ? {
              message: `${file.name} was left out: ${file.unreadable}`,
              help: 'Check whether such a large file is intended.',
              warnsBecause: 'milder',
            }
          : {
              message: `${file.name} cannot be read: ${file.unreadable}`,
              help: 'Delete it, or put a file that can be read in its place.',
            }),
      };
    }
  },
};
