import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { describeScript, hasNewVersion, type InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns, type ProgramRun } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { startedNginx } from '../../model/nginx/nginx.js';
import { packageJson } from '../../model/packages/package-json.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Rule } from '../rule.js';
import { repeatInConfighook } from '../support/repeat-in-confighook.js';

export const lostBuild: Rule = {
  meta: {
    summary: 'A configuration deployment does not build what the application needs',
    why: 'A configuration deployment, such as a changed environment property, puts the files of the source bundle in place again and installs dependencies, but runs .platform/confighooks instead of .platform/hooks, and no container_commands. What only those build is gone until the next application deployment: the application does not start, or its static files are answered with 404. That the files are put in place again is not documented, but was observed.',
    consequence: 'traffic-breaks',
    warnsBecause: 'undocumented',
    preset: 'strict',
    references: [
      'guide:platforms-linux-extend.hooks',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/84',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/88',
      'https://github.com/wireapp/wire-webapp/pull/20646',
    ],
  },
  needs: scripts,
  *check(project) {
    const outputs = neededOutputs(project);
    if (outputs.length === 0) return;
    const all = scripts(project);
    for (const script of all) {
      const isRepeated = script.origin === 'confighook' || script.stage === 'buildfile';
      if (isRepeated || !hasNewVersion(script.stage) || !script.isShell) continue;
      for (const { path, isBuiltBy, word } of outputs) {
        const run = word.test(script.text) ? programRuns(script).find(isBuiltBy) : undefined;
        if (!run || all.some((other) => repeats(other, script, word))) continue;
        yield {
          at: run.program.place,
          message: `${describeScript(script)} makes ${path}, which a configuration deployment loses`,
          help: `${repeatInConfighook(script, '01_build')}.`,
        };
      }
    }
  },
};

/** What the application needs and the bundle does not have. */
interface Output {
  readonly path: string;
  readonly isBuiltBy: (run: ProgramRun) => boolean;
  /** What a script says that builds it. */
  readonly word: RegExp;
}

const neededOutputs = fact('neededOutputs', (project): readonly Output[] => [
  ...servedFolders(project).map((path) => ({ path, isBuiltBy: collects, word: /collectstatic/ })),
  ...startedOutput(project).map((path) => ({ path, isBuiltBy: builds, word: /\bbuild\b/ })),
]);

/** Whether a configuration deployment runs the same, or calls the script. */
const repeats = ({ origin, ...other }: InstanceScript, script: InstanceScript, word: RegExp): boolean =>
  origin === 'confighook' &&
  (word.test(other.text) || other.text.includes(script.name.value.replace(/^.*\//, '')));

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

/** The file or folder of a build that the process `web` starts with, where nothing builds it at every installation. */
function startedOutput(project: Project): readonly string[] {
  const own = packageJson(project);
  const web =
    procfile(project)
      ?.entries.find(({ name }) => name.value === 'web')
      ?.command.text.trim() ?? 'npm start';
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

const isAbsent = (path: string | undefined, project: Project): boolean =>
  path !== undefined && existingFiles(deployedFiles(project)).has(path) === false;
