import type { Place } from '../source/index.js';
import { positionsOf } from '../source/index.js';
import { MAX_CONFIGURATION_FAULTS } from '../util/limits.js';
import { relativePath } from '../util/paths.js';

/** One mistake in a configuration. */
export interface ConfigurationFault {
  /** Undefined where a program gave the configuration. */
  readonly at?: Place;
  readonly message: string;
  readonly help: string;
}

/** A configuration that is not right is not used in part: nothing is checked with less than was asked for. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** One for each mistake. */
  readonly lines: readonly string[];

  constructor(
    readonly faults: readonly ConfigurationFault[],
    /** The folder that printed paths are relative to. */
    cwd = '/',
  ) {
    const lines = linesOf(faults, cwd);
    super(lines.join('\n'));
    this.lines = lines;
  }
}

function linesOf(faults: readonly ConfigurationFault[], cwd: string): string[] {
  const shown = faults.slice(0, MAX_CONFIGURATION_FAULTS).map((fault) => faultText(fault, cwd));
  const rest = faults.length - shown.length;
  return rest > 0 ? [...shown, `There are ${rest} more mistakes.`] : shown;
}

/** A fault as one line, with its place as people read it in a folder. */
export function faultText({ at, message, help }: ConfigurationFault, cwd: string): string {
  const where = at ? `${relativePath(cwd, at.file.path)}:${positionOf(at)}: ` : '';
  return `${where}${message}. ${help}`;
}

function positionOf(at: Place): string {
  const { line, column } = positionsOf(at).start;
  return `${line}:${column}`;
}
