import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import type { Place } from '../../source/index.js';
import { START_COMMAND } from '../entry/package-script.js';
import { fact } from '../fact.js';
import { packageJson } from '../packages/package-json.js';
import { procfile } from '../platform/procfile.js';

/** A file that the application starts with, by its path below the root, and where that is said. */
export interface StartFile {
  readonly path: string;
  readonly at: Place;
}

/** The first file of an interpreter's command, or a program of the bundle. */
const START =
  /^(?:[A-Z_]+=\S* )*(?:(?:node|java -jar|python3?|ruby|bash|sh) (?:--?[\w=-]+ )*(?:\.\/)?|\.\/(?!node_modules\/)|(?=bin\/))((?:[\w@.-]+\/)*[\w@.-]+)(?=\s|$)/;

/** The file that "web" starts with: by the Procfile, else by the start script of package.json. */
export const startFile = fact('startFile', (project): StartFile | undefined => {
  const web = procfile(project)?.entries.find(({ name }) => name.value === PROXIED_ENTRY);
  const command = web?.command.text.trim() ?? 'npm start';
  const start = START_COMMAND.test(command) ? packageJson(project)?.script('start') : undefined;
  const [text, at] =
    web && !START_COMMAND.test(command) ? [command, web.place] : [start?.text.trim() ?? '', start?.place];
  const path = START.exec(text)?.[1];
  return path === undefined || !at ? undefined : { path, at };
});
