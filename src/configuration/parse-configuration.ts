import { parseDataFile } from '../parse/data-file.js';
import type { Problem } from '../parse/problem.js';
import { isNothing, type MapEntry, type MapNode, type Node, type ScalarNode } from '../parse/yaml/node.js';
import { renamedTo } from '../rules/renamed-rules.js';
import type { RuleId } from '../rules/rule.js';
import { syntaxFinding } from '../rules/support/syntax-finding.js';
import { type Place, placeOf, type SourceFile } from '../source/index.js';
import {
  MAX_CONFIGURATION_FAULTS,
  MAX_CONFIGURATION_PATTERNS,
  MAX_ENVIRONMENTS,
  MAX_OVERRIDES,
} from '../util/limits.js';
import { didYouMean, nearest } from '../util/nearest.js';
import { list, shorten } from '../util/text.js';
import type { Configuration } from './configuration.js';
import { type ConfigurationFault } from './configuration-error.js';
import { CONFIGURATION_KEYS, type ConfigurationKey, ENVIRONMENT_KEYS, OVERRIDE_KEYS } from './keys.js';
import { LEVEL_NAMES, levelNamed, rulesNamed, selectorsOf } from './rule-levels.js';
import type { TextFault } from './text-checks.js';

/** What one file says, and what is wrong with it. */
export interface ParsedConfiguration {
  readonly configuration: Configuration;
  /** What it builds on, with the places. */
  readonly bases: readonly ScalarNode[];
  readonly faults: readonly ConfigurationFault[];
  /** What works, and should be written otherwise. */
  readonly hints: readonly ConfigurationFault[];
}

/**
 * Reads a configuration file. Never throws; what is wrong with it comes with it, in the order of the text.
 * @param known the ids of all rules
 */
export function parseConfiguration(source: SourceFile, known: readonly RuleId[]): ParsedConfiguration {
  const { root, problems } = parseDataFile(source);
  const reader = new Reader(known);
  const faults = problems.map(problemFault);
  const isEmpty = !root || isNothing(root);
  const configuration = isEmpty || faults.length > 0 ? {} : reader.configuration(root);
  return {
    configuration,
    bases: reader.bases,
    hints: reader.hints,
    faults: [...faults, ...reader.faults].sort(byPlace),
  };
}

const byPlace = (a: ConfigurationFault, b: ConfigurationFault): number =>
  (a.at?.span.start ?? 0) - (b.at?.span.start ?? 0);

/** What keeps the text from being read as it is intended. */
function problemFault(problem: Problem): ConfigurationFault {
  const { at } = problem;
  switch (problem.kind) {
    case 'syntax': {
      const { message, help = '' } = syntaxFinding(problem);
      return { at, message, help };
    }
    case 'encoding':
      return {
        at,
        message: 'The file contains a character that YAML does not allow here',
        help: 'Save the file as plain text in UTF-8, with ordinary spaces.',
      };
    case 'duplicate-key':
      return {
        at,
        message: `The key "${shorten(problem.key)}" appears twice`,
        help: 'Merge the two, or delete one.',
      };
    case 'unsupported-tag':
      return {
        at,
        message: 'A configuration has no YAML tags',
        help: 'Delete the tag, or put the value in quotes.',
      };
  }
}

/** Turns nodes into data by the tables of keys, and notes all that does not fit. */
class Reader {
  readonly faults: ConfigurationFault[] = [];
  readonly hints: ConfigurationFault[] = [];
  bases: readonly ScalarNode[] = [];

  constructor(readonly known: readonly RuleId[]) {}

  configuration(root: Node): Configuration {
    return this.#map(root, CONFIGURATION_KEYS, 'The configuration') as Configuration;
  }

  #map(node: Node, keys: Readonly<Record<string, ConfigurationKey>>, what: string): object {
    if (node.kind !== 'map') return this.#fault(node.place, `${what} must be a map`, keysHelp(keys)) ?? {};
    const data: [string, unknown][] = [];
    for (const { key, value } of node.entries) {
      const name = key.written;
      const known = Object.hasOwn(keys, name) ? keys[name] : undefined;
      if (!known) this.#unknown(key, 'key', Object.keys(keys), keysHelp(keys));
      else data.push([name, this.#value(name, known, value)]);
    }
    for (const [name, { isRequired }] of Object.entries(keys))
      if (isRequired && !node.entries.some(({ key }) => key.written === name))
        this.#fault(startOf(node), `${what} has no "${name}"`, `Add \`${name}\`.`);
    return Object.fromEntries(data);
  }

  #value(name: string, key: ConfigurationKey, value: Node): unknown {
    switch (key.shape) {
      case 'text':
        return this.#text(name, value, key.check);
      case 'texts':
        return this.#texts(name, value, key.check);
      case 'rules':
        return this.#rules(value);
      case 'overrides':
        return this.#overrides(value);
      case 'environments':
        return this.#environments(value);
    }
  }

  #text(name: string, node: Node, check?: (text: string) => TextFault | undefined): string {
    if (node.kind !== 'scalar' || isNothing(node)) {
      this.#fault(node.place, `"${name}" must be a text`, 'Write one text, or delete the key.');
      return '';
    }
    const fault = check?.(node.written);
    if (fault) this.#fault(node.place, fault.message, fault.help);
    return node.written;
  }

  #texts(name: string, node: Node, check?: (text: string) => TextFault | undefined): string[] {
    const items = node.kind === 'list' ? node.items : [node];
    if (items.length > MAX_CONFIGURATION_PATTERNS)
      this.#tooMany(node, `"${name}" has more than ${MAX_CONFIGURATION_PATTERNS} items`);
    if (name === 'extends')
      this.bases = items.filter((item): item is ScalarNode => item.kind === 'scalar' && !isNothing(item));
    return items.slice(0, MAX_CONFIGURATION_PATTERNS).map((item) => this.#text(name, item, check));
  }

  #rules(node: Node): object {
    if (node.kind !== 'map')
      return this.#fault(node.place, '"rules" must be a map', 'Write `RULE: LEVEL` for each rule.') ?? {};
    return Object.fromEntries(node.entries.map((entry) => this.#rule(entry)));
  }

  #rule({ key, value }: MapEntry): [string, unknown] {
    const id = key.written;
    const today = renamedTo(id);
    if (today.length > 0)
      this.hints.push({
        at: key.place,
        message: `Rule "${id}" was renamed to ${list(today)}`,
        help: `Write ${list(today, 'or')}.`,
      });
    else if (rulesNamed(id, this.known).length === 0)
      this.#unknown(key, 'rule', selectorsOf(this.known), 'See all rules with `eblint --list-rules`.');
    const level = value.kind === 'scalar' ? value.written : '';
    if (!levelNamed(level))
      this.#fault(
        value.place,
        level === '' ? `Rule "${shorten(id, 100)}" has no level` : `There is no level "${shorten(level)}"`,
        didYouMean(nearest(level, LEVEL_NAMES), 'Use off, warning or error.'),
      );
    return [id, level];
  }

  #overrides(node: Node): unknown {
    if (node.kind !== 'list')
      return this.#fault(node.place, '"overrides" must be a list', 'Begin each item with `- files:`.') ?? [];
    if (node.items.length > MAX_OVERRIDES)
      this.#tooMany(node, `There are more than ${MAX_OVERRIDES} overrides`);
    return node.items.slice(0, MAX_OVERRIDES).map((item) => this.#map(item, OVERRIDE_KEYS, 'An override'));
  }

  #environments(node: Node): unknown {
    if (node.kind !== 'list')
      return (
        this.#fault(node.place, '"environments" must be a list', 'Begin each item with `- from:`.') ?? []
      );
    if (node.items.length > MAX_ENVIRONMENTS)
      this.#tooMany(node, `There are more than ${MAX_ENVIRONMENTS} environments`);
    return node.items
      .slice(0, MAX_ENVIRONMENTS)
      .map((item) => this.#map(item, ENVIRONMENT_KEYS, 'An environment'));
  }

  #tooMany(node: Node, message: string): void {
    this.#fault(startOf(node), message, 'Use fewer and wider patterns.');
  }

  #unknown(key: ScalarNode, kind: 'key' | 'rule', names: readonly string[], help: string): void {
    const name = key.written;
    // A rule is easily named without its group.
    const near =
      this.faults.length > MAX_CONFIGURATION_FAULTS
        ? undefined
        : (names.find((candidate) => candidate.endsWith(`/${name}`)) ?? nearest(name, names));
    this.#fault(key.place, `There is no ${kind} "${shorten(name, 100)}"`, didYouMean(near, help));
  }

  #fault(at: Place, message: string, help: string): undefined {
    this.faults.push({ at, message, help });
  }
}

const startOf = ({ place: { file, span } }: MapNode | Node): Place => placeOf(file, span.start, span.start);

const keysHelp = (keys: object): string => `Its keys are ${list(Object.keys(keys).filter(isShown))}.`;

const isShown = (key: string): boolean => key !== '$schema';
