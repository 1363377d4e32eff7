import type { Page } from '../pages.js';

/** Where in a deployment a text is printed, in the order of a deployment. */
export const STAGES = {
  cli: 'EB CLI, before anything is uploaded',
  request: 'validation of the request, before anything changes',
  stack: 'CloudFormation, while resources are created or changed',
  extensions: 'instance, `packages` to `services` of .ebextensions, before the new code is unpacked',
  build: 'instance, prebuild hooks, dependencies and build',
  commands: 'instance, `commands` or `container_commands`',
  container: 'instance, `container_commands` and predeploy hooks, before the new version is live',
  script: 'instance, where the command, hook or process runs',
  start: 'instance, start of the processes and of the proxy, and postdeploy hooks',
  health: 'the running environment',
  traffic: 'a request to the running application',
} as const;

export type Stage = keyof typeof STAGES;

/** What a hole of a text names, for looking it up in a project. */
export type NamedThing = 'command' | 'file' | 'option' | 'package' | 'resource' | 'word';

/** A text that Elastic Beanstalk, or a program that it runs, prints where something fails. */
export interface KnownError {
  /**
   * Its forms. `…` matches any text within one line, also none; capitals, white space and the kind of quotes do not
   * matter.
   */
  readonly texts: readonly [string, ...string[]];
  readonly stage: Stage;
  /** Sentences. */
  readonly cause: string;
  readonly remedy: string;
  /** The rules that predict it. */
  readonly rules?: readonly `${string}/${string}`[];
  /** What the holes name, in the order of the holes; of every form alike. */
  readonly holes?: readonly NamedThing[];
  /** It is printed with many errors: any other text beside it says more. */
  readonly isGeneral?: true;
  readonly source: Page;
}
