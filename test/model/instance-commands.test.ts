import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInSetting } from '../../src/parse/config-file/find-in-setting.js';
import { instanceCommandsOf } from '../../src/rules/platform/retired-path/instance-commands.js';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { positionsOf, SourceFile } from '../../src/source/index.js';

const config = (text: string) =>
  parseConfigFile(new SourceFile('/project/.ebextensions/a.config', '.ebextensions/a.config', text));

const commandsOf = (...texts: string[]) => instanceCommandsOf(texts.map(config));

/** What the command of a JSON-quoted shell text needs. */
const requirements = (shell: string, rest = '') =>
  commandsOf(
    `container_commands:\n  01_x:\n    command: ${JSON.stringify(shell)}\n${rest}`,
  )[0]!.requirements.map(({ text }) => text);

describe('what a command needs', () => {
  it.each([
    ['source /a/env', ['/a/env']],
    ['. /a/env', ['/a/env']],
    ['cd /a && make', ['/a', 'make']],
    ['sudo /a/run.sh', ['/a/run.sh']],
    ['bash /a/run.sh', ['/a/run.sh']],
    ['/a/bin/python manage.py', ['/a/bin/python']],
    ['python3.8 /a/manage.py', ['/a/manage.py']],
    ['A=1 /a/run.sh', ['/a/run.sh']],
    ['echo x; source /a/env', ['/a/env']],
    ['A=1; source /a/env; make', ['/a/env', 'make']],
    ['A=1 && source /a/env', ['/a/env']],
    ['test -d /b; cd /a && make', ['/a', 'make']],
    ['echo x | /a/run.sh', ['/a/run.sh']],
    ['cd /a && [ -f x ] && . x', ['/a']],
    ["source '/a/env' # || true", ['/a/env']],
    ['source /a/env\nmake', ['/a/env', 'make']],
    ['cd && make', ['make']],
    ['sudo', []],
    ['set -x; . /a/env; cd /b && make', ['/a/env', '/b', 'make']],
  ])('%s', (shell, expected) => {
    expect(requirements(shell)).toEqual(expected);
  });

  it.each([
    'source /a/env || true',
    'source /a/env && make || true',
    'false || source /a/env',
    'cd /a; make',
    '/a/run.sh\nmake',
    'source /a/env && make; make',
    'source /a/env; false || true',
    '(source /a/env; make); make',
    '(source /a/env; make) || true',
    'echo x | source /a/env; make',
    'source /a/env & make',
    '/a/run.sh &',
    '/a/run.sh --all &',
    '/a/run.sh | tee log',
    'test -f /a/env && source /a/env',
    '[ -f /a/env ] && source /a/env',
    '[[ -f /a/env ]] && source /a/env',
    'if [ -f /a/env ]; then source /a/env; fi',
    'x\nif true; then\n  cd /a\nfi',
    'for f in a b; do cd /a; done',
    'cat >x <<EOF\nsource /a/env\nEOF',
    'run() { cd /a; }',
    '{ cd /a; } || true',
    '(cd /a && make) || true',
    '# source /a/env',
    '',
  ])('nothing is certain in %j', (shell) => {
    expect(requirements(shell).filter((text) => text.startsWith('/a'))).toEqual([]);
  });

  it.each(['    ignoreErrors: true\n', '    test: "[ -d /a ]"\n'])('nothing beside %j', (rest) => {
    expect(requirements('source /a/env', rest)).toEqual([]);
  });

  it.each([
    'files:\n  /a/env:\n    content: x\n',
    'files:\n  /a/env/x:\n    content: x\n',
    'commands:\n  01:\n    command: mkdir -p /a\n',
    'commands:\n  01:\n    command: sudo cp env /a/\n',
    'commands:\n  01:\n    command: echo x > /a/env\n',
  ])('nothing that %j writes', (text) => {
    const use = 'container_commands:\n  01:\n    command: source /a/env\n';
    expect(commandsOf(text, use).at(-1)!.requirements).toEqual([]);
    expect(commandsOf(use)[0]!.requirements).toHaveLength(1);
  });

  it.each([
    [1024, 0],
    [1025, 1],
  ])(
    'takes up to 1,024 characters for a path in a folder that is made: %i leave %i requirements',
    (length, count) => {
      const path = '/a/'.padEnd(length, 'b');
      const [, use] = commandsOf(
        'commands:\n  01:\n    command: mkdir /a\n',
        `commands:\n  01:\n    command: source ${path}\n`,
      );
      expect(use!.requirements).toHaveLength(count);
    },
  );

  it('reads the list form as the words of one command', () => {
    const [command] = commandsOf('commands:\n  01:\n    command:\n      - cd\n      - /a || true\n');
    expect(command!.requirements.map(({ text }) => text)).toEqual(['/a || true']);
  });

  it('can do without a command', () => {
    expect(commandsOf('commands:\n  01:\n    cwd: /a\n')).toMatchObject([
      { words: [{ text: '/a' }], requirements: [] },
    ]);
  });
});

describe('the words of a command', () => {
  it('are those of its text, its test and its folder, without comments', () => {
    const [command] = commandsOf(
      'commands:\n  01:\n    command: |\n      # one\n      cat a > b # two\n    test: test -f c\n    cwd: /d\n',
    );
    expect(command!.words.map(({ text }) => text)).toEqual(['cat', 'a', 'b', 'test', '-f', 'c', '/d']);
  });

  it('stand at the right line of a block, with CR LF as well', () => {
    for (const end of ['\n', '\r\n']) {
      const [command] = commandsOf(
        ['commands:', '  01:', '    command: |', '      one', '      two', ''].join(end),
      );
      expect(command!.words.map(({ place }) => positionsOf(place).start)).toEqual([
        { line: 4, column: 7 },
        { line: 5, column: 7 },
      ]);
    }
  });

  it('lie inside the file, whatever it holds', () => {
    const piece = fc.constantFrom(
      '\n',
      '  ',
      '|',
      '"',
      "'",
      '#',
      'cd /a',
      ' && ',
      '<<EOF',
      '$(x)',
      '\\',
      'é',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = `commands:\n  01:\n    command: ${pieces.join('')}\n`;
        for (const { words } of commandsOf(text))
          for (const { place } of words) {
            expect(place.span.start).toBeLessThanOrEqual(place.span.end);
            expect(place.span.end).toBeLessThanOrEqual(text.length);
          }
      }),
      // A quote that nothing closes, a redirection to nowhere.
      { examples: [[['"', '\\', '#']], [['cd /a', '>;', 'cd /a']]] },
    );
  });
});

describe('findInSetting', () => {
  const find = (value: string) => {
    const [setting] = config(`option_settings:\n  a:b:\n    c: ${value}\n`).settings;
    const found = findInSetting(setting!, (text) => {
      const start = text.indexOf('HERE');
      return start === -1 ? undefined : { start, end: start + 4 };
    });
    if (!found) return undefined;
    const { file, span } = found.place;
    expect(file.text.slice(span.start, span.end)).toBe(found.value);
    return span.start;
  };

  it.each(['x HERE', '"x\\tHERE"', "'it''s HERE'", '[a, b HERE]', '|\n      x\n      HERE\n', '!!str HERE'])(
    'finds a part of %j at its place',
    (value) => {
      expect(find(value)).toBeGreaterThan(0);
    },
  );

  it.each(['x', '!Sub HERE', '\'`{"Ref": "HERE"}`\'', '{ Ref: HERE }', '!Split [HERE]'])(
    'finds nothing in %j',
    (value) => {
      expect(find(value)).toBeUndefined();
    },
  );
});
