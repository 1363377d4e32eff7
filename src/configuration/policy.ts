import type { NamedEnvironment } from '../model/project.js';
import type { Finding, Preset, RuleId } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import { decidingPattern, namePattern, type PathPattern, pathPattern } from '../util/path-pattern.js';
import { relativePath } from '../util/paths.js';
import type { Configuration, RuleLevel } from './configuration.js';
import { EVERYTHING, presetOf, textsOf } from './merge.js';
import { levelsById } from './rule-levels.js';

/** Longer stretches are not values: a whole block, or a file. */
const MAX_PLACEHOLDER_VALUE_CHARACTERS = 500;

/** A configuration as the linter asks it. Paths are absolute. */
export interface Policy {
  readonly preset: Preset | undefined;
  /** The platform of the project in a folder. */
  platformOf(root: string): string | undefined;
  /** Where the environments of the project in a folder are described; undefined where nothing says it. */
  environmentOf(root: string): NamedEnvironment | undefined;
  /** What a rule is set to in a file; undefined where nothing sets it. */
  levelAt(id: RuleId, path: string): RuleLevel | undefined;
  /** Everything that a rule may be set to, whatever the file; undefined where it may not be set at all. */
  possibleLevels(id: RuleId): ReadonlySet<RuleLevel | undefined>;
  isIgnoredProject(root: string): boolean;
  isIgnored(path: string): boolean;
  /** Whether an option, or some option of a namespace, is said to exist. */
  isKnownOption(namespace: string, option?: string): boolean;
  /** Whether a finding rests on a text that is filled in before the deployment. */
  isFilledIn(finding: Finding): boolean;
}

/** What is set for some files, or for all. */
interface Layer {
  readonly fits: ((way: string) => boolean) | undefined;
  readonly levels: ReadonlyMap<RuleId, RuleLevel>;
  readonly platform: string | undefined;
}

/**
 * Makes a configuration ready to be asked.
 * @param configuration what `parseConfiguration` found nothing wrong with, with its bases merged
 * @param folder what its patterns are relative to
 */
export function policyOf(configuration: Configuration, folder: string, known: readonly RuleId[]): Policy {
  const layers = layersOf(configuration, known).reverse();
  const ignores = matcherOf(textsOf(configuration.ignores));
  const options = textsOf(configuration.knownOptions).map(optionPattern);
  const wayTo = (path: string) => relativePath(folder, path);
  const isFilledIn = holdsPlaceholder(textsOf(configuration.allowPlaceholders));
  return {
    preset: presetOf(configuration),
    platformOf: (root) =>
      layers.find(({ fits, platform }) => platform !== undefined && (!fits || fits(inside(wayTo(root)))))
        ?.platform,
    environmentOf: (root) => environmentOf(configuration, wayTo(root), folder),
    levelAt: (id, path) =>
      layers.find(({ fits, levels }) => levels.has(id) && (!fits || fits(wayTo(path))))?.levels.get(id),
    possibleLevels(id) {
      const possible = new Set<RuleLevel | undefined>();
      for (const { fits, levels } of layers) {
        const level = levels.get(id);
        if (level === undefined) continue;
        possible.add(level);
        if (!fits) return possible;
      }
      return possible.add(undefined);
    },
    isIgnoredProject: (root) => ignores(inside(wayTo(root))),
    isIgnored: (path) => ignores(wayTo(path)),
    isKnownOption: (namespace, option) => options.some((isKnown) => isKnown(namespace, option)),
    isFilledIn,
  };
}

/** @param way from the folder of the configuration to the project */
function environmentOf(
  { environment, environments = [] }: Configuration,
  way: string,
  folder: string,
): NamedEnvironment | undefined {
  const own = environments.filter(
    ({ project }) => project === undefined || (project.replace(/^\.\/|\/$/g, '') || '.') === way,
  );
  if (own.length === 0) return environment === 'elsewhere' ? 'elsewhere' : undefined;
  const isNamed = own.every(({ name }) => name !== undefined);
  return {
    paths: [...new Set(own.flatMap(({ from }) => textsOf(from)))].map((path) => `${folder}/${path}`),
    ...(isNamed && { names: own.flatMap(({ name }) => name ?? []) }),
  };
}

const layersOf = ({ rules, platform, overrides = [] }: Configuration, known: readonly RuleId[]): Layer[] => [
  { fits: undefined, levels: levelsById(rules ?? {}, known), platform },
  ...overrides.map((override) => {
    const files = textsOf(override.files);
    const isEverything = files.length === 1 && files[0] === EVERYTHING;
    return {
      fits: isEverything ? undefined : matcherOf(files),
      levels: levelsById(override.rules ?? {}, known),
      platform: override.platform,
    };
  }),
];

/** A project is fitted by what fits everything in it: no file has this name. */
const inside = (way: string): string => (way === '.' ? '\0' : `${way}/\0`);

/** Whether some patterns fit a path. What is outside of their folder none of them fits. */
function matcherOf(texts: readonly string[]): (way: string) => boolean {
  const patterns = texts.map(pathPattern).filter((pattern): pattern is PathPattern => pattern !== undefined);
  const known = new Map<string, boolean>();
  const isFitted = (way: string): boolean => {
    const deciding = way.startsWith('../') ? undefined : decidingPattern(patterns, way);
    return deciding !== undefined && !deciding.isNegated;
  };
  return (way) => {
    if (patterns.length === 0) return false;
    const answer = known.get(way) ?? isFitted(way);
    known.set(way, answer);
    return answer;
  };
}

function optionPattern(pattern: string): (namespace: string, option?: string) => boolean {
  const slash = pattern.lastIndexOf('/');
  const fitsNamespace = namePattern(pattern.slice(0, slash));
  const fitsOption = namePattern(pattern.slice(slash + 1));
  return (namespace, option) => fitsNamespace(namespace) && (option === undefined || fitsOption(option));
}

/**
 * Whether a finding rests on a text that holds one of some placeholders: in its own place, or in one that it names.
 * @param patterns with `*` for any text
 */
export function holdsPlaceholder(patterns: readonly string[]): (finding: Finding) => boolean {
  if (patterns.length === 0) return () => false;
  const parts = patterns.map((pattern) => pattern.split(/\*+/));
  return ({ at, related = [] }) =>
    [at, ...related.map((other) => other.at)].some((place) => {
      const text = valueAt(place);
      return text !== undefined && parts.some((pattern) => holds(text, pattern));
    });
}

function valueAt({ file, span: { start, end } }: Place): string | undefined {
  if (end - start > MAX_PLACEHOLDER_VALUE_CHARACTERS) return undefined;
  const text = file.text.slice(start, end);
  return /[\r\n]/.test(text) ? undefined : text;
}

/** Whether the parts of a pattern are in a text in this order, the first and the last with no word going on beside them. */
function holds(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const edges = { isFirst: index === 0, isLast: index === parts.length - 1 };
    const at = find(text, part, from, edges);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

interface Edges {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function find(text: string, part: string, from: number, { isFirst, isLast }: Edges): number {
  if (part === '') return from;
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + 1)) {
    const end = at + part.length;
    if (!(isFirst && goesOn(text, at)) && !(isLast && goesOn(text, end))) return at;
  }
  return -1;
}

const isInWord = (character: string): boolean => /[\w-]/.test(character);

/** Whether a word goes on at an offset. */
const goesOn = (text: string, offset: number): boolean =>
  isInWord(text.charAt(offset - 1)) && isInWord(text.charAt(offset));
