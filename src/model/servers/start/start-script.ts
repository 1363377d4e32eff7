import { parseScript } from '../../../parse/shell/script.js';
import { unwrapCommand, type Invocation } from '../../../parse/shell/unwrap-command.js';
import { child, scalar, type Node, type ScalarNode } from '../../../parse/yaml/node.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import { parseYaml } from '../../../parse/yaml/yaml.js';
import { oncePer } from '../../../util/once-per.js';
import { sourceNamed, type ProjectFile } from '../../bundle/project-files.js';
import { packageScriptRunBy } from './package-script.js';

/** The script that `npm start` runs, and what comes last of all that it runs. */
export interface StartScript {
  readonly node: ScalarNode;
  readonly last: Invocation | undefined;
}

/** What `package.json` says of `npm start`. */
export const readStartScript = oncePer((files: readonly ProjectFile[]): StartScript | undefined => {
  const file = sourceNamed('package.json', files);
  const root = file && parseYaml(file).root;
  const scripts = root && child(root, 'scripts');
  const start = scripts && scalar(scripts, 'start');
  return start && { node: start, last: lastOf(start, scripts, 0) };
});

/** Scripts that run scripts, as far as anybody writes them. */
const MAX_DEPTH = 5;

function lastOf(script: ScalarNode, scripts: Node, depth: number): Invocation | undefined {
  const command = parseScript(mapScalar(script)).commands.at(-1);
  const last = command && !command.isInBackground ? unwrapCommand(command).at(-1) : undefined;
  const name = last && packageScriptRunBy(last);
  const next = !name || depth === MAX_DEPTH ? undefined : scalar(scripts, name.text);
  return next ? lastOf(next, scripts, depth + 1) : last;
}
