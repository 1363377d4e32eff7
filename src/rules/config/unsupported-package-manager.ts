import { mayBePackage } from '../../knowledge/packages/is-known-name.js';
import { missingPackage } from '../../knowledge/packages/missing-package.js';
import {
  GENERATION_NAMES,
  type Language,
  type SupportedGeneration,
} from '../../knowledge/platform/platforms.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf, type Platform, possibleGenerations } from '../../model/platform/platform.js';
import { keysIn } from '../../parse/config-file/sections.js';
import { managersIn } from '../../parse/index.js';
import type { MapEntry } from '../../parse/yaml/node.js';
import { lookUp } from '../../util/collections.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unsupportedPackageManager: Rule = {
  meta: {
    summary: 'A key of packages is not supported by the platform',
    why: 'Elastic Beanstalk supports yum, rpm, rubygems and python on Linux and msi on Windows. Packages below any other key are not installed: the instance writes "Unsupported package manager" to its log and continues, or the deployment fails because the program is missing. python installs for Python 2.7, which Amazon Linux 2023 does not have.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-packages',
      'guide:customize-containers-windows-ec2#windows-packages',
      'aws:linux/al2023/ug/deprecated-al2',
    ],
    yieldsTo: ['config/look-alike-character'],
    needsPlatform: true,
  },
  *check(project) {
    const generations = possibleGenerations(platform(project));
    const usable = Object.entries(PACKAGE_MANAGERS).flatMap(([name, supported]) =>
      supported.some((generation) => generations.includes(generation)) ? [name] : [],
    );
    for (const file of configFiles(project)) {
      const entries = managersIn(file, 'packages');
      const managers = new Set(entries.map(({ key }) => key.text));
      for (const entry of entries) {
        const { key } = entry;
        if (usable.includes(key.text)) continue;
        const suggestion = suggestionFor(key.text, usable);
        const names = newNames(entry);
        const own = ownName(entry);
        yield {
          at: key.place,
          message: `packages does not support "${key.text}" on ${platformName(platform(project))}`,
          help:
            PACKAGE_HELP[key.text] === BY_YUM && names !== undefined && usable.includes('yum')
              ? `Move the packages below \`yum\`, as ${names}.`
              : own !== undefined && usable.includes('yum')
                ? `Move it below \`yum\`, as \`${own}: []\`.`
                : helpFor(key.text, suggestion, usable, platform(project)),
          ...(suggestion && !managers.has(suggestion) && { fix: renameKeys([key], suggestion) }),
        };
      }
    }
  },
};

/** The names of the packages of another system on Amazon Linux; undefined unless each of them is known. */
function newNames(manager: MapEntry): string | undefined {
  const names = keysIn(manager).map(({ text }) => missingPackage(text, 'exact')?.successor);
  const known = names.flatMap((name) => (name === undefined ? [] : [`\`${name}: []\``]));
  return names.length > 0 && names.length <= NAMES_IN_SENTENCE && known.length === names.length
    ? list(known)
    : undefined;
}

/** The name of a package that is written where its manager belongs; undefined for anything else. */
function ownName({ key, value }: MapEntry): string | undefined {
  const isEmpty = value.kind === 'list' ? value.items.length === 0 : value.kind === 'scalar';
  if (!isEmpty || Object.hasOwn(PACKAGE_HELP, key.text)) return undefined;
  return missingPackage(key.text, 'exact')?.successor ?? (mayBePackage(key.text) ? key.text : undefined);
}

/** More would make the sentence too long. */
const NAMES_IN_SENTENCE = 4;

/** A project may name a platform that is retired: then only the supported ones are considered. */
function platformName(platform: Platform): string {
  if (osOf(platform) === 'windows') return GENERATION_NAMES.windows;
  const { generation, isRetired } = platform;
  return generation && !isRetired ? GENERATION_NAMES[generation] : 'any supported platform';
}

/** The key that has another name here, or a misspelled one. */
function suggestionFor(name: string, usable: readonly string[]): string | undefined {
  const same = SAME_PACKAGES[name];
  if (same) return usable.find((key) => key === same);
  return Object.hasOwn(PACKAGE_HELP, name) ? undefined : nearest(name, usable);
}

function helpFor(
  name: string,
  suggestion: string | undefined,
  usable: readonly string[],
  { language }: Platform,
): string {
  const known = usable.length > 1 ? lookUp(PACKAGE_HELP, name) : undefined;
  if (known !== undefined) return typeof known === 'string' ? known : known(language);
  if (suggestion === undefined && usable.length === 1 && usable[0] === 'msi')
    return 'Write `msi` with the URL of an installer for each package, such as `git: https://example.com/git.msi`.';
  return didYouMean(
    suggestion,
    `Use ${list(
      usable.map((key) => `\`${key}\``),
      'or',
    )}.`,
  );
}

/**
 * Where each key of `packages` has an effect. `python` is not there: it installs for Python 2.7, which no supported
 * platform has.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-packages
 * https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html
 */
const PACKAGE_MANAGERS: Readonly<Record<string, readonly SupportedGeneration[]>> = {
  yum: ['al2023'],
  rpm: ['al2023'],
  rubygems: ['al2023'],
  msi: ['windows'],
};

const BY_YUM = 'Move the packages below `yum`, with the names that they have on Amazon Linux.';

const byPip = (language: Language | undefined): string => {
  if (language === undefined)
    return 'List the packages in `requirements.txt`, which the Python platforms install.';
  return language === 'python'
    ? 'List the packages in `requirements.txt`.'
    : 'Add `python3-pip: []` below `yum`, and run `python3 -m pip install` in `commands`.';
};

const byNpm = (language: Language | undefined): string =>
  `List the packages in \`package.json\`${language === 'node' ? '' : ', which the Node.js platforms install'}.`;

/** What to do instead: a help text, or that of a language. */
const PACKAGE_HELP: Readonly<Record<string, string | ((language: Language | undefined) => string)>> = {
  apt: BY_YUM,
  'apt-get': BY_YUM,
  'amazon-linux-extras': 'Run `amazon-linux-extras` in `commands`, on Amazon Linux 2.',
  dnf: 'Use `yum`, which is the key on Amazon Linux 2023 too.',
  gem: 'Use `rubygems`.',
  npm: byNpm,
  pip: byPip,
  pip3: byPip,
  python: byPip,
  zypper: BY_YUM,
};

/** Other names of a manager: its packages have the same names. */
const SAME_PACKAGES: Readonly<Record<string, string>> = { dnf: 'yum', gem: 'rubygems' };
