import { basename, dirname, join, resolve } from 'node:path';
import { type Configuration, isPreset, PRESETS } from '../configuration/configuration.js';
import { ConfigurationError, type ConfigurationFault } from '../configuration/configuration-error.js';
import { merged, textsOf } from '../configuration/merge.js';
import { parseConfiguration, type ParsedConfiguration } from '../configuration/parse-configuration.js';
import type { ScalarNode } from '../parse/yaml/node.js';
import { type FileSystem, ReadError } from '../ports/file-system.js';
import type { RuleId } from '../rules/rule.js';
import { piecesIn, SourceFile } from '../source/index.js';
import {
  MAX_CONFIGURATION_BYTES,
  MAX_CONFIGURATION_PATTERNS,
  MAX_CONFIGURATION_PIECES,
  MAX_EXTENDED_FILES,
  MAX_EXTENDS_DEPTH,
  MAX_OVERRIDES,
} from '../util/limits.js';
import { didYouMean, nearest } from '../util/nearest.js';
import { shorten } from '../util/text.js';
import { CONFIGURATION_NAMES } from './find-configuration.js';
import { isInside } from './is-inside.js';
import { openFile } from './open-file.js';

/** A configuration with all that it builds on. */
export interface LoadedConfiguration {
  /** What all the files say together. */
  readonly configuration: Configuration;
  /** Absolute path of what was asked for, then of what it builds on. */
  readonly paths: readonly string[];
  /** Names of rules that are out of date. */
  readonly hints: readonly ConfigurationFault[];
}

export interface LoadOptions {
  readonly files: FileSystem;
  /** Where packages are installed: on the disk, also where the files are those of git. */
  readonly packages: FileSystem;
  /** The folder that nothing is read outside of. */
  readonly top: string;
  /** The ids of all rules. */
  readonly known: readonly RuleId[];
  readonly cwd: string;
}

/**
 * Reads a configuration file and what it builds on. Everything is data: nothing is executed, and nothing is read outside of
 * the top folder.
 * @throws ConfigurationError with all mistakes, ReadError where the file itself cannot be read
 */
export function loadConfiguration(path: string, options: LoadOptions): LoadedConfiguration {
  const loader = new Loader(options);
  const configuration = loader.load(loader.read(path), [path]);
  loader.checkSize(configuration);
  if (loader.faults.length > 0) throw new ConfigurationError(loader.faults, options.cwd);
  return { configuration, paths: loader.sources.map((source) => source.path), hints: loader.hints };
}

/** The texts of a configuration file and of all that it builds on, as far as they can be read. */
export function configurationTexts(path: string, options: Omit<LoadOptions, 'known'>): readonly SourceFile[] {
  const loader = new Loader({ ...options, known: [] });
  try {
    loader.load(loader.read(path), [path]);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
  }
  return loader.sources;
}

class Loader {
  readonly faults: ConfigurationFault[] = [];
  readonly hints: ConfigurationFault[] = [];
  readonly sources: SourceFile[] = [];
  readonly #parsed = new Map<string, ParsedConfiguration>();
  #bases = 0;
  #pieces = 0;

  constructor(readonly options: LoadOptions) {}

  /** @throws ReadError */
  read(path: string): ParsedConfiguration {
    const known = this.#parsed.get(path);
    if (known) return known;
    const { known: rules } = this.options;
    const files = this.#filesFor(path);
    const text = openFile(path, { top: this.options.top }, files, MAX_CONFIGURATION_BYTES);
    const source = new SourceFile(path, basename(path), text);
    this.#pieces += piecesIn(source.text);
    if (this.#pieces > MAX_CONFIGURATION_PIECES)
      throw new ReadError(
        path,
        `with all that it builds on, it has more than ${MAX_CONFIGURATION_PIECES} words and signs`,
      );
    const parsed = parseConfiguration(source, rules);
    this.#parsed.set(path, parsed);
    this.sources.push(source);
    this.faults.push(...parsed.faults);
    this.hints.push(...parsed.hints);
    return parsed;
  }

  #filesFor(path: string): FileSystem {
    const isInPackage = /[\\/]node_modules[\\/]/.test(path.slice(this.options.top.length));
    return isInPackage ? this.options.packages : this.options.files;
  }

  /** @param way the files that lead to it, itself the last */
  load({ configuration, bases }: ParsedConfiguration, way: readonly string[]): Configuration {
    const all = bases.map((base) => this.#base(base, way));
    return merged(all.reduce(merged, {}), configuration);
  }

  /** Every finding is compared with every pattern. */
  checkSize({ overrides = [], ...others }: Configuration): void {
    const { ignores, allowPlaceholders, knownOptions } = others;
    const texts = [ignores, allowPlaceholders, knownOptions, ...overrides.map(({ files }) => files)];
    if (texts.flatMap(textsOf).length <= MAX_CONFIGURATION_PATTERNS && overrides.length <= MAX_OVERRIDES)
      return;
    this.faults.push({
      message: `A configuration and what it builds on have more than ${MAX_CONFIGURATION_PATTERNS} patterns or ${MAX_OVERRIDES} overrides`,
      help: 'Use fewer and wider patterns.',
    });
  }

  #base(base: ScalarNode, way: readonly string[]): Configuration {
    const name = base.written;
    if (isPreset(name)) return { extends: name };
    const path = /^\.{1,2}(?:\/|$)/.test(name) ? this.#fileOf(base, way) : this.#packageOf(base, way);
    if (path === undefined) return {};
    if (way.includes(path))
      return this.#fault(base, `"${shorten(name)}" extends itself`, 'Delete one of the two.');
    // Each time that a file is built on: it may be named again and again.
    if (way.length >= MAX_EXTENDS_DEPTH || this.#bases++ >= MAX_EXTENDED_FILES)
      return this.#fault(
        base,
        `A configuration builds on at most ${MAX_EXTENDED_FILES} files, ${MAX_EXTENDS_DEPTH} deep`,
        'Put some of them together.',
      );
    try {
      return this.load(this.read(path), [...way, path]);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      return this.#fault(base, `Cannot read "${shorten(name)}": ${error.reason}`, 'Check the path.');
    }
  }

  #fileOf(base: ScalarNode, way: readonly string[]): string | undefined {
    const path = resolve(dirname(way.at(-1) ?? ''), base.written);
    if (isInside(path, this.options.top)) return path;
    this.#fault(
      base,
      `"${shorten(base.written)}" is outside of the repository`,
      'Copy the file into the repository, or install it as a package.',
    );
    return undefined;
  }

  /** A file of a package, or its own configuration file, from the nearest `node_modules` up to the top. */
  #packageOf(base: ScalarNode, way: readonly string[]): string | undefined {
    const { packages, top } = this.options;
    const match = PACKAGE.exec(base.written);
    const names = match?.[2] === undefined ? CONFIGURATION_NAMES : [match[2]];
    for (let folder = dirname(way.at(-1) ?? ''); match; folder = dirname(folder)) {
      const home = join(folder, 'node_modules', match[1] ?? '');
      const found = names.map((name) => join(home, name)).find((path) => packages.kindOf(path) === 'file');
      if (found !== undefined) return found;
      if (folder === top || dirname(folder) === folder) break;
    }
    const help = 'Install the package, or begin the path of a file with `./`.';
    this.#fault(
      base,
      `There is no preset or package "${shorten(base.written)}"`,
      didYouMean(nearest(base.written, PRESETS), help),
    );
    return undefined;
  }

  #fault({ place }: ScalarNode, message: string, help: string): Configuration {
    this.faults.push({ at: place, message, help });
    return {};
  }
}

/** `NAME`, `@SCOPE/NAME`, and a path in it that does not lead out of it. */
const PACKAGE =
  /^((?:@[\w-][\w.-]*\/)?[A-Za-z0-9_-][\w.-]*)(?:\/((?!\.\.?(?:\/|$))[\w.-]+(?:\/(?!\.\.?(?:\/|$))[\w.-]+)*))?$/;
