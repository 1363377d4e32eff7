import { SERVER_PROGRAMS } from '../../knowledge/servers/servers.js';

/** The configuration files that the programs named in a text read unasked, below the folder where they start. */
export const unaskedConfigFiles = (text: string): string[] =>
  SERVER_PROGRAMS.flatMap(({ commands, configFiles = [] }) =>
    commands.some((command) => text.includes(command)) ? configFiles : [],
  );
