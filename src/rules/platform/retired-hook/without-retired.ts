import { type MissingPackage, missingPackage } from '../../../knowledge/packages/missing-package.js';
import { missingTool } from '../../../knowledge/packages/missing-tools.js';
import { type HookPlace } from '../../../knowledge/platform/retired-hooks.js';
import { retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import { retiredArguments, retiredTool } from '../../../knowledge/platform/retired-services.js';
import { fileEntries } from '../../../model/bundle/config-files.js';
import { scriptOfFile, type Stage } from '../../../model/execution/instance-script.js';
import { scriptUses } from '../../../model/execution/path-uses.js';
import { programRuns } from '../../../model/execution/program-runs.js';
import { fact } from '../../../model/fact.js';
import { installationOf } from '../../../model/packages/installed-packages.js';
import type { Project } from '../../../model/project.js';
import { retiredKeysIn } from '../../../model/scripts/config-keys.js';
import type { Word } from '../../../parse/shell/word.js';
import { SourceFile } from '../../../source/index.js';
import { groupBy, partitionPoint } from '../../../util/collections.js';
import { list, shorten } from '../../../util/text.js';
import type { Edit, Finding } from '../../rule.js';
import { configKeyAnswer } from '../../support/migration/config-key-answer.js';
import { pathAnswer } from '../../support/migration/path-answer.js';
import { serviceAnswer } from '../../support/migration/service-answer.js';
import { retiredSource } from '../retired-source.js';

/** Whether there is no other package in its place: one that has another name is reported where it is. */
const isGone = (missing: MissingPackage | undefined): boolean =>
  missing !== undefined && missing.successor === undefined;

/** The files that the project writes, wherever that is. */
const ownFiles = fact(
  'ownFiles',
  (project): ReadonlySet<string> => new Set(fileEntries(project).map(({ name }) => name.text)),
);

/** The help where a script needs, even as a hook of today, what no supported platform has: moved, it would fail. */
export function withoutRetired(
  text: string,
  { path, stage }: HookPlace,
  project: Project,
): Pick<Finding, 'help'> | undefined {
  const isOwn = ownFiles(project);
  const script = scriptOfFile(
    new SourceFile(path, path, text),
    path.includes('/confighooks/') ? 'confighook' : 'hook',
    stage,
  );
  const paths = scriptUses(script).flatMap(({ word }) =>
    [...retiredPaths(word.text, 'command')].flatMap((found) =>
      isOwn.has(found.path) ? [] : [{ name: found.path, word }],
    ),
  );
  const named = (words: readonly Word[]) => words.map((word) => ({ name: word.text, word }));
  const services = programRuns(script).flatMap(({ program, args }) => [
    ...(retiredTool(program.text) ? named([program]) : []),
    ...retiredArguments(
      program.text,
      args.filter((word) => !word.text.startsWith('-')),
    ).map(({ word }) => ({ name: word.text, word })),
  ]);
  const installs = programRuns(script).flatMap((run) => [
    ...(missingTool(run.program.text) ? named([run.program]) : []),
    ...named(run.args.filter((word) => retiredSource(word.text))),
    ...named(
      (installationOf(run, script.script)?.names ?? []).filter((word) =>
        isGone(missingPackage(word.text, 'provided')),
      ),
    ),
  ]);
  const needed = [...paths, ...services, ...installs];
  const names = [...new Set(needed.map(({ name }) => name))].map((name) => `\`${shorten(name)}\``);
  if (names.length === 0) return undefined;
  const { lines, lost } = linesWithout(
    text,
    needed.map(({ word }) => word.place.span.start),
  );
  const shown = list(names.slice(0, 3));
  const why = `supported platforms do not have ${names.length === 1 ? 'it' : 'them'}`;
  if (!lines.some((line) => DOES_SOMETHING.test(line)))
    return { help: `Delete it: it needs ${shown}, and ${why}.` };
  const without = list([...names.slice(0, 3), ...lost.map((name) => `\`${name}\``)], 'or');
  return { help: `Move it to \`${path}\`, without the lines that need ${without}: ${why}.` };
}

/** A line that is not only part of the frame of a script. */
export const DOES_SOMETHING =
  /^(?!\s*(?:#|$|set\s|cd\s|echo\b|exit\b|if\b|then\b|else\b|elif\b|fi\b|for\b|while\b|do\b|done\b|[{}]|(?:export\s+)?\w+=\S*\s*$))/;

/**
 * The lines of a script without those at some offsets and those that use a variable which only these set, and these variables.
 * @param offsets in the text, in UTF-16 units
 */
function linesWithout(text: string, offsets: readonly number[]): { lines: string[]; lost: string[] } {
  const all = text.split('\n');
  const ends: number[] = [];
  for (const line of all) ends.push((ends.at(-1) ?? -1) + line.length + 1);
  const removed = new Set(offsets.map((offset) => partitionPoint(ends, (end) => end < offset)));
  const usesOf = groupBy(all.keys(), (index) => namesIn(all[index] ?? ''));
  const settersOf = groupBy(all.keys(), (index) => ASSIGNMENT.exec(all[index] ?? '')?.slice(1, 2) ?? []);
  const lost = new Set<string>();
  // What a variable is used for goes with it, and may set the next one.
  for (const index of removed)
    for (const name of ASSIGNMENT.exec(all[index] ?? '')?.slice(1, 2) ?? []) {
      const uses = (usesOf.get(name) ?? []).filter((use) => !removed.has(use));
      if (uses.length === 0 || settersOf.get(name)?.some((setter) => !removed.has(setter))) continue;
      lost.add(name);
      for (const use of uses) removed.add(use);
    }
  return { lines: all.filter((_, index) => !removed.has(index)), lost: [...lost] };
}

const namesIn = (line: string): string[] => Array.from(line.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);

const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)=/;

/** The text of a script as a hook of a supported platform says it, as far as that is known. */
export function modernized(text: string, name: string, stage: Stage): string {
  const file = new SourceFile(name, name, text);
  const script = scriptOfFile(file, name.includes('/confighooks/') ? 'confighook' : 'hook', stage);
  const edits = [
    ...scriptUses(script).flatMap((use) =>
      [...retiredPaths(use.word.text, 'command')].map((path) => pathAnswer(use, path, script)),
    ),
    ...programRuns(script).map((run) => serviceAnswer(run, script)),
    ...retiredKeysIn(script).flatMap((use) => configKeyAnswer(use) ?? []),
  ];
  return withEdits(text, edits);
}

/** Each edit that touches none before it. */
function withEdits(text: string, edits: readonly (Edit | undefined)[]): string {
  const parts: string[] = [];
  let at = 0;
  const known = edits.filter((edit) => edit !== undefined);
  for (const { span, text: replacement } of known.sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) continue;
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}
