import { describe, expect, it } from 'vitest';
import { ShellState } from '../../../src/model/entry/shell-state.js';
import { parseScript } from '../../../src/parse/shell/script.js';
import { unwrapCommand } from '../../../src/parse/shell/unwrap-command.js';
import { SourceFile } from '../../../src/source/index.js';

function stateAfter(text: string, state = new ShellState(() => undefined)): ShellState {
  for (const command of parseScript(new SourceFile('/p/a.sh', 'a.sh', text)).commands)
    for (const invocation of unwrapCommand(command)) state.run(invocation, command.guards.length > 0);
  return state;
}

describe('the folder of a shell', () => {
  it.each([
    ['', 'x'],
    ['cd a', 'a/x'],
    ['cd a; cd ..', 'x'],
    ['cd ..', undefined],
    ['cd -', undefined],
    ['cd "$A"', undefined],
    ['cd /var/app/current/a', 'a/x'],
    ['cd /tmp', undefined],
    ['pushd a', 'a/x'],
    ['pushd a; popd', 'x'],
    ['pushd a > /dev/null; popd > /dev/null', 'x'],
    ['cd a; pushd b; popd', 'a/x'],
    ['pushd a; pushd b; popd', 'a/x'],
    ['pushd a; pushd b; popd; popd', 'x'],
    ['pushd a; cd b; popd', 'x'],
    ['pushd /tmp; popd', 'x'],
    ['cd /tmp; pushd /var/app/current/a; popd', undefined],
    ['pushd a; pushd', 'x'],
    ['pushd a; pushd; popd', 'a/x'],
    // The shell refuses it, and stays where it is.
    ['cd a; popd', 'a/x'],
    // Where the text does not tell.
    ['pushd a; popd +1', undefined],
    ['pushd a; pushd +1', undefined],
    ['pushd -n a', undefined],
    ['if b; then pushd a; fi; popd', undefined],
    ['pushd a; if b; then popd; fi', undefined],
  ])('%s', (script, expected) => {
    expect(stateAfter(script).directory.fileName('x')).toBe(expected);
  });

  it('is forgotten above 4096 characters, and is known again from a full path', () => {
    const longest = `${'a'.repeat(4095)}/`;
    expect(stateAfter(`cd ${longest}`).directory.fileName('')).toBe(longest.slice(0, -1));
    expect(stateAfter(`cd a${longest}`).directory.fileName('')).toBeUndefined();
    expect(stateAfter(`cd a${longest}; cd /var/app/current/b`).directory.fileName('x')).toBe('b/x');
  });

  it('is restored by as many as 1000 `popd`', () => {
    const nested = (depth: number) => `${'pushd a; '.repeat(depth)}${'popd; '.repeat(depth)}`;
    expect(stateAfter(nested(1000)).directory.fileName('x')).toBe('x');
    expect(stateAfter(nested(1001)).directory.fileName('x')).toBeUndefined();
  });

  it('is not changed by another shell that begins in it', () => {
    const state = stateAfter('pushd a');
    stateAfter('popd; cd b', state.fork());
    expect(state.directory.fileName('x')).toBe('a/x');
    expect(stateAfter('popd', state.fork()).directory.fileName('x')).toBe('x');
  });
});
