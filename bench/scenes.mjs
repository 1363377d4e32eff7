import { eblint, nodeAlone, parseFloor, peersOn } from './contenders.mjs';
import { findNode } from './lib/find-node.mjs';

/** The Node that is measured beside the one that runs the bench: the first long-term one with a compile cache by default. */
const OTHER = 24;

/** Rounds of short programs, and of those that take seconds. */
const COLD_ROUNDS = 21;
const BULK_ROUNDS = 5;

const NO_PEERS = new Set();

/**
 * What is measured in turn. A scene knows its contenders from the workspace and from the peers that are installed.
 * All peers run on up to 1,000 files, and the one of the goals on 5,000: beyond that they take minutes.
 */
const OWN_SCENES = [
  {
    name: 'cold',
    title: 'A start, on one project of 10 files and of 1 file',
    rounds: COLD_ROUNDS,
    contenders: coldContenders,
  },
  bulkScene(1000),
  bulkScene(5000, ['eslint + eslint-plugin-yml']),
  { ...bulkScene(20_000), contenders: (workspace) => ownOn(workspace, workspace.tree(20_000)) },
];

export const SCENES = [
  ...OWN_SCENES,
  ...OWN_SCENES.filter(({ name }) => ['cold', '1000'].includes(name)).map(onOtherNode),
];

/** The same with the other Node, and without peers; no contenders where it is not installed. */
function onOtherNode({ name, title, rounds, contenders }) {
  return {
    name: `${name}-${OTHER}`,
    title: `${title}, Node ${OTHER}`,
    rounds,
    contenders(workspace) {
      const node = findNode(OTHER);
      return node ? contenders({ ...workspace, node }, NO_PEERS) : [];
    },
  };
}

function coldContenders(workspace, installed) {
  const clean = workspace.tree(10, 0);
  const mistaken = workspace.tree(10, 1);
  const configured = workspace.configuredTree(10, 0);
  const single = workspace.tree(1, 0);
  return [
    nodeAlone(workspace),
    eblint(workspace, clean, 'eblint --version', ['--version']),
    eblint(workspace, clean, 'eblint --help', ['--help']),
    eblint(workspace, single, 'eblint, 1 file'),
    eblint(workspace, clean, 'eblint, nothing found'),
    eblint(workspace, configured, 'eblint, configuration file'),
    eblint(workspace, mistaken, 'eblint, findings'),
    parseFloor(workspace, single, 'parse floor, 1 file'),
    parseFloor(workspace, clean),
    ...peersOn(clean, installed),
  ];
}

/** @param peers the names of those that take part; all unless said */
function bulkScene(fileCount, peers) {
  return {
    name: String(fileCount),
    title: `${fileCount.toLocaleString('en')} files`,
    rounds: BULK_ROUNDS,
    contenders(workspace, installed) {
      const tree = workspace.tree(fileCount);
      const others = peersOn(tree, installed).filter(({ name }) => peers?.includes(name) ?? true);
      return [...ownOn(workspace, tree), ...others];
    },
  };
}

const ownOn = (workspace, tree) => [parseFloor(workspace, tree), eblint(workspace, tree)];
