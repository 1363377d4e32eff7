import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentFinder } from '../../src/discover/environment-finder.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { MAX_ENVIRONMENT_DEPTH, MAX_ENVIRONMENT_FILES, MAX_FILE_BYTES } from '../../src/util/limits.js';
import { growth, IN_STEP } from '../support/processor-time.js';
import { temporaryFolder } from '../support/temporary.js';

const ENVIRONMENT = 'resource "aws_elastic_beanstalk_environment" "a" {}\n';
const TEMPLATE = 'Resources:\n  A: {Type: AWS::ElasticBeanstalk::Environment}\n';

/** The names of the files that describe the environments of a project in a repository. */
function found(files: Readonly<Record<string, string>>, project = '', isRepository = true) {
  const root = temporaryFolder({ [join(project, '.ebextensions/a.config')]: '', ...files });
  if (isRepository) mkdirSync(join(root, '.git'));
  const { environments } = readProjectFiles(join(root, project), disk);
  return environments && (environments.unclear ? '?' : environments.files.map(({ name }) => name));
}

describe('the files that describe environments', () => {
  it.each(['main.tf', 'infra/eb.tf', 'infra/modules/eb/main.tf', 'terraform/envs/prod/eb.tf'])(
    'are found in %s',
    (name) => {
      expect(found({ [name]: ENVIRONMENT })).toEqual([name]);
      expect(found({ [name]: ENVIRONMENT }, 'app')).toEqual([`../${name}`]);
    },
  );

  it.each([
    'template.yaml',
    'cloudformation.yml',
    'cfn-web.yaml',
    'serverless.yml',
    'eb.template',
    'cdk.out/Web.template.json',
    'cloudformation/web.yaml',
  ])('are templates such as %s', (name) => {
    expect(found({ [name]: TEMPLATE })).toEqual([name]);
  });

  it.each([
    [
      'other names',
      { 'src/eb.tf': ENVIRONMENT, 'eb.yaml': TEMPLATE, 'infra/eb.json': TEMPLATE.slice(0, 20) },
    ],
    [
      'other resources',
      { 'infra/a.tf': 'resource "aws_s3_bucket" "a" {}\n', 'template.yaml': 'Resources: {}\n' },
    ],
    ['folders of tools', { 'infra/.terraform/a.tf': ENVIRONMENT, 'infra/node_modules/a.tf': ENVIRONMENT }],
    ['assets of the CDK', { 'cdk.out/asset.1a/Web.template.json': TEMPLATE }],
    ['folders far below', { 'infra/a/b/c/d/a.tf': ENVIRONMENT }],
    ['large files', { 'infra/a.tf': ENVIRONMENT.padEnd(MAX_FILE_BYTES + 1) }],
  ])('are not %s', (_, files) => {
    expect(found(files)).toBeUndefined();
  });

  it('are above a project only in its repository', () => {
    expect(found({ 'infra/a.tf': ENVIRONMENT }, 'app', false)).toBeUndefined();
  });

  it('may belong to another project', () => {
    const other = { 'infra/a.tf': ENVIRONMENT, 'other/.ebextensions/a.config': '' };
    expect(found(other, 'app')).toBe('?');
    expect(found({ ...other, 'app/infra/b.tf': ENVIRONMENT }, 'app')).toEqual(['infra/b.tf']);
  });

  it('are not links', () => {
    const root = temporaryFolder({ '.ebextensions/a.config': '', 'x/eb.tf': ENVIRONMENT });
    symlinkSync(join(root, 'x'), join(root, 'infra'));
    symlinkSync(join(root, 'x/eb.tf'), join(root, 'main.tf'));
    expect(readProjectFiles(root, disk).environments).toBeUndefined();
  });
});

it('asks nothing more of the disk where there is nothing', () => {
  const root = temporaryFolder({ '.ebextensions/a.config': '', Procfile: 'web: a\n', 'src/a.py': '' });
  mkdirSync(join(root, '.git'));
  const asked: string[] = [];
  const counting = {
    ...disk,
    kindOf: (path: string) => (asked.push(path), disk.kindOf(path)),
    list: (path: string) => (asked.push(path), disk.list(path)),
    read: (path: string) => (asked.push(path), disk.read(path)),
  };
  new EnvironmentFinder(counting).find(root, disk.list(root));
  expect(asked).toEqual([join(root, '.git')]);
});

it('takes as many files as the limit says, in folders as deep as it says', () => {
  const files = Array.from({ length: MAX_ENVIRONMENT_FILES + 1 }, (_, index) => [
    `infra/${index}.tf`,
    ENVIRONMENT,
  ]);
  expect(found(Object.fromEntries(files) as Record<string, string>)).toHaveLength(MAX_ENVIRONMENT_FILES);
  const deep = (depth: number) => found({ [`infra/${'a/'.repeat(depth - 1)}a.tf`]: ENVIRONMENT });
  expect([deep(MAX_ENVIRONMENT_DEPTH)?.length, deep(MAX_ENVIRONMENT_DEPTH + 1)]).toEqual([1, undefined]);
});

it('reads what a configuration names only in its repository, and what a flag names anywhere', () => {
  const outside = temporaryFolder({ 'b.tf': ENVIRONMENT });
  const root = temporaryFolder({ '.ebextensions/a.config': '', '.git/HEAD': '', 'up/main.tf': ENVIRONMENT });
  const named = (path: string, isFlag: boolean) =>
    readProjectFiles(root, disk, { environment: { paths: [path], names: [], ...(isFlag && { isFlag }) } })
      .environments?.files;
  expect(named(join(outside, 'b.tf'), false)).toMatchObject([
    { unreadable: 'it is outside of the repository' },
  ]);
  expect(named(join(outside, 'b.tf'), true)).toMatchObject([{ source: {} }]);
  expect(named(join(root, 'up/main.tf'), false)).toMatchObject([{ source: {} }]);
});

it('reads only the files that are named', () => {
  const root = temporaryFolder({ '.ebextensions/a.config': '', 'main.tf': ENVIRONMENT, 'x/b.tf': '' });
  const named = (paths: readonly string[]) =>
    readProjectFiles(root, disk, {
      environment: { paths: paths.map((path) => join(root, path)), names: ['prod'] },
    }).environments;
  expect(named(['x/b.tf', 'x/c.tf'])).toMatchObject({
    names: ['prod'],
    files: [
      { name: 'x/b.tf', source: {} },
      { name: 'x/c.tf', unreadable: 'no such file or folder' },
    ],
  });
  expect(readProjectFiles(root, disk, { environment: 'elsewhere' }).environments).toEqual({
    files: [],
    isElsewhere: true,
  });
});

it('looks through a text that says one word again and again in step with its size', async () => {
  const power = await growth(40_000, (length) => {
    const root = temporaryFolder({ '.ebextensions/a.config': '', 'main.tf': 'beanstalk'.repeat(length) });
    return new EnvironmentFinder(disk).find(root, disk.list(root));
  });
  expect(power).toBeLessThan(IN_STEP);
});

it('reads what a flag names in the repository through no link that leads out of it', () => {
  const outside = temporaryFolder({ 'b.tf': ENVIRONMENT });
  const root = temporaryFolder({ '.ebextensions/a.config': '', '.git/HEAD': '', 'in/b.tf': ENVIRONMENT });
  symlinkSync(join(outside, 'b.tf'), join(root, 'link.tf'));
  symlinkSync(outside, join(root, 'folder'));
  symlinkSync('in/b.tf', join(root, 'own.tf'));
  const named = (path: string) =>
    readProjectFiles(root, disk, { environment: { paths: [join(root, path)], names: [], isFlag: true } })
      .environments?.files;
  for (const path of ['link.tf', 'folder/b.tf'])
    expect(named(path)).toMatchObject([{ unreadable: 'it is outside of the repository' }]);
  expect(named('own.tf')).toMatchObject([{ source: {} }]);
});
