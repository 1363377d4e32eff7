import { compareVersions } from '../../util/compare-versions.js';
import { lookUp } from '../../util/look-up.js';

/** What a package needs that the index has only as source code for Linux, or for some versions of Python. */
export interface CompiledRequirement {
  /** What its build looks for, and does not find on the platform. */
  readonly needs: string;
  /** The packages of Amazon Linux 2023 with what the build needs. */
  readonly packages: readonly [string, ...string[]];
  /** A package that comes compiled, where there is one. */
  readonly instead?: string;
  /** Its first version with a wheel for each version of Python; none has one where this is left out. */
  readonly wheels?: Readonly<Record<string, string>>;
  /** What a text that may bring it names: packages of any generation, the program, its variables. */
  readonly bringing: RegExp;
}

const PSYCOPG: CompiledRequirement = {
  needs: 'pg_config',
  packages: ['libpq-devel', 'gcc'],
  bringing: /\blibpq|\bpostgres[\w.+*-]*(?:devel|\*)|\bpgdg\b|pg_config/i,
};

/**
 * https://www.psycopg.org/docs/install.html#build-prerequisites
 * https://www.psycopg.org/docs/news.html
 * https://github.com/amazonlinux/amazon-linux-2023/issues/351
 * https://github.com/PyMySQL/mysqlclient#linux
 * https://www.python-ldap.org/en/latest/installing.html#build-prerequisites
 */
const COMPILED: Readonly<Record<string, CompiledRequirement>> = {
  mysqlclient: {
    needs: 'the headers of MariaDB or MySQL',
    packages: ['mariadb105-devel', 'pkgconf', 'gcc'],
    bringing: /\b(?:maria|mysql)[\w.+*-]*(?:dev|\*)|\bmariadb-connector|MYSQLCLIENT_/i,
  },
  psycopg2: { ...PSYCOPG, instead: 'psycopg2-binary' },
  'psycopg2-binary': {
    ...PSYCOPG,
    wheels: { '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10', '3.14': '2.9.11' },
  },
  'psycopg-c': { ...PSYCOPG, instead: 'psycopg-binary' },
  'python-ldap': {
    needs: 'the headers of OpenLDAP',
    packages: ['openldap-devel', 'cyrus-sasl-devel', 'gcc'],
    bringing: /\bopenldap|\blibldap/i,
  },
};

/**
 * What is known of a package that is compiled; undefined for all others.
 * @param version of the package, where it is fixed
 * @param python the version of Python, such as `3.12`
 */
export function compiledRequirement(
  name: string,
  version: string | undefined,
  python: string,
): (CompiledRequirement & { readonly firstWheel?: string }) | undefined {
  const known = lookUp(COMPILED, name);
  if (!known?.wheels) return known;
  const firstWheel = lookUp(known.wheels, python);
  const isOlder =
    version !== undefined && firstWheel !== undefined && compareVersions(version, firstWheel) < 0;
  return isOlder ? { ...known, firstWheel } : undefined;
}
