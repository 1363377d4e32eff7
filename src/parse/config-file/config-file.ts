import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { breaksFile, type SyntaxProblem } from '../problem.js';
import { entriesOf, isNothing, type Node } from '../yaml/node.js';
import { foreignProblem } from '../yaml/problems/yaml-problem.js';
import { parseYaml } from '../yaml/yaml.js';
import { readOptionSettings, type Setting } from './option-settings.js';
import type { ConfigProblem } from './problems.js';
import { resourcesWithoutMap, sectionsWithoutMap, unknownSections } from './section-shape.js';
import { settingsFaults } from './settings-shape.js';

/**
 * What one `.config` file says. A broken file has problems and as many facts as could be made out. What its sections hold, apart
 * from settings, is read when it is first asked for: see `entriesIn`.
 */
export interface ConfigFile {
  readonly file: SourceFile;
  readonly root: Node | undefined;
  /** What is wrong with its text, and with the form of its sections where the text can be read. */
  readonly problems: readonly ConfigProblem[];
  /** Elastic Beanstalk cannot read the file: what seems to be missing may only be unreadable. */
  readonly broken: boolean;
  readonly settings: readonly Setting[];
  /** How much its aliases repeat, in nodes. */
  readonly aliased: number;
}

/** Reads one file of `.ebextensions`. Never throws. */
export const parseConfigFile = oncePer(readConfigFile);

function readConfigFile(file: SourceFile): ConfigFile {
  const { root, problems, aliased } = parseYaml(file);
  const all = [...problems, ...(problems.some(breaksFile) || !root ? [] : shapeProblems(root))];
  return {
    file,
    root,
    aliased,
    problems: all,
    broken: all.some(breaksFile),
    settings: sections(root, 'option_settings').flatMap(readOptionSettings),
  };
}

/** Every value of a top-level key: of one that appears twice Elastic Beanstalk loses one, and which one is unknown. */
const sections = (root: Node | undefined, name: string): Node[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === name)
    .map(({ value }) => value);

function shapeProblems(root: Node): ConfigProblem[] {
  if (isNothing(root)) return [];
  if (root.kind !== 'map') return [foreignProblem(root.place.file) ?? noSections(root)];
  return [
    ...sections(root, 'option_settings')
      .flatMap(settingsFaults)
      .map((fault) => ({ kind: 'settings-shape', ...fault }) as const),
    ...sectionsWithoutMap(root),
    ...unknownSections(root),
    ...resourcesWithoutMap(root),
  ];
}

const noSections = (root: Node): SyntaxProblem => ({
  kind: 'syntax',
  at: root.place,
  fault: { code: 'no-sections', holds: root.kind === 'list' ? 'a list' : 'a string' },
});
