import type { Generation } from './platforms.js';

/**
 * Where each key of `packages` has an effect.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-packages
 */
export const PACKAGE_MANAGERS: Readonly<Record<string, readonly Generation[]>> = {
  yum: ['al1', 'al2', 'al2023'],
  rpm: ['al1', 'al2', 'al2023'],
  rubygems: ['al1', 'al2', 'al2023'],
  // It installs for Python 2.7. https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html
  python: ['al1', 'al2'],
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
