import type { SupportedGeneration } from './platforms.js';

/**
 * Where each key of `packages` has an effect. `python` is not there: it installs for Python 2.7, which no supported
 * platform has.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-packages
 * https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html
 */
export const PACKAGE_MANAGERS: Readonly<Record<string, readonly SupportedGeneration[]>> = {
  yum: ['al2023'],
  rpm: ['al2023'],
  rubygems: ['al2023'],
  msi: ['windows'],
};

/** What to do instead: a help text. */
export const PACKAGE_HELP: Readonly<Record<string, string>> = {
  apt: 'Use `yum` and the names of its packages.',
  'apt-get': 'Use `yum` and the names of its packages.',
  'amazon-linux-extras': 'Run `amazon-linux-extras` in `commands`, on Amazon Linux 2.',
  dnf: 'Use `yum`, which is the key on Amazon Linux 2023 too.',
  gem: 'Use `rubygems`.',
  npm: 'List the packages in `package.json`.',
  pip: 'List the packages in `requirements.txt`.',
  pip3: 'List the packages in `requirements.txt`.',
  python: 'List the packages in `requirements.txt` on a Python platform, or run `pip` in `commands`.',
  zypper: 'Use `yum` and the names of its packages.',
};

/** Other names of a manager: its packages have the same names. */
export const SAME_PACKAGES: Readonly<Record<string, string>> = { dnf: 'yum', gem: 'rubygems' };
