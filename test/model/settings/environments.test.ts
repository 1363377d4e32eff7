import { describe, expect, it } from 'vitest';
import { platform } from '../../../src/model/platform/find-platform.js';
import { tierOf } from '../../../src/model/platform/tier.js';
import { type ProjectEnvironments, readProject } from '../../../src/model/project.js';
import { isComplete } from '../../../src/model/scripts/completeness.js';
import {
  environments,
  environmentTier,
  reportedFiles,
  writtenEnvironments,
} from '../../../src/model/settings/environments.js';
import { settings } from '../../../src/model/settings/settings.js';
import {
  environmentDoubt,
  mayBeConfiguredElsewhere,
} from '../../../src/model/settings/settings-elsewhere.js';
import { SourceFile } from '../../../src/source/index.js';
import { MAX_ENVIRONMENTS } from '../../../src/util/limits.js';

const file = (name: string, text: string) => {
  const path = `/p/${name}`;
  return { name, path, source: new SourceFile(path, name, text) };
};

function projectWith(
  environments: Readonly<Record<string, string>>,
  config = '',
  more: Partial<ProjectEnvironments> = {},
) {
  const files = Object.entries(environments).map(([name, text]) => file(name, text));
  return readProject({
    root: '/p',
    files: config === '' ? [] : [file('.ebextensions/a.config', `option_settings:\n${config}`)],
    ebCliConfigs: [],
    environments: { files, ...more },
  });
}

const setting = (name: string, value: string, namespace = 'aws:autoscaling:asg') =>
  `setting {\nnamespace = "${namespace}"\nname = "${name}"\nvalue = ${value}\n}\n`;
const resource = (id: string, body: string, type = 'environment') =>
  `resource "aws_elastic_beanstalk_${type}" "${id}" {\n${body}}\n`;
const size = (project: ReturnType<typeof projectWith>, option = 'MaxSize') => {
  const found = settings(project).effective('aws:autoscaling:asg', option);
  return found?.value.kind === 'literal' ? found.value.text : found && '?';
};
const CONFIG = '  aws:autoscaling:asg:\n    MaxSize: 2\n    MinSize: 1\n';

describe('the layer of environments', () => {
  it('takes precedence over configuration files', () => {
    const project = projectWith({ 'a.tf': resource('prod', setting('MaxSize', '4')) }, CONFIG);
    expect([size(project), size(project, 'MinSize')]).toEqual(['4', '1']);
    expect(settings(project).effective('aws:autoscaling:asg', 'MaxSize')).toMatchObject({
      layer: 'environment',
      overridden: [{ layer: 'configuration file', value: { text: '2' } }],
    });
    expect(isComplete(project)).toBe(true);
    expect(mayBeConfiguredElsewhere(project)).toBe(false);
  });

  it('knows of several environments what holds for all', () => {
    const project = projectWith(
      {
        'a.tf': resource(
          'prod',
          setting('MaxSize', '4') + setting('MinSize', '3') + setting('Cooldown', '9'),
        ),
        'b.tf': resource('test', setting('MaxSize', '4') + setting('MinSize', '2')),
      },
      CONFIG,
    );
    expect([size(project), size(project, 'MinSize'), size(project, 'Cooldown')]).toEqual(['4', '?', '?']);
    expect([...settings(project).effectiveSettings()].map(({ value }) => value.text)).toEqual([
      '4',
      '3',
      '2',
      '9',
    ]);
    expect(environmentDoubt(project)?.reason).toBe('not all environments set Cooldown');
  });

  it('is that of the environment that is named', () => {
    const files = {
      'a.tf':
        resource('prod', `name = "shop"\n${setting('MaxSize', '4')}`) +
        resource('test', setting('MinSize', '2')),
    };
    expect(size(projectWith(files, '', { names: ['shop'] }))).toBe('4');
    expect(size(projectWith(files, '', { names: ['test'] }))).toBeUndefined();
    expect(size(projectWith(files, '', { names: ['other'] }))).toBe('?');
  });

  it('has what the template of an environment has', () => {
    const template = resource(
      'base',
      setting('MaxSize', '4') + setting('MinSize', '1'),
      'configuration_template',
    );
    const body = `template_name = aws_elastic_beanstalk_configuration_template.base.name\n${setting('MinSize', '2')}`;
    const project = projectWith({ 'infra/a.tf': resource('prod', body), 'infra/b.tf': template });
    expect([size(project), size(project, 'MinSize'), isComplete(project)]).toEqual(['4', '2', true]);
    const other = projectWith({ 'infra/a.tf': resource('prod', body), 'b.tf': template });
    expect([size(other), isComplete(other)]).toEqual([undefined, false]);
  });

  it('has each option once, and does not know what its template does not know', () => {
    const template = resource(
      'base',
      setting('MaxSize', '4') + setting('MinSize', '1'),
      'configuration_template',
    );
    const body = `template_name = aws_elastic_beanstalk_configuration_template.base.name\n${setting('MinSize', '2')}`;
    const own = environments(projectWith({ 'a.tf': resource('prod', body) + template }));
    expect(own.map((one) => one.settings.map(({ option, value }) => [option.value, value.text]))).toEqual([
      [
        ['MaxSize', '4'],
        ['MinSize', '2'],
      ],
    ]);
    const open = resource('base', 'setting = var.a\n', 'configuration_template');
    const project = projectWith({ 'a.tf': resource('prod', body) + open });
    expect(environmentDoubt(project)?.reason).toBe('only Terraform knows the settings');
  });

  it('has two scheduled actions of one option', () => {
    const action = (name: string, value: string) =>
      setting('MinSize', value, 'aws:autoscaling:scheduledaction').replace(
        'name',
        `resource = "${name}"\nname`,
      );
    const files = (other: string) => ({
      'a.tf': resource('prod', action('Day', '4') + action('Night', '1')),
      'b.tf': resource('test', action('Day', '4') + action('Night', other)),
    });
    const valuesOf = (project: ReturnType<typeof projectWith>) =>
      [...settings(project).of('aws:autoscaling:scheduledaction')].map(({ resource: name, value }) => [
        name,
        value.kind === 'literal' ? value.text : '?',
      ]);
    expect(valuesOf(projectWith(files('1')))).toEqual([
      ['Day', '4'],
      ['Night', '1'],
    ]);
    expect(valuesOf(projectWith(files('2')))).toContainEqual(['Night', '?']);
  });

  it('does not know an environment of which there is only a template', () => {
    const project = projectWith({
      'a.tf': resource('base', setting('MaxSize', '4'), 'configuration_template'),
    });
    expect([size(project), environmentDoubt(project)?.reason]).toEqual([
      '4',
      'no file describes the environment',
    ]);
  });

  it('is what an environment had, where no file says otherwise', () => {
    const option = (OptionName: string, Value: string) => ({
      Namespace: 'aws:autoscaling:asg',
      OptionName,
      Value,
    });
    const text = JSON.stringify({
      ConfigurationSettings: [
        {
          EnvironmentName: 'prod',
          OptionSettings: [option('MaxSize', '4'), option('MinSize', '1'), option('Cooldown', '9')],
        },
      ],
    });
    const project = projectWith({ 'a.json': text }, CONFIG);
    expect([size(project), size(project, 'MinSize'), size(project, 'Cooldown')]).toEqual(['?', '1', '9']);
  });

  it('tells platform and tier', () => {
    const stack = 'solution_stack_name = "64bit Amazon Linux 2023 v4.0.1 running Python 3.11"\n';
    const project = projectWith({ 'a.tf': resource('prod', `${stack}tier = "Worker"\n`) });
    expect([platform(project).language, tierOf(project)]).toEqual(['python', 'worker']);
    const both = projectWith({
      'a.tf': resource('prod', stack) + resource('work', `tier = "Worker"\n${stack}`),
    });
    expect([platform(both).language, tierOf(both)]).toEqual(['python', 'unknown']);
    expect(tierOf(projectWith({ 'a.tf': resource('prod', stack) }))).toBe('web');
    const open = projectWith({ 'a.tf': resource('prod', `${stack}setting = var.a\n`) });
    expect([environmentTier(open), environmentTier(projectWith({}))]).toEqual([undefined, undefined]);
  });
});

describe('what several files say of environments', () => {
  const stack = (name: string) => `solution_stack_name = "64bit Amazon Linux 2023 v4.0.1 running ${name}"\n`;
  const report = (name: string, value = '4') =>
    JSON.stringify({
      ConfigurationSettings: [
        {
          EnvironmentName: name,
          OptionSettings: [{ Namespace: 'aws:autoscaling:asg', OptionName: 'MaxSize', Value: value }],
        },
      ],
    });

  it('is the platform of the environment, else of its template, where all have the same', () => {
    const using = 'template_name = aws_elastic_beanstalk_configuration_template.base.name\n';
    const template = resource('base', stack('Python 3.11'), 'configuration_template');
    const languageOf = (...own: string[]) => platform(projectWith({ 'a.tf': own.join('') })).language;
    expect(languageOf(resource('a', using), template)).toBe('python');
    expect(languageOf(resource('a', using + stack('Node.js 22')), template)).toBe('node');
    expect(
      languageOf(resource('a', stack('Node.js 22')), resource('b', stack('Python 3.11'))),
    ).toBeUndefined();
    expect(languageOf(resource('a', stack('Node.js 22')), resource('b', ''))).toBeUndefined();
    expect(languageOf(resource('a', 'solution_stack_name = var.a\n'))).toBeUndefined();
  });

  it('is the tier that all have', () => {
    const tierIn = (...bodies: string[]) =>
      environmentTier(
        projectWith({ 'a.tf': bodies.map((body, index) => resource(`e${index}`, body)).join('') }),
      );
    expect(tierIn('tier = "Worker"\n', 'tier = "Worker"\n')).toBe('Worker');
    expect(tierIn('tier = "Worker"\n', '')).toBeUndefined();
    expect(tierIn('', '')).toBe('WebServer');
    expect(tierIn('tier = var.a\n')).toBeUndefined();
  });

  it('has of what runs only what nothing else says, and nothing that people wrote', () => {
    const both = projectWith({ 'a.json': report('prod'), 'b.tf': resource('prod', setting('MinSize', '2')) });
    expect([size(both), size(both, 'MinSize')]).toEqual([undefined, '2']);
    expect(writtenEnvironments(both).map(({ id }) => id)).toEqual(['prod']);
    expect([...reportedFiles(both)].map(({ name }) => name)).toEqual(['a.json']);
    const running = projectWith({ 'a.json': report('prod'), 'b.json': report('test', '5') });
    expect([size(running), writtenEnvironments(running), reportedFiles(running).size]).toEqual(['?', [], 2]);
    const broken = projectWith({ 'a.json': report('prod').slice(0, -2) });
    expect([reportedFiles(broken).size, environmentDoubt(broken)?.reason]).toEqual([
      0,
      'a.json cannot be read',
    ]);
    expect(environmentDoubt(broken)?.at?.file.name).toBe('a.json');
  });

  it('is compared up to a limit', () => {
    const many = (count: number, last = '4') =>
      projectWith({
        'a.tf': Array.from({ length: count }, (_, index) =>
          resource(`e${index}`, setting('MaxSize', index === count - 1 ? `"${last}"` : '"4"')),
        ).join(''),
      });
    expect([size(many(MAX_ENVIRONMENTS)), environmentDoubt(many(MAX_ENVIRONMENTS))]).toEqual([
      '4',
      undefined,
    ]);
    expect(size(many(MAX_ENVIRONMENTS, '5'))).toBe('?');
    const over = many(MAX_ENVIRONMENTS + 1, '5');
    expect([size(over), environmentDoubt(over)?.reason]).toEqual([
      '4',
      `there are more than ${MAX_ENVIRONMENTS} environments`,
    ]);
  });

  it('is one option in each environment, whatever its resource is called', () => {
    const named = (name: string) => setting('MaxSize', '"4"').replace('name', `resource = "${name}"\nname`);
    const project = projectWith({ 'a.tf': resource('a', named('A')) + resource('b', named('B')) });
    expect([size(project), environmentDoubt(project)]).toEqual(['4', undefined]);
    const unknown = projectWith({
      'a.tf': resource('a', setting('MaxSize', 'var.a')) + resource('b', setting('MaxSize', 'var.b')),
    });
    expect(size(unknown)).toBe('?');
  });

  it('is that of a template only where no environment is described', () => {
    const template = resource('base', setting('MaxSize', '"4"'), 'configuration_template');
    const project = projectWith({ 'a.tf': template + resource('prod', setting('MinSize', '"1"')) });
    expect([size(project), size(project, 'MinSize')]).toEqual([undefined, '1']);
    const own = projectWith({
      'a.tf': resource('prod', 'template_name = aws_elastic_beanstalk_configuration_template.prod.name\n'),
    });
    expect(environmentDoubt(own)?.reason).toBe('no file describes the template of the environment');
  });
});

describe('what is not known of environments', () => {
  it.each([
    [{ 'a.tf': 'resource "a" "b" {' }, {}, 'a.tf cannot be read'],
    [{}, { isElsewhere: true }, 'the configuration says that the environment is described elsewhere'],
    [
      {},
      { files: [{ name: 'b.tf', path: '/p/b.tf', unreadable: 'permission denied' }] },
      'b.tf cannot be read',
    ],
    [{}, { unclear: file('../a.tf', '') }, '../a.tf may describe the environment of another project'],
    [{ 'a.tf': resource('prod', 'setting = var.a\n') }, {}, 'only Terraform knows the settings'],
  ] as const)('is a doubt: %#', (files, more, reason) => {
    const project = projectWith(files, '', more);
    expect(environmentDoubt(project)?.reason).toBe(reason);
    expect([isComplete(project), mayBeConfiguredElsewhere(project)]).toEqual([false, true]);
  });

  it('is nothing where no file describes one', () => {
    const project = readProject({ root: '/p', files: [], ebCliConfigs: [] });
    expect([environmentDoubt(project), isComplete(project)]).toEqual([undefined, true]);
  });
});
