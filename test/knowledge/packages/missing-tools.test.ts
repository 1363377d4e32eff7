import { describe, expect, it } from 'vitest';
import {
  intendedBinstub,
  mayNameMissingTool,
  missingTool,
} from '../../../src/knowledge/packages/missing-tools.js';
import { insteadOfExtras } from '../../../src/rules/platform/missing-tool.js';
import { namesRetiredSource, retiredSource } from '../../../src/rules/platform/retired-source.js';

describe('missingTool', () => {
  it.each([
    ...['amazon-linux-extras', 'ntpdate', 'python2', 'python2.7', 'python2.6', 'pip2', 'pip-2.7', 'pip2.7'],
    ...['dpkg', 'dpkg-query', 'dpkg-reconfigure', 'gdebi', 'apt-get'],
    ...['python3.4', 'python3.8', 'pip3.6', 'pip-3.4', 'easy_install'],
    ...['a2enmod', 'a2dissite', 'certbot', 'ftp', 'lsb_release', 'ufw', 'update-rc.d'],
    ...[
      'easy_install-2.7',
      'leader_only',
      'ec2-describe-tags',
      'as-describe-auto-scaling-groups',
      'mon-put-data',
    ],
  ])('%s is one', (name) => {
    expect(missingTool(name)?.help).toMatch(/\.$/);
    expect(mayNameMissingTool(`run ${name} now`)).toBe(true);
  });

  it.each([
    '',
    'python3',
    'python3.9',
    'python3.11',
    'pip3',
    'pip3.12',
    'ec2-metadata',
    'chronyc',
    'sftp',
    'lftp',
    'toString',
    'as-is',
    'mon-put-instance-data.pl',
  ])('%s is not one', (name) => {
    expect(missingTool(name)).toBeUndefined();
  });
});

describe('missingTool of a platform', () => {
  it('knows who has Node.js', () => {
    expect(missingTool('npm', 'python')?.help).toContain('nodejs22-npm');
    expect(missingTool('npm', 'node')).toBeUndefined();
    expect(missingTool('npm')).toBeUndefined();
  });
});

describe('intendedBinstub', () => {
  it('tells programs of an application from those of the system', () => {
    expect(intendedBinstub('/bin/rails')).toBe('bin/rails');
    expect(intendedBinstub('/usr/bin/rake')).toBe('bin/rake');
    expect(mayNameMissingTool('run /bin/rails x')).toBe(true);
    expect(['bin/rails', '/bin/bash', '/opt/bin/rails', '/bin/rails/x'].map(intendedBinstub)).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});

describe('insteadOfExtras', () => {
  it.each([
    ['install epel -y', 'Delete it: EPEL has no packages for supported platforms.'],
    ['enable postgresql14', 'Delete it: there are no extras to enable.'],
    ['install -y postgresql13', 'Use `yum install -y postgresql15`.'],
    ['install nginx1=latest redis6', 'Use `yum install -y nginx redis6`.'],
    ['install java-openjdk11', 'Use `yum install -y java-11-amazon-corretto`.'],
    ['install php7.4', 'Use `yum install -y php8.4`.'],
    ['install golang1.9', 'Use `yum install -y golang`.'],
    ['install livepatch', 'Install the package with `yum`: there are no extras.'],
    ['install epel nginx1', 'Install the package with `yum`: there are no extras.'],
    ['install $PACKAGE', 'Install the package with `yum`: there are no extras.'],
    ['list', 'Delete it: there are no extras.'],
    ['', 'Install the package with `yum`: there are no extras.'],
  ])('%s', (args, expected) => {
    expect(insteadOfExtras(args.split(' '))).toBe(expected);
  });
});

describe('retiredSource', () => {
  it.each([
    ['https://dl.fedoraproject.org/pub/epel/epel-release-latest-7.noarch.rpm', 'EPEL'],
    ['--enablerepo=epel', 'EPEL'],
    ['--enablerepo=amzn-main', 'No supported platform'],
    ['--setopt=amzn2-core.skip_if_unavailable=true', 'No supported platform'],
    ['https://rpm.nodesource.com/setup_8.x', 'NodeSource'],
    ['https://rpm.nodesource.com/pub_10.x/el/7/x86_64/nodesource-release-el7-1.noarch.rpm', 'NodeSource'],
    ['http://rpms.famillecollet.com/enterprise/remi-release-6.rpm', 'Remi'],
    ['https://dl.iuscommunity.org/pub/ius/ius-release.rpm', 'This repository'],
    ['https://yum.postgresql.org/11/redhat/rhel-6-x86_64/a.rpm', 'PostgreSQL'],
    [
      'https://download.postgresql.org/pub/repos/yum/reporpms/EL-7-x86_64/pgdg-redhat-repo-latest.noarch.rpm',
      'PostgreSQL',
    ],
    [
      'https://download.newrelic.com/infrastructure_agent/linux/yum/el/6/x86_64/newrelic-infra.repo',
      'New Relic',
    ],
    ['https://dl.eff.org/certbot-auto', 'certbot-auto'],
    ['https://x.s3.amazonaws.com/CloudWatchMonitoringScripts.zip', 'CloudWatch'],
    ['https://inspector-agent.amazonaws.com/linux/latest/install', 'Inspector'],
    ['https://awscodestar-templates-common.s3.amazonaws.com/a', 'CodeStar'],
    ['https://download.elasticsearch.org/a.zip', 'elasticsearch.org'],
    ['git://github.com/a/b.git', 'GitHub'],
    ['https://x.example.com/a-1.0-1.amzn1.x86_64.rpm', 'This package'],
  ])('%s', (text, what) => {
    expect(retiredSource(text)?.what).toContain(what);
    expect(namesRetiredSource(text)).toBe(true);
  });

  it.each([
    '',
    'spal-release',
    'https://rpm.nodesource.com/setup_22.x',
    'https://github.com/a/b.git',
    'https://download.newrelic.com/infrastructure_agent/linux/yum/amazonlinux/2023/x86_64/newrelic-infra.repo',
    'https://artifacts.elastic.co/a.rpm',
    'https://x.example.com/a-1.0-1.amzn2023.x86_64.rpm',
    'https://x.example.com/a-1.0.el7.noarch.rpm',
    'https://download.postgresql.org/pub/repos/yum/reporpms/EL-9-x86_64/a.rpm',
    'premium',
    'epelican',
  ])('not %s', (text) => {
    expect(retiredSource(text)).toBeUndefined();
  });
});
