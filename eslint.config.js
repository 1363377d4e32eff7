import { defineConfig, globalIgnores } from 'eslint/config';
import * as regexp from 'eslint-plugin-regexp';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';
import { nonNullInLoops } from './scripts/lint/non-null-in-loops.mjs';

/** Which folders of src/ a folder may import from, its own apart: data moves left to right once, nothing reaches back. */
const FLOORS = {
  util: [],
  source: ['util'],
  knowledge: ['util', 'source'],
  catalogue: ['util', 'source', 'knowledge'],
  parse: ['util', 'source', 'knowledge', 'catalogue'],
  model: ['util', 'source', 'knowledge', 'catalogue', 'parse'],
  rules: ['util', 'source', 'knowledge', 'catalogue', 'parse', 'model'],
  configuration: ['util', 'source', 'knowledge', 'catalogue', 'parse', 'model', 'rules'],
  lint: ['configuration', 'util', 'source', 'knowledge', 'catalogue', 'parse', 'model', 'rules'],
  fix: [
    'configuration',
    'util',
    'source',
    'knowledge',
    'catalogue',
    'parse',
    'model',
    'rules',
    'lint',
    'report',
  ],
  report: ['util', 'source', 'knowledge', 'model', 'rules', 'lint'],
  explore: [
    ...['util', 'source', 'knowledge', 'catalogue', 'parse', 'model', 'rules', 'configuration', 'lint'],
    ...['fix', 'report', 'commands'],
  ],
  'explore/lsp': [
    ...['util', 'source', 'knowledge', 'catalogue', 'parse', 'model', 'rules', 'configuration', 'lint'],
    ...['fix', 'report', 'commands', 'explore', 'ports', 'discover', 'cli', 'io'],
  ],
  discover: ['util', 'source', 'model', 'parse', 'ports', 'configuration', 'rules', 'lint'],
};

/**
 * The subjects of src/model, one folder each, the lowest first: a subject imports only those before it. What two of them
 * need belongs to one before both.
 */
const SUBJECTS = [
  ...[
    'bundle',
    'execution',
    'uploads',
    'settings',
    'platform',
    'load-balancer',
    'docker',
    'resources',
    'scripts',
  ],
  ...['credentials', 'packages', 'paths', 'cron', 'units', 'proxy', 'nginx', 'nginx-requests', 'addresses'],
  ...['entry', 'servers', 'presence', 'applications', 'routing'],
];

/** Which subjects a subject may import from, its own apart. */
const SUBJECT_FLOORS = Object.fromEntries(
  SUBJECTS.map((subject, index) => [subject, SUBJECTS.slice(0, index)]),
);

const folders = [...Object.keys(FLOORS), 'ports', 'io', 'cli', 'commands', 'library'];

/** Everything that a floor may not import, as patterns of import paths. */
const restricted = (floor, allowed, more = []) => ({
  'no-restricted-imports': [
    'error',
    {
      paths:
        floor === 'parse' ? [] : [{ name: 'yaml', message: 'Only src/parse/yaml knows the YAML library.' }],
      patterns: [
        {
          group: folders
            .filter((folder) => folder !== floor && !allowed.includes(folder))
            // `src/parse/yaml/library` is another folder of that name.
            .filter((folder) => floor !== 'parse' || folder !== 'library')
            .map((folder) => `**/${folder}/**`),
          message: `src/${floor} imports from ${allowed.join(', ') || 'no other folder'} only.`,
        },
        ...(['discover', 'explore/lsp'].includes(floor)
          ? []
          : [
              {
                group: ['node:*'],
                message:
                  'The core runs everywhere: node:* belongs into src/io, src/discover and the program.',
              },
            ]),
        ...more,
      ],
    },
  ],
});

const NO_OTHER_RULE = {
  // `./NAME.js` and `../GROUP/NAME.js`; what serves a rule lies in a folder of its name.
  regex: '^(?:\\./[\\w-]+\\.js$|\\.\\./(?!(?:on|rule)\\.js$|support/)[\\w-])',
  message: 'A rule imports no other rule.',
};

const floorConfigs = Object.entries(FLOORS).map(([floor, allowed]) => ({
  files: [`src/${floor}/**/*.ts`],
  rules: restricted(floor, allowed),
}));

const NO_NODES = {
  group: ['**/parse/yaml/node.js'],
  importNames: ['child', 'entriesOf', 'entry', 'itemsOf', 'scalar'],
  message:
    'A rule walks no nodes: what a file says is read once, in src/parse, and a subscription hands it over.',
};

/** Rules that still walk nodes. The list only gets shorter. */
const NODE_WALKERS = [
  'src/rules/bundle/host-path-in-container.ts',
  'src/rules/bundle/ignored-container-command.ts',
  'src/rules/bundle/invalid-deployment-manifest.ts',
  'src/rules/bundle/undeclared-name.ts',
  'src/rules/bundle/unknown-container-host.ts',
  'src/rules/platform/wrong-runtime-version.ts',
  'src/rules/project/placeholder.ts',
  'src/rules/resources/conflicting-properties.ts',
  'src/rules/resources/unknown-value.ts',
  'src/rules/resources/wrong-parameter-type.ts',
  'src/rules/secrets/plain-text-in-container.ts',
];

/** A file of data is looked up once, where it is read: a rule subscribes to it. */
const NO_LOOK_UP = {
  group: ['**/platform/data-files.js'],
  importNames: ['dataFile'],
  message:
    "A rule looks up no file by its name: it subscribes to what it says, as `each: file('package.json')`.",
};

const ruleConfigs = [
  {
    files: ['src/rules/*/*.ts'],
    ignores: ['src/rules/support/**'],
    rules: restricted('rules', FLOORS.rules, [NO_OTHER_RULE, NO_LOOK_UP, NO_NODES]),
  },
  { files: NODE_WALKERS, rules: restricted('rules', FLOORS.rules, [NO_OTHER_RULE, NO_LOOK_UP]) },
];

/** A folder that the list lacks imports from no subject, and neither does what lies beside the subjects. */
const subjectConfigs = [
  {
    files: ['src/model/*.ts'],
    rules: restricted('model', FLOORS.model, [
      { regex: '^\\./[\\w-]+/', message: 'What lies beside the subjects of src/model imports from none.' },
    ]),
  },
  ...[['*', []], ...Object.entries(SUBJECT_FLOORS)].map(([subject, allowed]) => ({
    files: [`src/model/${subject}/**/*.ts`],
    rules: restricted('model', FLOORS.model, [
      {
        regex: `^\\.\\./(?!(?:${allowed.join('|')})/)[\\w-]+/`,
        message: `Of the other subjects, src/model/${subject} imports from ${allowed.join(', ') || 'none'} only.`,
      },
    ]),
  })),
];

export default defineConfig(
  globalIgnores(['**/dist', 'coverage', 'fixtures', 'bench/peers', 'site/build']),
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    plugins: { 'import-sort': importSort },
    rules: {
      // One block: what is outside of the project first, then from the farthest folder to the nearest.
      'import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w', '^', '^\\.']] }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-params': ['error', 4],
      eqeqeq: 'error',
    },
  },
  {
    files: ['site/**/*.ts'],
    languageOptions: {
      parserOptions: { project: './site/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]',
          message: 'Texts of a project become text nodes: use element() of dom.ts.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli.ts', 'src/main.ts', 'src/io/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', 'process', 'Date', 'require', '__dirname'],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { eblint: { rules: { 'non-null-in-loops': nonNullInLoops } } },
    rules: { 'eblint/non-null-in-loops': 'error' },
  },
  {
    // The files of a project come from anywhere: no text may make a regular expression take more than linear time.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  ...floorConfigs,
  ...ruleConfigs,
  ...subjectConfigs,
  {
    files: ['src/model/*/*/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'The subjects of src/model are one level deep.' },
      ],
    },
  },
  {
    files: ['src/rules/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(VariableDeclarator, FunctionDeclaration)[id.name=/^may[A-Z]/]',
          message:
            'A rule does not decide what may be: ask src/model/presence, and yield a doubt with its reason.',
        },
      ],
    },
  },
  {
    // Written by scripts/rules-index.mjs.
    files: ['src/rules/index.ts'],
    rules: { 'import-sort/imports': 'off', 'no-restricted-imports': 'off' },
  },
);
