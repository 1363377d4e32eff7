import { describe, expect, it } from 'vitest';
import { mayBePackage } from '../../../src/knowledge/packages/is-known-name.js';
import { missingPackage, suggestPackage } from '../../../src/knowledge/packages/missing-package.js';
import { REMOVED, RENAMED } from '../../../src/knowledge/packages/renamed-packages.js';

const KNOWN =
  'ImageMagick ImageMagick-devel R amazon-cloudwatch-agent amazon-efs-utils awscli-2 bind-utils certbot chrony clamd ' +
  'cronie curl docker fail2ban fuse3 gcc-c++ gcc14 gdal310 geos-devel ghostscript git gmp-devel golang haproxy htop httpd ' +
  'iftop java-17-amazon-corretto jemalloc jq libpq-devel libsndfile libvpx mariadb105-devel memcached mod_security mod_ssl ' +
  'nfs-utils nginx nodejs nodejs22 perl-Switch perl-libwww-perl php8.3-mbstring postgresql15 postgresql16 ' +
  'proj-devel python3-devel python3.12-devel redis6 rsyslog ruby3.4 rust sox spamassassin squid sqlite-devel tmux ' +
  'unixODBC-devel valkey xmlsec1-devel';

describe('names of packages', () => {
  it.each(KNOWN.split(' '))('%s exists', (name) => {
    expect(mayBePackage(name)).toBe(true);
    expect(missingPackage(name, 'exact')).toBeUndefined();
    expect(suggestPackage(name)).toBeUndefined();
  });

  it.each(['our-own-agent', 'libjpg-turbo-devel', 'mod24_ssl', 'awslogs'])('%s does not', (name) => {
    expect(mayBePackage(name)).toBe(false);
  });

  it.each([...new Set(Object.keys(RENAMED))])('%s, which replaces others, exists', (name) => {
    expect(mayBePackage(name)).toBe(true);
  });

  it('lists each name once, and none that exists', () => {
    const names = [RENAMED, REMOVED].flatMap((table) =>
      Object.values(table).flatMap((row) => row.split(' ')),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    // The table takes some unknown names for known ones, so no row is proved by it.
    expect(names.filter((name) => mayBePackage(name)).length).toBeLessThan(names.length / 3);
  });
});

describe('missingPackage', () => {
  it.each([
    ['postgresql93-devel', 'libpq-devel'],
    ['postgresql14', 'postgresql15'],
    ['postgresql96-server', 'postgresql15-server'],
    ['postgresql95-libs', 'libpq'],
    ['php56', 'php8.4'],
    ['php70-gd', 'php8.4-gd'],
    ['php71-pecl-redis', 'php8.4-pecl-redis6'],
    ['mod24_ldap', 'mod_ldap'],
    ['httpd24-devel', 'httpd-devel'],
    ['mysql57-libs', 'mariadb-connector-c'],
    ['mysql55-devel', 'mariadb105-devel'],
    ['ruby23-devel', 'ruby3.4-devel'],
    ['python27', 'python3.11'],
    ['python34-pip', 'python3.11-pip'],
    ['tomcat80', 'tomcat9'],
    ['java-1.8.0-openjdk-devel', 'java-1.8.0-amazon-corretto-devel'],
    ['java-11-openjdk', 'java-17-amazon-corretto'],
    ['java-17-openjdk-devel', 'java-17-amazon-corretto-devel'],
    ['gcc72', 'gcc'],
    ['libstdc++48', 'libstdc++'],
    ['openssl11-devel', 'openssl-devel'],
    ['aws-apitools-ec2', 'awscli-2'],
    ['postgresql.x86_64', 'postgresql15'],
  ])('%s is %s today', (name, successor) => {
    expect(missingPackage(name, 'exact')).toMatchObject({ successor });
  });

  it.each([
    ['php72-mcrypt', 'Delete it: PHP 8 does not have this extension.'],
    ['php72-pecl-imagick', 'Install the extension with `pecl`.'],
    ['mod24_wsgi-python36', 'Use gunicorn, the default server of the platform.'],
    ['mod24_nss', 'Delete it.'],
    ['rubygem24-rake', 'Use `gem install`.'],
    ['python36-virtualenv', 'Use `python3 -m venv`.'],
    ['python27-lxml', 'List the library in `requirements.txt`.'],
    ['compat-libtiff3', 'Delete it.'],
  ])('%s has no successor', (name, help) => {
    expect(missingPackage(name, 'exact')).toMatchObject({ help, successor: undefined });
  });

  it.each(['postgresql-devel', 'php-mbstring', 'ruby', 'mysql', 'nc', 'iptables', 'pkgconfig'])(
    '%s is found by yum install, or may be',
    (name) => {
      expect(missingPackage(name, 'exact')).toBeDefined();
      expect(missingPackage(name, 'provided')).toBeUndefined();
    },
  );

  it.each(['awslogs', 'mod24_ssl', 'epel-release', 'php-mysql', 'build-essential'])('%s is not', (name) => {
    expect(missingPackage(name, 'provided')).toMatchObject({ mayBeElsewhere: false });
  });

  it.each(['yarn', 'newrelic-infra', 'chromium', 'postgresql11-devel', 'docker-ce'])(
    '%s may come from the repository of somebody else',
    (name) => {
      expect(missingPackage(name, 'provided')).toMatchObject({ mayBeElsewhere: true });
    },
  );

  it.each([
    'toString',
    'constructor',
    '',
    'postgresql15',
    'ruby3.2',
    'php8.2',
    'gcc10x',
    'python3.9-devel-x',
  ])('%s is none of the table', (name) => {
    expect(missingPackage(name, 'exact')).toBeUndefined();
  });
});

describe('suggestPackage', () => {
  it.each([
    ['libjpg-turbo-devel', 'libjpeg-turbo-devel'],
    ['ImageMagik-devel', 'ImageMagick-devel'],
    ['libpqdevel', 'libpq-devel'],
  ])('%s is %s', (name, suggestion) => {
    expect(suggestPackage(name)).toBe(suggestion);
  });

  it.each([
    'nodejs26',
    'php8.6-mbstring',
    'postgresql19',
    'texlive-x',
    'git2',
    'x',
    'ours',
    '@development',
    '*',
  ])('%s has no suggestion', (name) => {
    expect(suggestPackage(name)).toBeUndefined();
  });
});
