import type { OptionAt } from './option-reference.js';

/** Two settings that do not fit together. */
export interface DependencyProblem {
  /** The setting to report; it is set. */
  readonly at: OptionAt;
  /** `error`: Elastic Beanstalk refuses the configuration, as far as the files show. */
  readonly severity: 'error' | 'warning';
  /** A statement with the values of both ends. */
  readonly message: string;
  readonly help: string;
  /** The other end, where it is set. */
  readonly other: OptionAt | undefined;
}
