import { lookUp } from '../../util/collections.js';

/** What a package needs that the index has only as source code for Linux, or for some versions of Python. */
export interface CompiledRequirement {
  /** What its build looks for, and does not find on the platform. */
  readonly needs: string;
  /** The packages of Amazon Linux 2023 with what the build needs. */
  readonly packages: readonly [string, ...string[]];
  /** A package that comes compiled, where there is one. */
  readonly instead?: string;
  /** Newer versions have wheels. */
  readonly isOldOnly?: true;
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
 * https://github.com/amazonlinux/amazon-linux-2023/issues/351
 * https://github.com/PyMySQL/mysqlclient#linux
 * https://www.python-ldap.org/en/latest/installing.html#build-prerequisites
 * https://cffi.readthedocs.io/en/stable/installation.html
 * https://lxml.de/installation.html#requirements
 * https://pillow.readthedocs.io/en/stable/installation/building-from-source.html
 */
const COMPILED: Readonly<Record<string, CompiledRequirement>> = {
  cffi: {
    needs: 'the headers of libffi',
    packages: ['libffi-devel', 'gcc'],
    isOldOnly: true,
    bringing: /\blibffi/i,
  },
  lxml: {
    needs: 'the headers of libxml2 and libxslt',
    packages: ['libxml2-devel', 'libxslt-devel', 'gcc'],
    isOldOnly: true,
    bringing: /\blibx(?:ml|slt)/i,
  },
  mysqlclient: {
    needs: 'the headers of MariaDB or MySQL',
    packages: ['mariadb105-devel', 'pkgconf', 'gcc'],
    bringing: /\b(?:maria|mysql)[\w.+*-]*(?:dev|\*)|\bmariadb-connector|MYSQLCLIENT_/i,
  },
  pillow: {
    needs: 'the headers of libjpeg',
    packages: ['libjpeg-turbo-devel', 'zlib-devel', 'gcc'],
    isOldOnly: true,
    bringing: /\blibjpeg|\bjpeg-/i,
  },
  psycopg2: { ...PSYCOPG, instead: 'psycopg2-binary' },
  'psycopg2-binary': { ...PSYCOPG, isOldOnly: true },
  'psycopg-c': { ...PSYCOPG, instead: 'psycopg-binary' },
  'python-ldap': {
    needs: 'the headers of OpenLDAP',
    packages: ['openldap-devel', 'cyrus-sasl-devel', 'gcc'],
    bringing: /\bopenldap|\blibldap/i,
  },
};

/** What is known of a package that is compiled; undefined for all others. */
export const compiledRequirement = (name: string): CompiledRequirement | undefined => lookUp(COMPILED, name);
