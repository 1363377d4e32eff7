import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHELLS } from '../../src/cli/commands.js';
import { completion } from '../../src/commands/completion.js';
import { fishScript } from '../../src/commands/completion.js';
import { zshScript } from '../../src/commands/completion.js';
import { vocabulary } from '../../src/commands/completion/vocabulary.js';
import { sharedFolder } from '../support/shared-folder.js';
import { Clone } from './clone.js';

/** What is typed, and what the Tab key makes of it. */
const LINES: readonly (readonly [string, string])[] = [
  ['eblint mig', 'eblint migrate'],
  ['eblint --preset strict mig', 'eblint --preset strict migrate'],
  ['eblint -- mig', 'eblint -- mig'],
  ['eblint ser', 'eblint services/'],
  ['eblint --pre', 'eblint --preset'],
  ['eblint --preset s', 'eblint --preset strict'],
  ['eblint --preset=s', 'eblint --preset=strict'],
  ['eblint -f sa', 'eblint -f sarif'],
  ['eblint why --format j', 'eblint why --format json'],
  ['eblint --explain routing/port-m', 'eblint --explain routing/port-mismatch'],
  ['eblint --rule routing/port-mismatch:o', 'eblint --rule routing/port-mismatch:off'],
  ['eblint --rule=routing/port-mismatch:o', 'eblint --rule=routing/port-mismatch:off'],
  ['eblint --rule routing/*:o', 'eblint --rule routing/*:off'],
  ['eblint --suppress-rule routing/port-m', 'eblint --suppress-rule routing/port-mismatch'],
  ['eblint --output sa', 'eblint --output sarif:'],
  ['eblint --output sarif:ser', 'eblint --output sarif:services/'],
  ['eblint --output=sarif:ser', 'eblint --output=sarif:services/'],
  ['eblint options aws:elbv2:listenerr', 'eblint options aws:elbv2:listenerrule:'],
  ['eblint resolve aws:rd', 'eblint resolve aws:rds:dbinstance'],
  ['eblint --config ser', 'eblint --config services/'],
  ['eblint --wri', 'eblint --wri'],
  ['eblint migrate --wri', 'eblint migrate --write'],
  ['eblint migrate --to a', 'eblint migrate --to al2023'],
  ['eblint migrate ser', 'eblint migrate services/'],
  ['eblint completion z', 'eblint completion zsh'],
];

let clone: Clone;

beforeAll(async () => {
  clone = new Clone(
    await sharedFolder('completion', (folder) => {
      for (const shell of SHELLS)
        writeFileSync(join(folder, `script.${shell}`), completion({ paths: [shell] }));
      mkdirSync(join(folder, 'services'));
    }),
  );
});

it.each(SHELLS)('%s finds no mistake in its script', (shell) => {
  expect(clone.run(`${shell} -n script.${shell}`)).toEqual({ status: 0, output: '' });
});

/** How a shell is started in a terminal, with a key that prints the line that is typed. */
const TERMINALS = {
  bash: {
    start: 'bash --norc -i',
    setUp: (script: string) => `source ${script}; bind -x '"\\C-t": printf "<%s>\\n" "$READLINE_LINE"'`,
  },
  zsh: {
    start: 'zsh -f -i',
    setUp: (script: string) =>
      `autoload -U compinit; compinit -D -u; source ${script}; show() { printf "<%s>\\n" "$BUFFER" }; zle -N show; bindkey "^T" show`,
  },
} as const;

/** What the Tab key makes of a line in a shell that has read a script. */
function tabbed(shell: keyof typeof TERMINALS, typed: string, script = `script.${shell}`): string {
  const { start, setUp } = TERMINALS[shell];
  clone.write('set-up', setUp(script));
  clone.write(
    'terminal.zsh',
    `zmodload zsh/zpty
zpty terminal '${start}'
zpty -w terminal "source ./set-up; echo re''ady"
zpty -r -m terminal seen '*ready*'
zpty -w -n terminal $'${typed}\\t\\x14'
zpty -r -m terminal seen '*<eblint*>*'
print -r -- "$seen"
zpty -d terminal
`,
  );
  const output = clone.succeed('TERM=dumb timeout 20 zsh -f terminal.zsh');
  // Zsh writes the "=" that a value may follow.
  return /<(eblint.*?)[ =]*>/.exec(output)?.[1] ?? output;
}

/** The lines that fish offers, without those that only contain the word. */
const offeredByFish = (typed: string, script = 'script.fish'): string[] =>
  clone
    .succeed(`fish --no-config -c "source ${script}; complete -C '${typed}'"`)
    .split('\n')
    .map((line) => typed.slice(0, typed.lastIndexOf(' ') + 1) + line.split('\t', 1).join(''))
    .filter((line) => line.startsWith(typed));

describe.each(['bash', 'zsh'] as const)('the Tab key in %s', (shell) => {
  it.each(LINES)('completes %j', (typed, completed) => {
    // Zsh quotes what it would expand itself.
    expect(tabbed(shell, typed).replace('\\*', '*')).toBe(completed);
  });
});

describe('the Tab key in fish', () => {
  it.each(LINES)('completes %j', (typed, completed) => {
    expect(offeredByFish(typed)).toEqual(completed === typed ? [] : [completed]);
  });
});

describe('a name with code in it', () => {
  const name = "x$(touch run)`touch run`:it's";
  const { commands, ...others } = vocabulary();
  const hostile = { ...others, commands: commands.map((command) => ({ ...command, names: [name] })) };

  it('is a text in zsh', () => {
    clone.write('hostile.zsh', zshScript(hostile));
    expect(tabbed('zsh', 'eblint completion x', 'hostile.zsh').replaceAll('\\', '')).toBe(
      `eblint completion ${name}`,
    );
    expect(existsSync(join(clone.folder, 'run'))).toBe(false);
  });

  it('is a text in fish', () => {
    clone.write('hostile.fish', fishScript(hostile));
    expect(offeredByFish('eblint completion x', 'hostile.fish')).toEqual([`eblint completion ${name}`]);
    expect(existsSync(join(clone.folder, 'run'))).toBe(false);
  });
});

it('bash quotes a path with code in its name', () => {
  clone.write('y$(touch run)', '');
  expect(tabbed('bash', 'eblint y')).toBe(String.raw`eblint y\$\(touch\ run\)`);
  expect(existsSync(join(clone.folder, 'run'))).toBe(false);
});
