import { daphne, hypercorn, uvicorn } from './asgi-servers.js';
import {
  dotnet,
  flask,
  goApplication,
  httpServer,
  javaJar,
  nextServer,
  nodeScript,
  phpServer,
  puma,
  pythonScript,
  railsServer,
  streamlit,
} from './other-servers.js';
import type { ServerProgram } from './server-program.js';
import { gunicorn, runserver, uwsgi, waitress } from './wsgi-servers.js';

export { click } from './option-syntaxes.js';
export type {
  AddressSyntax,
  ByWorkerClass,
  ConfigFormat,
  OptionRole,
  ServerId,
  ServerProgram,
} from './server-program.js';

/** The server programs that eblint knows, read in November 2026. */
export const SERVER_PROGRAMS: readonly ServerProgram[] = [
  ...[daphne, uvicorn, hypercorn, gunicorn, waitress, uwsgi],
  ...[puma, railsServer, runserver, javaJar, phpServer, dotnet, flask, httpServer, nodeScript, pythonScript],
  nextServer,
  streamlit,
  goApplication,
];

/** The programs that a name on a command line may stand for; which one it is, the arguments tell. */
export const serverProgramsNamed = (command: string): readonly ServerProgram[] =>
  SERVER_PROGRAMS.filter(
    ({ commands, ending }) =>
      commands.includes(command) || (ending !== undefined && command.endsWith(ending)),
  );
