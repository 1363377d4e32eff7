import { oncePer } from '../../util/memo.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import { scripts } from './scripts.js';

/** The words of a script: runs of letters, digits and underscores, so that `apt-get` is two. */
const wordsIn = oncePer(({ text }: InstanceScript): ReadonlySet<string> => new Set(text.match(/\w+/g)));

/** The words of all scripts: what no script has is found out at one look. */
const words = fact('words', (project): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const script of scripts(project)) for (const word of wordsIn(script)) all.add(word);
  return all;
});

/** The scripts that have one of these words, in the order of a deployment. */
export function scriptsWith(wanted: readonly string[], project: Project): readonly InstanceScript[] {
  if (!wanted.some((word) => words(project).has(word))) return [];
  return scripts(project).filter((script) => wanted.some((word) => wordsIn(script).has(word)));
}
