import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import type { Language } from '../platform/platforms.js';

/** A program that older platforms or other distributions have and supported platforms do not have. */
export interface MissingTool {
  /** What to do instead: a sentence. */
  readonly help: string;
  /** What a script names that may bring it all the same, or `install` with a package of `packages`. */
  readonly broughtBy?: RegExp;
  /** The only platforms that do not have it; all where this is left out. */
  readonly missingOn?: readonly Language[];
  /** It is not documented that no image has it. */
  readonly isOnlyLikely?: true;
  readonly source: string;
}

const REMOVED = 'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html';
const FROM_AL2 = 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html';
const ALL_PACKAGES = 'https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html';
const DEPRECATED = 'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html';

const python: MissingTool = { help: 'Use `python3`.', source: DEPRECATED };
const apt: MissingTool = {
  help: 'Use `yum install -y` and the names of Amazon Linux, such as `libjpeg-turbo-devel` for `libjpeg-dev`.',
  source: ALL_PACKAGES,
};
const dpkg: MissingTool = {
  help: 'Use `yum install -y FILE.rpm`, with the package for Amazon Linux 2023.',
  source: ALL_PACKAGES,
};
/** The branches have Python 3.11 and later, and the system has 3.9. */
const oldPython: MissingTool = {
  help: 'Use `python3`, or `/var/app/venv/*/bin/python` where it needs the packages of the application.',
  broughtBy: /\b(?:pyenv|(?:mini)?conda|mamba|altinstall|Python-3|uv)\b/,
  source: 'https://docs.aws.amazon.com/linux/al2023/ug/python.html',
};
const oldPip: MissingTool = {
  ...oldPython,
  help: 'Use `/var/app/venv/*/bin/pip`.',
};
const apacheSite: MissingTool = {
  help: 'Put the configuration in `.platform/httpd/conf.d`.',
  source: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
};

/** The image of Node.js has it, and what builds assets often expects it elsewhere. */
const node: MissingTool = {
  help: 'Add `nodejs22: []` and `nodejs22-npm: []` to `packages: yum:`.',
  broughtBy: /\bnode(?:js|env|source|\d)|\b(?:nvm|fnm|volta|corepack|npm@|node-v\d)/,
  missingOn: ['python'],
  isOnlyLikely: true,
  source: 'https://docs.aws.amazon.com/linux/al2023/ug/nodejs.html',
};

/** By program name, without its folder. */
const TOOLS: Readonly<Record<string, MissingTool>> = {
  'amazon-linux-extras': { help: 'Install the package with `yum`: there are no extras.', source: FROM_AL2 },
  ntpdate: { help: 'Use `chronyc makestep`.', source: REMOVED },
  python2: python,
  'python2.7': python,
  'python2.6': python,
  pip2: { help: 'Use `pip3`.', source: DEPRECATED },
  'pip-2.7': { help: 'Use `pip3`.', source: DEPRECATED },
  'pip2.7': { help: 'Use `pip3`.', source: DEPRECATED },
  ...{ apt, aptitude: apt, 'apt-cache': apt, 'apt-get': apt, 'apt-key': apt, 'add-apt-repository': apt },
  ...{ dpkg, 'dpkg-query': dpkg, 'dpkg-reconfigure': dpkg, gdebi: dpkg },
  'easy_install-2.7': { help: 'Use `pip3`.', source: DEPRECATED },
  easy_install: { help: 'Use `pip`.', source: DEPRECATED },
  ...Object.fromEntries(
    ['3.4', '3.5', '3.6', '3.7', '3.8'].flatMap((version) => [
      [`python${version}`, oldPython],
      [`pip${version}`, oldPip],
      [`pip-${version}`, oldPip],
    ]),
  ),
  ...{
    a2dismod: apacheSite,
    a2dissite: apacheSite,
    a2enconf: apacheSite,
    a2enmod: apacheSite,
    a2ensite: apacheSite,
  },
  ftp: {
    help: 'Use `curl`, `sftp` or `lftp`.',
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/ftp-package-exclusion.html',
  },
  certbot: {
    help: 'Add `certbot: []` and `python3-certbot-nginx: []` to `packages: yum:` of a file such as `.ebextensions/certbot.config`.',
    broughtBy:
      /\b(?:install|ln|snap|docker|podman|tar|unzip|git)\b[^]{0,200}?certbot|certbot-auto|\bcertbot\//,
    isOnlyLikely: true,
    source: 'https://github.com/amazonlinux/amazon-linux-2023/issues/444',
  },
  leader_only: {
    help: 'Write `if [ "$EB_IS_COMMAND_LEADER" = true ]; then COMMAND; fi`.',
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/86',
  },
  ...{ node, npm: node, npx: node },
  lsb_release: { help: 'Read `/etc/os-release`.', source: DEPRECATED },
  ufw: { help: 'Use security groups.', source: ALL_PACKAGES },
  'update-rc.d': { help: 'Use `systemctl enable`.', source: FROM_AL2 },
};

/** The command line tools of Amazon's that came before the AWS CLI. */
const API_TOOLS =
  /^(as|ec2|elb|mon|rds|iam)-((?:create|delete|describe|modify|put|set|associate|attach|detach|update|terminate|get)-[a-z-]+)$/;

/** What the AWS CLI calls the service of such a tool; most commands have the same name there. */
const SERVICES: Readonly<Record<string, string>> = { as: 'autoscaling', mon: 'cloudwatch' };

function commandLineTool(program: string): MissingTool | undefined {
  const [, service, command] = API_TOOLS.exec(program) ?? [];
  if (service === undefined) return undefined;
  return { help: `Use \`aws ${SERVICES[service] ?? service} ${command}\`.`, source: DEPRECATED };
}

/** A program by its name without its folder; one that only some platforms do not have, only for a language of these. */
export function missingTool(program: string, language?: Language): MissingTool | undefined {
  const tool = lookUp(TOOLS, program) ?? commandLineTool(program);
  const isMissing =
    tool?.missingOn === undefined || (language !== undefined && tool.missingOn.includes(language));
  return isMissing ? tool : undefined;
}

/** OpenJDK as other systems have it: Amazon Linux 2023 has only Corretto. */
const OPENJDK = /^\/usr\/lib\/jvm\/(?:java|jre)-[\w.-]*openjdk[\w.-]*\//;

const openJdk: MissingTool = {
  help: 'Delete it: a package of Corretto makes its own `java` the one that runs.',
  broughtBy: /openjdk[\w.-]*\.(?:rpm|tar|zip)/,
  source: ALL_PACKAGES,
};

/** A program that `alternatives` chooses by its path. */
export const missingAlternative = (path: string): MissingTool | undefined =>
  OPENJDK.test(path) ? openJdk : /^\/usr\/bin\/python[\d.]+$/.test(path) ? oldPythonAt(path) : undefined;

const oldPythonAt = (path: string): MissingTool | undefined => {
  const tool = missingTool(path.replace(/^.*\//, ''));
  return (
    tool && {
      ...tool,
      help: 'Delete it, and call the program that you need by its own name, such as `python3`.',
    }
  );
};

/** Programs of an application in Ruby, which are in its own folder `bin`. */
const BINSTUB = /^\/(?:usr\/)?bin\/(rails|rake|rspec|spring|webpack|webpacker)$/;

/** The path of a program of the application below its root, where it is written as one of the system. */
export const intendedBinstub = (path: string): string | undefined => {
  const [, name] = BINSTUB.exec(path) ?? [];
  return name && `bin/${name}`;
};

/** A fast check before a script is parsed. */
export const mayNameMissingTool = (text: string): boolean => NAMES().test(text);

const NAMES = lazily(() => {
  const names = Object.keys(TOOLS).map((name) => name.replaceAll('.', String.raw`\.`));
  return new RegExp(
    String.raw`\b(?:${names.join('|')}|(?:as|ec2|elb|mon|rds|iam)-[a-z]+-|get-login|alternatives|bin/(?:rails|rake|rspec|spring|webpack))\b`,
  );
});
