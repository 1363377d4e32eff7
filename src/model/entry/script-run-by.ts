import { parseScript, type ShellScript } from '../../parse/shell/script.js';
import { type Invocation, readsIn, SHELLS } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { child } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { isPackageManager, packageScriptRunBy } from './package-script.js';
import type { ServerContext } from './server-context.js';
import type { ShellState } from './shell-state.js';

/** The shell script of the project that a command runs, where it has been read, and its arguments, where they are known. */
export interface RunScript {
  readonly script: ShellScript;
  readonly args: readonly Word[] | undefined;
}

export function scriptRunBy(
  invocation: Invocation,
  shell: ShellState,
  context: ServerContext,
): RunScript | undefined {
  const { program, programs, args } = invocation;
  const path = programs.at(-1);
  if (program?.kind !== 'literal' || !path) return undefined;
  if (isPackageManager(program.text)) {
    const script = packageScript(invocation, shell, context);
    return script && { script, args: undefined };
  }
  const isShell = SHELLS.has(program.text) || readsIn(program.text);
  const at = args.findIndex(({ text }) => !text.startsWith('-'));
  const file = isShell ? args[at] : path;
  if (file?.kind !== 'literal') return undefined;
  const isFound = isShell || (file.text.includes('/') && file.text !== program.text);
  const name = isFound ? shell.directory.fileName(file.text) : undefined;
  const source = name === undefined ? undefined : context.fileText(name);
  return source && (isShell || isShellScript(source))
    ? { script: readScript(source), args: isShell ? args.slice(at + 1) : args }
    : undefined;
}

const readScript = oncePer((file: SourceFile) => parseScript(file));

const isShellScript = ({ text, name }: SourceFile): boolean =>
  text.startsWith('#!') ? /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text) : name.endsWith('.sh');

function packageScript(
  invocation: Invocation,
  shell: ShellState,
  context: ServerContext,
): ShellScript | undefined {
  const script = packageScriptRunBy(invocation);
  const name = shell.directory.fileName('package.json');
  const file = name === undefined ? undefined : context.fileText(name);
  return script?.kind === 'literal' && file ? readPackageScripts(file).get(script.text) : undefined;
}

/** The commands of a `package.json`, by their names. */
const readPackageScripts = oncePer((file: SourceFile): ReadonlyMap<string, ShellScript> => {
  const { root } = parseYaml(file);
  const scripts = child(root, 'scripts');
  if (scripts?.kind !== 'map') return new Map();
  return new Map(
    scripts.entries.flatMap(({ key, value }) =>
      value.kind === 'map' || value.kind === 'list'
        ? []
        : [[key.text, parseScript(mapScalar(value))] as const],
    ),
  );
});
