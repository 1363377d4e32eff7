import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What nginx's package installs beside nginx.conf, on Debian and on Amazon Linux alike. */
const PACKAGED = ['mime.types', 'fastcgi_params', 'uwsgi_params', 'scgi_params', 'fastcgi.conf'];

/**
 * A copy of Elastic Beanstalk's layout in a folder of its own, which nginx is only ever asked to test (`-t`): logs, keys and
 * users and addresses of an instance are replaced by some that exist here, and names of hosts by an address, so that nothing is looked up.
 */
export function openNginx() {
  const root = mkdtempSync(join(tmpdir(), 'eblint-nginx-'));
  const log = join(root, 'log');
  mkdirSync(join(log, 'healthd'), { recursive: true });
  const key = join(root, 'server.key');
  const certificate = join(root, 'server.crt');
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const local = (text) =>
    text
      .replace(/\buser\s+nginx\s*;/g, 'user root;')
      .replaceAll('/var/log/nginx', log)
      .replace(/\/(?:var\/)?run\/nginx\.pid/g, join(root, 'nginx.pid'))
      .replace(/(?<=\bssl_certificate_key\s+)\/etc\/[\w./-]+/g, key)
      .replace(/\/etc\/[\w./-]+\.(?:crt|pem)\b/g, certificate)
      .replace(/(?<=\blisten\s+)(?!0\.)\d+(?:\.\d+){3}(?=:)/g, '127.0.0.1')
      .replace(/\/etc\/[\w./-]+\.key\b/g, key)
      .replace(/(?<=:\/\/)[\w-]+(?:\.[\w-]+)*\.example\.(?:com|org)\b/g, '127.0.0.1');
  let runs = 0;
  return {
    /** nginx's message for a configuration, by its files; undefined where it takes it. */
    test(files) {
      const folder = join(root, `nginx-${runs++}`);
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), local(text).replaceAll('/etc/nginx/', `${folder}/`));
      }
      for (const name of PACKAGED)
        if (!(name in files)) copyFileSync(join('/etc/nginx', name), join(folder, name));
      const { status, stderr } = spawnSync(
        'nginx',
        ['-t', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
        {
          encoding: 'utf8',
        },
      );
      rmSync(folder, { recursive: true });
      if (status === 0) return undefined;
      return (/\[emerg\] (?:\d+#\d+: )?(.*)/.exec(stderr)?.[1] ?? stderr).replaceAll(`${folder}/`, '');
    },
    close: () => rmSync(root, { recursive: true }),
  };
}
