import { packageNeedsOf, packageProgramsOf } from '../../model/applications/package-programs.js';
import type { Doubt } from '../../model/doubt.js';
import { broughtPackagesDoubt, npmConfigDoubt, PRODUCTION } from '../../model/packages/node-packages.js';
import { platform } from '../../model/platform/find-platform.js';
import { propertyDoubt } from '../../model/presence/property.js';
import type { Project } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import type { PackageJson } from '../../parse/package-json.js';
import type { MapEntry, ScalarNode } from '../../parse/yaml/node.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';
import { OF_NODE } from '../support/lost-words.js';

export const uninstalledDevDependency: EachRule<PackageJson> = {
  meta: {
    summary: 'A script of package.json runs a program of devDependencies on the instance',
    why: 'The Node.js platform installs the dependencies of production only, unless the environment property NPM_USE_PRODUCTION is false. A start script that runs a program of devDependencies ends at once ("nodemon: command not found"), and every request ends in 502 Bad Gateway. In a script that npm runs when it installs, such as prepare or postinstall, or that a hook runs, it fails the deployment.',
    consequence: 'traffic-breaks',
    references: [
      'guide:nodejs-platform-dependencies',
      'https://docs.npmjs.com/cli/using-npm/scripts#npm-install',
      'https://github.com/typicode/husky/issues/914',
    ],
    needsPlatform: true,
    claimsAbsence: OF_NODE,
    mayBeSetElsewhere: true,
  },
  each: file('package.json'),
  *check({ packages }, project) {
    const dev = new Map(packages('devDependencies').map((entry) => [entry.key.text, entry]));
    if (dev.size === 0) return;
    const others = PRODUCTION.flatMap(packages).map(({ key }) => key);
    const reported = new Set<MapEntry>();
    for (const { script, invocation } of packageProgramsOf(project)) {
      for (const { name, place, packages: needed } of packageNeedsOf(invocation)) {
        const entry = needed.map((one) => dev.get(one)).find((found) => found !== undefined);
        if (!entry || reported.has(entry)) continue;
        reported.add(entry);
        const isBuild = name === 'tsc' && [...dev.keys()].some((one) => one.startsWith('@types/'));
        // The entry is what has to be moved; the script may be changed as well where it runs one of these.
        const isInScript = isWatcher(name) || isGitHookManager(name);
        yield {
          doubt: installDoubt(project) ?? doubtOf(needed, others),
          at: isInScript ? place : entry.key.place,
          message: `"${script}" runs ${name}, which is only a devDependency and is not installed`,
          help: isBuild
            ? `Set \`NPM_USE_PRODUCTION: false\` in \`${ENVIRONMENT_PROPERTIES}\`, or move \`${entry.key.text}\` and the \`@types/\` packages to \`dependencies\`.`
            : `${insteadOf(name)} \`${entry.key.text}\` to \`dependencies\`.`,
          related: [
            isInScript
              ? { at: entry.key.place, note: 'only a devDependency' }
              : { at: place, note: `"${script}" runs it here` },
          ],
          // A guessed platform may be another one: git hooks need a package.json in projects of other languages, too.
          ...(platform(project).name === undefined && { warnsBecause: 'may-not-run' }),
        };
      }
    }
  },
};

function insteadOf(name: string): string {
  if (isWatcher(name)) return 'Use `node`, or move';
  return isGitHookManager(name) ? 'Append `|| true` to the script, or move' : 'Move';
}

/** Why the packages of development may be installed as well. */
const installDoubt = (project: Project): Doubt | undefined =>
  propertyDoubt('NPM_USE_PRODUCTION', project, (text) => text.toLowerCase() !== 'true') ??
  npmConfigDoubt(project) ??
  broughtPackagesDoubt(project);

/** Why one of the packages is installed all the same: it is a dependency, or one of another dependency. */
function doubtOf(packages: readonly string[], others: readonly ScalarNode[]): Doubt | undefined {
  if (packages.some(isOftenBrought)) return { reason: 'npm or other packages bring it', at: undefined };
  const bringing = others.find(
    ({ text }) =>
      packages.includes(text) || (packages.includes('typescript') && BRINGS_TYPESCRIPT.test(text)),
  );
  return bringing && { reason: `${bringing.text} brings it`, at: bringing.place };
}

/** Packages that bring the compiler of TypeScript for their own use. */
const BRINGS_TYPESCRIPT =
  /\bts|typescript|tsup|angular|astro|expo|gatsby|medusa|nest|nuxt|remix|strapi|svelte|typeorm|vue/;

/** Programs that start another one again whenever a file changes, which is not needed on an instance. */
const isWatcher = (program: string): boolean => program === 'nodemon' || program === 'node-dev';

/** Programs that set up the hooks of git, which is not needed on an instance. */
const isGitHookManager = (program: string): boolean =>
  program === 'husky' || program === 'lefthook' || program === 'simple-git-hooks';

/** What npm itself has, and packages with a program that dependencies often bring with them. */
const isOftenBrought = (name: string): boolean => OFTEN_BROUGHT.has(name);

const OFTEN_BROUGHT: ReadonlySet<string> = new Set([
  ...['corepack', 'node', 'node-gyp', 'npm', 'npx', 'yarn'],
  ...['acorn', 'browserslist', 'esbuild', 'glob', 'js-yaml', 'json5', 'mime', 'mkdirp', 'nanoid'],
  ...['prebuild-install', 'rimraf', 'semver', 'terser', 'uuid', 'which'],
]);
