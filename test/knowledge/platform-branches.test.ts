import { describe, expect, it } from 'vitest';
import { platformFault } from '../../src/configuration/text-checks.js';
import { nearestBranch, retirementDate } from '../../src/knowledge/platform/platform-branches.js';
import { parsePlatformName } from '../../src/parse/platform-name.js';

describe('a platform branch', () => {
  it.each([
    ['Python 3.6 running on 64bit Amazon Linux', '2022-07-18', 'Python 3.11'],
    ['Python 2.7', '2022-07-18', 'Python 3.11'],
    ['Node.js running on 64bit Amazon Linux', '2022-07-18', 'Node.js 24'],
    ['64bit Amazon Linux 2018.03 v2.8.0 running Go 1.11.4', '2022-07-18', 'Go 1'],
    ['Multi-container Docker running on 64bit Amazon Linux', '2022-07-18', 'ECS'],
    ['GlassFish', '2022-07-18', 'Docker'],
    ['Java 8 running on 64bit Amazon Linux', '2022-07-18', 'Corretto 8'],
    ['Tomcat 8.5 with Java 8', '2022-07-18', 'Tomcat 9 with Corretto 11'],
    ['Docker running on 64bit Amazon Linux 2', '2026', 'Docker'],
    ['Corretto 11 running on 64bit Amazon Linux 2', '2026', 'Corretto 11'],
    ['.NET Core running on 64bit Amazon Linux 2', '2026', '.NET 10'],
    ['.NET 6 running on 64bit Amazon Linux 2023', '2025-04-08', '.NET 8'],
    ['Node.js 12', '2022-12-23', 'Node.js 22'],
    ['Node.js 18 running on 64bit Amazon Linux 2023', '2025-08-11', 'Node.js 22'],
    ['Node.js 18 running on 64bit Amazon Linux 2', '2025-08-11', 'Node.js 22'],
    ['PHP 8.1 running on 64bit Amazon Linux 2', '2026', 'PHP 8.2'],
    ['python-3.9', '2026', 'Python 3.11'],
    ['Ruby 2.7', '2024-10-10', 'Ruby 3.3'],
  ])('%s: retired on %s, then %s', (name, date, nearest) => {
    const branch = parsePlatformName(name);
    expect(retirementDate(branch)).toBe(date);
    expect(nearestBranch(branch)).toBe(`${nearest} running on 64bit Amazon Linux 2023`);
  });

  it.each([
    ['64bit Windows Server 2012 R2 v2.11.5 running IIS 8.5', '2023-12-04'],
    ['64bit Windows Server Core 2016 v2.11.5 running IIS 10.0', '2026-09-30'],
  ])('%s: retired on %s', (name, date) => {
    const branch = parsePlatformName(name);
    expect(retirementDate(branch)).toBe(date);
    expect(nearestBranch(branch)).toBe('IIS 10.0 running on 64bit Windows Server 2025');
  });

  it.each([
    'Python 3.11',
    'Python 3.10',
    'Python 3.15 running on 64bit Amazon Linux 2023',
    'Node.js',
    'Node.js 22',
    'PHP 8.2 running on 64bit Amazon Linux 2023',
    'Ruby 3.3',
    'Corretto 8',
    'Go 1',
    'Docker',
    'ECS running on 64bit Amazon Linux 2023',
    '64bit Windows Server 2019 v2.11.5 running IIS 10.0',
    'arn:aws:elasticbeanstalk:eu-west-1:111122223333:platform/Python 3.8/1.0.0',
    '',
  ])('%s: not retired', (name) => {
    expect(retirementDate(parsePlatformName(name))).toBeUndefined();
  });

  it('of an unknown language has no successor that is known', () => {
    expect(nearestBranch(parsePlatformName('Something running on 64bit Amazon Linux 2'))).toBeUndefined();
  });
});

describe('a name that a user gives', () => {
  it.each([
    'Python 3.12',
    'python-3.12',
    'Python 3.8',
    'Node.js 20 running on 64bit Amazon Linux 2023',
    'PHP 8.1 running on 64bit Amazon Linux 2',
    'Docker',
    'ECS running on 64bit Amazon Linux 2023',
    'Go 1',
    'Corretto 21',
    'Tomcat 10 with Corretto 17 running on 64bit Amazon Linux 2023',
    '.NET 8',
    'IIS 10.0 running on 64bit Windows Server 2022',
    '64bit Amazon Linux 2023 v4.3.0 running Ruby 3.3',
  ])('may be %s', (name) => {
    expect(platformFault(name)).toBeUndefined();
  });

  it.each([
    ['Python 3.99', 'Python 3.14 running on 64bit Amazon Linux 2023'],
    ['python-3.10', 'Python 3.11 running on 64bit Amazon Linux 2023'],
    ['Node.js 21 running on 64bit Amazon Linux 2023', 'Node.js 22 running on 64bit Amazon Linux 2023'],
    ['Corretto 16', 'Corretto 17 running on 64bit Amazon Linux 2023'],
  ])('is not %s, and the nearest is %s', (name, nearest) => {
    expect(platformFault(name)).toEqual({
      message: `"${name}" is not a platform of Elastic Beanstalk that eblint knows`,
      help: `Use the name of a branch such as "${nearest}".`,
    });
  });
});
