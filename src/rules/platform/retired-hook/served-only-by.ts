import type { RetiredHook } from '../../../model/paths/retired-hooks.js';
import type { Project } from '../../../model/project.js';
import type { Process } from '../../../model/routing/routing.js';
import { numbersIn } from '../../../util/numbers-in.js';
import { routing } from '../../../model/routing/read-routing.js';
import { proxyTarget } from '../../../model/proxy/proxy-target.js';
import { procfile } from '../../../model/platform/procfile.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { PROXY_PORTS } from '../../../knowledge/platform/proxy-ports.js';

/** Servers that hooks start, by the words that start them. */
const STARTS_SERVER = /\b(?:daphne|gunicorn|uvicorn|hypercorn|uwsgi|puma|unicorn|waitress-serve|node|java)\b/;

/** A process on whose port a hook starts a server, where nothing else of the project names that port. */
export function servedOnlyBy(hook: RetiredHook, project: Project): Process | undefined {
  const { content } = hook;
  if (content === undefined || !STARTS_SERVER.test(content)) return undefined;
  const ports = new Set(numbersIn(content));
  return routing(project).processes.find(
    ({ port }) =>
      port !== undefined &&
      !PROXY_PORTS.has(port) &&
      ports.has(String(port)) &&
      proxyTarget(project)?.port !== port &&
      !isNamedElsewhere(String(port), hook, project),
  );
}

function isNamedElsewhere(port: string, hook: RetiredHook, project: Project): boolean {
  const texts = [
    procfile(project)?.file.text ?? '',
    ...scripts(project)
      .filter(({ name }) => name.place !== hook.place)
      .map(({ text }) => text),
    ...deployedFiles(project).files.flatMap((file) =>
      'source' in file && /^(?:\.platform\/|package\.json$|Dockerrun)/.test(file.name)
        ? [file.source.text]
        : [],
    ),
  ];
  return texts.some((text) => [...numbersIn(text)].includes(port));
}
