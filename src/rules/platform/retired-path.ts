import { hookPlace } from '../../knowledge/platform/retired-hooks.js';
import {
  mayNameRetiredPath,
  type RetiredPath,
  retiredPaths,
} from '../../knowledge/platform/retired-paths.js';
import { configFiles, fileEntries, yumPackages } from '../../model/bundle/config-files.js';
import { usesDocker } from '../../model/docker/uses-docker.js';
import { constantsIn } from '../../model/execution/constants.js';
import {
  isDecisive,
  isGuarded,
  isUnusedValue,
  mustSucceed,
  variableOf,
} from '../../model/execution/failure.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { foldersAbove, withoutPattern } from '../../model/execution/path-overlap.js';
import { FAILING_USES, type PathUse, scriptUses, type WordUse } from '../../model/execution/path-uses.js';
import { fact } from '../../model/fact.js';
import { isLiveHook, liveScripts, retiredHooks } from '../../model/paths/retired-hooks.js';
import { isInRetiredFolder, writtenPaths } from '../../model/paths/written-paths.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { scalarOf } from '../../parse/index.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { parseScript } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { insideQuotes } from '../../source/place.js';
import { lazily, oncePerName } from '../../util/memo.js';
import { baseName, folderOf } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { isQuoted, pathAnswer, successorAt } from '../support/migration/path-answer.js';
import { processHelp } from '../support/migration/process-choices.js';
import { worstOfEach } from '../support/worst-of-each.js';
import { helpBeforeDeployment, helpForFolder } from './retired-path/help-before-deployment.js';
import { inContent, inProxyConfiguration, successorFix } from './retired-path/in-content.js';
import { inProcess } from './retired-path/in-process.js';
import { inWrittenFiles } from './retired-path/in-written-files.js';
import { needed, notRead, notUsed } from './retired-path/messages.js';
import { modWsgiAnswer, modWsgiFileAnswer } from './retired-path/mod-wsgi-answer.js';
import { type FoundPath, HARMLESS, placeOfPath } from './retired-path/path-in-word.js';
import { proxyChangeAnswer } from './retired-path/proxy-change-answer.js';

export const retiredPath: Rule = {
  meta: {
    summary: 'A command, a file or a setting uses a path that no supported platform has',
    why: 'These paths were part of older platforms, mostly of Amazon Linux 1, which was retired in July 2022. On supported platforms a command that enters, reads, changes or runs such a path fails, and with it the deployment ("Error occurred during build: Command 01_migrate failed"). A file that is written to such a path is silently ignored.',
    consequence: 'deploy-fails',
    references: [
      'guide:using-features.migration-al.generic.from-al1',
      'guide:platforms-linux-extend.hooks',
      'guide:custom-platforms-scripts',
    ],
    yieldsTo: ['bundle/unpassed-property', 'platform/retired-service', 'platform/wrong-wsgi-path'],
  },
  *check(project) {
    if (osOf(platform(project)) === 'windows') return;
    const isKnown = knownElsewhere(project);
    for (const script of liveScripts(project))
      if (mayNameRetiredPath(textOf(script))) {
        yield* inFirstLine(script, isKnown);
        yield* inScript(script, isKnown, project);
      }
    const hooks = new Set(retiredHooks(project).map(({ place }) => place));
    const unused = filesOfOtherProxy(project);
    const used = lazily(() => usedPaths(project, hooks));
    const shellFiles = new Set(
      scripts(project)
        .filter(({ isShell }) => isShell)
        .map(({ name }) => name.place),
    );
    for (const file of fileEntries(project)) {
      const { text: target, place: at } = file.name;
      const content = scalarOf(file.content);
      if (hooks.has(at)) continue;
      const [path] = retiredPaths(target, 'target');
      // What is written in a file that nothing reads does no harm.
      if (path && !isLiveHook(path.path, platform(project)) && !isPackageNamed(path, project)) {
        if (!path.certain && used().has(path.path)) continue;
        yield {
          at,
          ...notRead(path),
          help: addedToBundle(path) ?? processHelp(path.help, project),
          ...modWsgiFileAnswer(at, project),
        };
      } else if (content && !shellFiles.has(at) && !unused.has(at)) yield* inContent(content, isKnown);
    }
    for (const { name, command } of procfile(project)?.entries ?? [])
      if (mayNameRetiredPath(command.text)) yield* inProcess(name.value, parseScript(command), isKnown);
    yield* inProxyConfiguration(project, isKnown);
    yield* inWrittenFiles(project, isKnown, unused);
    for (const { value, namespace } of settings(project).all)
      for (const path of value.kind === 'literal' ? retiredPaths(value.text, 'value') : []) {
        const isWhole = path.path === value.text;
        yield {
          at: value.place,
          ...notUsed(path),
          ...(namespace.value === ENVIRONMENT_PROPERTIES && usesDocker(project)
            ? { help: 'Delete it: the application is in a container, which does not have this folder.' }
            : isWhole && successorFix([{ path, at: { ...value.place, ...insideQuotes(value.place) } }])),
        };
      }
  },
};

/** Each deployment replaces the folder of the application with what is in the bundle. */
const addedToBundle = ({ help, below }: RetiredPath): string | undefined =>
  /`\/var\/app\/(?:current|staging)\//.test(help) && below.length > 1
    ? `Delete it, and add the file to the bundle as \`${below.slice(1)}\`: a deployment replaces the whole folder.`
    : undefined;

/** Whether a path exists after all, or another finding reports it: the project writes it, or it belongs to a dead hook. */
function knownElsewhere(project: Project) {
  const isWritten = lazily(() => writtenPaths(configFiles(project), scripts(project)));
  const ofHooks = new Set(retiredHooks(project).flatMap(({ path }) => [path, ...foldersAbove(path)]));
  return (pattern: string): boolean => {
    const path = withoutPattern(pattern);
    return isWritten()(path) || isLiveHook(path, platform(project)) || ofHooks.has(path);
  };
}

/** The paths that a script of the project runs, or another file of it names: whatever the platform does with them. */
function usedPaths(project: Project, hooks: ReadonlySet<Place>): ReadonlySet<string> {
  const words = liveScripts(project).flatMap((script) =>
    Array.from(scriptUses(script)).flatMap(({ word, use }) => (use === 'runs' ? [word.text] : [])),
  );
  const contents = fileEntries(project).flatMap(({ name, content }) =>
    hooks.has(name.place) || !retiredPaths(name.text, 'target').next().done
      ? []
      : [scalarOf(content)?.text ?? ''],
  );
  return new Set(
    [...words, ...contents].flatMap((text) => Array.from(retiredPaths(text, 'target'), ({ path }) => path)),
  );
}

/** Whether the project also installs or restarts the program that read the path: another finding says that it is gone. */
const isPackageNamed = ({ package: name }: RetiredPath, project: Project): boolean =>
  name !== undefined && namesPackage(project)(name);

const namesPackage = fact('namesPackage', (project) =>
  oncePerName(
    (name: string): boolean =>
      yumPackages(project).some((wanted) => wanted.name.text === name) ||
      scripts(project).some(({ text }) => text.includes(name)),
  ),
);

/** Where `files` configures a proxy that does not run: another finding says so. */
const filesOfOtherProxy = (project: Project): ReadonlySet<Place> =>
  new Set(
    proxyFiles(project).flatMap(({ program, target }) =>
      target && proxyServer(project).program !== 'unknown' && program !== proxyServer(project).program
        ? [target.place]
        : [],
    ),
  );

const textOf = ({ text, cwd, test }: InstanceScript): string =>
  `${text} ${cwd?.text ?? ''} ${test?.source.text ?? ''}`;

/** What a path of today may be put in the place of, whatever the rest of the command says. */
const OPENING: ReadonlySet<PathUse> = new Set(['enters', 'reads', 'runs']);

/** The program that starts a script, which takes no wildcard. */
function* inFirstLine(script: InstanceScript, isKnown: (path: string) => boolean): Generator<Finding> {
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
function inScript(script: InstanceScript, isKnown: (path: string) => boolean, project: Project): Finding[] {
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
