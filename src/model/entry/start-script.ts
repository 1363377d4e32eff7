import { parseScript, type ScriptCommand } from '../../parse/shell/script.js';
import { type Invocation, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { child, type Node, scalar, type ScalarNode } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import { oncePer } from '../../util/memo.js';
import { type ProjectFile, sourceNamed } from '../project.js';
import { packageScriptRunBy } from './package-script.js';

/** Start scripts that run each other, where their server is looked for. */
const MAX_START_SCRIPT_DEPTH = 5;

/** The script that `npm start` runs, and what comes last of all that it runs. */
export interface StartScript {
  readonly node: ScalarNode;
  readonly last: Invocation | undefined;
}

/** What `package.json` says of `npm start`. */
export const readStartScript = oncePer((files: readonly ProjectFile[]): StartScript | undefined => {
  const scripts = scriptsOf(files);
  const start = scripts && scalar(scripts, 'start');
  return start && { node: start, last: lastOf(start, scripts, 0) };
});

const scriptsOf = oncePer((files: readonly ProjectFile[]): Node | undefined => {
  const file = sourceNamed('package.json', files);
  const root = file && parseYaml(file).root;
  return root && child(root, 'scripts');
});

/** What comes last of all that a command runs: that of a script of `package.json` where it runs one. */
export function lastRunBy(command: ScriptCommand, files: readonly ProjectFile[]): Invocation | undefined {
  const last = unwrapCommand(command).at(-1);
  return last && followScript(last, scriptsOf(files), 0);
}

function lastOf(script: ScalarNode, scripts: Node, depth: number): Invocation | undefined {
  const command = parseScript(mapScalar(script)).commands.at(-1);
  const last = command && !command.isInBackground ? unwrapCommand(command).at(-1) : undefined;
  return last && followScript(last, scripts, depth);
}

function followScript(last: Invocation, scripts: Node | undefined, depth: number): Invocation | undefined {
  const name = packageScriptRunBy(last);
  const next = !name || !scripts || depth === MAX_START_SCRIPT_DEPTH ? undefined : scalar(scripts, name.text);
  return next && scripts ? lastOf(next, scripts, depth + 1) : last;
}
