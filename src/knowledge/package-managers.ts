import type { Generation } from './platforms.js';

/**
 * Where each key of `packages` counts.
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

/** What to do instead: a clause that begins with a verb. */
export const PACKAGE_ADVICE: Readonly<Record<string, string>> = {
  apt: 'use yum and the names of its packages',
  'apt-get': 'use yum and the names of its packages',
  'amazon-linux-extras': 'run amazon-linux-extras in commands, on Amazon Linux 2',
  dnf: 'use yum, which is the key on Amazon Linux 2023 too',
  gem: 'use rubygems',
  npm: 'name the packages in package.json',
  pip: 'name the packages in requirements.txt',
  pip3: 'name the packages in requirements.txt',
  python: 'run pip in commands, or name the packages in requirements.txt on a Python platform',
  zypper: 'use yum and the names of its packages',
};

/** Other names of a manager: its packages are called the same. */
export const SAME_PACKAGES: Readonly<Record<string, string>> = { dnf: 'yum', gem: 'rubygems' };
