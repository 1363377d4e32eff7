import { describe, expect, it } from 'vitest';
import { workingFolders } from '../../../src/model/execution/working-folders.js';
import { scripts } from '../../../src/model/scripts/scripts.js';
import { projectOf } from '../../support/fixtures.js';

function foldersOf(command: string, cwd?: string) {
  const [script] = scripts(
    projectOf({
      '.ebextensions/a.config': `commands:\n  a:\n    command: ${JSON.stringify(command)}\n${cwd ? `    cwd: ${cwd}\n` : ''}`,
    }),
  );
  if (!script) throw new Error('no script');
  return script.script.commands.map((each) => workingFolders(script).get(each));
}

describe('the folder that a command runs in', () => {
  it.each([
    ['a', undefined, [undefined]],
    ['a; b', '/opt', ['/opt', '/opt']],
    ['a; cd /tmp; b; cd /var; c', '/opt', ['/opt', '/opt', '/tmp', '/tmp', '/var']],
    ['cd /tmp; a; cd b; c', undefined, [undefined, '/tmp', '/tmp', undefined]],
    ['cd "$A"; a', '/opt', ['/opt', undefined]],
    ['a', 'opt', [undefined]],
  ])('is known in %j with cwd %j', (command, cwd, folders) => {
    expect(foldersOf(command, cwd)).toEqual(folders);
  });
});
