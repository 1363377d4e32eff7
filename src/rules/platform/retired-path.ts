import {
  mayNameRetiredPath,
  retiredPaths,
  type RetiredPath,
} from '../../knowledge/platform/retired-paths.js';
import {
  isDecisive,
  isGuarded,
  isUnusedValue,
  mustSucceed,
  variableOf,
} from '../../model/instance/scripts/failure.js';
import { yumPackagesOf } from '../../model/instance/packages/wanted-packages.js';
import { foldersAbove } from '../../model/instance/paths/path-overlap.js';
import {
  FAILING_USES,
  scriptUses,
  wordUses,
  type PathUse,
  type WordUse,
} from '../../model/instance/paths/path-uses.js';
import { constantsIn } from '../../model/instance/scripts/constants.js';
import { isLiveHook } from '../../model/instance/retired-hooks.js';
import { describeScript, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { isInRetiredFolder, writtenPaths } from '../../model/instance/paths/written-paths.js';
import { osOf } from '../../model/platform/platform.js';
import type { Project } from '../../model/project.js';
import { placeIn, placesIn, type ScalarNode } from '../../parse/index.js';
import { parseScript, type ShellScript } from '../../parse/shell/script.js';
import { placeOfMapped, sliceMapped, type Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { lazily } from '../../util/lazily.js';
import type { Finding, Rule } from '../rule.js';
import { proxyChangeAnswer } from './retired-path/proxy-change-answer.js';
import { modWsgiAnswer, modWsgiFileAnswer } from './retired-path/mod-wsgi-answer.js';
import { helpBeforeDeployment } from './retired-path/help-before-deployment.js';
import { isQuoted, pathAnswer, successorAt } from '../support/migration/path-answer.js';
import { fixOf } from '../support/fix-of.js';
import { worstOfEach } from '../support/worst-of-each.js';

export const retiredPath: Rule = {
  meta: {
    id: 'platform/retired-path',
    summary: 'A command, a file or a setting uses a path that no supported platform has',
    why: 'These paths were part of older platforms, mostly of Amazon Linux 1, which was retired in July 2022. On supported platforms a command that enters, reads, changes or runs such a path fails, and with it the deployment ("Error occurred during build: Command 01_migrate failed"). A file that is written to such a path is silently ignored.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al1.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms-scripts.html',
    ],
    since: '0.1.0',
    yieldsTo: ['platform/retired-service', 'platform/wrong-wsgi-path'],
  },
  *check(project) {
    const { configFiles, scripts, liveScripts, settings, retiredHooks, platform, procfile } = project;
    if (osOf(platform) === 'windows') return;
    const isKnown = knownElsewhere(project);
    for (const script of liveScripts)
      if (mayNameRetiredPath(textOf(script))) yield* inScript(script, isKnown, project);
    const hooks = new Set(retiredHooks.map(({ place }) => place));
    const unused = filesOfOtherProxy(project);
    const shellFiles = new Set(scripts.filter(({ isShell }) => isShell).map(({ name }) => name));
    for (const { target, content } of configFiles.flatMap(({ files }) => files)) {
      if (hooks.has(target.place)) continue;
      const [path] = retiredPaths(target.value, 'target');
      // What is written in a file that nothing reads does no harm.
      if (path && !isLiveHook(path.path, platform) && !isPackageNamed(path, project))
        yield { at: target.place, ...notRead(path), ...modWsgiFileAnswer(target.place, project) };
      else if (content && !shellFiles.has(target) && !unused.has(target.place))
        yield* inContent(content, isKnown);
    }
    for (const { name, command } of procfile?.entries ?? [])
      if (mayNameRetiredPath(command.text)) yield* inProcess(name.value, parseScript(command), isKnown);
    yield* inProxyConfiguration(project, isKnown);
    for (const { value } of settings.all)
      for (const path of value.kind === 'literal' ? retiredPaths(value.text, 'value') : [])
        yield { at: value.place, ...notUsed(path) };
  },
};

/** Whether a path exists after all, or another finding reports it: the project writes it, or it belongs to a dead hook. */
function knownElsewhere({ configFiles, scripts, retiredHooks, platform }: Project) {
  const isWritten = lazily(() => writtenPaths(configFiles, scripts));
  const ofHooks = new Set(retiredHooks.flatMap(({ path }) => [path, ...foldersAbove(path)]));
  return (path: string): boolean => isWritten()(path) || isLiveHook(path, platform) || ofHooks.has(path);
}

/** Whether the project also installs or restarts the program that read the path: another finding says that it is gone. */
const isPackageNamed = ({ package: name }: RetiredPath, { configFiles, scripts }: Project): boolean =>
  name !== undefined &&
  (yumPackagesOf(configFiles).some((wanted) => wanted.name.text === name) ||
    scripts.some(({ text }) => text.includes(name)));

/** Where `files` configures a proxy that does not run: another finding says so. */
const filesOfOtherProxy = ({ proxyFiles, proxyServer }: Project): ReadonlySet<Place> =>
  new Set(
    proxyFiles.flatMap(({ program, target }) =>
      target && proxyServer.program !== 'unknown' && program !== proxyServer.program ? [target.place] : [],
    ),
  );

const textOf = ({ text, cwd, test }: InstanceScript): string =>
  `${text} ${cwd?.text ?? ''} ${test?.source.text ?? ''}`;

/** What does no harm where a path is missing. */
const HARMLESS: ReadonlySet<PathUse> = new Set(['prints', 'tests', 'clears']);

/** What a path of today may be put in the place of, whatever the rest of the command says. */
const OPENING: ReadonlySet<PathUse> = new Set(['enters', 'reads', 'runs']);

/** One finding for each kind of path in a script, at the use that fails the deployment if there is one. */
function inScript(script: InstanceScript, isKnown: (path: string) => boolean, project: Project): Finding[] {
  return worstOfEach(usesIn(script, isKnown), kindsOfUses()).map(({ worst, all }) => ({
    ...findingFor(worst, script),
    ...fixFor(all, script),
    ...proxyChangeAnswer(worst.path, script, project),
    ...modWsgiAnswer(script, project),
  }));
}

/** Tells the kinds of uses in order: a path that a constant stands for is of the kind of the constant, and one finding with it. */
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

/** The fix of all uses of one kind, which are one finding. Where a constant stands for the path, it changes the constant. */
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

type FoundPath = RetiredPath & { readonly isRelative?: true };

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

const findingFor = ({ use, word, path, isFatal }: Use, script: InstanceScript): Finding => ({
  at: placeOfPath(word, path),
  ...(isFatal
    ? needed(path, describeScript(script))
    : use === 'writes' && !path.certain
      ? notRead(path)
      : notUsed(path)),
  help: helpBeforeDeployment(path, use, script),
});

/** Where a path is in a word; all of the word where parts of the path are elsewhere. */
const placeOfPath = (word: Word, path: FoundPath): Place =>
  path.isRelative || constantsIn(word).length > 0 ? word.place : placeIn(word, path);

/** Relative paths are below the folder of the command, where it names one. */
function* retiredPathsOf({ word, use }: WordUse, { cwd }: InstanceScript): Iterable<FoundPath> {
  yield* retiredPaths(word.text, 'command');
  const isPath = use === 'runs' ? /^[\w.-]+\// : /^[\w.]/;
  if (!cwd || word === cwd || !FAILING_USES.has(use) || !isPath.test(word.text)) return;
  const [path] = retiredPaths(`${cwd.text.replace(/\/$/, '')}/${word.text}`, 'command');
  if (path) yield { ...path, isRelative: true };
}

/** One finding for each kind of path in the command of a process, which does not start without what it needs. */
function inProcess(name: string, script: ShellScript, isKnown: (path: string) => boolean): Finding[] {
  const uses = wordUses(script).flatMap((use) =>
    HARMLESS.has(use.use)
      ? []
      : [...retiredPaths(use.word.text, 'command')]
          .filter(({ path }) => !isKnown(path) && !isGuarded({ test: undefined, script }, use, path))
          .map((path) => ({ ...use, path, isFatal: path.certain && isNeeded(use) })),
  );
  return worstOfEach(uses, ({ path }) => path.kind).map(({ worst: { word, path, isFatal } }) => ({
    at: placeOfPath(word, path),
    ...(isFatal ? needed(path, `Process "${name}"`) : notUsed(path)),
    help: helpForProcess(path),
  }));
}

const isNeeded = ({ use, commands }: WordUse): boolean =>
  FAILING_USES.has(use) && commands.every(({ isFailureFatal }) => isFailureFatal);

/** Processes find the programs of the virtual environment by their names. */
function helpForProcess({ path, help }: RetiredPath): string {
  const [, program] = /\/venv\/bin\/([\w.-]+)$/.exec(path) ?? [];
  return program === undefined || program === 'activate' ? help : `Use \`${program}\`.`;
}

/** The paths in the configuration of the proxy in the bundle; one finding for each kind and file. */
function* inProxyConfiguration(
  { proxyFiles, proxyServer }: Project,
  isKnown: (path: string) => boolean,
): Generator<Finding> {
  for (const { origin, program, content } of proxyFiles) {
    const text = origin === 'platform' && program === proxyServer.program ? content() : undefined;
    if (!text || !mayNameRetiredPath(text.text)) continue;
    for (const { start, path } of pathsInLines(text.text, isKnown, /\s#.*/))
      yield {
        at: placeOfMapped(sliceMapped(text, start + path.start, start + path.end)),
        ...notUsed(path),
      };
  }
}

const failsWithout = (script: InstanceScript, { use, commands }: WordUse, path: string): boolean =>
  (FAILING_USES.has(use) || (use === 'writes' && isInRetiredFolder(path))) && isDecisive(script, commands);

const COMMENT = /^\s*(?:#|;|\/\/|--)/;

/** One finding for each kind of path in a file that no shell reads. */
function* inContent(content: ScalarNode, isKnown: (path: string) => boolean): Generator<Finding> {
  if (!mayNameRetiredPath(content.text)) return;
  const placeAt: (start: number, end: number) => Place = placesIn(content);
  for (const { start, path } of pathsInLines(content.written, isKnown))
    yield { at: placeAt(start + path.start, start + path.end), ...notUsed(path) };
}

/**
 * The first path of each kind in the lines of a text that are no comments, and where its line begins.
 * @param rest the comment at the end of a line, where there may be one
 */
function* pathsInLines(
  text: string,
  isKnown: (path: string) => boolean,
  rest = /(?!)/,
): Generator<{ readonly start: number; readonly path: RetiredPath }> {
  const kinds = new Set<string>();
  let start = 0;
  for (const line of text.split('\n')) {
    for (const path of COMMENT.test(line) ? [] : retiredPaths(line.replace(rest, ''), 'content')) {
      if (kinds.has(path.kind) || isKnown(path.path) || isLookedAt(path.path, text)) continue;
      kinds.add(path.kind);
      yield { start, path };
    }
    start += line.length + 1;
  }
}

/** Whether a text looks whether a path is there: `[ -e PATH ]`. */
const isLookedAt = (path: string, text: string): boolean =>
  ['-d', '-e', '-f', '-r', '-s', '-x'].some((flag) => text.includes(`${flag} ${path}`));

const needed = ({ path, help }: RetiredPath, by: string) => ({
  message: `${by} needs ${path}, which no supported platform has`,
  help,
});

const notRead = ({ path, help, certain }: RetiredPath) => ({
  message: `${certain ? 'No' : 'Probably no'} supported platform reads ${path}`,
  help,
  severity: 'warning' as const,
});

const notUsed = ({ path, help, certain }: RetiredPath) => ({
  message: `${path} ${certain ? 'does not exist' : 'probably does not exist'} on supported platforms`,
  help,
  severity: 'warning' as const,
});
