import type { SourceFile } from '../../source/index.js';
import { fact } from '../fact.js';
import { startModules } from './missing-starts.js';

/** The paths that an application answers, where one module shows all of them. */
export interface ApplicationRoutes {
  readonly file: SourceFile;
  /** As they are written: `/health`, `/items/<int:id>`. */
  readonly paths: readonly string[];
}

/** Undefined where the application may answer more than its module shows, or is not known. */
export const applicationRoutes = fact('applicationRoutes', (project): ApplicationRoutes | undefined => {
  const [module, ...others] = startModules(project).values();
  if (!module || others.length > 0) return undefined;
  const called = module.names.calls.get(module.attribute);
  if (module.names.isOpen || (called !== 'Flask' && called !== 'FastAPI')) return undefined;
  return routesIn(module.file, module.attribute);
});

/** Other ways to answer requests than by a decorator of the application. */
const OPEN =
  /\b(?:APIRouter|Blueprint|Api|Admin|DispatcherMiddleware|MethodView|SCRIPT_NAME|StaticFiles)\b|\b(?:add_\w*(?:route|rule)\w*|before_request|errorhandler|exception_handler|include_router|middleware|mount|register_blueprint|root_path|url_map|url_prefix|view_functions|wsgi_app)\b/i;

/** Modules of which it is known that they add no path. */
const ADD_NONE: ReadonlySet<string> = new Set([
  ...[
    'flask',
    'fastapi',
    'flask_cors',
    'flask_sqlalchemy',
    'boto3',
    'botocore',
    'pydantic',
    'requests',
    'httpx',
  ],
  ...[
    'psycopg2',
    'psycopg',
    'pymysql',
    'pymongo',
    'redis',
    'sqlalchemy',
    'werkzeug',
    'dotenv',
    'numpy',
    'pandas',
  ],
  ...[
    'os',
    'sys',
    'json',
    'logging',
    'time',
    'datetime',
    're',
    'random',
    'uuid',
    'pathlib',
    'typing',
    'math',
  ],
  ...[
    'base64',
    'collections',
    'functools',
    'hashlib',
    'io',
    'itertools',
    'socket',
    'subprocess',
    'threading',
  ],
  ...[
    '__future__',
    'asyncio',
    'contextlib',
    'csv',
    'dataclasses',
    'enum',
    'secrets',
    'string',
    'tempfile',
    'urllib',
  ],
]);

const IMPORT = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm;

function routesIn(file: SourceFile, attribute: string): ApplicationRoutes | undefined {
  const { text } = file;
  const imported = Array.from(text.matchAll(IMPORT), ([, from, names]) =>
    from === undefined ? (names ?? '').split(',').map((name) => name.trim().split(/\s/)[0] ?? '') : [from],
  ).flat();
  if (OPEN.test(text) || !imported.every((name) => ADD_NONE.has(name.split('.')[0] ?? ''))) return undefined;
  const decorators = text.split('\n').filter((line) => /^@[\w.]+\./.test(line));
  const paths = decorators.map((line) => {
    const [, owner, path] = ROUTE.exec(line) ?? [];
    return owner === attribute ? path : undefined;
  });
  return paths.length > 0 && paths.every((path) => path !== undefined) ? { file, paths } : undefined;
}

const ROUTE = /^@(\w+)\.(?:route|get|post|put|delete|patch|head|options|api_route)\(\s*["']([^"'\\]*)["']/;

/** Paths that the frameworks answer by themselves. */
const OWN = /^\/(?:static|docs|redoc|openapi\.json)(?:\/|$)/;

/** Whether one of the routes answers a path, with or without a slash at its end. */
export function answers({ paths }: ApplicationRoutes, path: string): boolean {
  const parts = partsOf(path);
  return (
    OWN.test(path) ||
    paths.some((route) => {
      if (/[<{](?:path:[^<>{}]*|[^<>{}:]*:path)[>}]/.test(route)) return true;
      const own = partsOf(route);
      return own.length === parts.length && own.every((part, at) => /[<{]/.test(part) || part === parts[at]);
    })
  );
}

const partsOf = (path: string): readonly string[] => (path.split('?', 1)[0] ?? '').split('/').filter(Boolean);
