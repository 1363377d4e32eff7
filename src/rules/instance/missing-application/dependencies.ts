import type { Language } from '../../../knowledge/platform/platforms.js';
import {
  packageNeedsOf,
  packageScriptsRunIn,
  runByScripts,
} from '../../../model/applications/package-programs.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import { type InstanceScript } from '../../../model/execution/instance-script.js';
import { type ProgramRun } from '../../../model/execution/program-runs.js';
import { INSTALLS_PYTHON_PACKAGES } from '../../../model/packages/installed-requirements.js';
import { INSTALLS_NODE_PACKAGES } from '../../../model/packages/node-packages.js';
import { packageJson } from '../../../model/packages/package-json.js';
import { type Project, sourceNamed } from '../../../model/project.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../../../model/scripts/run-paths.js';
import { gemsOf } from '../../../parse/gemfile.js';
import { readRequirements } from '../../../parse/requirements.js';
import type { Word } from '../../../parse/shell/word.js';
import type { Place, SourceFile } from '../../../source/index.js';
import { baseName } from '../../../util/paths.js';

/** A program of a dependency. */
interface DependencyUse {
  readonly at: Place;
  readonly name: string;
  /** Where `package.json` says that it is run. */
  readonly through?: Place;
}

/** How a platform installs dependencies. */
export interface Dependencies {
  /** Where they are in a bundle that has them. */
  readonly folders: readonly string[];
  /** What a script that installs some says. */
  readonly installs: RegExp;
  readonly use: (run: ProgramRun, script: InstanceScript, project: Project) => DependencyUse | undefined;
}

/** A file of the project that a script runs from the root. */
const ownFile = (word: Word | undefined, script: InstanceScript, project: Project): SourceFile | undefined =>
  word?.kind === 'literal' && (!leavesRoot(script) || /^\/var\/app\/staging\//.test(word.text))
    ? existingFiles(deployedFiles(project)).source(word.text.replace(BUNDLE_FOLDERS, ''))
    : undefined;

/** A program in the folder where dependencies have theirs: `node_modules/.bin/next`. */
function inFolder({ programs, program, args }: ProgramRun, folder: string): DependencyUse | undefined {
  const word = [programs.at(-1), ...(program.text === 'php' ? args.slice(0, 1) : [])].find((one) =>
    one?.text.replace(BUNDLE_FOLDERS, '').startsWith(folder),
  );
  return word && { at: word.place, name: baseName(word.text) };
}

/** Programs of packages of Python, with the package of each. */
const PYTHON_PROGRAMS: ReadonlyMap<string, string> = new Map([
  ...(['alembic', 'celery', 'flask'].map((name) => [name, name]) as [string, string][]),
  ['django-admin', 'django'],
  ['manage.py', 'django'],
]);

/** What the images of the Ruby platform have: a Gemfile with other gems needs an installation. */
const RUBY_INSTALLED: ReadonlySet<string> = new Set(['bundler', 'puma', 'rack', 'rake']);

export const DEPENDENCIES: Readonly<Partial<Record<Language, Dependencies>>> = {
  node: {
    folders: ['node_modules'],
    installs: new RegExp(String.raw`${INSTALLS_NODE_PACKAGES.source}|\bnode_modules\b(?!/\.bin)`),
    use: (run, script, project) => {
      const own = inFolder(run, 'node_modules/.bin/');
      const names = packageScriptsRunIn(script).get(run) ?? [];
      if (own ?? names.length === 0) return own;
      const { packages } = packageJson(project) ?? {};
      const listed = new Set(
        [packages?.('dependencies'), packages?.('devDependencies')].flatMap(
          (entries) => entries?.map(({ key }) => key.text) ?? [],
        ),
      );
      const need = runByScripts(project, names)
        .filter(({ invocation }) => !invocation.programs.some(({ text }) => text === 'npx'))
        .flatMap(({ invocation }) => packageNeedsOf(invocation))
        .find(({ packages }) => packages.some((one) => listed.has(one)));
      return need && { at: run.program.place, name: need.name, through: need.place };
    },
  },
  php: {
    folders: ['vendor'],
    installs: /\bcomposer\b(?!(?:\.phar)?[ \t]+self-?update|\.json|\.lock)/,
    use: (run, script, project) => {
      const own = inFolder(run, 'vendor/bin/');
      const at = run.args.findIndex(
        ({ text }, index) => !text.startsWith('-') && run.args[index - 1]?.text !== '-d',
      );
      const word = run.program.text === 'php' ? run.args[at] : undefined;
      if (own ?? !existingFiles(deployedFiles(project)).has('composer.json')) return own;
      const text = ownFile(word, script, project)?.text ?? '';
      return word &&
        /\brequire(?:_once)?\b[^;\n]{0,100}vendor\/autoload/.test(text) &&
        !text.includes('file_exists')
        ? { at: word.place, name: baseName(word.text) }
        : undefined;
    },
  },
  python: {
    // Elastic Beanstalk uses no environment of the bundle.
    folders: [],
    installs: INSTALLS_PYTHON_PACKAGES,
    use: ({ program, programs }, script, project) => {
      const needed = PYTHON_PROGRAMS.get(program.text);
      const file = sourceNamed('requirements.txt', deployedFiles(project).files);
      const isListed =
        needed !== undefined && file && readRequirements(file).packages.some(({ name }) => name === needed);
      const isOwn = program.text !== 'manage.py' || ownFile(programs.at(-1), script, project);
      return isListed && isOwn ? { at: program.place, name: program.text } : undefined;
    },
  },
  ruby: {
    folders: ['vendor', '.bundle'],
    installs: /\bbundler?[ \t]+(?!exec\b)\w|\bbundler?[ \t]*(?:$|[;&|])|\bgem[ \t]+install\b/m,
    use: ({ program, programs }, script, project) => {
      const file = sourceNamed('Gemfile', deployedFiles(project).files);
      const isUsed = programs.at(-2)?.text === 'bundle' && !leavesRoot(script);
      const isNeeded = isUsed && file && gemsOf(file).some(({ name }) => !RUBY_INSTALLED.has(name.value));
      return isNeeded ? { at: program.place, name: program.text } : undefined;
    },
  },
};
