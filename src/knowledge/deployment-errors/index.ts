import { buildErrors } from './build.js';
import { cliErrors } from './cli.js';
import { extensionErrors } from './extensions.js';
import type { KnownError } from './known-error.js';
import { requestErrors } from './request.js';
import { runningErrors } from './running.js';
import { stackErrors } from './stack.js';

export { STAGES, type KnownError, type NamedThing } from './known-error.js';

/** The texts by which people meet what a rule reports, most telling first. */
export const errorTextsOf = (rule: string): string[] =>
  KNOWN_ERRORS.filter(({ rules, isGeneral }) => rules?.some((id) => id === rule) && !isGeneral).flatMap(
    ({ texts }) => texts,
  );

/** In the order of a deployment. */
export const KNOWN_ERRORS: readonly KnownError[] = [
  ...cliErrors,
  ...requestErrors,
  ...stackErrors,
  ...extensionErrors,
  ...buildErrors,
  ...runningErrors,
];
