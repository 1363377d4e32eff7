import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { SourceFile, type Place } from '../../src/source/index.js';

const parse = (text: string) =>
  parseConfigFile(new SourceFile('/p/.ebextensions/a.config', 'a.config', text));

const textAt = ({ file, span }: Place): string => file.text.slice(span.start, span.end);

/** Every setting as `resource/namespace/option = kind:text`. */
const settingsOf = (text: string): string[] =>
  parse(text).settings.map(
    ({ resource, namespace, option, value }) =>
      `${resource === undefined ? '' : `${resource}/`}${namespace.value}/${option.value} = ${value.kind}:${value.text}`,
  );

describe('option_settings', () => {
  it.each([
    [
      'the map form',
      'option_settings:\n  a:b:\n    C: 1\n    D: "2"\n',
      ['a:b/C = literal:1', 'a:b/D = literal:2'],
    ],
    ['the map form in JSON', '{"option_settings": {"a:b": {"C": "1"}}}', ['a:b/C = literal:1']],
    [
      'the list form',
      'option_settings:\n  - namespace: a:b\n    option_name: C\n    value: 1\n  - option_name: D\n    value: x\n',
      ['a:b/C = literal:1', 'aws:elasticbeanstalk:application:environment/D = literal:x'],
    ],
    [
      'the list form in JSON',
      '{"option_settings": [{"option_name": "C", "value": "1", "namespace": "a:b"}]}',
      ['a:b/C = literal:1'],
    ],
    [
      'a list of maps',
      'option_settings:\n  - a:b:\n      C: 1\n  - d:e:\n      F: 2\n',
      ['a:b/C = literal:1', 'd:e/F = literal:2'],
    ],
    [
      'a resource before the namespace',
      'option_settings:\n  Nightly.aws:autoscaling:scheduledaction:\n    MinSize: 1\n',
      ['Nightly/aws:autoscaling:scheduledaction/MinSize = literal:1'],
    ],
    [
      'a resource in the list form',
      'option_settings:\n- {namespace: aws:autoscaling:scheduledaction, resource_name: Nightly, option_name: MinSize, value: 1}\n',
      ['Nightly/aws:autoscaling:scheduledaction/MinSize = literal:1'],
    ],
    [
      'names with blanks',
      'option_settings:\n  a:b:\n    Application Healthcheck URL: /x\n',
      ['a:b/Application Healthcheck URL = literal:/x'],
    ],
    [
      'YAML 1.1 values',
      'option_settings:\n  a:b: {C: on, D: 0644, E: 12:30, F: ~}\n',
      ['a:b/C = literal:true', 'a:b/D = literal:420', 'a:b/E = literal:750', 'a:b/F = literal:'],
    ],
    ['a list as a value', 'option_settings:\n  a:b:\n    C: [x, y]\n', ['a:b/C = literal:x,y']],
    [
      'a function in backticks',
      'option_settings:\n  a:b:\n    C: \'`{"Ref": "X"}`\'\n',
      ['a:b/C = dynamic:`{"Ref": "X"}`'],
    ],
    ['a function as a map', 'option_settings:\n  a:b:\n    C: {Ref: X}\n', ['a:b/C = dynamic:']],
    ['a short tag', 'option_settings:\n  a:b:\n    C: !Ref X\n', ['a:b/C = dynamic:X']],
    ['a template', 'option_settings:\n  a:b:\n    C: ${X}\n', ['a:b/C = dynamic:${X}']],
    ['a placeholder', 'option_settings:\n  a:b:\n    C: <your_app>\n', ['a:b/C = placeholder:<your_app>']],
    [
      'two sections of one name',
      'option_settings:\n  a:b: {C: 1}\nfiles: {}\noption_settings:\n  a:b: {C: 2}\n',
      ['a:b/C = literal:1', 'a:b/C = literal:2'],
    ],
    [
      'merged options',
      'x: &x {C: 1}\noption_settings:\n  a:b:\n    <<: *x\n    D: 2\n',
      ['a:b/D = literal:2', 'a:b/C = literal:1'],
    ],
    ['an empty section', 'option_settings:\n', []],
    ['a namespace without options', 'option_settings:\n  a:b:\n  c:d: text\n', []],
    ['an item without a value', 'option_settings:\n  - option_name: C\n', []],
    ['an item that is text', 'option_settings:\n  - C\n', []],
    ['another section', 'Option_Settings:\n  a:b: {C: 1}\n', []],
  ])('in %s', (_, text, expected) => {
    expect(settingsOf(text)).toEqual(expected);
  });

  it('know where each of their parts is', () => {
    const [setting] = parse('option_settings:\r\n  "My.aws:x:y":\r\n    Rules: a, b\r\n').settings;
    expect(textAt(setting!.namespace.place)).toBe('aws:x:y');
    expect(textAt(setting!.option.place)).toBe('Rules');
    expect(textAt(setting!.value.place)).toBe('a, b');
    expect(textAt(setting!.place)).toBe('Rules: a, b');
  });

  it('are at the item where the namespace is left out', () => {
    const [setting] = parse('option_settings:\n  - option_name: C\n    value: 1\n').settings;
    expect(setting!.namespace.place.span).toEqual({ start: 21, end: 21 });
  });
});

describe('commands', () => {
  const text = [
    'commands:',
    '  01_one:',
    '    command: echo one',
    '    test: "[ -f x ]"',
    '    cwd: /tmp',
    '    ignoreErrors: True',
    '  02_list:',
    '    command: [echo, two, {Ref: X}]',
    '    ignoreErrors: maybe',
    '  03_none:',
    '    env: {A: b}',
    '  04_text: echo',
    'container_commands:',
    '  05_block:',
    '    command: |',
    '      echo',
    '    leader_only: true',
    '    ignoreErrors: "true"',
  ].join('\n');

  it('are read with their section, words and guards', () => {
    const facts = parse(text).commands.map((command) => [
      command.section,
      command.name.value,
      command.command.map((word) => word.text),
      command.test?.text,
      command.cwd?.text,
      command.ignoresErrors,
    ]);
    expect(facts).toEqual([
      ['commands', '01_one', ['echo one'], '[ -f x ]', '/tmp', true],
      ['commands', '02_list', ['echo', 'two'], undefined, undefined, false],
      ['commands', '03_none', [], undefined, undefined, false],
      ['commands', '04_text', [], undefined, undefined, false],
      ['container_commands', '05_block', ['echo\n'], undefined, undefined, true],
    ]);
  });
});

describe('files and resources', () => {
  it('are read with what they hold', () => {
    const { files, resources } = parse(
      [
        'files:',
        '  "/etc/a.conf":',
        '    mode: "000644"',
        '    content: |',
        '      x',
        '  /etc/b.conf: {source: "https://example.com/b"}',
        'Resources:',
        '  Queue:',
        '    Type: AWS::SQS::Queue',
        '    Properties: {DelaySeconds: 1}',
        '  AWSEBAutoScalingGroup:',
        '    Metadata: {}',
      ].join('\n'),
    );
    expect(files.map(({ target, content }) => [target.value, content?.text])).toEqual([
      ['/etc/a.conf', 'x\n'],
      ['/etc/b.conf', undefined],
    ]);
    expect(resources.map(({ id, type, properties }) => [id.value, type, properties?.kind])).toEqual([
      ['Queue', 'AWS::SQS::Queue', 'map'],
      ['AWSEBAutoScalingGroup', undefined, undefined],
    ]);
  });
});

describe('a file', () => {
  it.each(['', '# nothing\n', '---\n', '\uFEFF', '{}', '~\n'])('may hold nothing: %j', (text) => {
    expect(parse(text)).toMatchObject({ problems: [], broken: false, settings: [], commands: [] });
  });

  it.each([
    ['- a: 1\n', 'a list'],
    ['just text\n', 'a string'],
    ['option_settings\n', 'a string'],
    ['"a"\n', 'a string'],
  ])('has to hold sections: %j', (text, holds) => {
    const { problems, broken } = parse(text);
    expect(broken).toBe(true);
    expect(problems).toMatchObject([{ kind: 'syntax', fault: { code: 'no-sections', holds } }]);
  });

  it('that is broken has one problem, and what could be made out', () => {
    const { problems, broken, settings } = parse('option_settings:\n  a:b:\n    C: 1\n    D: `\n');
    expect(broken).toBe(true);
    expect(problems).toHaveLength(1);
    expect(settings[0]!.value.text).toBe('1');
  });

  it('with a key that appears twice is not broken', () => {
    expect(parse('commands: {}\ncommands: {}\n')).toMatchObject({
      broken: false,
      problems: [{ kind: 'duplicate-key' }],
    });
  });

  it('of any shape does no harm', () => {
    const shape = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a', 'aws:x:y', '', null, true, 5),
        fc.dictionary(
          fc.constantFrom(
            ...['option_settings', 'commands', 'container_commands', 'files', 'Resources'],
            ...['namespace', 'option_name', 'value', 'command', 'content', 'Type', 'a.aws:x'],
          ),
          tie('node'),
        ),
        fc.array(tie('node'), { maxLength: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(shape, (value) => {
        const text = JSON.stringify({
          option_settings: value,
          commands: value,
          files: value,
          Resources: value,
        });
        const { settings, commands, files, resources } = parse(text);
        const places = [
          ...settings.flatMap(({ place, namespace, option }) => [place, namespace.place, option.place]),
          ...commands.map(({ place }) => place),
          ...files.map(({ place }) => place),
          ...resources.map(({ id }) => id.place),
        ];
        for (const { span } of places) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('a file without sections', () => {
  it.each(['', '\n', '# nothing\n', '---\n', '~\n'])('is fine where it is as empty as %j', (text) => {
    expect(parse(text)).toMatchObject({ problems: [], broken: false });
  });
});

describe('ignoreErrors', () => {
  it.each([
    ['true', true],
    ['"TRUE "', true],
    ['yes', true],
    ['false', false],
    ['"yes"', false],
    ['[true]', false],
  ])('%s: %s', (value, ignoresErrors) => {
    const text = `commands:\n  a:\n    command: b\n    ignoreErrors: ${value}\n`;
    expect(parse(text).commands).toMatchObject([{ ignoresErrors }]);
  });
});
