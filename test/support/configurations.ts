import type { ConfigurationFault } from '../../src/configuration/configuration-error.js';
import { parseConfiguration } from '../../src/configuration/parse-configuration.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { positionsOf, SourceFile } from '../../src/source/index.js';

export const KNOWN_RULES = ALL_RULES.map(({ id }) => id);

/** A configuration as its file says it. */
export const parsed = (text: string, name = 'eblint.config.yaml') =>
  parseConfiguration(new SourceFile(`/repo/${name}`, name, text), KNOWN_RULES);

/** A fault as `LINE:COLUMN MESSAGE. HELP`. */
export const shownFault = ({ at, message, help }: ConfigurationFault): string => {
  const { line, column } = at ? positionsOf(at).start : { line: 0, column: 0 };
  return `${line}:${column} ${message}. ${help}`;
};
