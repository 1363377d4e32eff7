import { fileEntries, sourceEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { liveText } from '../../model/execution/live-text.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { FileEntry } from '../../parse/config-file/sections.js';
import { groupBy } from '../../util/collections.js';
import { MAX_SEARCHED_FILES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { baseName, folderOf } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { firstOfEachFile } from '../support/in-nginx.js';

/** Directives with the path of a file that has to be there. */
const READS: ReadonlySet<string> = new Set([
  ...['auth_basic_user_file', 'ssl_certificate', 'ssl_certificate_key', 'ssl_client_certificate'],
  ...['ssl_dhparam', 'ssl_trusted_certificate', 'proxy_ssl_certificate', 'proxy_ssl_certificate_key'],
]);

export const wrongFilePath: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'The path of a file that nginx reads is not the one to which the project writes it',
    why: 'A certificate, a key or a list of passwords that is not at the path in the configuration is not found. nginx refuses a configuration without its certificate or key ("cannot load certificate key \\"/etc/pki/tls/certs/server.key\\": BIO_new_file() failed"), and the deployment fails. Without its list of passwords, it asks for a password (401 Unauthorized), and answers 403 Forbidden to any.',
    consequence: 'deploy-fails',
    references: [
      'guide:https-singleinstance',
      'nginx:http/ngx_http_ssl_module#ssl_certificate',
      'nginx:http/ngx_http_auth_basic_module#auth_basic_user_file',
    ],
    claimsAbsence: true,
  },
  needs: directive(...READS),
  each: wholeNginx,
  *check({ all }, project) {
    // What is written is looked through only for a configuration that reads such files.
    if (!all.some(({ directive: { name } }) => READS.has(name.text))) return;
    const written = fileEntries(project).filter(({ name }) => name.text.startsWith('/'));
    if (written.length === 0 || hasOwnImage(project)) return;
    const paths = new Set(written.map(({ name }) => name.text));
    const read = new Set(all.flatMap(({ directive }) => directive.args.map(({ text }) => text)));
    const unread = written.filter(({ name }) => !read.has(name.text));
    const byName = groupBy(unread, ({ name }) => [baseName(name.text)]);
    const byFolder = groupBy(unread, ({ name }) => [folderOf(name.text)]);
    let left = MAX_SEARCHED_FILES;
    for (const { found } of firstOfEachFile(all, ({ directive: { name, args } }) => {
      const [file] = args;
      if (!file || !READS.has(name.text) || !PATH.test(file.text) || paths.has(file.text) || left-- <= 0)
        return undefined;
      const only =
        intended(file.text, byName, byFolder) ??
        (CERTIFICATES.has(name.text) ? sameStem(file.text, byFolder) : undefined);
      return only ? { file, only } : undefined;
    })) {
      const { file, only } = found;
      yield {
        at: file.place,
        message: `nginx reads ${shorten(file.text)}, which nothing writes`,
        help: `Use \`${only.name.text}\`.`,
        related: [{ at: only.name.place, note: 'is written here' }],
        doubt: doubtOf(file.text, project),
      };
    }
  },
};

const CERTIFICATES: ReadonlySet<string> = new Set([
  ...['ssl_certificate', 'ssl_client_certificate', 'ssl_trusted_certificate', 'proxy_ssl_certificate'],
]);

const PATH = /^\/(?!.*(?:\$|localhost|ca-bundle))/;

/** The only file of the same name in another folder, or of nearly the same name in the same one. */
function intended(
  path: string,
  byName: ReadonlyMap<string, readonly FileEntry[]>,
  byFolder: ReadonlyMap<string, readonly FileEntry[]>,
): FileEntry | undefined {
  const [same, ...others] = byName.get(baseName(path)) ?? [];
  if (same) return others.length === 0 ? same : undefined;
  const beside = byFolder.get(folderOf(path)) ?? [];
  const ending = endingOf(path);
  const alike = new Map(
    beside.flatMap((one) =>
      endingOf(one.name.text) === ending ? [[baseName(one.name.text), one] as const] : [],
    ),
  );
  const near = nearest(baseName(path), alike.keys(), 2);
  return near === undefined ? undefined : alike.get(near);
}

/** The only certificate of the same name with another ending in the same folder. */
function sameStem(path: string, byFolder: ReadonlyMap<string, readonly FileEntry[]>): FileEntry | undefined {
  if (!CERTIFICATE.test(path)) return undefined;
  const stem = path.replace(CERTIFICATE, '');
  const [only, ...others] = (byFolder.get(folderOf(path)) ?? []).filter(
    ({ name }) => CERTIFICATE.test(name.text) && name.text.replace(CERTIFICATE, '') === stem,
  );
  return others.length === 0 ? only : undefined;
}

const CERTIFICATE = /\.(?:cer|cert|crt|pem)$/;

const endingOf = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';

/** What may make the file: a script that names it or its folder or makes certificates, or an archive; the sources of files are no scripts. */
function doubtOf(path: string, project: Project): Doubt | undefined {
  const [name, folder] = [baseName(path), folderOf(path).replace(/\/$/, '')];
  const script = scripts(project).find((one) => {
    const text = liveText(one);
    return text.includes(name) || text.includes(folder) || /certbot|letsencrypt|acme/i.test(text);
  });
  const archive = sourceEntries(project).find((one) => path.startsWith(one.name.text.replace(/\/?$/, '/')));
  const at = script?.name.place ?? archive?.name.place;
  const isCopied = deployedFiles(project).files.some(
    (file) => file.name.startsWith('.platform/files/') && baseName(file.name) === name,
  );
  return at || isCopied ? { reason: 'this may make the file', at } : undefined;
}
