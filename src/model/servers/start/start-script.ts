import { parseScript } from '../../../parse/shell/script.js';
import { unwrapCommand, type Invocation } from '../../../parse/shell/unwrap-command.js';
import { child, scalar, type Node, type ScalarNode } from '../../../parse/yaml/node.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import { parseYaml } from '../../../parse/yaml/yaml.js';
import type { ProjectFile } from '../../bundle/project-files.js';

/** The script that `npm start` runs, and what comes last of all that it runs. */
export interface StartScript {
  readonly node: ScalarNode;
  readonly last: Invocation | undefined;
}

/** What `package.json` says of `npm start`. */
export function readStartScript(files: readonly ProjectFile[]): StartScript | undefined {
  const file = files.find(({ name }) => name === 'package.json');
  const root = file && 'source' in file ? parseYaml(file.source).root : undefined;
  const scripts = root && child(root, 'scripts');
  const start = scripts && scalar(scripts, 'start');
  return start && { node: start, last: lastOf(start, scripts, 0) };
}

/** Scripts that run scripts, as far as anybody writes them. */
const MAX_DEPTH = 5;

function lastOf(script: ScalarNode, scripts: Node, depth: number): Invocation | undefined {
  const command = parseScript(mapScalar(script)).commands.at(-1);
  const last = command && !command.isInBackground ? unwrapCommand(command).at(-1) : undefined;
  const name = last && scriptRunBy(last);
  const next = name === undefined || depth === MAX_DEPTH ? undefined : scalar(scripts, name);
  return next ? lastOf(next, scripts, depth + 1) : last;
}

function scriptRunBy({ program, args }: Invocation): string | undefined {
  const [first, second] = args.map(({ text }) => text);
  if (program?.text === 'npm' || program?.text === 'pnpm')
    return first === 'run' || first === 'run-script' ? second : first;
  if (program?.text === 'yarn') return first === 'run' ? second : first;
  return undefined;
}
