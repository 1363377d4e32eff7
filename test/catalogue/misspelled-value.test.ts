import { describe, expect, it } from 'vitest';
import { findOption } from '../../src/catalogue/find-option.js';
import { misspelledInstanceType, misspelledValue } from '../../src/catalogue/values/misspelled-value.js';

const intended = (namespace: string, name: string, text: string) =>
  misspelledValue(findOption(namespace, name)!, text);

describe('misspelledValue', () => {
  const RDS = 'aws:rds:dbinstance';
  const SQSD = 'aws:elasticbeanstalk:sqsd';

  it.each([
    [RDS, 'DBEngine', 'postgresql', 'postgres'],
    [RDS, 'DBEngine', 'Postgress', 'postgres'],
    [RDS, 'DBEngine', 'mysqll', 'mysql'],
    [RDS, 'DBEngine', 'mqsyl', undefined],
    [RDS, 'DBEngine', 'myslq', 'mysql'],
    [SQSD, 'MimeType', 'application/jsno', 'application/json'],
    // Another one, new or unknown here.
    [RDS, 'DBEngine', 'oracle-se2', undefined],
    [RDS, 'DBEngine', 'oracle-se3', undefined],
    [RDS, 'DBEngine', 'mariadb', undefined],
    [RDS, 'DBEngine', 'MySQL', undefined],
    [RDS, 'DBEngine', 'db2-ae', undefined],
    [RDS, 'DBEngine', 'my', undefined],
    // Several may be intended.
    [RDS, 'DBEngine', 'sqlserver', undefined],
    [RDS, 'DBEngine', 'oracle', undefined],
    [SQSD, 'MimeType', 'application/cbor', undefined],
    // Not open: what does not fit is refused.
    ['aws:elasticbeanstalk:command', 'DeploymentPolicy', 'Rollin', undefined],
    ['aws:autoscaling:launchconfiguration', 'EC2KeyName', 'anything', undefined],
  ])('%s %s: %s is %s', (namespace, name, text, expected) => {
    expect(intended(namespace, name, text)).toBe(expected);
  });
});

describe('misspelledInstanceType', () => {
  it.each([
    ['t3.mirco', 't3.micro'],
    ['t3.meduim', 't3.medium'],
    ['m6i.2xlage', 'm6i.2xlarge'],
    ['m6i.2large', 'm6i.2xlarge'],
    ['t3.micro', undefined],
    ['c7i-flex.12xlarge', undefined],
    ['u7i-12tb.224xlarge', undefined],
    ['m7i.metal-48xl', undefined],
    ['x99zz.large', undefined],
    ['t3.huge', undefined],
    ['mirco', undefined],
  ])('%s is %s', (text, expected) => {
    expect(misspelledInstanceType(findOption('aws:ec2:instances', 'InstanceTypes')!, text)).toBe(expected);
  });

  it('leaves other options alone', () => {
    expect(misspelledInstanceType(findOption('aws:rds:dbinstance', 'DBEngine')!, 't3.mirco')).toBeUndefined();
  });
});
