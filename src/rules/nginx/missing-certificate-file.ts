import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import { platform } from '../../model/platform/find-platform.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import { osOf } from '../../model/platform/platform.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { baseName, folderOf } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { firstOfEachFile } from '../support/in-nginx.js';

export const missingCertificateFile: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'Nothing in the project puts the certificate that nginx reads on the instance',
    why: 'Every new instance begins without the file. nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'cannot load certificate "/etc/pki/tls/certs/server.crt"\'. It works only where somebody copied the file to the instance by hand, until Auto Scaling or an update of the platform replaces the instance.',
    consequence: 'deploy-fails',
    warnsBecause: 'elsewhere',
    references: ['guide:https-singleinstance', 'nginx:http/ngx_http_ssl_module#ssl_certificate'],
    claimsAbsence: true,
  },
  needs: directive('ssl_certificate', 'ssl_certificate_key'),
  each: wholeNginx,
  *check({ all }, project) {
    if (hasOwnImage(project) || osOf(platform(project)) === 'windows') return;
    for (const { found } of firstOfEachFile(all, ({ directive: { name, args } }) => {
      const [file] = args;
      const isRead = READS.has(name.text) && file !== undefined && PATH.test(file.text);
      return isRead && !isMentioned(file.text, project) ? file : undefined;
    }))
      yield {
        at: found.place,
        message: `Nothing in the project puts a file at ${shorten(found.text)}`,
        help: `Get it in a hook, such as \`.platform/hooks/prebuild/01_certificate.sh\` with \`aws s3 cp s3://BUCKET/${baseName(found.text)} ${found.text}\`.`,
      };
  },
};

const READS: ReadonlySet<string> = new Set(['ssl_certificate', 'ssl_certificate_key']);

/** Without variables, and no file that the operating system has. */
const PATH = /^\/(?!.*(?:\$|localhost|ca-bundle))/;

/** Whether a text of the project names the file, its folder or what makes it, or the project has a file of that name. */
function isMentioned(path: string, project: Project): boolean {
  const { files } = deployedFiles(project);
  const name = baseName(path);
  const folder = folderOf(path).replace(/\/$/, '');
  const isAcme = path.includes('letsencrypt');
  return files.some((file) => {
    if (baseName(file.name) === name) return true;
    const text = textOf(file);
    return text.includes(name) || text.includes(folder) || (isAcme && ACME.test(text));
  });
}

const ACME = /certbot|letsencrypt|acme/i;

const textOf = (file: ProjectFile): string =>
  'source' in file && !file.name.startsWith('.platform/nginx/') ? file.source.text : '';
