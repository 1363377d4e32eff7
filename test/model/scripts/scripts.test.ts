import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configFiles } from '../../../src/model/bundle/config-files.js';
import { isDecisive, isGuarded, mustSucceed } from '../../../src/model/execution/failure.js';
import { wordUses } from '../../../src/model/execution/path-uses.js';
import { writtenPaths } from '../../../src/model/paths/written-paths.js';
import { readProject } from '../../../src/model/project.js';
import { scripts } from '../../../src/model/scripts/scripts.js';
import { positionsOf } from '../../../src/source/index.js';
import { projectOf } from '../../support/fixtures.js';

/** Files of a project by name; those that end in `.config` are read as such. */
function scriptsIn(texts: Readonly<Record<string, string>>) {
  return scripts(projectOf(texts));
}

const FAILING = new Set(['enters', 'reads', 'runs', 'changes', 'removes', 'moves']);

/** What the scripts of some `.config` files need: what they enter, read, change or run for certain, and do not write. */
function requirementsOf(...texts: string[]) {
  const project = projectOf(
    Object.fromEntries(texts.map((text, index) => [`.ebextensions/${index}.config`, text])),
  );
  const isWritten = writtenPaths(configFiles(project), scripts(project));
  return scripts(project).map((script) =>
    mustSucceed(script)
      ? wordUses(script.script)
          .filter(
            (use) =>
              FAILING.has(use.use) &&
              isDecisive(script, use.commands) &&
              !isGuarded(script, use, use.word.text) &&
              !isWritten(use.word.text),
          )
          .map(({ word }) => word.text)
          .filter((text) => text.includes('/'))
      : [],
  );
}

/** What the command of a JSON-quoted shell text needs. */
const requirements = (shell: string, rest = '') =>
  requirementsOf(`container_commands:\n  01_x:\n    command: ${JSON.stringify(shell)}\n${rest}`)[0]!;

describe('what a command needs', () => {
  it.each([
    ['source /a/env', ['/a/env']],
    ['. /a/env', ['/a/env']],
    ['cd /a && make', ['/a']],
    ['sudo /a/run.sh', ['/a/run.sh']],
    ['bash /a/run.sh', ['/a/run.sh']],
    ['/a/bin/python manage.py', ['/a/bin/python']],
    ['python3.8 /a/manage.py', ['/a/manage.py']],
    ['A=1 /a/run.sh', ['/a/run.sh']],
    ['echo x; source /a/env', ['/a/env']],
    ['A=1; source /a/env; make', ['/a/env']],
    ['A=1 && source /a/env', ['/a/env']],
    ['test -d /b; cd /a && make', ['/a']],
    ['echo x | /a/run.sh', ['/a/run.sh']],
    ['cd /a && [ -f x ] && . x', ['/a']],
    ["source '/a/env' # || true", ['/a/env']],
    ['source /a/env\nmake', ['/a/env']],
    ['cd && make', []],
    ['sudo', []],
    ['source /a/env; false || true', ['/a/env']],
    ['set -x; . /a/env; cd /b && make', ['/a/env', '/b']],
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
    expect(requirementsOf(text, use).at(-1)).toEqual([]);
    expect(requirementsOf(use)[0]).toHaveLength(1);
  });

  it.each([
    [1024, 0],
    [1025, 1],
  ])(
    'takes up to 1,024 characters for a path in a folder that is made: %i leave %i requirements',
    (length, count) => {
      const path = '/a/'.padEnd(length, 'b');
      const [, use] = requirementsOf(
        'commands:\n  01:\n    command: mkdir -p /a\n',
        `commands:\n  01:\n    command: source ${path}\n`,
      );
      expect(use).toHaveLength(count);
    },
  );

  it('reads the list form as the words of one command', () => {
    expect(requirementsOf('commands:\n  01:\n    command:\n      - cd\n      - /a || true\n')).toEqual([
      ['/a || true'],
    ]);
  });

  it('can do without a command', () => {
    const [script] = scriptsIn({ '.ebextensions/a.config': 'commands:\n  01:\n    cwd: /a\n' });
    expect(script).toMatchObject({
      stage: 'commands',
      text: '',
      cwd: { text: '/a' },
      script: { commands: [] },
    });
  });
});

describe('what a command does with a path', () => {
  const usesOf = (shell: string) => {
    const [script] = scriptsIn({
      '.ebextensions/a.config': `commands:\n  01:\n    command: ${JSON.stringify(shell)}\n`,
    });
    return wordUses(script!.script)
      .filter(({ word }) => word.text.includes('/'))
      .map(({ word, use }) => `${use} ${word.text}`);
  };

  it.each([
    ['echo $(b $(c $(d $(cat /a))))', true],
    ['echo $(b $(c $(d $(e $(cat /a)))))', false],
  ])('is looked for in four substitutions in each other: %s', (shell, expected) => {
    expect(usesOf(shell).includes('reads /a')).toBe(expected);
  });

  it.each([
    ['cat /a', ['reads /a']],
    ['sudo -u root /b/cat /a', ['runs /b/cat', 'reads /a']],
    ['grep /x /a', ['prints /x', 'reads /a']],
    ['sed -e s/a/b/ /a', ['names s/a/b/', 'reads /a']],
    ['sed s/a/b/ /a', ['prints s/a/b/', 'reads /a']],
    ['sed -i s/a/b/ /a', ['prints s/a/b/', 'changes /a']],
    ['cp /a /b', ['reads /a', 'writes /b']],
    ['mv /a /b', ['moves /a', 'writes /b']],
    ['chmod 755 /a', ['changes /a']],
    ['mkdir /a', ['writes /a']],
    ['mkdir -p /a', ['makes /a']],
    ['install -d -m 755 /a', ['makes /a']],
    ['rm /a', ['removes /a']],
    ['rm -rf /a', ['clears /a']],
    ['echo /a > /b', ['prints /a', 'writes /b']],
    ['cat < /a', ['reads /a']],
    ['cat <<EOF > /b\n/a\nEOF', ['writes /b']],
    ['test -f /a', ['tests /a']],
    ['[ -f /a ] && bash /a', ['tests /a', 'runs /a']],
    ['frob --conf=/a /b', ['names --conf=/a', 'names /b']],
    ['X=/a frob', ['names /a']],
    ['echo $(cat /a)', ['prints $(cat /a)', 'reads /a']],
    ['bash -c "cat /a"', ['reads /a']],
    ['python3 /a/b.py', ['runs /a/b.py']],
    ['perl -pi -e x /a', ['changes /a']],
    ['tail -n 5 /a', ['reads /a']],
    ['/a/bin/python /b.py', ['runs /a/bin/python', 'runs /b.py']],
  ])('%s', (shell, expected) => {
    expect(usesOf(shell)).toEqual(expected);
  });
});

describe('the scripts of a project', () => {
  const HOOK = '#!/bin/bash\necho\n';

  it('come in the order of a deployment, with those of the leader first', () => {
    const scripts = scriptsIn({
      '.platform/hooks/postdeploy/z.sh': HOOK,
      '.platform/confighooks/predeploy/c.sh': HOOK,
      '.platform/hooks/prebuild/p.sh': HOOK,
      '.platform/hooks/postdeploy/lib/x.sh': HOOK,
      Buildfile: 'build: make\n',
      '.ebextensions/b.config':
        'container_commands:\n  01:\n    command: a\n  02:\n    command: b\n    leader_only: true\n',
      '.ebextensions/a.config': 'commands:\n  z:\n    command: x\n  a:\n    command: y\n',
    });
    expect(scripts.map(({ stage, origin, name }) => [stage, origin, name.value])).toEqual([
      ['commands', 'command', 'a'],
      ['commands', 'command', 'z'],
      ['prebuild', 'hook', '.platform/hooks/prebuild/p.sh'],
      ['buildfile', 'command', 'build'],
      ['container_commands', 'command', '02'],
      ['container_commands', 'command', '01'],
      ['predeploy', 'confighook', '.platform/confighooks/predeploy/c.sh'],
      ['postdeploy', 'hook', '.platform/hooks/postdeploy/z.sh'],
    ]);
  });

  it('hold what files writes where it is a script, and files that a script runs', () => {
    const scripts = scriptsIn({
      '.ebextensions/a.config': [
        'files:',
        '  /usr/local/bin/a:',
        '    content: |',
        '      #!/usr/bin/env python3',
        '      import os',
        '  /etc/cron.hourly/b:',
        '    content: cat /a',
        '  /etc/c.conf:',
        '    content: x',
        'container_commands:',
        '  01:',
        '    command: bash .ebextensions/run.sh && chmod +x .ebextensions/not-run.sh',
        '',
      ].join('\n'),
      '.ebextensions/run.sh': 'cat /b\n',
      '.ebextensions/not-run.sh': 'cat /c\n',
    });
    expect(
      scripts.slice(1).map(({ origin, stage, name, isShell, script }) => ({
        origin,
        stage,
        name: name.value,
        isShell,
        commands: script.commands.length,
      })),
    ).toEqual([
      { origin: 'file', stage: undefined, name: '/usr/local/bin/a', isShell: false, commands: 0 },
      { origin: 'file', stage: undefined, name: '/etc/cron.hourly/b', isShell: true, commands: 1 },
      {
        origin: 'side-file',
        stage: 'container_commands',
        name: '.ebextensions/run.sh',
        isShell: true,
        commands: 1,
      },
    ]);
  });
});

describe('the words of a command', () => {
  it('are at the right line of a block, with CR LF as well', () => {
    for (const end of ['\n', '\r\n']) {
      const [command] = scriptsIn({
        '.ebextensions/a.config': ['commands:', '  01:', '    command: |', '      one', '      two', ''].join(
          end,
        ),
      });
      expect(command!.script.words.map(({ place }) => positionsOf(place).start)).toEqual([
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
        for (const { script } of scriptsIn({ 'a.config': text }))
          for (const { word } of wordUses(script)) {
            const { place } = word;
            expect(place.span.start).toBeLessThanOrEqual(place.span.end);
            expect(place.span.end).toBeLessThanOrEqual(text.length);
          }
      }),
      // A quote that nothing closes, a redirection to nowhere.
      { examples: [[['"', '\\', '#']], [['cd /a', '>;', 'cd /a']]] },
    );
  });
});

describe('scripts after a change', () => {
  it('are those of before in all files that did not change, so that nothing of them is parsed again', () => {
    const before = projectOf({
      '.ebextensions/a.config': 'commands:\n  01:\n    command: ./a.sh\n',
      '.ebextensions/b.config': 'files:\n  /opt/b.sh:\n    content: |\n      #!/bin/sh\n      true\n',
      '.ebextensions/c.config': 'commands:\n  02:\n    command: ./c.sh\n',
      '.platform/hooks/prebuild/d.sh': '#!/bin/sh\ntrue\n',
      'a.sh': '#!/bin/sh\ntrue\n',
      Buildfile: 'build: ./e.sh\n',
    });
    const { files } = before.files;
    const changed = projectOf({ '.ebextensions/c.config': 'commands:\n  02:\n    command: ./d.sh\n' });
    const after = readProject({
      ...before.files,
      files: [...files.filter(({ name }) => name !== '.ebextensions/c.config'), ...changed.files.files],
    });
    const kept = scripts(after).filter((script) => scripts(before).includes(script));
    expect(kept.map(({ name }) => name.value)).toEqual([
      '01',
      '.platform/hooks/prebuild/d.sh',
      'build',
      '/opt/b.sh',
      'a.sh',
    ]);
  });
});
