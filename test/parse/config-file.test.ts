import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { problemsOf } from '../../src/parse/config-file/problems.js';
import {
  entriesIn,
  managersIn,
  namelessKeysIn,
  scalarsOf,
  type SectionName,
  textOf,
} from '../../src/parse/config-file/sections.js';
import { isFalse, isTrue, type Place, SourceFile } from '../../src/source/index.js';

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
    const facts = entriesIn(parse(text), 'commands', 'container_commands').map((entry) => [
      entry.section,
      entry.name.text,
      scalarsOf(entry.command).map((word) => word.text),
      textOf(entry.test),
      textOf(entry.cwd),
      isTrue(entry.ignoreErrors),
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

describe('sections', () => {
  const namesIn = (text: string, section: SectionName): string[] =>
    entriesIn(parse(text), section).map(
      ({ name, manager, isKnown }) =>
        `${manager ? `${manager.text}/` : ''}${name.text}${isKnown ? '' : ' (unknown)'}`,
    );

  it('are read with the keys of their entries', () => {
    const [file, other] = entriesIn(
      parse(
        [
          'files:',
          '  "/etc/a.conf":',
          '    mode: "000644"',
          '    content: |',
          '      x',
          '    note: y',
          '  /etc/b.conf: {source: "https://example.com/b", encoding: plain}',
        ].join('\n'),
      ),
      'files',
    );
    expect([file?.name.text, textOf(file?.content), textOf(file?.mode)]).toEqual([
      '/etc/a.conf',
      'x\n',
      '000644',
    ]);
    expect(file?.source).toBeUndefined();
    expect(file).not.toHaveProperty('note');
    expect(textAt(file!.part.place)).toMatch(/^"\/etc\/a.conf":[^]*note: y\n?/);
    expect(textAt(other!.encoding!.key.place)).toBe('encoding');
    expect(textAt(other!.source!.value.place)).toBe('"https://example.com/b"');
  });

  it('of resources have their attributes', () => {
    const resources = entriesIn(
      parse(
        'Resources:\n  Queue: {Type: AWS::SQS::Queue, Condition: C}\n  AWSEBAutoScalingGroup: {Metadata: {}}\n',
      ),
      'Resources',
    );
    expect(
      resources.map(({ name, Type, Condition, Metadata }) => [
        name.text,
        textOf(Type),
        textOf(Condition),
        Metadata?.value.kind,
      ]),
    ).toEqual([
      ['Queue', 'AWS::SQS::Queue', 'C', undefined],
      ['AWSEBAutoScalingGroup', undefined, undefined, 'map'],
    ]);
  });

  it.each<[string, SectionName, string, string[]]>([
    [
      'names below managers',
      'packages',
      'packages: {yum: {git: [], jq: 1}, rpm: {x: y}}',
      ['yum/git', 'yum/jq', 'rpm/x'],
    ],
    ['the list form', 'packages', 'packages: {yum: [git, {a: b}]}', ['yum/git']],
    [
      'managers that exist',
      'services',
      'services: {sysvinit: {a: {}}, systemd: {b: {}}, init: {c: {}}}',
      ['sysvinit/a', 'systemd/b'],
    ],
    ['both halves', 'users', 'users: {a: {}}\ngroups: {g: {}}\nusers: {b: {}}', ['a', 'b']],
    ['folders', 'sources', 'sources: {/a: x, /b: y}', ['/a', '/b']],
    ['outputs', 'Outputs', 'Outputs: {A: {Value: x}}', ['A']],
    ['a template in a name', 'commands', 'commands: {"01_${X}": {}, 02: {}}', ['01_${X} (unknown)', '02']],
    ['a placeholder in a name', 'files', 'files: {"/etc/<your_app>": {}}', ['/etc/<your_app>']],
    [
      'a function beside names',
      'Resources',
      'Resources: {"Fn::ForEach::X": [], Q: {}}',
      ['Fn::ForEach::X (unknown)', 'Q'],
    ],
    ['a function in an entry', 'files', 'files: {/a: {"Fn::If": []}, /b: {}}', ['/a (unknown)', '/b']],
    ['a tag', 'files', 'files: !Foo {/a: {}}', ['/a (unknown)']],
    ['no map', 'commands', 'commands: [a, b]', []],
    ['nothing', 'groups', 'groups:', []],
  ])('with %s', (_, section, text, names) => {
    expect(namesIn(text, section)).toEqual(names);
  });

  it('read keys beside a name as keys that lost their indentation', () => {
    const text = 'commands:\n  command: a\n  01_x:\n  command: b\n  test: c\n  02_y: {command: d}\n';
    const config = parse(text);
    expect(entriesIn(config, 'commands').map(({ name, beside }) => [name.text, beside.length])).toEqual([
      ['01_x', 2],
      ['02_y', 0],
    ]);
    expect(namelessKeysIn(config, 'commands').map((keys) => keys.map((key) => key.text))).toEqual([
      ['command'],
    ]);
  });

  it('keep the last of two values of a key', () => {
    const [file] = entriesIn(parse('files:\n  /a:\n    mode: "1"\n    mode: "2"\n'), 'files');
    expect(textOf(file?.mode)).toBe('2');
  });

  it('list managers whether or not they exist', () => {
    const config = parse('packages: {yum: {}, brew: {}, "${X}": {}}');
    expect(managersIn(config, 'packages').map(({ key }) => key.text)).toEqual(['yum', 'brew']);
  });

  it('are read once', () => {
    const config = parse('files: {/a: {}}');
    expect(entriesIn(config, 'files')[0]).toBe(entriesIn(config, 'files')[0]);
  });
});

describe('Resources that are no maps', () => {
  it.each([
    ['Resources: [a]', ['section Resources a list']],
    ['Resources: text', ['section Resources a string']],
    ['Resources:', []],
    ['Resources: {Q: , R: text, S: [a]}', ['resource Q nothing', 'resource R a string', 'resource S a list']],
    [
      'Resources: {Q: {Properties: [a]}, R: {Properties: }, S: {Properties: {"Fn::X": 1}}}',
      ['properties Q a list'],
    ],
    ['Resources: {"Fn::ForEach::X": [], "${X}": text}', []],
  ])('%s', (text, faults) => {
    const problems = problemsOf([parse(text)], 'resource-not-a-map');
    expect(problems.map(({ part, key, holds }) => `${part} ${key.text} ${holds}`)).toEqual(faults);
  });
});

describe('a file', () => {
  it.each(['', '# nothing\n', '---\n', '\uFEFF', '{}', '~\n'])('may hold nothing: %j', (text) => {
    expect(parse(text)).toMatchObject({ problems: [], broken: false, settings: [] });
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
        const config = parse(text);
        const places = [
          ...config.settings.flatMap(({ place, namespace, option }) => [
            place,
            namespace.place,
            option.place,
          ]),
          ...entriesIn(config, 'commands', 'files', 'Resources').map(({ part }) => part.place),
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
    ['', false],
  ])('%s: %s', (value, ignoresErrors) => {
    const text = `commands:\n  a:\n    command: b\n    ignoreErrors: ${value}\n`;
    const [command] = entriesIn(parse(text), 'commands');
    expect(isTrue(command?.ignoreErrors)).toBe(ignoresErrors);
    expect(isFalse(command?.ignoreErrors)).toBe(value === 'false');
  });
});

describe('a file with a line that breaks it', () => {
  const START = 'option_settings:\n  a:b:\n    C: 1\n';
  const END = '  e:f:\n    G: 2\n';
  const OTHERS = ['a:b/C = literal:1', 'e:f/G = literal:2'];

  it.each([
    ['a half-typed option', '    Some'],
    ['a half-typed namespace', '  aws:elbv2:lis'],
    ['a half-typed section', 'container_comm'],
    ['an entry of a section that begins', 'commands:\n  01_a:\n    command: ls\n  02'],
  ])('is known but for %s', (_, line) => {
    const { broken, lost, settings, problems } = parse(`${START}${END}${line}\nfiles: {}\n`);
    expect(broken).toBe(true);
    expect(problems.map(({ kind }) => kind)).toEqual(['syntax']);
    expect(lost).toMatchObject([{ text: '' }]);
    expect(settings.map(({ option, value }) => `${option.value} ${value.text}`)).toEqual(['C 1', 'G 2']);
  });

  it.each([
    ['without a colon', '    D ws, api', 'a:b/D = dynamic:x'],
    ['with a quote that is not closed', '    D: "ws, api', 'a:b/D = dynamic:x'],
    ['with a colon in it', '    D: ws: api', 'a:b/D = dynamic:x'],
    ['with a character that begins no value', '    D: @ws', 'a:b/D = dynamic:x'],
  ])('has an unknown value %s', (_, line, setting) => {
    const text = `${START}${line}\n${END}`;
    const [first, last] = OTHERS;
    expect(settingsOf(text).map((one) => one.replace(/x+$/, 'x'))).toEqual([first, setting, last]);
    const [, { value }] = parse(text).settings as [unknown, { value: { place: Place } }];
    expect(line.endsWith(textAt(value.place))).toBe(true);
    expect(parse(text).lost).toMatchObject([{ text: `${line}\n  a:b:\noption_settings:` }]);
  });

  it.each([
    ['a name that lacks its value', '    MinSize'],
    ['a key of an entry that lacks its value', '    command'],
    ['a name with what is below it', '  c:d\n    E: 1'],
    ['a package', 'packages:\n  yum:\n    git\n    gcc: []'],
    ['a tab', '\tD: 1'],
    ['a merge conflict', '<<<<<<< HEAD'],
    ['four broken lines', '    A\n    B\n    D\n    E'],
    ['a value of one character', '    D 1'],
  ])('is not known after %s', (_, lines) => {
    const { broken, lost } = parse(`${START}${lines}\n${END}`);
    expect({ broken, lost }).toEqual({ broken: true, lost: undefined });
  });

  it('is not known where it is JSON', () => {
    expect(parse('{\n  "option_settings": {\n    "a:b": {"C": "1\n  }\n}\n').lost).toBeUndefined();
  });

  it('leaves the other problems of the file', () => {
    const { problems } = parse(`${START}    C: 2\n    D\n${END}`);
    expect(problems.map(({ kind }) => kind)).toEqual(['syntax', 'duplicate-key']);
  });
});
