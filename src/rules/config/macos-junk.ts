import { isMacosJunk } from '../../model/macos-junk.js';
import { placeOf, SourceFile } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const macosJunk: Rule = {
  meta: {
    id: 'config/macos-junk',
    summary: 'A file that macOS wrote beside a configuration file lies in the project',
    why: 'Elastic Beanstalk reads it as configuration and refuses the whole bundle: "The configuration file __MACOSX/app/.ebextensions/._app.config in application version VERSION contains invalid YAML or JSON. YAML exception: unacceptable character \'\' (0x0) special characters are not allowed".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html'],
    since: '0.1.0',
    onBrokenFiles: true,
  },
  *check({ files: { files } }) {
    for (const file of files.filter(isMacosJunk)) {
      const real = file.name.slice(file.name.lastIndexOf('/') + 3);
      const mend = file.name.startsWith('__MACOSX/') ? 'delete the folder __MACOSX' : `delete ${file.name}`;
      yield {
        at: placeOf(new SourceFile(file.path, file.name, ''), 0, 0),
        message: `macOS wrote this file beside ${real}, and Elastic Beanstalk refuses a bundle in which it lies; ${mend}, and make the bundle with zip -X or git archive.`,
      };
    }
  },
};
