import { nameOfConf } from '../../model/nginx/suitable-folder.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import { folderOf } from '../../util/paths.js';
import type { Choice, Rule } from '../rule.js';

export const unusedProgram: Rule = {
  meta: {
    summary: 'A file configures a proxy that does not run',
    why: 'Since Amazon Linux 2 the proxy of all platforms is nginx, unless the option ProxyServer is "apache". The ECS platform has none. Files for another program are copied, but nothing reads them.',
    consequence: 'silently-ignored',
    references: [
      'guide:platforms-linux-extend.proxy',
      'guide:using-features.migration-al.generic.from-al1',
      'guide:platforms-linux-extend.workflow.ecs-al2',
    ],
    claimsAbsence: true,
    yieldsTo: ['platform/retired-path'],
  },
  needs: proxyFiles,
  *check(project) {
    const { program: proxy, setting } = proxyServer(project);
    if (proxy === 'unknown') return;
    const isForBoth = proxyFiles(project).some(
      ({ program, origin }) => program === proxy && origin === 'platform',
    );
    const written = new Set(
      proxyFiles(project).flatMap(({ origin, target }) =>
        origin === 'files' && target ? [target.value] : [],
      ),
    );
    for (const file of proxyFiles(project)) {
      // What a command does to such a file needs no answer of its own.
      if (file.origin === 'script' && file.target && written.has(file.target.value)) continue;
      const isCovered = isForBoth && file.origin === 'platform';
      if (file.program === proxy || file.origin === 'ebextensions' || isCovered) continue;
      yield {
        at: file.place,
        message: `${describe(file)}, but ${proxy === 'none' ? reasonOf(setting) : STATES[proxy]}`,
        help: proxy === 'none' ? 'Delete it.' : helpFor(file),
        ...(proxy === 'nginx' && !setting && { choices: APACHE_CHOICES }),
        ...(setting ? { related: [{ at: setting.value.place, note: 'proxy of this project' }] } : {}),
      };
    }
  },
};

/** Apache was the default proxy of some platforms on Amazon Linux 1. */
const APACHE_CHOICES: readonly Choice[] = [
  {
    action:
      'Set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy`, and keep such files in `.platform/httpd`.',
    consequence: 'Apache is the proxy; what is in `.platform/nginx` is not read.',
  },
  {
    action: 'Write the same for nginx in `.platform/nginx/conf.d`, and delete the file.',
    consequence: 'nginx, the default, stays the proxy.',
  },
];

const NAMES = { nginx: 'nginx', httpd: 'Apache' } as const;

const STATES = {
  nginx: 'the proxy is nginx',
  httpd: 'the proxy is Apache',
} as const;

const describe = ({ program, target }: ProxyFile): string =>
  target ? `${target.value} is for ${NAMES[program]}` : `This file is for ${NAMES[program]}`;

/** Where there is no proxy without the option, it is the platform that has none. */
const reasonOf = (setting: EffectiveSetting | undefined): string =>
  setting ? 'ProxyServer is none' : 'the ECS platform has no proxy';

/** Where Apache loads its modules: nginx has its own, and loads none of these. */
const LOADS_MODULES = /^conf\.modules\.d\/|(?:^|\/)\d*-?m(?:od|pm)_/;

/** Apache compresses only on demand. */
const COMPRESSES = /\bDEFLATE\b/;

/** What is no part of the server that is there: all else, such as a redirect, belongs into the server block of nginx. */
const HAS_SERVER = /^[ \t]*(?:<VirtualHost\b|Listen\b|LogFormat\b)/im;

function helpFor({ program, path, target, content, origin }: ProxyFile): string {
  if (program === 'httpd' && LOADS_MODULES.test(path)) return 'Delete it: nginx loads no modules of Apache.';
  const text = content()?.text ?? '';
  if (program === 'httpd' && (/deflate/i.test(path) || COMPRESSES.test(text)))
    return 'Delete it: the server of Elastic Beanstalk compresses answers already.';
  const [other, name] = program === 'nginx' ? ['httpd', 'Apache'] : ['nginx', 'nginx'];
  const value = program === 'nginx' ? 'nginx' : 'apache';
  const move = target
    ? `move the file to \`.platform/${program}/${folderOf(path)}${nameOfConf(path)}\` and `
    : '';
  const folder =
    other === 'nginx' && !HAS_SERVER.test(text) && nameOfConf(path) !== 'ssl.conf'
      ? 'conf.d/elasticbeanstalk'
      : 'conf.d';
  return `Write the same for ${name} to \`.platform/${other}/${folder}/${nameOfConf(path)}\` and delete this ${origin === 'script' ? 'command' : 'file'}, or ${move}set \`ProxyServer: ${value}\` in \`aws:elasticbeanstalk:environment:proxy\`.`;
}
