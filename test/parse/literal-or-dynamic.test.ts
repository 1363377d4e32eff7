import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { projectOf } from '../support/fixtures.js';

const said = (text: string) =>
  lintModel(projectOf({ '.ebextensions/a.config': text }), { preset: 'strict' }).diagnostics.map(
    ({ ruleId, message }) => `${ruleId}: ${message}`,
  );

/** Every place where a map belongs, with a gap for one. */
const PLACES = [
  'commands:\n  a: @\n',
  'commands: @\n',
  'container_commands:\n  a:\n    command: @\n',
  'files:\n  /etc/a: @\n',
  'files:\n  /etc/a:\n    content: @\n',
  'packages: @\n',
  'packages:\n  yum: @\n',
  'services:\n  sysvinit: @\n',
  'services:\n  sysvinit:\n    nginx: @\n',
  'Resources: @\n',
  'Resources:\n  Topic: @\n',
  'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: @\n',
  'option_settings: @\n',
  'option_settings:\n  aws:autoscaling:asg: @\n',
  'option_settings:\n  aws:autoscaling:asg:\n    MinSize: @\n',
];

describe('what only the deployment knows is dynamic in every section', () => {
  it.each(
    ['{"CmpFn::Remove": y}', '{"Fn::If": [A, {Type: B}, C]}', '!If [A, B, C]', '"{{ name }}"'].flatMap(
      (value) => PLACES.map((place) => [value, place.trim().replaceAll('\n', ' / '), place] as const),
    ),
  )('%s in %s', (value, _, place) => {
    const rules = said(place.replace('@', value)).map((text) => text.split(':')[0]);
    // Names that other files have to declare, short tags, and templates that nobody fills in have rules of their own.
    const own = ['resources/unknown-reference', 'config/unsupported-tag', 'settings/unexpanded-variable'];
    expect(rules.filter((id) => !own.includes(id!))).toEqual([]);
  });
});

describe('a tag of YAML itself changes nothing', () => {
  it.each([
    'commands:\n  a: !!map {cwd: /}\n',
    'commands: !!map\n  a: {cwd: /}\n',
    'files: !!map\n  etc: {mode: "1"}\n',
    'packages: !!map\n  apt: {a: []}\n',
    'Resources: !!map\n  Topic: {Properties: {}}\n',
    'Resources:\n  Topic: !!map {Properties: {}}\n',
    'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: !!seq []\n',
    'option_settings: !!map\n  aws:autoscaling:asg: {MinSiz: 1}\n',
    'option_settings:\n  aws:autoscaling:asg: !!map {MinSiz: 1}\n',
    'option_settings:\n  aws:autoscaling:asg:\n    MinSize: !!map {a: 1}\n',
    'commands: !!seq [a]\n',
  ])('%j', (text) => {
    const plain = said(text.replace(/!!(?:map|seq) ?/, ''));
    expect(plain).not.toEqual([]);
    expect(said(text)).toEqual(plain);
  });
});
