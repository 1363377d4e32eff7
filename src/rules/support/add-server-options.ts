import type { Server } from '../../model/servers/server.js';
import type { Edit, Finding } from '../rule.js';

/** The edit that adds options right after a server's program, where they come before everything that could end the options. */
export function addServerOptions({ program, programWord }: Server, options: string): Edit | undefined {
  const { file, span } = programWord.place;
  // The subcommand is between the program and its options, and after `"$VENV/bin/daphne"` they would be inside the quotes.
  if (program.subcommands || !/^(?:\s|$)/.test(file.text.slice(span.end, span.end + 1))) return undefined;
  return { file, span: { start: span.end, end: span.end }, text: ` ${options}` };
}

/** Why a finding about servers is a warning that, for all that the text tells, may not run. */
export const reasonFor = (...servers: readonly Server[]): Pick<Finding, 'warnsBecause'> =>
  servers.every(({ isCertain }) => isCertain) ? {} : { warnsBecause: 'may-not-run' };
