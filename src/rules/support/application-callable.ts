import { APPLICATIONS } from '../../knowledge/servers/python-applications.js';
import { startModule } from '../../model/applications/missing-starts.js';
import type { StartModule } from '../../model/applications/started-words.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import type { Project } from '../../model/project.js';
import { MAX_LOOKED_UP_FILES } from '../../util/limits.js';

/** The only name to which a module gives an application. */
export function callableIn({ calls }: Pick<StartModule['names'], 'calls'>): string | undefined {
  const [only, ...others] = [...calls].flatMap(([name, called]) => (APPLICATIONS.has(called) ? [name] : []));
  return others.length > 0 ? undefined : only;
}

/** A module with the application that it has: `name`, unless it has only one of another name. */
export function withCallable(module: string, name: string, project: Project): string {
  const names = startModule(module.replaceAll('.', '/'), project)?.names;
  const only = names && !names.isOpen && !names.names.has(name) ? callableIn(names) : undefined;
  return `${module}:${only ?? name}`;
}

/** The only application of the project, such as `app:app` or `site.wsgi:application`; undefined where it has none, or several. */
export function onlyApplication(project: Project): string | undefined {
  const existing = existingFiles(deployedFiles(project));
  const found = [
    ...[...(existing.in('')?.keys() ?? [])]
      .filter((name) => /^[A-Za-z_]\w*\.py$/.test(name))
      .slice(0, MAX_LOOKED_UP_FILES)
      .flatMap((name) => {
        const module = name.slice(0, -'.py'.length);
        const only = callableIn(startModule(module, project)?.names ?? NOTHING);
        return only === undefined ? [] : [`${module}:${only}`];
      }),
    ...existing.folders.flatMap((folder) =>
      /^[A-Za-z_]\w*$/.test(folder) && existing.has(`${folder}/wsgi.py`)
        ? [withCallable(`${folder}.wsgi`, 'application', project)]
        : [],
    ),
  ];
  return found.length === 1 ? found[0] : undefined;
}

const NOTHING: Pick<StartModule['names'], 'calls'> = { calls: new Map() };
