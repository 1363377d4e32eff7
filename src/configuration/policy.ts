import type { Finding, RuleId, RuleMeta } from '../rules/rule.js';
import { relativePath } from '../util/relative-path.js';
import { decidingPattern, namePattern, pathPattern, type PathPattern } from '../util/path-pattern.js';
import type { Configuration, Preset, RuleLevel } from './configuration.js';
import { holdsPlaceholder } from './holds-placeholder.js';
import { EVERYTHING, presetOf, textsOf } from './merge.js';
import { levelsById } from './rule-levels.js';

/** A configuration as the linter asks it. Paths are absolute. */
export interface Policy {
  readonly preset: Preset | undefined;
  /** The platform of the project in a folder. */
  platformOf(root: string): string | undefined;
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
export function policyOf(
  configuration: Configuration,
  folder: string,
  known: readonly RuleMeta['id'][],
): Policy {
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
