import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import { nearest } from '../../util/nearest.js';
import { mayBePackage } from './is-known-name.js';
import { ELSEWHERE, FAMILIES, IN_SPAL, PROVIDED, REMOVED, RENAMED, SUBSTITUTES } from './renamed-packages.js';

/** Longer names of two packages may well be two letters apart. */
const MAX_PACKAGE_EDITS = 2;

/** Who looks a name up: `packages` wants the exact name, `yum` and `dnf` also take what a package provides. */
export type LookUp = 'exact' | 'provided';

/** A package that Amazon Linux 2023 does not have. */
export interface MissingPackage {
  /** What to do instead: a sentence. */
  readonly help: string;
  /** The package that replaces it, where it is one. */
  readonly successor: string | undefined;
  /** Whether that is the same program, or library, by another name or in another version. */
  readonly isRenamed: boolean;
  /** Whether a third-party repository may have it. */
  readonly mayBeElsewhere: boolean;
}

/** `x86_64` in `postgresql.x86_64`. */
const ARCHITECTURE = /\.(?:aarch64|i[3-6]86|noarch|x86_64)$/;

/** What a platform runs. */
interface Runtime {
  readonly language: string | undefined;
  readonly version: string | undefined;
}

/** Why no package has a name; undefined where one has it or may have it. */
export function missingPackage(
  written: string,
  by: LookUp,
  runtime: Runtime = { language: undefined, version: undefined },
): MissingPackage | undefined {
  const name = written.replace(ARCHITECTURE, '');
  if (by === 'provided' && PROVIDED.test(name)) return undefined;
  const found = replacements().get(name) ?? inFamily(name);
  if (found === undefined) return undefined;
  const replacement = inVersionOf(found, runtime);
  const isPackage = !replacement.endsWith('.');
  return {
    help: isPackage ? `Use \`${replacement}\`.` : sentenceFor(replacement, name, by),
    successor: isPackage ? replacement : undefined,
    isRenamed: isPackage && !SUBSTITUTES.has(replacement),
    mayBeElsewhere: ELSEWHERE.test(name),
  };
}

/** The packages section looks up all names before it installs the first, and runs before the commands. */
const sentenceFor = (replacement: string, name: string, by: LookUp): string =>
  replacement === IN_SPAL && by === 'exact'
    ? `Delete it here, and run \`yum install -y spal-release && yum install -y ${name}\` in \`commands\`: the package is in SPAL, a repository of AWS.`
    : replacement;

const replacements = lazily(
  () =>
    new Map(
      [RENAMED, REMOVED].flatMap((table) =>
        Object.entries(table).flatMap(([replacement, names]) =>
          names.split(' ').map((name) => [name, replacement] as const),
        ),
      ),
    ),
);

function inFamily(name: string): string | undefined {
  for (const [pattern, replacement] of FAMILIES) {
    const found = pattern.exec(name);
    if (found) return replacement.replace('*', found[1] ?? '');
  }
  return undefined;
}

/** The package that a misspelled name was intended for; undefined where the name may be right, or resembles none. */
export function suggestPackage(written: string): string | undefined {
  const name = written.replace(ARCHITECTURE, '');
  if (!/^[A-Za-z][\w+.-]{3,80}$/.test(name) || mayBePackage(name)) return undefined;
  const suggestion = nearest(name, usual(), MAX_PACKAGE_EDITS);
  // Another number is a version that the list does not have yet.
  return suggestion !== undefined && withoutDigits(suggestion) !== withoutDigits(name)
    ? suggestion
    : undefined;
}

const withoutDigits = (name: string): string => name.replace(/\d+/g, '');

/** What projects install, and what is easily misspelled. */
const usual = lazily(() =>
  (
    'ImageMagick ImageMagick-devel amazon-cloudwatch-agent amazon-efs-utils automake bzip2-devel cairo-devel certbot ' +
    'collectd cronie docker firefox fontconfig-devel freetype-devel gcc-c++ geos-devel giflib-devel git gmp-devel htop ' +
    'libcurl-devel libffi-devel libicu-devel libjpeg-turbo-devel libpng-devel libpq-devel libsodium-devel libtiff-devel ' +
    'libtool libwebp-devel libxml2-devel libxslt-devel libyaml-devel mariadb105-devel memcached mod_security mod_ssl ' +
    'ncurses-devel nfs-utils nginx nodejs20 nodejs22 nodejs24 openssl-devel pango-devel patch pcre-devel pcre2-devel ' +
    'postgresql15 postgresql16 proj-devel python3-devel python3-pip python3.11-devel readline-devel redis6 rsyslog ' +
    'sqlite-devel stunnel sysstat telnet tmux unixODBC-devel unzip wget xmlsec1-devel zlib-devel'
  ).split(' '),
);

/** The versions of languages that Amazon Linux 2023 has packages of, by what is before the version in their names. */
const VERSIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  php: new Set(['8.3', '8.4', '8.5']),
  python: new Set(['3.11', '3.12', '3.13', '3.14']),
  ruby: new Set(['3.2', '3.4']),
};

/** A package of a language in the version that a platform runs, where there is one: `python3.13-devel` on Python 3.13. */
function inVersionOf(successor: string, { language, version = '' }: Runtime): string {
  // Without a version, they are those of Python 3.9, which no supported platform runs.
  if (successor === 'python3-devel' && language === 'python')
    return `python${VERSIONS['python']?.has(version) ? version : '3.11'}-devel`;
  const [, name = '', rest = ''] = /^(php|python|ruby)\d\.\d+(?![.\d])(.*)$/.exec(successor) ?? [];
  return name !== '' && name === language && lookUp(VERSIONS, name)?.has(version)
    ? `${name}${version}${rest}`
    : successor;
}
