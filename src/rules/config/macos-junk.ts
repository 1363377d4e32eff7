import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isMacosJunk } from '../../model/bundle/macos-junk.js';
import { startOfFile } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';

export const macosJunk: Rule = {
  meta: {
    summary: 'The project contains a metadata file of macOS next to a configuration file',
    why: 'Elastic Beanstalk reads it as configuration and refuses the whole bundle: "The configuration file __MACOSX/app/.ebextensions/._app.config in application version VERSION contains invalid YAML or JSON. YAML exception: unacceptable character \'\' (0x0) special characters are not allowed".',
    consequence: 'deploy-fails',
    references: ['guide:applications-sourcebundle'],
    onBrokenFiles: true,
  },
  *check(project) {
    const { files } = deployedFiles(project);
    for (const file of files.filter(isMacosJunk)) {
      const real = baseName(file.name).slice('._'.length);
      const junk = file.name.startsWith('__MACOSX/') ? 'the folder `__MACOSX`' : `\`${file.name}\``;
      yield {
        at: startOfFile(file),
        message: `This file is not configuration but the macOS metadata of ${real}`,
        help: `Delete ${junk}, and create the bundle with \`zip -X\` or \`git archive\`.`,
      };
    }
  },
};
