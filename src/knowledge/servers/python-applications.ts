/**
 * What makes an application of Python, by its interface. What is made of another one, as by `WSGIMiddleware`, is neither.
 * https://asgi.readthedocs.io/en/latest/implementations.html#application-frameworks
 * https://wsgi.readthedocs.io/en/latest/frameworks.html
 */
export const INTERFACES: ReadonlyMap<string, 'asgi' | 'wsgi'> = new Map([
  ...(
    ['FastAPI', 'Litestar', 'ProtocolTypeRouter', 'Quart', 'Starlette', 'get_asgi_application'] as const
  ).map((name) => [name, 'asgi'] as const),
  ...(['Bottle', 'Flask', 'get_wsgi_application'] as const).map((name) => [name, 'wsgi'] as const),
]);

/** The same with what may wrap one, and with the usual names of functions that make one. */
export const APPLICATIONS: ReadonlySet<string> = new Set([
  ...INTERFACES.keys(),
  ...['ASGIApp', 'WSGIApp', 'create_app', 'make_app', 'make_wsgi_app'],
]);
