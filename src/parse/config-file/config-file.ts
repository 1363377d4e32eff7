import type { Located, Place, SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { trim } from '../../util/white-space.js';
import {
  child,
  entriesOf,
  entry,
  isNothing,
  scalar,
  type MapEntry,
  type Node,
  type ScalarNode,
} from '../yaml/node.js';
import { readOptionSettings, type Setting } from './option-settings.js';
import { breaksFile, type SyntaxProblem } from '../problem.js';
import type { ConfigProblem } from './problems.js';
import { sectionsWithoutMap } from './sections-without-map.js';
import { settingsFaults } from './settings-shape.js';
import { unknownSections } from './unknown-sections.js';
import { foreignProblem } from '../yaml/problems/yaml-problem.js';
import { parseYaml } from '../yaml/yaml.js';

type CommandSection = 'commands' | 'container_commands';

/** One entry of `commands` or `container_commands`. */
export interface Command {
  readonly section: CommandSection;
  readonly name: Located<string>;
  /** The shell text, or the words of the list form; none where `command` is missing. */
  readonly command: readonly ScalarNode[];
  /** Whether `command` has the list form, which no shell reads. */
  readonly isList: boolean;
  readonly test: ScalarNode | undefined;
  /** Whether it has a test of any form. */
  readonly hasTest: boolean;
  /** The folder in which the command runs. */
  readonly cwd: ScalarNode | undefined;
  /** True only where the text says so. */
  readonly ignoresErrors: boolean;
  /** Only `container_commands` have a leader. */
  readonly isLeaderOnly: boolean;
  readonly place: Place;
}

/** One entry of `files`: what is written to an instance. */
export interface InstanceFile {
  /** Absolute path on the instance. */
  readonly target: Located<string>;
  readonly content: ScalarNode | undefined;
  readonly mode: ScalarNode | undefined;
  readonly owner: ScalarNode | undefined;
  readonly place: Place;
}

/** One entry of `Resources`. */
export interface Resource {
  readonly id: Located<string>;
  readonly type: string | undefined;
  readonly properties: Node | undefined;
}

/** What one `.config` file says. A broken file has problems and as many facts as could be made out. */
export interface ConfigFile {
  readonly file: SourceFile;
  readonly root: Node | undefined;
  /** What is wrong with its text, and with the form of its sections where the text can be read. */
  readonly problems: readonly ConfigProblem[];
  /** Elastic Beanstalk cannot read the file: what seems to be missing may only be unreadable. */
  readonly broken: boolean;
  readonly settings: readonly Setting[];
  readonly commands: readonly Command[];
  readonly files: readonly InstanceFile[];
  readonly resources: readonly Resource[];
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
    commands: (['commands', 'container_commands'] as const).flatMap((section) =>
      sections(root, section).flatMap((node) =>
        entriesOf(node).map((command) => readCommand(section, command)),
      ),
    ),
    files: sections(root, 'files').flatMap((node) => entriesOf(node).map(readInstanceFile)),
    resources: sections(root, 'Resources').flatMap((node) => entriesOf(node).map(readResource)),
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
    ...sectionsWithoutMap(root).map((section) => ({ kind: 'section-not-a-map', ...section }) as const),
    ...unknownSections(root).map((section) => ({ kind: 'unknown-section', ...section }) as const),
  ];
}

const noSections = (root: Node): SyntaxProblem => ({
  kind: 'syntax',
  at: root.place,
  fault: { code: 'no-sections', holds: root.kind === 'list' ? 'a list' : 'a string' },
});

function readCommand(section: CommandSection, { key, value, place }: MapEntry): Command {
  const command = child(value, 'command');
  const words = command?.kind === 'list' ? command.items : command ? [command] : [];
  return {
    section,
    name: { value: key.text, place: key.place },
    command: words.filter((word) => word.kind === 'scalar'),
    isList: command?.kind === 'list',
    test: scalar(value, 'test'),
    hasTest: child(value, 'test') !== undefined,
    cwd: scalar(value, 'cwd'),
    ignoresErrors: saysTrue(value, 'ignoreErrors'),
    isLeaderOnly: section === 'container_commands' && saysTrue(value, 'leader_only'),
    place,
  };
}

const saysTrue = (node: Node, key: string): boolean =>
  trim(scalar(node, key)?.text ?? '').toLowerCase() === 'true';

const readInstanceFile = ({ key, value, place }: MapEntry): InstanceFile => ({
  target: { value: key.text, place: key.place },
  content: scalar(value, 'content'),
  mode: scalar(value, 'mode'),
  owner: scalar(value, 'owner'),
  place,
});

function readResource({ key, value }: MapEntry): Resource {
  return {
    id: { value: key.text, place: key.place },
    type: scalar(value, 'Type')?.text,
    properties: entry(value, 'Properties')?.value,
  };
}
