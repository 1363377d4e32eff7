import { lookUp } from '../../util/look-up.js';

/**
 * What to do instead of a command of `amazon-linux-extras`: a sentence. Its topics are packages of Amazon Linux 2023, some by
 * another name or in another version.
 * https://docs.aws.amazon.com/linux/al2/ug/al2-extras.html
 * https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html
 */
export function insteadOfExtras(args: readonly string[]): string {
  const [subcommand, ...topics] = args.filter((arg) => !arg.startsWith('-'));
  if (topics.length > 0 && topics.every((topic) => topic === 'epel'))
    return 'Delete it: EPEL has no packages for supported platforms.';
  if (subcommand === 'list') return 'Delete it: there are no extras.';
  if (subcommand === 'enable') return 'Delete it: there are no extras to enable.';
  const packages = topics.map(packageOf);
  return subcommand === 'install' && packages.length > 0 && packages.every((name) => name !== undefined)
    ? `Use \`yum install -y ${packages.join(' ')}\`.`
    : 'Install the package with `yum`: there are no extras.';
}

/** The package of a topic such as `redis6`, `java-openjdk11` or `nginx1=latest`; undefined where it is not known. */
function packageOf(topic: string): string | undefined {
  const [, name = ''] = /^([a-z-]+)[\d.]*x?(?:=.*)?$/.exec(topic) ?? [];
  return lookUp(SAME_PROGRAM, name);
}

/** By the topic, without its version. */
const SAME_PROGRAM: Readonly<Record<string, string>> = {
  ansible: 'ansible',
  collectd: 'collectd',
  corretto: 'java-1.8.0-amazon-corretto',
  dnsmasq: 'dnsmasq',
  docker: 'docker',
  emacs: 'emacs',
  firefox: 'firefox',
  golang: 'golang',
  haproxy: 'haproxy',
  'java-openjdk': 'java-11-amazon-corretto',
  lynx: 'lynx',
  mariadb: 'mariadb105',
  memcached: 'memcached',
  nginx: 'nginx',
  php: 'php8.4',
  postgresql: 'postgresql15',
  python: 'python3.11',
  redis: 'redis6',
  ruby: 'ruby3.4',
  rust: 'rust',
  squid: 'squid',
  unbound: 'unbound',
};
