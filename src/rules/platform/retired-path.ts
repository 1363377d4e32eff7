import {
  mayNameRetiredPath,
  type RetiredPath,
  retiredPaths,
} from '../../knowledge/platform/retired-paths.js';
import { configFiles, fileEntries, yumPackages } from '../../model/bundle/config-files.js';
import { usesDocker } from '../../model/docker/uses-docker.js';
import { type InstanceScript } from '../../model/execution/instance-script.js';
import { foldersAbove, withoutPattern } from '../../model/execution/path-overlap.js';
import { scriptUses } from '../../model/execution/path-uses.js';
import { fact } from '../../model/fact.js';
import { isLiveHook, liveScripts, retiredHooks } from '../../model/paths/retired-hooks.js';
import { writtenPaths } from '../../model/paths/written-paths.js';
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
import { parseScript } from '../../parse/shell/script.js';
import type { Place } from '../../source/index.js';
import { insideQuotes } from '../../source/place.js';
import { lazily, oncePerName } from '../../util/memo.js';
import type { Rule } from '../rule.js';
import { processHelp } from '../support/migration/process-choices.js';
import { inContent, inProxyConfiguration, successorFix } from './retired-path/in-content.js';
import { inProcess } from './retired-path/in-process.js';
import { inFirstLine, inScript } from './retired-path/in-script.js';
import { inWrittenFiles } from './retired-path/in-written-files.js';
import { notRead, notUsed } from './retired-path/messages.js';
import { modWsgiFileAnswer } from './retired-path/mod-wsgi-answer.js';

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
          help: addedToBundle(path) ?? processHelp(path.help, project, onlyProgramIn(content?.text ?? '')),
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

/** The program that a file of supervisord starts, where that is one. */
function onlyProgramIn(text: string): string | undefined {
  const [program, ...others] = text.matchAll(/^[ \t]*\[program:([^\]\n]+)\]/gm);
  return others.length === 0 ? program?.[1] : undefined;
}

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

/** Whether the project also installs, starts or restarts the program that reads the path: if that is gone, another finding says so. */
const isPackageNamed = ({ package: name }: RetiredPath, project: Project): boolean =>
  name !== undefined && namesPackage(project)(name);

const namesPackage = fact('namesPackage', (project) =>
  oncePerName(
    (name: string): boolean =>
      yumPackages(project).some((wanted) => wanted.name.text === name) ||
      scripts(project).some(({ text }) => text.includes(name)) ||
      procfile(project)?.file.text.includes(name) === true ||
      // A unit or a job of cron may start it.
      fileEntries(project).some(
        ({ name: target, content }) =>
          retiredPaths(target.text, 'target').next().done && scalarOf(content)?.text.includes(name),
      ),
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
