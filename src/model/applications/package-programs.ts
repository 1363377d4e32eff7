import { parseScript } from '../../parse/shell/script.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import type { Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { packageScriptRunBy } from '../entry/package-script.js';
import { type InstanceScript, isBeforeDependencies } from '../execution/instance-script.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';
import { workingFolders } from '../execution/working-folders.js';
import { fact } from '../fact.js';
import { packageJson } from '../packages/package-json.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { leavesRoot } from '../scripts/run-paths.js';
import { scripts } from '../scripts/scripts.js';

/** Scripts of `package.json` that run each other. */
const MAX_PACKAGE_SCRIPTS = 30;

/** A program that a script of `package.json` runs on the instance. */
export interface PackageProgram {
  /** The name of the script. */
  readonly script: string;
  readonly invocation: Invocation;
}

/** https://docs.npmjs.com/cli/using-npm/scripts#npm-install */
const AT_INSTALL = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
];

/**
 * The programs that `npm start` runs, or what the Procfile has in its place, those that come before it (`prestart`), and
 * those of the scripts that `npm install` and the project's own scripts run. A script is left out in which something else
 * runs where a program fails.
 */
export const packageProgramsOf = fact('packageProgramsOf', (project): readonly PackageProgram[] =>
  runByScripts(project, [
    ...(procfile(project)?.entries.flatMap((entry) => namesRunByAll(invocationsOf(entry))) ??
      withPre('start')),
    ...AT_INSTALL,
    ...scripts(project)
      .filter(({ stage }) => stage && !isBeforeDependencies(stage))
      .flatMap((script) => [...packageScriptsRunIn(script).values()].flat()),
  ]),
);

/**
 * The programs that scripts of `package.json` run, and those of the scripts that these run. A
 * script is left out in which something else runs where a program fails.
 */
export function runByScripts(project: Project, first: readonly string[]): readonly PackageProgram[] {
  const declared = packageJson(project);
  const names = new Set(first);
  const programs: PackageProgram[] = [];
  for (const script of names) {
    if (names.size > MAX_PACKAGE_SCRIPTS) break;
    const text = declared?.script(script);
    if (!text) continue;
    const parsed = parseScript(mapScalar(text));
    if (parsed.commands.some(({ guards }) => guards.some(({ expected }) => expected !== true))) continue;
    const invocations = invocationsOf(parsed);
    for (const name of namesRunByAll(invocations)) names.add(name);
    programs.push(...invocations.map((invocation) => ({ script, invocation })));
  }
  return programs;
}

/** https://docs.npmjs.com/cli/using-npm/config#prefix */
const OTHER_PACKAGE = /^(?:--(?:prefix|cwd|dir|workspaces?|filter)\b|-[CwF]$)/;

const withPre = (name: string): string[] => [`pre${name}`, name];

/** In another folder, npm runs the scripts of another package. */
const namesRunByAll = (invocations: readonly Invocation[]): string[] =>
  invocations.some(({ program }) => program?.text === 'cd') ? [] : invocations.flatMap(namesRunBy);

const namesRunBy = (invocation: Pick<Invocation, 'program' | 'args'>): string[] => {
  if (invocation.args.some(({ text }) => OTHER_PACKAGE.test(text))) return [];
  const name = packageScriptRunBy(invocation);
  return name?.kind === 'literal' ? withPre(name.text) : [];
};

/**
 * The names of the scripts of `package.json` that each command of a script runs, where the folder of the application is the
 * working folder, as it is at the beginning, and a failure is not expected.
 */
export const packageScriptsRunIn = oncePer(
  (script: InstanceScript): ReadonlyMap<ProgramRun, readonly string[]> => {
    if (script.test) return new Map();
    const folders = workingFolders(script);
    const mayFail = new Set(
      script.script.commands.flatMap(({ guards }) =>
        guards.flatMap((guard) =>
          guard.kind === 'test' && guard.expected === false && guard.command ? [guard.command.words] : [],
        ),
      ),
    );
    const named = programRuns(script).flatMap((run): (readonly [ProgramRun, readonly string[]])[] => {
      if (run.isConditional || (mayFail.has(run.command.words) && !run.isDecisive)) return [];
      const folder = folders.get(run.command) ?? (leavesRoot(script) ? undefined : ROOTS[0]);
      const isInRoot = folder !== undefined && ROOTS.includes(folder.replace(/\/$/, ''));
      return isInRoot ? [[run, namesRunBy(run)]] : [];
    });
    // No more of them are followed anyway.
    return new Map(named.slice(0, MAX_PACKAGE_SCRIPTS));
  },
);

const ROOTS = ['/var/app/staging', '/var/app/current'];

/** What a command needs of the packages of Node.js. */
export interface PackageNeed {
  readonly name: string;
  readonly place: Place;
  /** Those that may bring it. */
  readonly packages: readonly string[];
}

/** The programs of a command, and the modules that node loads before its script. */
export function packageNeedsOf({ program, programs, args }: Invocation): PackageNeed[] {
  const words = programs.map((word) => ({
    word,
    name: word.text.replace(/^(?:\.\/)?node_modules\/\.bin\//, ''),
  }));
  // npx downloads what is not installed.
  if (words.some(({ name, word }) => name === 'npx' || name.includes('/') || word.kind === 'dynamic'))
    return [];
  return [
    ...words.map(({ word: { place }, name }) => ({ name, place, packages: packagesOfBinary(name) })),
    ...(program?.text === 'node' ? args.flatMap((word, index) => loadedBy(args[index - 1]?.text, word)) : []),
  ];
}

function loadedBy(
  flag: string | undefined,
  { kind, text, place }: Invocation['args'][number],
): PackageNeed[] {
  const isLoaded =
    flag !== undefined && /^(?:-r|--require|--import|--loader|--experimental-loader)$/.test(flag);
  const [name] = (isLoaded && kind === 'literal' && /^(?:@[\w.-]+\/)?[\w][\w.-]*/.exec(text)) || [];
  return name === undefined ? [] : [{ name, place, packages: [name] }];
}

/** The packages that bring a program of Node.js, where it is not called as its package: https://www.npmjs.com */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'babel-node': ['@babel/node', 'babel-cli'],
  grunt: ['grunt-cli'],
  nest: ['@nestjs/cli'],
  ng: ['@angular/cli'],
  'remix-serve': ['@remix-run/serve'],
  'run-p': ['npm-run-all', 'npm-run-all2'],
  'run-s': ['npm-run-all', 'npm-run-all2'],
  sequelize: ['sequelize-cli'],
  strapi: ['@strapi/strapi'],
  swc: ['@swc/cli'],
  tsc: ['typescript'],
  tsnd: ['ts-node-dev'],
};

/** The packages of which each may bring a program, by its name without a folder. */
const packagesOfBinary = (program: string): readonly string[] => [
  program,
  ...(lookUp(PACKAGES, program) ?? []),
];
