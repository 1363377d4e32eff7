import {
  readDjangoRoutes,
  readDjangoViews,
  readExpressRoutes,
  readRailsRoutes,
  readPythonRoutes,
  type Route,
  type RouterModule,
} from '../../parse/routes.js';
import { filesOfModule, localModulesIn } from '../../parse/server-config/local-modules.js';
import { MAX_LOOKED_UP_FILES, MAX_ROUTES } from '../../knowledge/limits.js';
import type { SourceFile } from '../../source/index.js';
import { folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { railsSettings } from './rails-settings.js';
import { PASSES_ON, servedSettings, servesDjango } from './django-settings.js';
import {
  onlyStartModule,
  pythonModules,
  startFiles,
  type FindModule,
  type StartModule,
} from './missing-starts.js';

/** The paths that an application answers, where its modules show all of them. */
export interface ApplicationRoutes {
  /** The module of the application. */
  readonly file: SourceFile;
  /** With the prefixes of what they are mounted in. */
  readonly routes: readonly Route[];
  /** Paths that the framework answers by itself. */
  readonly own?: RegExp;
  /**
   * What it does with a path that differs from that of a route in the slash at its end: it redirects a path without one (`added`), or
   * each to the other (`redirected`); undefined where it answers both, or where that is not known.
   */
  readonly slashes?: 'added' | 'redirected';
}

/** Undefined where the application may answer more than its modules show, or is not known. */
export const applicationRoutes = fact('applicationRoutes', (project): ApplicationRoutes | undefined => {
  const { language } = platform(project);
  if (language === 'node') return ofExpress(project);
  if (language === 'ruby') return ofRails(project);
  const module = language === 'python' ? onlyStartModule(project) : undefined;
  if (!module || module.names.isOpen) return undefined;
  return servesDjango(module) ? ofDjango(module, project) : ofPython(module, project);
});

/** The routes that answer a path, with or without a slash at its end; undefined where the framework itself may. */
export function answering({ routes, own }: ApplicationRoutes, path: string): readonly Route[] | undefined {
  const parts = partsOf(path);
  return own?.test(path)
    ? undefined
    : routes.filter((route) => {
        if (/[<{](?:path:[^<>{}]*|[^<>{}:]*:path)[>}]/.test(route.path)) {
          const before = partsOf(route.path.slice(0, route.path.search(/[<{]/)));
          return before.every((part, at) => part === parts[at]);
        }
        const own = partsOf(route.path);
        return (
          own.length === parts.length && own.every((part, at) => /[<{]/.test(part) || part === parts[at])
        );
      });
}

/** How a path is answered by routes that differ from it only in the slash at its end; undefined where one of them does not. */
export function slashAnswer(
  { slashes }: ApplicationRoutes,
  path: string,
  routes: readonly Route[],
): 'redirect' | 'nothing' | undefined {
  const asked = path.replace(/\?.*/, '');
  const isSame = (route: Route) =>
    route.hasAnySlash === true || /path/.test(route.path) || route.path.endsWith('/') === asked.endsWith('/');
  if (!slashes || asked === '/' || routes.length === 0 || routes.some(isSame)) return undefined;
  return slashes === 'redirected' || !asked.endsWith('/') ? 'redirect' : 'nothing';
}

const partsOf = (path: string): readonly string[] => (path.split('?', 1)[0] ?? '').split('/').filter(Boolean);

/** Where routers are looked for that are mounted in another one. */
interface Walk {
  readonly read: (file: SourceFile) => RouterModule;
  readonly find: FindModule;
  /** The routers that are being read. */
  readonly around: readonly string[];
}

/** A router of a module. */
interface RouterOf {
  readonly file: SourceFile;
  readonly name: string;
}

const joined = (prefix: string, path: string): string =>
  path === '' && prefix !== '' ? prefix : `${prefix}/${path}`.replaceAll(/\/{2,}/g, '/');

/** A module of a package, which may be a relative one: `.`. */
const moduleIn = (folder: string, name: string): string =>
  `${folder}${folder.endsWith('.') ? '' : '.'}${name}`;

/** All that a router answers below a prefix; undefined where that is not known. */
function routesOf(
  { file, name }: RouterOf,
  base: string,
  walk: Walk,
  instead?: string,
): readonly Route[] | undefined {
  const key = `${file.name}:${name}`;
  const router = walk.read(file).routers.get(name);
  if (!router || router.isOpen || walk.around.includes(key) || walk.around.length > MAX_LOOKED_UP_FILES)
    return undefined;
  const prefix = joined(base, instead ?? router.prefix);
  const inner = { ...walk, around: [...walk.around, key] };
  const routes = router.routes.map((route) => ({ ...route, path: joined(prefix, route.path) }));
  for (const mount of router.mounts) {
    const target = mountedRouter(mount.target, file, inner);
    const below = joined(prefix, mount.isInstead ? '' : (mount.prefix ?? ''));
    const mounted = target && routesOf(target, below, inner, mount.isInstead ? mount.prefix : undefined);
    const [of] = router.routes;
    if (mounted && routes.length + mounted.length <= MAX_ROUTES) routes.push(...mounted);
    // What is not known may answer anything below its prefix.
    else if (partsOf(mount.prefix ?? '').length > 0 && of)
      routes.push({ ...of, path: joined(prefix, `${mount.prefix}/<path:rest>`), methods: undefined });
    else return undefined;
  }
  return routes;
}

/** The router that a name means in a module, and the module of it. */
function mountedRouter(target: string, file: SourceFile, walk: Walk, depth = 0): RouterOf | undefined {
  const { routers, imports, exports } = walk.read(file);
  if (routers.has(target)) return { file, name: target };
  const exported = exports.get(target);
  if (exported !== undefined) return { file, name: exported };
  if (depth > 3) return undefined;
  if (target.startsWith('module ')) return ofModule(walk.find(target.slice(7), file), 'default');
  const dot = target.lastIndexOf('.');
  const [owner, own] = dot === -1 ? [target, undefined] : [target.slice(0, dot), target.slice(dot + 1)];
  const { module, name } = imports.get(owner) ?? {};
  if (module === undefined) return undefined;
  if (own === undefined) return ofModule(walk.find(module, file), name ?? 'default');
  return ofModule(walk.find(name === undefined ? module : moduleIn(module, name), file), own);

  function ofModule(found: SourceFile | undefined, wanted: string): RouterOf | undefined {
    return found && mountedRouter(wanted, found, walk, depth + 1);
  }
}

/** Flask and FastAPI. */
function ofPython(module: StartModule, project: Project): ApplicationRoutes | undefined {
  const find = pythonModules(module, project);
  const start = readPythonRoutes(module.file).routers.get(module.attribute);
  const modules = start?.isApplication ? importedFrom(module.file, find) : undefined;
  if (!modules || modules.some((file) => readPythonRoutes(file).isOpen)) return undefined;
  const root = { file: module.file, name: module.attribute };
  const routes = routesOf(root, '', { read: readPythonRoutes, find, around: [] });
  const kind = module.names.calls.get(module.attribute) ?? '';
  const slashes = modules.some(({ text }) => SETS_SLASHES.test(text)) ? undefined : SLASHES.get(kind);
  return (
    routes && {
      ...{ file: module.file, routes, own: /^\/(?:static|docs|redoc|openapi\.json)(?:\/|$)/ },
      ...(slashes && { slashes }),
    }
  );
}

/** By what makes the application. */
const SLASHES: ReadonlyMap<string, NonNullable<ApplicationRoutes['slashes']>> = new Map([
  ['Flask', 'added'],
  ['FastAPI', 'redirected'],
]);

const SETS_SLASHES = /\b(?:redirect|merge)_slashes\b/;

/** The modules of the project that a module imports, from one to the next; undefined where there are too many. */
function importedFrom(start: SourceFile, find: FindModule): readonly SourceFile[] | undefined {
  const files = new Set([start]);
  for (const file of files)
    for (const { module, name } of readPythonRoutes(file).imports.values()) {
      const inside = name === undefined ? undefined : find(moduleIn(module, name), file);
      for (const found of [find(module, file), inside])
        if (found && files.add(found).size >= MAX_LOOKED_UP_FILES) return undefined;
    }
  return [...files];
}

/** https://docs.djangoproject.com/en/stable/topics/http/urls/ */
function ofDjango(module: StartModule, project: Project): ApplicationRoutes | undefined {
  const django = servedSettings(project);
  const root = /^["']([\w.]+)["']$/.exec(django?.assignment('ROOT_URLCONF')?.text ?? '')?.[1];
  const find = pythonModules(module, project);
  const urls = root === undefined ? undefined : find(root, module.file);
  if (!urls || !django?.middleware?.every((name) => PASSES_ON.test(name))) return undefined;
  const routes = routesOf({ file: urls, name: 'urlpatterns' }, '', {
    read: readDjangoRoutes,
    find,
    around: [],
  });
  const isDefault =
    django.mentions('APPEND_SLASH') === 0 &&
    django.middleware.includes('django.middleware.common.CommonMiddleware');
  return (
    routes && {
      file: urls,
      routes: routes.map((route) => withMethods(route, find)),
      ...(isDefault && { slashes: 'added' }),
    }
  );
}

/** The methods that a decorator of the view names. */
function withMethods(route: Route, find: FindModule): Route {
  const { file } = route.place;
  const [, wrapper = '', view = ''] = /^((?:[\w.]+\()*)([\w.]+)\)*$/.exec(route.view ?? '') ?? [];
  if (/require_|api_view/.test(wrapper)) return route;
  const dot = view.lastIndexOf('.');
  const [owner, own] = dot === -1 ? [view, view] : [view.slice(0, dot), view.slice(dot + 1)];
  const { module, name } = readDjangoRoutes(file).imports.get(owner) ?? {};
  const inside = module === undefined || dot === -1 || name === undefined ? module : moduleIn(module, name);
  const views = inside === undefined ? file : find(inside, file);
  return { ...route, methods: views && readDjangoViews(views).get(own) };
}

/** https://guides.rubyonrails.org/routing.html */
function ofRails(project: Project): ApplicationRoutes | undefined {
  const existing = existingFiles(deployedFiles(project));
  const file = existing.source('config/routes.rb');
  // Middleware may answer, and routes may be added.
  if (!file || railsSettings(project)?.lines(/\bmiddleware\b|\broutes\b/).length !== 0) return undefined;
  const routes = routesOf({ file, name: 'routes' }, '', {
    ...{ read: readRailsRoutes, find: () => undefined, around: [] },
  });
  const inPublic = [...(existing.in('public')?.keys() ?? [])].map((name) => name.replace(/\..*/, ''));
  const folders = ['assets', 'cable', 'packs', 'rails', ...inPublic.filter((name) => /^[\w-]+$/.test(name))];
  const own = new RegExp(`^/(?:${folders.join('|')})(?:[/.]|$)|\\.\\w+$`);
  return routes && { file, routes, own };
}

/** The only application of the modules that a script of Node.js runs. */
function ofExpress(project: Project): ApplicationRoutes | undefined {
  const existing = existingFiles(deployedFiles(project));
  const [named, ...others] = startFiles(/\.[cm]?js$/, project);
  const unnamed = procfile(project) ? [] : ['app.js', 'server.js'];
  const byDefault = unnamed.find((name) => existing.has(name) === true);
  const first = named?.file ?? (byDefault === undefined ? undefined : existing.source(byDefault));
  if (others.length > 0) return undefined;
  const find = (module: string, from: Pick<SourceFile, 'name'>): SourceFile | undefined => {
    const name = filesOfModule(module, folderOf(from.name)).find((one) => existing.has(one) === true);
    return name === undefined ? undefined : existing.source(name);
  };
  const files = new Set(first ? [first] : []);
  for (const file of files)
    for (const module of localModulesIn(file.text)) {
      if (module.endsWith('.json')) continue;
      const found = find(module, file);
      if (!found || readExpressRoutes(found).isOpen || files.add(found).size >= MAX_LOOKED_UP_FILES)
        return undefined;
    }
  const applications = [...files].flatMap((file) =>
    [...readExpressRoutes(file).routers].flatMap(([name, { isApplication }]) =>
      isApplication ? [{ file, name }] : [],
    ),
  );
  const [application] = applications;
  if (!application || applications.length > 1 || (first && readExpressRoutes(first).isOpen)) return undefined;
  const routes = routesOf(application, '', { read: readExpressRoutes, find, around: [] });
  return routes && { file: application.file, routes };
}
