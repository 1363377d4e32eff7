import { parseScript } from '../../../parse/shell/script.js';
import { invocationsOf, type Invocation } from '../../../parse/shell/unwrap-command.js';
import { child, scalar } from '../../../parse/yaml/node.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import { dataFile } from '../../bundle/data-files.js';
import type { Project } from '../../project.js';
import { packageScriptRunBy } from './package-script.js';

/** A program that a script of `package.json` runs when the application starts. */
export interface PackageProgram {
  /** The name of the script. */
  readonly script: string;
  readonly invocation: Invocation;
}

/** See docs/limits.md: scripts that run scripts. */
const MAX_SCRIPTS = 20;

/**
 * The programs that `npm start` runs, or what the Procfile has in its place, and those that come before it: `prestart`.
 * A script is left out in which something else runs where a program fails.
 */
export function packageProgramsOf({ dataFiles, procfile }: Project): PackageProgram[] {
  const scripts = child(dataFile(dataFiles, 'package.json')?.root, 'scripts');
  const names = new Set(
    procfile
      ? procfile.entries.flatMap((entry) => invocationsOf(entry).flatMap((one) => namesRunBy(one)))
      : withPre('start'),
  );
  const programs: PackageProgram[] = [];
  for (const script of names) {
    const text = scalar(scripts, script);
    if (!text || names.size > MAX_SCRIPTS) continue;
    const parsed = parseScript(mapScalar(text));
    if (parsed.commands.some(({ guards }) => guards.some(({ expected }) => expected !== true))) continue;
    for (const invocation of invocationsOf(parsed)) {
      for (const name of namesRunBy(invocation)) names.add(name);
      programs.push({ script, invocation });
    }
  }
  return programs;
}

const withPre = (name: string): string[] => [`pre${name}`, name];

const namesRunBy = (invocation: Invocation): string[] => {
  const name = packageScriptRunBy(invocation);
  return name?.kind === 'literal' ? withPre(name.text) : [];
};
