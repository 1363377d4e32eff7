import { placeOf, type Place, type SourceFile } from '../source/index.js';
import { MAX_ROUTES } from '../knowledge/limits.js';
import { lookUp } from '../util/collections.js';
import { oncePer } from '../util/memo.js';
import { NODE_COMMENT_OR_TEXT } from './server-config/node-script.js';
import { argumentsAt, type Argument } from './server-config/program-source.js';
import { PYTHON_COMMENT_OR_TEXT } from './server-config/python-script.js';

/** A path that a router answers. */
export interface Route {
  /** As it is written, below the router: `/health`, `/items/<int:id>`, `/items/:id`. */
  readonly path: string;
  /** In upper case; undefined where it answers any, or where `view` decides. */
  readonly methods: readonly string[] | undefined;
  /** The path, with its quotes. */
  readonly place: Place;
  /** How it is declared: `app.get`, `jobs.route`. */
  readonly declared: string;
  /** What Django calls, as it is written. */
  readonly view?: string;
  /** Whether it is answered with and without a slash at its end, whatever the framework does. */
  readonly hasAnySlash?: boolean;
}

/** Another router that answers what is below a prefix. */
interface Mount {
  /** Undefined where none is written. */
  readonly prefix: string | undefined;
  /** A name in the module, with dots; `module NAME` for what that module exports. */
  readonly target: string;
  /** Whether the prefix is in the place of the router's own, as it is for a blueprint of Flask. */
  readonly isInstead: boolean;
}

/** An application of a web framework, or a part of one. */
interface Router {
  readonly prefix: string;
  readonly routes: readonly Route[];
  readonly mounts: readonly Mount[];
  /** Whether it is the application rather than a part. */
  readonly isApplication: boolean;
  /** Whether it may answer what is not among these. */
  readonly isOpen: boolean;
}

/** What a module says about routes. */
export interface RouterModule {
  readonly routers: ReadonlyMap<string, Router>;
  /** What the names that it imports are: a module, or what has a name in it. */
  readonly imports: ReadonlyMap<string, { readonly module: string; readonly name: string | undefined }>;
  /** The routers that it exports by name: of Node.js, where `default` is the module itself. */
  readonly exports: ReadonlyMap<string, string>;
  /** Whether it may change routers of other modules. */
  readonly isOpen: boolean;
}

interface Draft {
  prefix: string;
  routes: Route[];
  mounts: Mount[];
  isApplication: boolean;
  isOpen: boolean;
}

const newRouter = (isApplication: boolean): Draft => ({
  ...{ prefix: '', routes: [], mounts: [], isApplication, isOpen: false },
});

/** A source in which comments are spaces, and what is in a text is hidden; each offset is that in the file. */
const hideTexts = ({ text }: SourceFile, pattern: RegExp, isComment: (part: string) => boolean): string =>
  text.replace(pattern, (part) =>
    isComment(part)
      ? part.replace(/[^\n]/g, ' ')
      : part.length < 2
        ? part
        : `${part[0]}${'_'.repeat(part.length - 2)}${part.at(-1)}`,
  );

const CALL_WITH_PATH = /\b(?:all|delete|get|patch|post|put|route|use)\(\s*["'`]/g;

/** Whether calls that may be routes are in comments or in texts, or something was taken for these. */
const hidesCalls = ({ text }: SourceFile, code: string): boolean =>
  text.match(CALL_WITH_PATH)?.length !== code.match(CALL_WITH_PATH)?.length;

/** What an argument says if it is a text without variables. */
function textIn({ text }: SourceFile, argument: Argument | undefined): string | undefined {
  if (!argument) return undefined;
  const whole = text.slice(argument.start, argument.end);
  return (/^(["'])([^"'\\\n]*)\1$/.exec(whole) ?? /^(`)([^`$\\]*)`$/.exec(whole))?.[2];
}

/** What a list of texts says; undefined where anything else is in it. */
function textsIn(file: SourceFile, { start, end }: Argument): readonly string[] | undefined {
  const items = /^[[({]([^[\](){}]*)[\])}]$/.exec(file.text.slice(start, end))?.[1]?.split(',');
  const texts = items?.map((item) => item.trim()).filter((item) => item !== '');
  return texts?.every((item) => /^(["'])\w+\1$/.test(item))
    ? texts.map((item) => item.slice(1, -1))
    : undefined;
}

// Flask and FastAPI

const PYTHON_ROUTER =
  /^(\w+)[ \t]*(?::[^=\n]{0,80})?=[ \t]*(?:\w+\.)*(Flask|FastAPI|APIRouter|Blueprint)\(/gm;

const ALIAS = /^(\w+)[ \t]*=[ \t]*(\w+)[ \t]*$/gm;

const IMPORT_FROM = /^from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)/gm;
const IMPORT = /^import[ \t]+(\w[\w., \t]*)/gm;

/** What does not change which paths an application answers. */
const HARMLESS_IN_PYTHON =
  /^\.(?:config|logger|secret_key|run|jinja_env|debug|testing|app_context|test_\w+|json|cli|title|version|state|name|on_event|context_processor|teardown_\w+|template_\w+|after_request|shell_context_processor|dependency_overrides|permanent_session_lifetime)\b|^\.add_middleware\(\s*(?:CORSMiddleware|GZipMiddleware|SessionMiddleware)\b/;

/** What takes an application and adds no path to it. */
const TAKES_IN_PYTHON =
  /(?:^|[^\w])(?:\w+\.register_blueprint|\w+\.include_router|CORS|SQLAlchemy|Migrate|Marshmallow|Bcrypt|JWTManager|Mail|LoginManager|Compress|\w+\.init_app|uvicorn\.run|(?:waitress\.)?serve)\(\s*$/;

/** Changes of a router that is not the module's own. */
const CHANGES_OTHERS =
  /\bcurrent_app\b|\.(?:register_blueprint|include_router|add_url_rule|add_api_route|mount)\s*\(/;

const VERBS: Readonly<Record<string, readonly string[] | undefined>> = {
  ...{ get: ['GET'], post: ['POST'], put: ['PUT'], delete: ['DELETE'], patch: ['PATCH'] },
  ...{ head: ['HEAD'], options: ['OPTIONS'], route: ['GET'], api_route: ['GET'] },
};

/** Reads the routers of a module of Flask or FastAPI. Never throws. */
export const readPythonRoutes = oncePer((file: SourceFile): RouterModule => {
  const code = hideTexts(file, PYTHON_COMMENT_OR_TEXT, (part) => /^(?:#|"""|''')/.test(part));
  const routers = new Map<string, Draft>();
  const hidden = hidesCalls(file, code);
  for (const { 0: whole, 1: name = '', 2: kind, index } of code.matchAll(PYTHON_ROUTER)) {
    const router = newRouter(kind === 'Flask' || kind === 'FastAPI');
    const args = argumentsAt({ text: code }, index + whole.length);
    const prefix = args?.find(({ keyword }) => keyword === 'prefix' || keyword === 'url_prefix');
    router.prefix = textIn(file, prefix) ?? '';
    router.isOpen =
      !args ||
      hidden ||
      routers.has(name) ||
      (prefix !== undefined && textIn(file, prefix) === undefined) ||
      args.some(({ keyword }) => /^(?:root_path|routes|static_url_path|subdomain)$/.test(keyword ?? ''));
    routers.set(name, router);
  }
  for (const [, name = '', other = ''] of code.matchAll(ALIAS)) {
    const router = routers.get(other);
    if (router && !routers.has(name)) routers.set(name, router);
  }
  let isOpen = false;
  let end = 0;
  let count = 0;
  for (const { 0: name, index } of code.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)) {
    const router = routers.get(name);
    const rest = code.slice(index + name.length, index + name.length + 80);
    const [call = '', verb = ''] = /^\.(\w+)\(/.exec(rest) ?? [];
    const isDecorator = code[index - 1] === '@';
    if (!router) {
      if (CHANGES_OTHERS.test(name + rest.slice(0, 30).split('\n', 1)[0])) isOpen = true;
      if (isDecorator && lookUp(VERBS, verb)) isOpen = true;
      continue;
    }
    const before = code.slice(Math.max(0, index - 60), index);
    if (isHarmlessInPython(before, rest)) continue;
    const at = index + name.length + call.length;
    const args =
      call !== '' && index >= end && ++count <= MAX_ROUTES ? argumentsAt({ text: code }, at) : undefined;
    end = args?.at(-1)?.end ?? at;
    if (!args) router.isOpen = true;
    else if (isDecorator) addDecorated(router, { file, args, verb, declared: `${name}.${verb}` });
    else if (verb === 'register_blueprint' || verb === 'include_router') addIncluded(router, file, args);
    else router.isOpen = true;
    // What comes after is not read.
    if (router.isOpen) {
      for (const other of routers.values()) other.isOpen = true;
      break;
    }
  }
  return { routers, imports: importsIn(code), exports: new Map(), isOpen };
});

function isHarmlessInPython(before: string, rest: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (
    HARMLESS_IN_PYTHON.test(rest) ||
    TAKES_IN_PYTHON.test(before) ||
    /^\s*(?:from|import)\b/.test(line) ||
    // The binding itself, an alias, or the name of an argument.
    (line === '' &&
      /^[ \t]*(?::[^=\n]{0,80})?=[ \t]*(?:\w+\.)*(?:Flask|FastAPI|APIRouter|Blueprint)\(/.test(rest)) ||
    (/^\w+[ \t]*=[ \t]*$/.test(line) && /^[ \t]*(?:\n|$)/.test(rest)) ||
    (line === '' && /^[ \t]*=[ \t]*\w+[ \t]*(?:\n|$)/.test(rest)) ||
    (/[(,]\s*$/.test(before) && /^=(?!=)/.test(rest))
  );
}

interface Declaration {
  readonly file: SourceFile;
  readonly args: readonly Argument[];
  readonly verb: string;
  readonly declared: string;
}

function addDecorated(router: Draft, { file, args, verb, declared }: Declaration): void {
  if (verb === 'websocket') return;
  const first = args.find(({ keyword }) => keyword === 'rule' || keyword === 'path') ?? args[0];
  const path = textIn(file, first);
  const methods = args.find(({ keyword }) => keyword === 'methods');
  const byDefault = lookUp(VERBS, verb);
  if (path === undefined || !first || !byDefault || args.some(({ keyword }) => keyword === 'subdomain'))
    router.isOpen = true;
  else
    router.routes.push({
      path,
      methods: methods ? textsIn(file, methods)?.map((method) => method.toUpperCase()) : byDefault,
      place: placeOf(file, first.start, first.end),
      declared,
      hasAnySlash: args.some(({ keyword }) => keyword === 'strict_slashes'),
    });
}

function addIncluded(router: Draft, file: SourceFile, args: readonly Argument[]): void {
  const [first] = args;
  const prefix = args.find(({ keyword }) => keyword === 'prefix' || keyword === 'url_prefix');
  const target = first && file.text.slice(first.start, first.end);
  const text = textIn(file, prefix);
  if (target === undefined || !/^[\w.]+$/.test(target) || (prefix && text === undefined))
    router.isOpen = true;
  else router.mounts.push({ prefix: text, target, isInstead: prefix?.keyword === 'url_prefix' });
}

function importsIn(code: string): RouterModule['imports'] {
  const imports = new Map<string, { readonly module: string; readonly name: string | undefined }>();
  for (const [, module = '', names = ''] of code.matchAll(IMPORT_FROM))
    for (const [, name = '', own = name] of names.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g))
      imports.set(own, { module, name });
  for (const [, names = ''] of code.matchAll(IMPORT))
    for (const item of names.split(',')) {
      const [module = '', , own = module] = item.trim().split(/\s+/);
      if (module !== '') imports.set(own, { module, name: undefined });
    }
  return imports;
}

// Django

const PATTERNS = /^urlpatterns[ \t]*(?::[^=\n]{0,80})?=[ \t]*\[/gm;

/** Reads what `urlpatterns` lists, as a router of that name. Never throws. */
export const readDjangoRoutes = oncePer((file: SourceFile): RouterModule => {
  const code = hideTexts(file, PYTHON_COMMENT_OR_TEXT, (part) => /^(?:#|"""|''')/.test(part));
  const router = newRouter(true);
  const [list, ...others] = code.matchAll(PATTERNS);
  const open = list ? list.index + list[0].length : 0;
  const items = list ? argumentsAt({ text: code }, open) : undefined;
  const after = code.slice(items?.at(-1)?.end ?? open);
  router.isOpen =
    !items ||
    items.length > MAX_ROUTES ||
    others.length > 0 ||
    code.split('urlpatterns').length > 2 ||
    // What is added to the list: static files are below their own prefix.
    !/^[\s,]*\](?: ?\+ ?static\([^()\n]*\))*[ \t]*(?:\n|$)/.test(after);
  for (const { start, end } of router.isOpen ? [] : (items ?? [])) {
    const [call] = /^path\(\s*/.exec(code.slice(start, end)) ?? [];
    const args = call === undefined ? undefined : argumentsAt({ text: code }, start + call.length);
    const [first, view] = args ?? [];
    const path = textIn(file, first);
    if (path === undefined || !first || !view) {
      router.isOpen = true;
      break;
    }
    addView(router, { file, path, place: placeOf(file, first.start, first.end) }, view);
  }
  return {
    routers: new Map([['urlpatterns', router]]),
    imports: importsIn(code),
    exports: new Map([['default', 'urlpatterns']]),
    isOpen: false,
  };
});

function addView(
  router: Draft,
  { file, path, place }: { readonly file: SourceFile; readonly path: string; readonly place: Place },
  argument: Argument,
): void {
  const view = file.text.slice(argument.start, argument.end);
  const [, module] = /^include\([\s(]*["']([\w.]+)["']/.exec(view) ?? [];
  // What is added to a prefix without a slash at its end is no part of its own.
  if (module !== undefined && (path === '' || path.endsWith('/')))
    router.mounts.push({ prefix: path, target: `module ${module}`, isInstead: false });
  else if (/^include\b|\.urls\b/.test(view))
    router.routes.push({ path: `${path}<path:rest>`, methods: undefined, place, declared: 'path' });
  else router.routes.push({ path, methods: undefined, place, declared: 'path', view });
}

const DECORATED = /^((?:@[^\n]*\n)+)(?:async[ \t]+)?def[ \t]+(\w+)/gm;

const SAFE = ['GET', 'HEAD'];

/** The methods that the views of a module answer, where a decorator says so. https://docs.djangoproject.com/en/stable/topics/http/decorators/ */
export const readDjangoViews = oncePer((file: SourceFile): ReadonlyMap<string, readonly string[]> => {
  const methods = new Map<string, readonly string[]>();
  for (const [, decorators = '', name = ''] of file.text.matchAll(DECORATED)) {
    const [, simple, list] =
      /^@(?:\w+\.)*(?:require_(GET|POST|safe)\b|(?:require_http_methods|api_view)\(([[(][\w"', \t]*[\])])?\))/m.exec(
        decorators,
      ) ?? [];
    const listed = list?.match(/\w+/g)?.map((method) => method.toUpperCase());
    if (simple === 'POST') methods.set(name, ['POST']);
    else if (simple !== undefined) methods.set(name, SAFE);
    else if (listed) methods.set(name, listed);
  }
  return methods;
});

// Rails

const RUBY_COMMENT = /(^|\s)#(?!\{).*/;

/** What opens a block whose lines are read as if it were not there: a condition on its routes only makes them fewer. */
const PLAIN_BLOCK =
  /^(?:Rails\.application\.routes\.draw do|(?:authenticated?|unauthenticated|constraints|devise_scope|defaults)\b.*\bdo(?: ?\|\w+\|)?|(?:if|unless)\b.*)$/;

/** A method of the router, and what it is given. */
const RAILS_CALL = /^(\w+)(?:[ \t(]+([^ \t(].*))?$/;

/** A name or a text that is an argument of its own, not the name of an option. */
const RAILS_NAME = /^(?::(\w+)(?!\w|\s*=>)|(["'])([^"'#\\]*)\2)/;

/** What answers anything below its names. */
const ANSWERS_BELOW: ReadonlySet<string> = new Set(['devise_for', 'namespace', 'resource', 'resources']);

/** Options with which a path is another one. */
const OTHER_PATH = /\b(?:on|path|path_names|shallow)\b:?\s*(?:=>)?/;

/** Reads the routes of `config/routes.rb`, as a router named `routes`. Never throws. */
export const readRailsRoutes = oncePer((file: SourceFile): RouterModule => {
  const router = newRouter(true);
  let [depth, passedOver] = [0, 0];
  let count = 0;
  for (const { 0: line, index } of file.text.matchAll(/[^\r\n]+/g)) {
    const text = line.replace(RUBY_COMMENT, '').trim();
    if (text === '') continue;
    if (++count > MAX_ROUTES) router.isOpen = true;
    if (router.isOpen) break;
    const start = index + line.indexOf(text);
    const opensBlock = /\bdo(?: ?\|\w+\|)?$/.test(text) || /^(?:if|unless|case|begin)\b/.test(text);
    if (text === 'end') {
      if (passedOver > 0) passedOver--;
      depth--;
    } else if (passedOver > 0 || PLAIN_BLOCK.test(text)) {
      if (opensBlock && passedOver > 0) passedOver++;
    } else {
      addRailsRoutes(router, { text, place: placeOf(file, start, start + text.length) });
      if (opensBlock) passedOver = 1;
    }
    if (opensBlock) depth++;
  }
  if (depth !== 0 || !file.text.includes('.routes.draw')) router.isOpen = true;
  return { routers: new Map([['routes', router]]), imports: new Map(), exports: new Map(), isOpen: false };
});

function addRailsRoutes(
  router: Draft,
  { text, place }: { readonly text: string; readonly place: Place },
): void {
  const add = (path: string, declared: string) =>
    router.routes.push({
      path,
      methods: declared === 'match' ? undefined : declared === 'root' ? ['GET'] : lookUp(VERBS, declared),
      ...{ place, declared },
    });
  const [, call = '', given = ''] = RAILS_CALL.exec(text) ?? [];
  const names: string[] = [];
  let rest = given;
  for (let name = RAILS_NAME.exec(rest); name; name = RAILS_NAME.exec(rest)) {
    names.push(name[1] ?? name[3] ?? '');
    const after = rest.slice(name[0].length).trimStart();
    rest = after.startsWith(',') ? after.slice(1).trimStart() : `, ${after}`;
  }
  const [first = ''] = names;
  const isKnown =
    !OTHER_PATH.test(rest) && names.every((name) => /^[\w/:.-]+$/.test(name)) && names.length > 0;
  const mounted =
    call === 'mount' ? /(?:=>|,\s*at:)\s*(["'])(\/?[\w-][\w/-]*)\1/.exec(given)?.[2] : undefined;
  if (call === 'root') add('/', 'root');
  else if (mounted !== undefined) add(`${mounted}/<path:rest>`, 'match');
  else if (isKnown && ANSWERS_BELOW.has(call)) for (const name of names) add(`${name}/<path:rest>`, 'match');
  else if (isKnown && call === 'scope' && names.length === 1 && /\w/.test(first))
    add(`${first}/<path:rest>`, 'match');
  else if (isKnown && names.length === 1 && (call === 'match' || lookUp(VERBS, call)))
    add(first.replace(/:\w+/g, '<$&>'), call);
  else router.isOpen = true;
}

// Express

const NODE_ROUTER =
  /\b(?:const|let|var)\s+(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:new\s+)?((?:express\.)?Router|express)\s*\(/g;
const USES_EXPRESS = /\brequire\(\s*(["'])express\1\s*\)|\bfrom\s*(["'])express\2/;

const REQUIRE = /\b(?:const|let|var)\s+(\w+|\{[^{}]*\})\s*=\s*require\(\s*(["'])([^"'\n]+)\2\s*\)/g;
const IMPORT_OF_NODE = /\bimport (?:\* as )?(\w+)?,? ?(\{[^{}]*\})? ?from (["'])([^"'\n]+)\3/g;

const HARMLESS_IN_NODE =
  /^\.(?:listen|set|disable|enable|disabled|enabled|engine|param|locals|address|close|emit|on|once)\b/;
const TAKES_IN_NODE = /\bcreateServer\((?:[^()]*,)?\s*$/;

/** Middleware that answers no path, by its package. */
const MIDDLEWARE: ReadonlySet<string> = new Set([
  ...[
    'body-parser',
    'compression',
    'connect-flash',
    'cookie-parser',
    'cors',
    'express-pino-logger',
    'helmet',
  ],
  ...[
    'express-rate-limit',
    'express-session',
    'hpp',
    'method-override',
    'morgan',
    'pino-http',
    'response-time',
  ],
]);

/** Reads the applications and routers of a module of Express. Never throws. */
export const readExpressRoutes = oncePer((file: SourceFile): RouterModule => {
  const code = hideTexts(file, NODE_COMMENT_OR_TEXT, (part) => /^\/[/*]/.test(part));
  const routers = new Map<string, Draft>();
  if (USES_EXPRESS.test(file.text))
    for (const [, name = '', kind] of code.matchAll(NODE_ROUTER)) {
      const router = newRouter(kind === 'express');
      router.isOpen = routers.has(name) || hidesCalls(file, code);
      routers.set(name, router);
    }
  const imports = importsOfNode(file);
  let isOpen = false;
  let end = 0;
  let count = 0;
  for (const { 0: name, index } of code.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)) {
    const router = routers.get(name);
    const isImported = imports.get(name)?.module.startsWith('.') === true;
    if (!router && !isImported) continue;
    const before = code.slice(Math.max(0, index - 80), index);
    const rest = code.slice(index + name.length, index + name.length + 80);
    const [call = '', verb = ''] = /^\s*\.\s*(\w+)\s*\(/.exec(rest) ?? [];
    if (!router) {
      // An application of another module that this one changes.
      if (/^(?:use|all|route|get|post|put|delete|patch)$/.test(verb)) isOpen = true;
      continue;
    }
    if (isHarmlessInNode(before, rest)) continue;
    const at = index + name.length + call.length;
    const args =
      call !== '' && index >= end && ++count <= MAX_ROUTES ? argumentsAt({ text: code }, at) : undefined;
    end = args?.at(-1)?.end ?? at;
    if (!args) router.isOpen = true;
    else if (verb === 'use') addUsed(router, { file, code, args, imports, routers });
    else addCalled(router, { file, args, verb, declared: `${name}.${verb}` });
    // What comes after is not read.
    if (router.isOpen) {
      for (const other of routers.values()) other.isOpen = true;
      break;
    }
  }
  return { routers, imports, exports: exportsIn(code, routers), isOpen };
});

const isHarmlessInNode = (before: string, rest: string): boolean =>
  HARMLESS_IN_NODE.test(rest) ||
  TAKES_IN_NODE.test(before) ||
  /\b(?:const|let|var)\s+$/.test(before) ||
  /(?:module\.exports|exports(?:\.\w+)?)\s*=\s*(?:\{[\s\w,:]*)?$|\bexport\s+(?:default\s+|\{[\s\w,]*)$/.test(
    before,
  ) ||
  // The handler of `use`, which is read with that.
  (/^\s*[,)]/.test(rest) && /\.use\(\s*(?:(["'])_*\1\s*,\s*)?(?:[\w.]+\([^()]*\)\s*,\s*)*$/.test(before));

function addCalled(router: Draft, { file, args, verb, declared }: Declaration): void {
  const [first, ...handlers] = args;
  // A setting, not a route.
  if (verb === 'get' && handlers.length === 0) return;
  const path = textIn(file, first);
  const isKnown = verb === 'all' || verb === 'route' || lookUp(VERBS, verb) !== undefined;
  if (path === undefined || !first || !isKnown || /[*+?(]/.test(path)) router.isOpen = true;
  else
    router.routes.push({
      path: path.replace(/:\w+/g, '<$&>'),
      methods: verb === 'all' || verb === 'route' ? undefined : lookUp(VERBS, verb),
      place: placeOf(file, first.start, first.end),
      declared,
    });
}

interface Use {
  readonly file: SourceFile;
  readonly code: string;
  readonly args: readonly Argument[];
  readonly imports: RouterModule['imports'];
  readonly routers: ReadonlyMap<string, Draft>;
}

function addUsed(router: Draft, { file, code, args, imports, routers }: Use): void {
  const [first] = args;
  const prefix = textIn(file, first);
  if (prefix !== undefined && /[*+?(]/.test(prefix)) router.isOpen = true;
  for (const { start, end } of prefix === undefined ? args : args.slice(1)) {
    const written = code.slice(start, end);
    const [, required = ''] = /^require\(\s*["']([^"'\n]+)["']\s*\)$/.exec(file.text.slice(start, end)) ?? [];
    const target = required === '' ? written : `module ${required}`;
    if (required !== '' || routers.has(written) || imports.get(written)?.module.startsWith('.'))
      router.mounts.push({ prefix: prefix?.replace(/:\w+/g, '<$&>'), target, isInstead: false });
    else if (!answersNothing(written, file.text.slice(start, end), imports)) router.isOpen = true;
  }
}

/** Whether a handler only passes requests on, or answers those that nothing else does. */
function answersNothing(code: string, text: string, imports: RouterModule['imports']): boolean {
  if (/^express\.(?:json|urlencoded|text|raw)\(/.test(code)) return true;
  // Of errors.
  if (/^(?:async )?(?:function ?\w* ?)?\(\w+(?:, ?\w+){3}\)/.test(code)) return true;
  if (/^(?:function ?\w* ?)?\(\w+(?:, ?\w+){1,2}\)/.test(code))
    return /\b(?:status|sendStatus)\(\s*404\s*\)/.test(text) && !/\b(?:path|url|originalUrl)\b/.test(text);
  const [, own = ''] = /^(\w+)(?:\.\w+)?\(/.exec(code) ?? [];
  const [, required] = /^require\(\s*["']([^"'\n]+)["']\s*\)(?:\.\w+)?\(/.exec(text) ?? [];
  return MIDDLEWARE.has(required ?? imports.get(own)?.module ?? '');
}

function importsOfNode({ text }: SourceFile): RouterModule['imports'] {
  const imports = new Map<string, { readonly module: string; readonly name: string | undefined }>();
  const add = (names: string | undefined, module: string) => {
    if (names === undefined) return;
    if (!names.startsWith('{')) imports.set(names, { module, name: undefined });
    else
      for (const [, name = '', own = name] of names.matchAll(/(\w+)(?:\s*(?::|\bas\b)\s*(\w+))?/g))
        imports.set(own, { module, name });
  };
  for (const [, names, , module = ''] of text.matchAll(REQUIRE)) add(names, module);
  for (const [, whole, names, , module = ''] of text.matchAll(IMPORT_OF_NODE)) {
    add(whole, module);
    add(names, module);
  }
  return imports;
}

function exportsIn(code: string, routers: ReadonlyMap<string, Draft>): RouterModule['exports'] {
  const exports = new Map<string, string>();
  for (const [, name = ''] of code.matchAll(/(?:\bmodule\.exports\s*=|\bexport\s+default)\s+(\w+)/g))
    if (routers.has(name)) exports.set('default', name);
  for (const [, names = ''] of code.matchAll(/(?:\bmodule\.exports\s*=|\bexport)\s*\{([\s\w,]*)\}/g))
    for (const [name] of names.matchAll(/\w+/g)) if (routers.has(name)) exports.set(name, name);
  for (const [, own = '', name = ''] of code.matchAll(/\bexports\.(\w+)\s*=\s*(\w+)/g))
    if (routers.has(name)) exports.set(own, name);
  for (const [, name = ''] of code.matchAll(/\bexport\s+(?:const|let|var)\s+(\w+)/g))
    if (routers.has(name)) exports.set(name, name);
  return exports;
}
