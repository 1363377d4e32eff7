/** An argument of a call: its keyword, and its position from 0 where it may be given without. */
type Argument = readonly [keyword: string, position?: number];

/** A call in a script of Python that opens a port and serves. */
export interface PythonServerCall {
  /** The name of what is called, as a regular expression. */
  readonly name: string;
  /** What the script mentions where the name means this; any script where this is left out. */
  readonly library?: RegExp;
  /** What says more about where it listens. */
  readonly unless?: RegExp;
  readonly host: Argument;
  readonly port: Argument;
  /** Host and port are one tuple, the first argument. */
  readonly isTuple?: true;
  /** Where it listens if nothing says otherwise; a missing half is not known. */
  readonly defaults?: { readonly host?: string; readonly port?: number };
}

/** What applications are usually called, and what makes one. */
const APPLICATION = String.raw`(?:\w*app|application|api|server|create_app\([^()\n]*\))`;

const NAMED = { host: ['host'], port: ['port'] } as const;
const AFTER_APPLICATION = { host: ['host', 1], port: ['port', 2] } as const;
const FIRST = { host: ['host', 0], port: ['port', 1] } as const;

/**
 * Of several that fit, the first one takes precedence.
 * https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py
 * https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.run_app
 * https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html
 * https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html
 * https://flask-socketio.readthedocs.io/en/latest/api.html#flask_socketio.SocketIO.run
 * https://flask.palletsprojects.com/en/stable/api/#flask.Flask.run
 * https://flask.palletsprojects.com/en/stable/config/#configuring-from-environment-variables
 * https://www.tornadoweb.org/en/stable/web.html#tornado.web.Application.listen
 * https://bottlepy.org/docs/dev/api.html#bottle.run
 * https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server
 * https://docs.python.org/3/library/http.server.html
 * https://docs.python.org/3/library/wsgiref.html#wsgiref.simple_server.make_server
 * https://eventlet.readthedocs.io/en/latest/modules/wsgi.html
 * https://www.gevent.org/api/gevent.pywsgi.html
 * https://werkzeug.palletsprojects.com/en/stable/serving/#werkzeug.serving.run_simple
 */
export const PYTHON_SERVER_CALLS: readonly PythonServerCall[] = [
  { name: String.raw`uvicorn\.run`, ...NAMED, defaults: { host: '127.0.0.1', port: 8000 } },
  { name: String.raw`(?:aiohttp\.)?web\.run_app`, ...NAMED, defaults: { host: '0.0.0.0', port: 8080 } },
  {
    name: String.raw`(?:waitress\.)?serve`,
    library: /\bwaitress\b/,
    ...NAMED,
    defaults: { host: '0.0.0.0', port: 8080 },
  },
  { name: String.raw`(?:websockets\.)?serve`, library: /\bwebsockets\b/, ...AFTER_APPLICATION },
  {
    name: String.raw`(?:socketio|sio|socket_io|socket)\.run`,
    library: /\bflask_socketio\b/,
    ...AFTER_APPLICATION,
    defaults: { host: '127.0.0.1', port: 5000 },
  },
  {
    name: String.raw`${APPLICATION}\.run`,
    library: /\bFlask\s*\(/,
    unless: /\b(?:SERVER_NAME|from_prefixed_env|from_envvar)\b/,
    ...FIRST,
    defaults: { host: '127.0.0.1', port: 5000 },
  },
  { name: String.raw`${APPLICATION}\.run`, ...FIRST },
  {
    name: String.raw`(?:bottle\.)?run`,
    library: /\bbottle\b/,
    ...NAMED,
    defaults: { host: '127.0.0.1', port: 8080 },
  },
  {
    name: String.raw`\w+\.listen`,
    library: /\btornado\b/,
    host: ['address', 1],
    port: ['port', 0],
    defaults: { host: '0.0.0.0' },
  },
  { name: String.raw`(?:eventlet\.)?listen`, library: /\beventlet\b/, ...FIRST, isTuple: true },
  {
    name: String.raw`(?:\w+\.)*(?:WSGIServer|(?:Threading)?(?:HTTP|TCP)Server)`,
    ...FIRST,
    isTuple: true,
  },
  { name: String.raw`(?:\w+\.)*(?:make_server|run_simple)`, ...FIRST },
  { name: String.raw`(?:asyncio\.start_server|\w*loop(?:\(\))?\.create_server)`, ...AFTER_APPLICATION },
];
