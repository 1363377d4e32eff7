import { MAX_GO_FILES } from '../../knowledge/limits.js';
import { applicationGo, hasBuildConstraint } from '../../model/applications/go-sources.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { programRuns, type ProgramRun } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { scripts } from '../../model/scripts/scripts.js';
import { placeOf, startOfFile, type Place, type SourceFile } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const missingGoModule: Rule = {
  meta: {
    summary: 'A file of Go imports a module that go.mod does not require',
    why: 'The instance builds the application with `go build`, which takes modules from go.mod only and adds none ("no required module provides package github.com/gorilla/mux; to add it: go get github.com/gorilla/mux"). The build ends with an error, and the deployment fails. The rule is silent where a command may complete go.mod, and where the bundle has a folder `vendor`.',
    severity: 'error',
    consequence: 'deploy-fails',
    references: ['guide:go-environment', 'https://go.dev/ref/mod#build-commands'],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: language('go'),
  *check(project) {
    const { language, name: platformName } = platform(project);
    const existing = existingFiles(deployedFiles(project));
    if (language !== 'go' || deploysArtifact(project)) return;
    if (MODULES_ELSEWHERE.some((name) => existing.has(name) !== false) || mayGetModules(project)) return;
    const build = buildOf(project);
    const mod = existing.has('go.mod') ? existing.source('go.mod') : undefined;
    if (!build || !mod || !hasWholeList(mod)) return;
    const known = new Set(Array.from(mod.text.matchAll(MODULE), ([, path = '']) => path));
    const reported = new Set<string>();
    for (const file of build.files)
      for (const { path, place } of importsOf(file)) {
        const module = moduleOf(path);
        if (reported.has(module) || isIn(known, path)) continue;
        reported.add(module);
        yield {
          at: place,
          message: `${file.name} imports ${shorten(path)}, which go.mod does not require`,
          help: `Run \`go get ${path}\`, and deploy go.mod and go.sum.`,
          related: [{ at: startOfFile(mod), note: 'does not require it' }],
          ...((!build.isDecisive || platformName === undefined) && { severity: 'warning' as const }),
        };
      }
  },
};

/** Where modules may be besides what go.mod lists. */
const MODULES_ELSEWHERE = ['vendor', 'go.work', 'src'];

/** Whether a command or a variable may change go.mod, or where modules come from. */
const mayGetModules = (project: Project): boolean =>
  scripts(project).some(({ text }) =>
    /\bgo[ \t]+(?:env|generate|get|mod|work)\b|\bgo\.mod\b|-mod(?:file)?[= ]|\bGO[A-Z0-9]{2,}/.test(text),
  ) ||
  settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .some(({ option }) => option.value.startsWith('GO'));

/** The files that the instance builds for certain. */
interface Build {
  readonly files: readonly SourceFile[];
  /** Whether the deployment fails if the build does. */
  readonly isDecisive: boolean;
}

function buildOf(project: Project): Build | undefined {
  const existing = existingFiles(deployedFiles(project));
  const sources = (names: readonly string[]): SourceFile[] =>
    names.slice(0, MAX_GO_FILES).flatMap((name) => existing.source(name) ?? []);
  const ofFolder = (folder: string): SourceFile[] =>
    sources(
      [...(existing.in(folder)?.keys() ?? [])]
        .filter((name) => IS_BUILT.test(name))
        .map((name) => (folder === '' ? name : `${folder}/${name}`)),
    ).filter((file) => !hasBuildConstraint(file));
  for (const script of scripts(project)) {
    if (script.stage !== 'buildfile' || !script.text.includes('go')) continue;
    const runs = programRuns(script);
    if (runs.some(({ program }) => /^(?:cd|pushd)$/.test(program.text))) return undefined;
    const run = runs.find(({ program, args }) => program.text === 'go' && args[0]?.text === 'build');
    const folder = run && folderBuiltBy(run);
    if (run && folder !== undefined) return { files: ofFolder(folder), isDecisive: run.isDecisive };
  }
  const only = applicationGo(project);
  return only && { files: [only], isDecisive: true };
}

/** A file that is built on every system. https://pkg.go.dev/cmd/go#hdr-Build_constraints */
const IS_BUILT =
  /^[^_.](?:(?!_(?:test|aix|android|darwin|dragonfly|freebsd|illumos|ios|js|netbsd|openbsd|plan9|solaris|wasip1|windows|386|amd64|arm|arm64|wasm)\.go$).)*\.go$/;

/** The folder below the root whose package a run of `go build` builds, among others; undefined where that is not known. */
function folderBuiltBy({ args, isConditional }: ProgramRun): string | undefined {
  const words = args.slice(1);
  if (isConditional || words.some(({ kind, text }) => kind !== 'literal' || /^-{1,2}(?:C|tags)\b/.test(text)))
    return undefined;
  const [first = '.'] = words
    .filter(({ text }, index) => !text.startsWith('-') && !TAKES_VALUE.test(words[index - 1]?.text ?? ''))
    .map(({ text }) => text);
  if (/^(?:\.\/?|\.\/\.\.\.|(?:\.\/)?[\w*-]+\.go)$/.test(first)) return '';
  return /^\.(?:\/[\w-]+)+\/?$/.test(first) ? first.replace(/^\.\/|\/$/g, '') : undefined;
}

/** https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies */
const TAKES_VALUE =
  /^-{1,2}(?:o|p|asmflags|buildmode|compiler|covermode|coverpkg|gccgoflags|gcflags|installsuffix|ldflags|overlay|pgo|pkgdir|toolexec)$/;

/** The own module, those that are required, and those that are replaced. */
const MODULE =
  /^[ \t]*(?:(?:module|require|replace)[ \t]+)?"?([\w.~-]+(?:\/[\w.~-]+)*)"?(?=[ \t]+(?:v\d|=>)|[ \t]*(?:\/\/.*)?\r?$)/gm;

/**
 * Whether go.mod lists all modules from which packages are imported: before Go 1.17, those of its modules count as well.
 * https://go.dev/ref/mod#graph-pruning
 */
function hasWholeList({ text }: SourceFile): boolean {
  const [, major = '1', minor = '0'] = /^[ \t]*go[ \t]+(\d{1,3})\.(\d{1,4})/m.exec(text) ?? [];
  return Number(major) > 1 || Number(minor) >= 17 || !/^[ \t]*require\b/m.test(text);
}

/** Whether a path or one above it is a module. */
function isIn(modules: ReadonlySet<string>, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, index) => modules.has(parts.slice(0, index + 1).join('/')));
}

/** The module of a package as it is usual: three parts on a host of repositories. */
const moduleOf = (path: string): string =>
  /^(?:bitbucket\.org|github\.com|gitlab\.com)\//.test(path) ? path.split('/').slice(0, 3).join('/') : path;

interface Import {
  readonly path: string;
  readonly place: Place;
}

const DECLARATION = /^import[ \t]*(?:\(([^)]*)(?:\)|$)|([^(\n]+))/gm;

/** A host before the first slash tells it from the standard library. */
const PATH = /^([ \t]*(?:[\w.]+[ \t]+)?["`])([\w-]+(?:\.[\w-]+)+\/[\w./~-]+)["`][ \t]*(?:;|\/\/.*|\r)?$/gm;

/** Nothing comes before the imports but comments and the name of the package. https://go.dev/ref/spec#Source_file_organization */
const CODE = /^(?:const|func|type|var)\b/m;

function importsOf(file: SourceFile): Import[] {
  const head = file.text.slice(0, CODE.exec(file.text)?.index);
  const text = head.replace(/\/\*[^]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...text.matchAll(DECLARATION)].flatMap(({ 0: whole, 1: block, 2: single, index }) => {
    const list = block ?? single ?? '';
    const start = index + whole.lastIndexOf(list);
    return Array.from(list.matchAll(PATH), ({ 1: before = '', 2: path = '', index: at }) => {
      const from = start + at + before.length;
      return { path, place: placeOf(file, from, from + path.length) };
    });
  });
}
