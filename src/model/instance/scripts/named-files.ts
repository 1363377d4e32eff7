import { oncePer } from '../../../util/once-per.js';
import { baseName } from '../../../util/paths.js';
import { wordUses } from '../paths/path-uses.js';
import type { InstanceScript } from './instance-script.js';

/** The files that scripts name, without their folders: they may run them, or copy them to where they are run. */
export const filesNamedIn = oncePer(
  (scripts: readonly InstanceScript[]): ReadonlySet<string> =>
    new Set(scripts.flatMap(({ script }) => wordUses(script).map(({ word }) => baseName(word.text)))),
);
