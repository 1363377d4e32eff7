import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import type { InstanceScript } from '../../../model/execution/instance-script.js';
import type { ProgramRun } from '../../../model/execution/program-runs.js';
import { fact } from '../../../model/fact.js';
import { startedNginx } from '../../../model/nginx/nginx.js';
import { packageJson } from '../../../model/packages/package-json.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import { BUNDLE_FOLDERS } from '../../../model/scripts/run-paths.js';

/** What the application needs and the bundle does not have. */
export interface Output {
  readonly path: string;
  readonly isBuiltBy: (run: ProgramRun, script: InstanceScript) => boolean;
  /** What a script says that builds it. */
  readonly word: RegExp;
}

export const neededOutputs = fact('neededOutputs', (project): readonly Output[] => [
  ...servedFolders(project).map((path) => ({ path, isBuiltBy: collects, word: /collectstatic/ })),
  ...startedOutput(project).map((path) => ({ path, isBuiltBy: builds, word: /\bbuild\b/ })),
  ...compiledPrograms(project),
  ...packagesBelow(project),
]);

const collects = ({ program, args }: ProgramRun): boolean =>
  program.text === 'manage.py' && args[0]?.text === 'collectstatic';

const builds = ({ program, args }: ProgramRun): boolean => {
  const [first, second] = args.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  return /^(?:npm|pnpm|yarn)$/.test(program.text)
    ? (first === 'run' && second === 'build') || (program.text !== 'npm' && first === 'build')
    : /^(?:nest|next|nuxt|remix|vite)$/.test(program.text) && first === 'build';
};

/** The folders of static files that nginx serves from the application and the bundle does not have. */
const servedFolders = (project: Project): readonly string[] => {
  const folders = startedNginx(project).all.flatMap(({ directive: { name, args } }) => {
    const [, folder] =
      /^\/var\/app\/current\/([\w-]*(?:static|assets)[\w-]*)\/?$/.exec(args[0]?.text ?? '') ?? [];
    return name.text === 'alias' && folder !== undefined ? [folder] : [];
  });
  return isAbsent(folders[0], project) && folders.length === 1 ? folders : [];
};

/** The command of the process `web`, as far as the Procfile has one. */
const webCommand = (project: Project): string | undefined =>
  procfile(project)
    ?.entries.find(({ name }) => name.value === 'web')
    ?.command.text.trim();

/** The file or folder of a build that the process `web` starts with, where nothing builds it at every installation. */
function startedOutput(project: Project): readonly string[] {
  const own = packageJson(project);
  const web = webCommand(project) ?? 'npm start';
  const start = /^(?:npm|yarn|pnpm)(?: run)? start$/.test(web) ? own?.script('start')?.text.trim() : web;
  const isBuiltAlways = own?.scripts.some(({ key }) =>
    /^(?:(?:post|pre)?install|prepare|prestart)$/.test(key.text),
  );
  if (start === undefined || isBuiltAlways) return [];
  const [, file] = /^(?:[A-Z_]+=\S+ )*node (?:\.\/)?((?:build|dist|\.output)\/[\w./-]+)$/.exec(start) ?? [];
  const output = /^(?:[A-Z_]+=\S+ )*(?:npx )?next start\b/.test(start) ? '.next' : file;
  const top = output?.split('/')[0];
  return output !== undefined && isAbsent(top, project) ? [output] : [];
}

/** The program, or the archive of Java, that the process `web` starts. */
function compiledPrograms(project: Project): readonly Output[] {
  const web = webCommand(project) ?? '';
  const [, archive] = /^(?:\w+=\S+ )*java (?:-\S+ )*-jar (?:\.\/)?([\w./-]+\.jar)\b/.exec(web) ?? [];
  const [, program] = /^(?:\w+=\S+ )*(?:exec )?((?:\.\/)?[\w.-]+(?:\/[\w.-]+)*)(?= |$)/.exec(web) ?? [];
  const path = archive ?? (program?.includes('/') ? program.replace(/^\.\//, '') : undefined);
  return path !== undefined && isAbsent(path, project)
    ? [{ path, isBuiltBy: compiles(path), word: /\b(?:cargo|dotnet|gcc|go|gradlew?|mvnw?)\b/ }]
    : [];
}

/** Where compilers write to by default. */
const FOLDERS: Readonly<Record<string, RegExp>> = {
  cargo: /^target\/release\//,
  mvn: /^target\//,
  mvnw: /^target\//,
  gradle: /^build\/libs\//,
  gradlew: /^build\/libs\//,
};

const compiles =
  (path: string): Output['isBuiltBy'] =>
  ({ program, args }) => {
    const words = args.map(({ text }) => text.replace(BUNDLE_FOLDERS, '').replace(/^\.\//, ''));
    const folder = Object.hasOwn(FOLDERS, program.text) ? FOLDERS[program.text] : undefined;
    if (folder)
      return (
        folder.test(path) &&
        words.some((word) => /^(?:assemble|bootJar|build|install|jar|package|shadowJar)$/.test(word))
      );
    const flag = words.findIndex((word) => word === '-o' || word === '--output');
    const target = flag === -1 ? undefined : words[flag + 1]?.replace(/\/$/, '');
    return (
      /^(?:dotnet|gcc|go)$/.test(program.text) &&
      target !== undefined &&
      (target === path || path.startsWith(`${target}/`))
    );
  };

/** The packages of an application in a folder: Elastic Beanstalk installs those of the root only. */
function packagesBelow(project: Project): readonly Output[] {
  const [, entered, prefix, script] =
    /^(?:cd (?:\.\/)?([\w./-]+?)\/? && |npm --prefix (?:\.\/)?([\w./-]+?)\/? |node (?:\.\/)?([\w-]+)\/)/.exec(
      webCommand(project) ?? '',
    ) ?? [];
  const folder = entered ?? prefix ?? script;
  const existing = existingFiles(deployedFiles(project));
  if (folder === undefined || existing.has(`${folder}/package.json`) !== true) return [];
  const path = `${folder}/node_modules`;
  return isAbsent(path, project)
    ? [{ path, isBuiltBy: installsIn(folder), word: /\b(?:npm|pnpm|yarn)\b/ }]
    : [];
}

const installsIn =
  (folder: string): Output['isBuiltBy'] =>
  ({ program, args, command }, { script }) => {
    const words = args.map(({ text }) => text.replace(/^\.\/|\/$/g, ''));
    const [verb = ''] = words.filter((word) => !word.startsWith('-') && word !== folder);
    if (
      !/^(?:npm|pnpm|yarn)$/.test(program.text) ||
      !/^(?:ci|i|install)$/.test(verb || (program.text === 'yarn' ? 'install' : ''))
    )
      return false;
    const before = script.commands.slice(0, script.commands.indexOf(command));
    const entry = before.findLast(({ words: [first] }) => first?.text === 'cd')?.words[1]?.text ?? '';
    return (
      (words.includes('--prefix') && words.includes(folder)) ||
      entry.replace(BUNDLE_FOLDERS, '').replace(/^\.\/|\/$/g, '') === folder
    );
  };

const isAbsent = (path: string | undefined, project: Project): boolean =>
  path !== undefined && existingFiles(deployedFiles(project)).has(path) === false;
