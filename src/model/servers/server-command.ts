import type { ServerProgram } from '../../knowledge/servers/servers.js';
import type { VariableScope } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { ShellState } from '../entry/shell-state.js';
import type { ServerOptions } from './server-options.js';

/** A server command with all that decides where it listens. */
export interface ServerCommand {
  readonly program: ServerProgram;
  readonly programWord: Word;
  /** Those of the command line, and those of files and variables that it does not overrule. */
  readonly options: ServerOptions;
  /** Whether a file or a variable may say more than is known. */
  readonly isConfigOpen: boolean;
  /** Whether a configuration file is read. */
  readonly isConfigured: boolean;
  readonly scope: VariableScope;
  readonly shell: ShellState;
  /** The version of the program that the project installs, where it names a single one. */
  readonly version: () => string | undefined;
  /** Whether variables that may be set from outside are taken for unset. */
  readonly takesFallbacks: boolean;
}
