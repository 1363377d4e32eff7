import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('.', import.meta.url));
const script = (path) => [process.execPath, `${bench}node_modules/${path}`];

/** The files that all peers read; no shell expands the pattern. */
const FILES = '**/*.{config,yml}';

export const PEERS = [
  {
    name: 'eslint + eslint-plugin-yml',
    program: script('eslint/bin/eslint.js'),
    args: ['--config', `${bench}peers/yml.eslint.mjs`, '.'],
  },
  {
    name: 'spectral',
    program: script('@stoplight/spectral-cli/dist/index.js'),
    args: ['lint', '--ruleset', `${bench}peers/spectral.yaml`, FILES],
  },
  { name: 'yamllint', program: ['yamllint'], args: ['--config-file', `${bench}peers/yamllint.yaml`, '.'] },
  {
    name: 'prettier --check',
    program: script('prettier/bin/prettier.cjs'),
    args: ['--check', '--config', `${bench}peers/prettier.json`, FILES],
    // 2 if it cannot parse one of the files.
    exitCodes: [0, 1, 2],
  },
];

/** The peers that are installed, on a folder. */
export const peersOn = (folder, installed) =>
  PEERS.filter(({ name }) => installed.has(name)).map(({ program, args, ...peer }) => ({
    ...peer,
    command: [...program, ...args],
    folder,
  }));

/** Nothing but Node itself. */
export const nodeAlone = ({ node }) => ({ name: 'node -e 0', command: [node, '-e', '0'], folder: bench });

/** eblint as it starts when installed as a package. */
export const eblint = ({ node, program, caches }, folder, name = 'eblint', args = []) => ({
  name,
  command: [node, program, ...args],
  folder,
  // The run that is not measured fills it, where Node has a compile cache.
  env: { XDG_CACHE_HOME: caches },
});

export const parseFloor = ({ node, floor }, folder, name = 'parse floor') => ({
  name,
  command: [node, floor],
  folder,
});
