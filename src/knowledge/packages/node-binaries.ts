import { lookUp } from '../../util/look-up.js';

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
export const packagesOfBinary = (program: string): readonly string[] => [
  program,
  ...(lookUp(PACKAGES, program) ?? []),
];

/** Packages that bring the compiler of TypeScript for their own use. */
export const mayBringTypeScript = (name: string): boolean =>
  /\bts|typescript|tsup|angular|astro|expo|gatsby|medusa|nest|nuxt|remix|strapi|svelte|typeorm|vue/.test(
    name,
  );

/** Programs that start another one again whenever a file changes, which nobody needs on an instance. */
export const isWatcher = (program: string): boolean => program === 'nodemon' || program === 'node-dev';

/** Programs that set up the hooks of git, which nobody needs on an instance. */
export const isGitHookManager = (program: string): boolean =>
  program === 'husky' || program === 'lefthook' || program === 'simple-git-hooks';

/** What npm itself has, and packages with a program that dependencies often bring with them. */
export const isOftenBrought = (name: string): boolean => OFTEN_BROUGHT.has(name);

const OFTEN_BROUGHT: ReadonlySet<string> = new Set([
  ...['corepack', 'node', 'node-gyp', 'npm', 'npx', 'yarn'],
  ...['acorn', 'browserslist', 'esbuild', 'glob', 'js-yaml', 'json5', 'mime', 'mkdirp', 'nanoid'],
  ...['prebuild-install', 'rimraf', 'semver', 'terser', 'uuid', 'which'],
]);
