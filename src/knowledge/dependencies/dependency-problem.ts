import type { OptionAt } from './option-reference.js';

/** What is wrong with how two settings stand to each other. */
export interface DependencyProblem {
  /** The setting to speak of; it is set. */
  readonly at: OptionAt;
  /** `error`: Elastic Beanstalk refuses the configuration, as far as the files tell. */
  readonly severity: 'error' | 'warning';
  /** One sentence with the values of both ends. */
  readonly message: string;
  /** The other end, where it is set. */
  readonly other: OptionAt | undefined;
}
