import type { Configuration } from '../configuration/configuration.js';
import type { FixOptions as CoreFixOptions } from '../fix/fix-project.js';
import type { LintOptions as CoreOptions } from '../lint/lint-options.js';

/** What is said beside a configuration takes precedence over it, as flags do. */
interface WithConfiguration {
  /** What `eblint.config.yaml` would say; `readConfiguration` reads one. */
  readonly configuration?: Configuration | undefined;
  /** Absolute path of the folder that the patterns of the configuration are relative to: the project's own unless said. */
  readonly configurationFolder?: string | undefined;
}

/** How a project is checked. */
export interface LintOptions extends Omit<CoreOptions, 'policy'>, WithConfiguration {}

/** How a project is fixed. */
export interface FixOptions extends Omit<CoreFixOptions, 'policy'>, WithConfiguration {}
