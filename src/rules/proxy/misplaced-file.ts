import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { originOfDirective } from '../../knowledge/nginx/directives.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { mayUseFile, proxy } from '../../model/nginx/proxy.js';
import { suitablePath } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { parseNginx } from '../../parse/nginx/nginx.js';
import { mappedText } from '../../parse/shell/word.js';
import type { SourceFile } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';
import { moving } from '../support/migration/move-to-bundle.js';

export const misplacedFile: Rule = {
  meta: {
    summary: 'A configuration file of nginx is outside .platform/nginx',
    why: 'Elastic Beanstalk copies .platform/nginx over its own configuration of nginx. It silently ignores configuration in other folders of .platform, such as .platform/conf.d, and in a folder .platform in .ebextensions.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.proxy'],
  },
  *check(project) {
    const { files } = deployedFiles(project);
    const { language } = platform(project);
    if (proxyServer(project).program !== 'nginx') return;
    for (const file of files) {
      if (!('source' in file) || !MISPLACED.test(file.name) || mayUseFile(proxy(project), file.name))
        continue;
      const content = contentOf(file.source);
      const [first] = content.directives;
      if (!first || !content.directives.every(({ name }) => originOfDirective(name.text) !== 'unknown'))
        continue;
      const isMain = baseName(file.name) === NGINX_CONF;
      const path = isMain
        ? `.platform/nginx/${NGINX_CONF}`
        : suitablePath(content.directives, file.name, language);
      yield {
        at: first.name.place,
        message: `nginx does not read ${file.name}`,
        help: `Move it to \`${path}\`.`,
        trial: moving(file.source, path),
      };
    }
  },
};

const MISPLACED =
  /^(?:\.platform\/(?!(?:nginx|httpd|hooks|confighooks)\/)|\.ebextensions\/\.?platform\/).*\.conf$/;

const contentOf = (source: SourceFile) => parseNginx(mappedText(source));
