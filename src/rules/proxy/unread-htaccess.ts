import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { liveText } from '../../model/execution/live-text.js';
import { answeredByProxy } from '../../model/nginx/answers-itself.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import { documentRoot } from '../../model/settings/document-root.js';
import { placeOf } from '../../source/index.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const unreadHtaccess: Rule = {
  meta: {
    summary: 'Rules in .htaccess are not read, because the proxy is nginx',
    why: 'Only Apache reads .htaccess files. Since Amazon Linux 2 the proxy of the PHP platform is nginx, unless the option ProxyServer is "apache": addresses that a RewriteRule leads to index.php end in 404 Not Found, and what the file forbids is open. The rule is silent where the project configures nginx itself.',
    consequence: 'silently-ignored',
    references: [
      'guide:platforms-linux-extend.proxy',
      'guide:using-features.migration-al.specific',
      'https://httpd.apache.org/docs/2.4/howto/htaccess.html',
    ],
    needsPlatform: true,
    claimsAbsence: true,
    mayBeSetElsewhere: true,
  },
  needs: language('php'),
  *check(project) {
    const { language, place } = platform(project);
    if (language !== 'php' || !place || proxyServer(project).program !== 'nginx') return;
    const existing = existingFiles(deployedFiles(project));
    const root = documentRoot(project);
    const name = root?.folder ? `${root.folder}/.htaccess` : '.htaccess';
    const file = root && existing.has(name) ? existing.source(name) : undefined;
    const rule = file && /^[ \t]*(RewriteRule[ \t][^\r\n]*)/m.exec(file.text);
    if (!file || !rule?.[1] || configuresNginx(project, pathOf(rule[1]))) return;
    const start = rule.index + rule[0].length - rule[1].length;
    yield {
      at: placeOf(file, start, start + rule[1].trimEnd().length),
      message: 'The proxy is nginx, which does not read .htaccess',
      help: LEADS_TO_INDEX.test(rule[1])
        ? 'Write `location / { try_files $uri $uri/ /index.php?$query_string; }` to `.platform/nginx/conf.d/elasticbeanstalk/rewrite.conf`, or set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy` and write `<Directory /var/www/html>`, `AllowOverride All` and `</Directory>`, a line each, to `.platform/httpd/conf.d/htaccess.conf`.'
        : 'Set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy` and write `<Directory /var/www/html>`, `AllowOverride All` and `</Directory>`, a line each, to `.platform/httpd/conf.d/htaccess.conf`, or write the same for nginx to `.platform/nginx/conf.d/elasticbeanstalk/rewrite.conf`.',
    };
  },
};

/** Everything that is no file goes to the script beside the file. */
const LEADS_TO_INDEX = /^RewriteRule[ \t]+\S+[ \t]+\/?index\.php(?:\/?\$1)?[ \t]*(?:$|\[)/;

/** A path that a rule is for: `/private/` for `^private/`. */
const pathOf = (rule: string): string => `/${/^RewriteRule[ \t]+\^?\/?([\w/-]*)/.exec(rule)?.[1] ?? ''}`;

/** A configuration of nginx for some paths, or for the instance itself, does not do what the file would. */
const configuresNginx = (project: Project, path: string): boolean =>
  ['/eblint', path].some((one) => answeredByProxy(one, project) !== undefined) ||
  scripts(project).some((script) => liveText(script).includes('nginx'));
