import type { Doubt } from '../doubt.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import { proxyFiles } from '../proxy/proxy-files.js';
import type { Level, PlacedDirective } from './configuration.js';
import { readLocation } from './locations.js';
import { nginx } from './nginx.js';
import { directivesNamed } from './nginx-servers.js';

/** Why the proxy may answer a path in the place of the application, or change what it passes on. */
export function answeredByProxy(path: string, project: Project): Doubt | undefined {
  const hidden = hiddenFile(project);
  if (hidden) return { reason: 'it is not known what this says to nginx', at: hidden.place };
  const found = answering(project).find((placed) => isMet(path, placed));
  return found && { reason: 'this may answer it', at: found.directive.name.place };
}

/** A configuration of the proxy that is not nginx's, or not known. */
const hiddenFile = fact('hiddenFile', (project) =>
  proxyFiles(project).find(
    ({ program, content, origin }) =>
      program !== 'nginx' ||
      content() === undefined ||
      (origin !== 'platform' && ANSWERS.test(content()?.text.replace(/#.*/g, '') ?? '')),
  ),
);

const answering = fact('answering', (project) =>
  nginx(project).installed.all.filter(
    ({ directive: { name }, file }) => file.source !== undefined && ANSWERS.test(name.text),
  ),
);

/** Directives of nginx with which it answers, or passes requests on in another way. */
const ANSWERS =
  /\b(?:allow|auth_\w+|deny|error_page|if|include|limit_\w+|location|(?:fastcgi|grpc|proxy|uwsgi)_(?:pass|set_header|redirect)|return|rewrite|server|try_files|upstream)\b/;

/** Whether a request for a path may come to a directive: not to one in a location for other paths, or in a server for the instance itself. */
function isMet(path: string, { directive, level, block }: PlacedDirective): boolean {
  if (directive.name.text === 'include' && level.context === 'http') return true;
  for (let one: Level | undefined = block ?? level; one; one = one.parent) {
    const location = one.owner && readLocation(one.owner);
    if (location && !mayTake(path, location)) return false;
    if (one.owner?.name.text === 'server' && isLocal(one)) return false;
  }
  return true;
}

const mayTake = (path: string, { modifier, path: own }: { modifier: string; path: string }): boolean =>
  modifier === '=' ? path === own : modifier === '' || modifier === '^~' ? path.startsWith(own) : true;

/** Whether a server listens only for programs on the instance. */
function isLocal(server: Level): boolean {
  const listens = directivesNamed(server, 'listen').map(({ directive }) => directive.args[0]?.text ?? '');
  return listens.length > 0 && listens.every((text) => /^(?:127\.|localhost:|\[::1\]|unix:)/.test(text));
}
