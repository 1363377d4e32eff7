import { hookPlace } from '../../../knowledge/platform/retired-hooks.js';
import { retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import { constantsIn } from '../../../model/execution/constants.js';
import {
  isDecisive,
  isGuarded,
  isUnusedValue,
  mustSucceed,
  variableOf,
} from '../../../model/execution/failure.js';
import { describeScript, type InstanceScript } from '../../../model/execution/instance-script.js';
import { foldersAbove } from '../../../model/execution/path-overlap.js';
import { FAILING_USES, type PathUse, scriptUses, type WordUse } from '../../../model/execution/path-uses.js';
import { isInRetiredFolder } from '../../../model/paths/written-paths.js';
import type { Project } from '../../../model/project.js';
import type { ScriptCommand } from '../../../parse/shell/script.js';
import type { Word } from '../../../parse/shell/word.js';
import { baseName, folderOf } from '../../../util/paths.js';
import type { Finding } from '../../rule.js';
import { fixOf } from '../../support/fix-of.js';
import { isQuoted, pathAnswer, successorAt } from '../../support/migration/path-answer.js';
import { processHelp } from '../../support/migration/process-choices.js';
import { worstOfEach } from '../../support/worst-of-each.js';
import { helpBeforeDeployment, helpForFolder } from './help-before-deployment.js';
import { needed, notRead, notUsed } from './messages.js';
import { modWsgiAnswer } from './mod-wsgi-answer.js';
import { type FoundPath, HARMLESS, placeOfPath } from './path-in-word.js';
import { proxyChangeAnswer } from './proxy-change-answer.js';

/** What a path of today may be put in the place of, whatever the rest of the command says. */
const OPENING: ReadonlySet<PathUse> = new Set(['enters', 'reads', 'runs']);

/** The program that starts a script, which takes no wildcard. */
export function* inFirstLine(script: InstanceScript, isKnown: (path: string) => boolean): Generator<Finding> {
  const line = FIRST_LINE.exec(script.text)?.[0] ?? '';
  const path = Array.from(retiredPaths(line, 'command')).find((found) => !isKnown(found.path));
  if (!path) return;
  const isFatal = path.certain && mustSucceed(script) && script.origin.endsWith('hook');
  yield {
    at: script.name.place,
    ...(isFatal ? needed(path, describeScript(script)) : notUsed(path)),
    help: path.help.includes('/var/app/venv/')
      ? "Write `#!/bin/bash` and then `/var/app/venv/*/bin/python - <<'EOF'` before the code, and `EOF` after it."
      : path.help,
  };
}

const FIRST_LINE = /^#![^\n]{1,300}/;

/** One finding for each kind of path in a script, at the use that fails the deployment if there is one. */
export function inScript(
  script: InstanceScript,
  isKnown: (path: string) => boolean,
  project: Project,
): Finding[] {
  return worstOfEach(usesIn(script, isKnown), kindsOfUses()).map(({ worst, all }) => ({
    ...findingFor(worst, script, project),
    ...fixFor(all, script),
    ...proxyChangeAnswer(worst.path, script, project),
    ...modWsgiAnswer(script, project),
  }));
}

/** The kinds of uses in order: a path that a constant holds is of the kind of the constant, and one finding with it. */
function kindsOfUses(): (use: Use) => string {
  const kinds = new Map<string, string>();
  return (use) => {
    const [constant] = constantsIn(use.word).flatMap((name) => kinds.get(name) ?? []);
    const kind = constant ?? use.path.kind;
    const variable = variableOf(use);
    if (variable !== undefined) kinds.set(variable, kind);
    return kind;
  };
}

/** The fix of all uses of one kind, which are one finding. Where a constant holds the path, it changes the constant. */
function fixFor(uses: readonly Use[], script: InstanceScript): Pick<Finding, 'fix'> {
  const written = uses.filter(({ word }) => constantsIn(word).length === 0);
  const [first] = written;
  const paths = new Set(written.map(({ path }) => path.path));
  const isWritten = ({ path }: FoundPath) => [path, ...foldersAbove(path)].some((each) => paths.has(each));
  if (!first || uses.some(({ path }) => path.isRelative || !isWritten(path))) return {};
  const edits = written.map((use) => pathAnswer(use, use.path, script));
  const isPattern = edits.some((edit) => edit?.text.includes('*'));
  if (isPattern && uses.some(({ word }) => constantsIn(word).length > 0 && isQuoted(word, script))) return {};
  const isSame = uses.every(({ use, path }) => OPENING.has(use) && isUnconditional(path, script));
  return fixOf(isSame ? 'safe' : 'migration', titleFor(first.path, script), ...edits);
}

/** Whether the path is another one at every stage. */
const isUnconditional = ({ means, successor = '' }: FoundPath, { stage }: InstanceScript): boolean =>
  means === undefined ||
  (means === 'application' && (stage === 'postdeploy' || !successor.startsWith('/var/app/current')));

function titleFor(path: FoundPath, script: InstanceScript): string {
  if (path.means === 'properties') return 'Use the environment properties';
  return `Use ${successorAt(path, script)}`;
}

interface Use extends WordUse {
  readonly path: FoundPath;
  readonly isFatal: boolean;
}

function* usesIn(script: InstanceScript, isKnown: (path: string) => boolean): Generator<Use> {
  for (const use of scriptUses(script)) {
    if (HARMLESS.has(use.use) || isUnusedValue(script, use)) continue;
    for (const path of retiredPathsOf(use, script)) {
      if (isKnown(path.path) || isGuarded(script, use, path.path)) continue;
      const isFatal = path.certain && mustSucceed(script) && failsWithout(script, use, path.path);
      yield { ...use, path, isFatal };
    }
  }
}

const findingFor = (
  { use, word, commands, path, isFatal }: Use,
  script: InstanceScript,
  project: Project,
): Finding => ({
  at: placeOfPath(word, path),
  ...(isFatal
    ? needed(path, describeScript(script))
    : use === 'writes' && !path.certain
      ? notRead(path)
      : notUsed(path)),
  help:
    word === script.cwd
      ? helpForFolder(path, script)
      : (copiedHookHelp(word, path, commands) ??
        processHelp(helpBeforeDeployment(path, use, script), project)),
});

/** Where a script of the bundle belongs that a command copies to a folder of hooks. */
function copiedHookHelp(
  { place }: Word,
  { path }: FoundPath,
  commands: readonly ScriptCommand[],
): string | undefined {
  const [program, ...words] = commands.at(-1)?.words ?? [];
  if (!COPIES.has(program?.text ?? '')) return undefined;
  const [source, target, ...others] = words.filter(({ text }) => !text.startsWith('-'));
  if (!source || target?.place !== place || others.length > 0 || source.expansions.length > 0)
    return undefined;
  const name = source.text.replace(/^(?:\.\/|\/var\/app\/(?:staging|ondeck)\/)/, '');
  const hook = hookPlace(path, '') ?? hookPlace(`${path.replace(/\/$/, '')}/${baseName(name)}`, '');
  if (!hook || name.startsWith('/')) return undefined;
  return name.includes('*')
    ? `Move \`${name}\` to \`${folderOf(hook.path)}\`, and delete the command.`
    : `Move \`${name}\` to \`${hook.path}\`, and delete the command.`;
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'install', 'mv']);

/** Relative paths are below the folder of the command, where it names one. */
function* retiredPathsOf({ word, use }: WordUse, { cwd }: InstanceScript): Iterable<FoundPath> {
  yield* retiredPaths(word.text, 'command');
  const isPath = use === 'runs' ? /^[\w.-]+\// : /^[\w.]/;
  if (!cwd || word === cwd || !FAILING_USES.has(use) || !isPath.test(word.text)) return;
  const [path] = retiredPaths(`${cwd.text.replace(/\/$/, '')}/${word.text}`, 'command');
  if (path) yield { ...path, isRelative: true };
}

const failsWithout = (script: InstanceScript, { use, commands }: WordUse, path: string): boolean =>
  (FAILING_USES.has(use) || (use === 'writes' && isInRetiredFolder(path))) && isDecisive(script, commands);
