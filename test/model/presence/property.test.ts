import { describe, expect, it } from 'vitest';
import { propertyDoubt, propertyNamed } from '../../../src/model/presence/property.js';
import { readProject } from '../../../src/model/project.js';
import { SourceFile } from '../../../src/source/index.js';
import { projectOf } from '../../support/fixtures.js';

const NAMESPACE = 'aws:elasticbeanstalk:application:environment';
const properties = (text: string) => ({
  '.ebextensions/a.config': `option_settings:\n  ${NAMESPACE}:\n    ${text}\n`,
});

/** An environment of Terraform. */
function withTerraform(text: string, isElsewhere?: true) {
  const { files } = projectOf(properties('OTHER: a'));
  const source = new SourceFile(
    '/main.tf',
    'main.tf',
    `resource "aws_elastic_beanstalk_environment" "shop" {\n${text}\n}\n`,
  );
  const environments = { files: [{ name: 'main.tf', path: '/main.tf', source }], isElsewhere };
  return readProject({ ...files, environments }, {});
}
const setting = (name: string, value: string) =>
  `  setting {\n    namespace = "${NAMESPACE}"\n    name = "${name}"\n    value = ${value}\n  }\n`;

describe('whether an environment property is there', () => {
  it.each([
    ['is set', projectOf(properties('MODE: fast')), 'there'],
    ['is set by Terraform', withTerraform(setting('MODE', '"fast"')), 'there'],
    ['is not set', projectOf(properties('MODES: fast')), 'absent'],
    ['is not set by Terraform', withTerraform(setting('MODES', '"fast"')), 'absent'],
    ['has an unknown value', projectOf(properties('MODE: {Ref: Mode}')), 'the value of MODE is not known'],
    [
      'has a variable for a value',
      withTerraform(setting('MODE', 'var.mode')),
      'the value of MODE is not known',
    ],
  ])('%s', (_, project, expected) => {
    const found = propertyNamed('MODE', project);
    expect(found.kind === 'unknown' ? found.because.reason : found.kind).toBe(expected);
  });

  it('is unknown where a file that cannot be read names it, and not another name with it inside', () => {
    const beside = (word: string) =>
      propertyNamed('MODE', projectOf({ ...properties('A: b'), '.ebextensions/z.config': `a: [${word}\n` }))
        .kind;
    expect([beside('MODE'), beside('MODES'), beside('A_MODE')]).toEqual(['unknown', 'absent', 'absent']);
  });

  it.each([
    [
      'a dynamic block',
      withTerraform('  dynamic "setting" {\n    for_each = var.settings\n    content {}\n  }'),
    ],
    ['an environment elsewhere', withTerraform('', true)],
  ])('is unknown because of %s', (_, project) => {
    expect(propertyNamed('MODE', project).kind).toBe('unknown');
  });

  it('has a place, and only the values that matter are a doubt', () => {
    const project = projectOf(properties('MODE: fast'));
    expect(propertyDoubt('MODE', project)).toMatchObject({
      reason: 'this sets MODE',
      at: { file: { name: '.ebextensions/a.config' } },
    });
    expect(propertyDoubt('MODE', project, (text) => text === 'slow')).toBeUndefined();
  });
});
