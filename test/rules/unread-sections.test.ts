import { describe, expect, it } from 'vitest';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { unreadSections } from '../../src/rules/config/not-read.js';
import { projectOf } from '../support/fixtures.js';

const NAME = '.ebextensions/a.yml';

const sectionsIn = (texts: Readonly<Record<string, string>>) => {
  const project = projectOf(texts);
  return unreadSections(deployedFiles(project), configFiles(project)).map(({ section }) => section.value);
};

describe('sections of Elastic Beanstalk in a file that it does not read', () => {
  it.each([
    'option_settings: { aws:autoscaling:asg: { MinSize: 2 } }',
    'option_settings: { Up.aws:autoscaling:scheduledaction: { MinSize: 2 } }',
    'option_settings: [{ option_name: PORT, value: 80 }]',
    'option_settings: [{ aws:autoscaling:asg: { MinSize: 2 } }, { option_name: PORT, value: 80 }]',
    'commands: { a: { command: make } }',
    'container_commands: { a: { command: make } }',
    'files: { /etc/a: { content: b } }',
    'files: { "c:/a": { source: b } }',
    'sources: { /etc/a: b }',
    'sources: { "c:/a": b }',
    'packages: { yum: { git: [] } }',
    'services: { sysvinit: { nginx: {} } }',
    'Resources: { AWSEBAutoScalingGroup: {} }',
    'Resources: { Note: {}, Queue: { Type: "AWS::SQS::Queue" } }',
  ])('%s', (text) => {
    expect(sectionsIn({ [NAME]: text })).toEqual([text.split(':', 1)[0]]);
  });

  it.each([
    'option_settings: { verbose: true }',
    'option_settings: { my-aws:x: { a: b } }',
    'option_settings: [{ a: b }]',
    'commands: { a: make }',
    'files: { etc/a: { content: b } }',
    'files: { /etc/a: { mode: b } }',
    'files: { "1:/a": { content: b } }',
    'sources: { etc/a: b }',
    'sources: { "1:/a": b }',
    'packages: { my-yum: {} }',
    'packages: { yum2: {} }',
    'services: { my-windows: {} }',
    'services: { windows-proxy: {} }',
    'Resources: {}',
    'Resources: { Note: {} }',
    'Resources: { Note: { Type: [a] } }',
    'Resources: { Note: { Type: "Custom::Note" } }',
    'Resources: text',
  ])('not %s', (text) => {
    expect(sectionsIn({ [NAME]: text })).toEqual([]);
  });

  it('are data where a command mentions the file by its name', () => {
    const text = 'commands: { a: { command: make } }';
    const use = (command: string) => `commands: { a: { command: ${command} } }`;
    expect(sectionsIn({ [NAME]: text, '.ebextensions/b.config': use('make') })).toEqual(['commands']);
    expect(sectionsIn({ [NAME]: text, '.ebextensions/b.config': use('run a.yml') })).toEqual([]);
  });

  it('get a name of their own where several files would have the same', () => {
    const text = 'commands: { a: { command: make } }';
    const project = projectOf(
      Object.fromEntries(['yml', 'yaml', 'json'].map((ending) => [`.ebextensions/a.${ending}`, text])),
    );
    const names = unreadSections(deployedFiles(project), configFiles(project)).map(
      (found) => found.betterName,
    );
    expect(names.toSorted()).toEqual([
      '.ebextensions/a-2.config',
      '.ebextensions/a-3.config',
      '.ebextensions/a.config',
    ]);
  });

  it('are not known in a file whose text is not there', () => {
    const files = [{ name: NAME, path: `/project/${NAME}` }];
    expect(unreadSections({ ...deployedFiles(projectOf({})), files }, [])).toEqual([]);
  });
});
