import { describe, expect, it } from 'vitest';
import type { ConfigFormat } from '../../src/knowledge/servers/servers.js';
import { filesOfModule } from '../../src/parse/server-config/local-modules.js';
import { readServerConfig } from '../../src/parse/server-config/read-server-config.js';
import { SourceFile } from '../../src/source/index.js';

const read = (name: string, format: ConfigFormat, text: string, section?: string) => {
  const { entries, isOpen } = readServerConfig(new SourceFile(`/app/${name}`, name, text), format, section);
  return [
    ...entries.map(({ flag, value }) => `${flag.text} ${value?.text ?? '?'}`),
    ...(isOpen ? ['open'] : []),
  ];
};

describe('a configuration', () => {
  const file = new SourceFile('/app/a.ini', 'a.ini', '[uwsgi]\nhttp=:1\n[b]\nhttp=:2\n');

  it('is read once for all servers that it configures', () => {
    expect(readServerConfig(file, 'uwsgi', 'b')).toBe(readServerConfig(file, 'uwsgi', 'b'));
    expect(readServerConfig(file, 'uwsgi', undefined)).toBe(readServerConfig(file, 'uwsgi', undefined));
  });

  it.each<[ConfigFormat, string | undefined, string[]]>([
    ['uwsgi', undefined, [':1']],
    ['uwsgi', 'b', [':2']],
    ['uwsgi', 'c', []],
    ['puma', 'b', []],
  ])('is read for %s and section %s: %j', (format, section, values) => {
    const { entries } = readServerConfig(file, format, section);
    expect(entries.map(({ value }) => value?.text)).toEqual(values);
  });
});

describe('gunicorn.conf.py', () => {
  it.each<[string, ...string[]]>([
    ['bind = "0.0.0.0:5000"', '--bind 0.0.0.0:5000'],
    ["bind = ':5000'  # all", '--bind :5000'],
    ['bind: str = ":5000"', '--bind :5000'],
    ['bind = [":5000", \':5001\']', '--bind :5000', '--bind :5001'],
    ['bind = (\n  ":5000",\n)', '--bind :5000'],
    ['bind = ":5000"\nbind = ":5001"', '--bind :5001'],
    ['import os\nbind = ":" + os.environ.get("PORT", "5000")', '--bind :${PORT:-5000}'],
    ['bind = f"0.0.0.0:{os.getenv(\'PORT\', 5000)}"', '--bind 0.0.0.0:${PORT:-5000}'],
    ['bind = "0.0.0.0:" + str(os.environ["PORT"])', '--bind 0.0.0.0:${PORT}'],
    ['bind = address()', '--bind ?', 'open'],
    ['bind = f":{port}"', '--bind ?', 'open'],
    ['bind = ":5000" if debug else ":5001"', '--bind ?', 'open'],
    ['if debug:\n    bind = ":5000"', 'open'],
    ['workers = 2\nthreads = 4', '--threads 4'],
    ['worker_class = "gthread"', '--worker-class gthread'],
    ['# bind = ":5000"'],
    ['bind: List[str] = [\n  ":1",\n  ":2"\n]', '--bind :1', '--bind :2'],
    ['bind = []'],
    ['bind = ["a" "b"]', '--bind ?', 'open'],
    ['bind = [":1", port]', '--bind ?', 'open'],
    ['bind = [":1"', '--bind ?', 'open'],
    ['bind == ":1"'],
    ['bind = ":1"\nbind += ":2"', '--bind :1', 'open'],
    ['bind = [":1"]\nbind.append(":2")', '--bind :1', 'open'],
    ['bind = [":1"]\nbind.extend(more)', '--bind :1', 'open'],
    ['bind = ":1"\nglobals()["bind"] = ":2"', '--bind :1', 'open'],
    ['bind = ":1"\nexec(open("a").read())', '--bind :1', 'open'],
    ['if x:\n\tbind += ":2"', 'open'],
    ['threads = count()', '--threads ?'],
    ['threads = 4  # all', '--threads 4'],
    ['threads = 4 + 1', '--threads ?'],
    ['threads = 4\r\ndaemon = True\r\n', '--threads 4', '--daemon ?'],
    ['wsgi_app = "a:b"\nworkers = 1'],
    ["bind = ':' + os.getenv('PORT') or 5000", '--bind :${PORT:-5000}'],
    ['bind = ":" + str(os.getenv("PORT", "5000"))', '--bind :${PORT:-5000}'],
    ['bind = ":" + os.environ.get("PORT")', '--bind :${PORT}'],
    ['bind = ":" + environ["PORT"]', '--bind :${PORT}'],
    ['bind = ":" + os.getenv( "PORT" , 5000 )', '--bind :${PORT:-5000}'],
    ['bind = F"{os.getenv(\'HOST\')}:5000"', '--bind ${HOST}:5000'],
    ['bind = f""', '--bind '],
    ['bind = "a\\n:5000"', '--bind ?', 'open'],
    ['port = 5000\nbind = f":{port}"', '--bind :5000'],
    ['port = "5000"\nbind = ":" + port', '--bind :5000'],
    ['bind = f":{port}"\nport = 5000', '--bind ?', 'open'],
    ['port = 5000\nbind = f":{port + 1}"', '--bind ?', 'open'],
    ['port = 5000\nbind = ":" + str( port )', '--bind :5000'],
  ])('%j', (text, ...expected) => {
    expect(read('gunicorn.conf.py', 'gunicorn', text)).toEqual(expected);
  });
});

describe('config/puma.rb', () => {
  it.each<[string, ...string[]]>([
    ['port 5000', '--port 5000'],
    ['port(5000)', '--port 5000'],
    ['bind "tcp://0.0.0.0:5000" # all', '--bind tcp://0.0.0.0:5000'],
    ['port ENV.fetch("PORT", 5000)', '--port ${PORT:-5000}'],
    ['port ENV.fetch("PORT") { 5000 }', '--port ${PORT:-5000}'],
    ['port ENV["PORT"] || 5000', '--port ${PORT:-5000}'],
    ["port ENV['PORT']", '--port ${PORT}'],
    ['port 5000, "127.0.0.1"', 'open'],
    ['bind "tcp://#{host}:5000"', 'open'],
    ['if production\n  port 5000\nend', 'open'],
    ['threads 1, 2\n# port 5000'],
    ["bind 'tcp://0.0.0.0:5000'", '--bind tcp://0.0.0.0:5000'],
    ['bind("tcp://0.0.0.0:5000")', '--bind tcp://0.0.0.0:5000'],
    ['bind "tcp://:1", low_latency: true', 'open'],
    ["port ENV.fetch('PORT')", '--port ${PORT}'],
    ["port ENV.fetch( 'PORT' , '5000' )", '--port ${PORT:-5000}'],
    ['port ENV.fetch("PORT"){5000}', '--port ${PORT:-5000}'],
    ['port(ENV["PORT"]||"5000")', '--port ${PORT:-5000}'],
    ['port ENV["PORT"] || 5000, host', 'open'],
    ['port ENV["PORT"].to_i', 'open'],
    ['port 5000\nport 5001', '--port 5000', '--port 5001'],
    ['port  5000  # all', '--port 5000'],
    ['  port 5000', 'open'],
    ['\tport 5000', 'open'],
    ['ssl_bind "0.0.0.0", 443', 'open'],
    ['activate_control_app "tcp://127.0.0.1:9293"', 'open'],
    ['quickly_bind 5000', 'open'],
    ['ports 5000'],
    ['port 5000\nunless x\nend', '--port 5000', 'open'],
    ['port 5000\ncase x\nend', '--port 5000', 'open'],
    ['port 5000\n  else', '--port 5000', 'open'],
    ['port 5000\nelsif x', '--port 5000', 'open'],
    ['port 5000\nwhile x', '--port 5000', 'open'],
    ['port 5000\nbegin\nend', '--port 5000', 'open'],
    ['port 5000\ninstance_eval x', '--port 5000', 'open'],
    ['port 5000\nx = load "y"', '--port 5000', 'open'],
    ['port 5000\nrequire_relative "y"', '--port 5000', 'open'],
    ['port 5000\neval "y"', '--port 5000', 'open'],
    ['port 5000\npreload_app!', '--port 5000'],
    ['if x\nend'],
  ])('%j', (text, ...expected) => {
    expect(read('config/puma.rb', 'puma', text)).toEqual(expected);
  });
});

describe('uwsgi.ini', () => {
  it.each<[string, string | undefined, ...string[]]>([
    ['[uwsgi]\nhttp-socket = :5000\nmaster = true', undefined, '--http-socket :5000', '--master true'],
    ['[uwsgi]\nhttp = :1\n[prod]\nhttp = :2', 'prod', '--http :2'],
    ['[uwsgi]\nsocket = $(HOST):5000', undefined, '--socket ?'],
    ['[uwsgi]\nsocket = :$(PORT)', undefined, '--socket :${PORT}'],
    ['[uwsgi]\nsocket = :%(port)', undefined, '--socket ?'],
    ['[uwsgi]\nhttp = :5000 ; all', undefined, '--http :5000'],
    ['[uwsgi]\nini = other.ini', undefined, '--ini other.ini', 'open'],
    ...[
      ...['include', 'inherit', 'import', 'for', 'endfor', 'if-env', 'endif', 'set-placeholder', 'set-ph'],
      ...['emperor', 'attach-daemon'],
    ].map((key): [string, undefined, string, string] => [
      `[uwsgi]\n${key} = a`,
      undefined,
      `--${key} a`,
      'open',
    ]),
    ['[uwsgi]\nincludes = a\nreload-import = b', undefined, '--includes a', '--reload-import b'],
    [' \t[ uwsgi ] \n \thttp_socket \t=\t:5000 \t', undefined, '--http-socket :5000'],
    ['[uwsgi]\nhttp = :5000\t# all', undefined, '--http :5000'],
    ['[uwsgi]\nhttp = :5000;all', undefined, '--http :5000;all'],
    ['[uwsgi]\nhttp =', undefined, '--http '],
    ['[uwsgi]\n# http = :1\n; http = :2\n#http=:3', undefined],
    ['[uwsgi]\nhttp = :$(PORT)0', undefined, '--http ?'],
    ['[uwsgi]\nhttp = %d:5000', undefined, '--http ?'],
    ['[uwsgi]\nhttp = $(ADDRESS)', undefined, '--http ${ADDRESS}'],
    ['http = :5000', undefined],
  ])('%j of %j', (text, section, ...expected) => {
    expect(read('uwsgi.ini', 'uwsgi', text, section)).toEqual(expected);
  });

  it('may be XML; other forms are not read', () => {
    expect(read('u.xml', 'uwsgi', '<uwsgi><socket>:5000</socket></uwsgi>')).toEqual(['--socket :5000']);
    expect(read('u.yaml', 'uwsgi', 'uwsgi:\n  socket: :5000')).toEqual(['open']);
    expect(
      read('u.xml', 'uwsgi', '<uwsgi><http-socket>:$(PORT)</http-socket><master></master></uwsgi>'),
    ).toEqual(['--http-socket :${PORT}', '--master ']);
    expect(read('u.xml', 'uwsgi', '<uwsgi><ini>a.ini</ini></uwsgi>')).toEqual(['--ini a.ini', 'open']);
    expect(read('u.xml', 'uwsgi', '<uwsgi><socket>a</http></uwsgi>')).toEqual(['open']);
    expect(read('u.xml', 'uwsgi', '<uwsgi><socket>&port;</socket></uwsgi>')).toEqual(['open']);
  });
});

describe('hypercorn.toml', () => {
  it.each<[string, ...string[]]>([
    ['bind = "0.0.0.0:5000"', '--bind 0.0.0.0:5000'],
    ['bind = ["0.0.0.0:5000", \'[::]:5001\']', '--bind 0.0.0.0:5000', '--bind [::]:5001'],
    ['insecure_bind = ":80"\ncertfile = "a"', '--insecure-bind :80', '--certfile a'],
    ['bind = 5000', 'open'],
    ['"bind"="a:1"\n \tkeyfile\t=\t\'b\'', '--bind a:1', '--keyfile b'],
    ['bind = []'],
    ['bind = [\n  "a:1", # "a:2"\n]', 'open'],
    ['bind = ["]:1", \'"\', ""]', '--bind ]:1', '--bind "', '--bind '],
    ['bind = ["a:1"', 'open'],
    ['bind = "a:1', 'open'],
    ["bind = 'a\\b'", '--bind a\\b'],
    ['bind = "a\\b"', 'open'],
    ['# bind = "a:1"\nrebind = "a:2"\nbinder = "a:3"'],
  ])('%j', (text, ...expected) => {
    expect(read('hypercorn.toml', 'hypercorn', text)).toEqual(expected);
  });

  it('is not Python', () => {
    expect(read('h.py', 'hypercorn', 'bind = "0.0.0.0:5000"')).toEqual(['open']);
  });
});

describe('a script of Node.js', () => {
  it.each<[string, ...string[]]>([
    ['app.listen(3000)', '--listen :3000'],
    ["app.listen('3000');", '--listen :3000'],
    ['server\n  .listen( 3000, () => {})', '--listen :3000'],
    ['app.listen(3000, async () => {})', '--listen :3000'],
    ['app.listen(3000, function () {})', '--listen :3000'],
    ['app.listen(3000, done => done())', '--listen :3000'],
    ['app.listen(3000, ready); function ready() {}', '--listen :3000'],
    ['app.listen(3000, ready)', '--listen ${_}:3000'],
    ["app.listen(3000, '127.0.0.1')", '--listen 127.0.0.1:3000'],
    ['app.listen(3000, "::")', '--listen :3000'],
    ["const HOST = '127.0.0.1';\napp.listen(3000, HOST, ready)", '--listen 127.0.0.1:3000'],
    ["app.listen(3000, process.env.HOST || '127.0.0.1')", '--listen ${_}:3000'],
    ["const app = require('fastify')(); app.listen(3000)", '--listen ${_}:3000'],
    ["require('fastify')().listen({ port: 3000, host: '0.0.0.0' })", '--listen 0.0.0.0:3000'],
    ['app.listen({ port: 3000 }, ready)', '--listen :3000'],
    ['app.listen({ port: 3000, path: p })', '--listen ?', 'open'],
    ['app.listen({ path: p })', '--listen ?', 'open'],
    ['new WebSocketServer({ port: 3000 })', '--listen :3000'],
    ['new WebSocket.Server({ port: 3000, host: "127.0.0.1" });', '--listen 127.0.0.1:3000'],
    ['new ws.WebSocketServer({ server })'],
    ['app.listen(process.env.PORT)', '--listen :${PORT}'],
    ["app.listen(process.env['PORT'] ?? '3000')", '--listen :${PORT:-3000}'],
    ['app.listen(+process.env.PORT || 3000)', '--listen :${PORT:-3000}'],
    ['app.listen(Number(process.env.PORT) || 3000)', '--listen :${PORT:-3000}'],
    ["app.listen(parseInt(process.env.PORT || '3000', 10))", '--listen :${PORT:-3000}'],
    ['const port = process.env.PORT || 3000\napp.listen(port)', '--listen :${PORT:-3000}'],
    ['let port = 3000; port = 4000; app.listen(port)', '--listen ?', 'open'],
    ['let port; port = 4000; app.listen(port)', '--listen ?', 'open'],
    ['app.listen(port)', '--listen ?', 'open'],
    ['app.listen(3000 + offset)', '--listen ?', 'open'],
    ['app.listen(process.env.PORT || config.port)', '--listen ?', 'open'],
    ['app.listen()', '--listen ?', 'open'],
    ['app.listen(3000); http.listen(4000)', '--listen :3000', '--listen :4000'],
    ['process.env.PORT = 4000; app.listen(process.env.PORT)', '--listen :${PORT}', 'open'],
    ['app.listen(3000); io(4000)', '--listen :3000', 'open'],
    ['app.listen(3000); new Server(port)', '--listen :3000', 'open'],
    ['app.listen(3000); new Server(app)', '--listen :3000'],
    ['app.listen(3000); start({ port: 4000 })', '--listen :3000', 'open'],
    ["require('child_process').fork(x); app.listen(3000)", '--listen :3000', 'open'],
    ['// app.listen(4000)\n/* app.listen(5000) */ app.listen(3000)', '--listen :3000'],
    ["get('http://x'); app.listen(3000)", '--listen :3000'],
    ['/* app.listen(3000)'],
    ['app.listen(65535)', '--listen :65535'],
    ['app.listen("65535")', '--listen :65535'],
    ['app.listen(123456)', '--listen ?', 'open'],
    ['app.listen(3000.5)', '--listen ?', 'open'],
    ['app.listen("3000\')', '--listen ?', 'open'],
    ['app.listen( 3000 , )', '--listen :3000'],
    ['app.listen(3000, async function () {})', '--listen :3000'],
    ['app.listen(3000, host())', '--listen ${_}:3000'],
    ["app.listen(3000, 'a\\nb')", '--listen ${_}:3000'],
    ['app.listen({ host: "::", port: 3000, exclusive: true })', '--listen :3000'],
    ['app.listen({ port: 3000, host })', '--listen :3000'],
    ['app.listen({ ...options, port: 3000 })', '--listen :3000'],
    ['app.listen({ port: 3000 } || x)', '--listen ?', 'open'],
    ['app.listen({ port })', '--listen ?', 'open'],
    ['new WebSocket.Server ({\n  port: 3000,\n})', '--listen :3000'],
    ['new ws.WebSocketServer({ port: 3000 })', '--listen :3000'],
    ['new WebSocketServer({ server }); const options = { port: 4000 }', 'open'],
    ['newWebSocketServer({ port: 3000 })', 'open'],
    ['app.listen(process.env[ "PORT" ])', '--listen :${PORT}'],
    ["app.listen(process.env.PORT || '3000')", '--listen :${PORT:-3000}'],
    ['app.listen(+ process.env.PORT)', '--listen :${PORT}'],
    ['app.listen(Number.parseInt(process.env.PORT, 10))', '--listen :${PORT}'],
    ['app.listen(normalizePort(process.env.PORT || 3000))', '--listen :${PORT:-3000}'],
    ['app.listen(parseInt(process.env.PORT , 16))', '--listen ?', 'open'],
    ['var $port_1 = 3000; app.listen($port_1)', '--listen :3000'],
    ['let port = 3000; const x = { port: 1 }; app.listen(port)', '--listen :3000', 'open'],
    ['const a = { port: 3000 }; app.listen(a.port)', '--listen ?', 'open'],
    ['const port = 3000; app.listen(port + 1)', '--listen ?', 'open'],
    ['const port = 3000; if (port == x || port >= y) {} app.listen(port)', '--listen :3000'],
    ['const port = 3000; const f = (port => port); app.listen(port)', '--listen :3000'],
    ['let port = 3000; port += 1; app.listen(port)', '--listen ?', 'open'],
    ['let port = 3000; port ||= 1; app.listen(port)', '--listen ?', 'open'],
    ['let port = 3000; port ??= 1; app.listen(port)', '--listen ?', 'open'],
    ['const HOST = "a"; function HOST() {} app.listen(3000, HOST)', '--listen :3000'],
    ['const HOST = other; app.listen(3000, HOST)', '--listen ${_}:3000'],
    ['app.listen(3000); cluster.fork()', '--listen :3000', 'open'],
    ['app.listen(3000); require("worker_threads")', '--listen :3000', 'open'],
    ['process.env["PORT"] ||= 1; app.listen(3000)', '--listen :3000', 'open'],
    ['process.env.PORT ??= 1; app.listen(3000)', '--listen :3000', 'open'],
    ['if (process.env.PORT == 1) {} app.listen(3000)', '--listen :3000'],
    ['app.listen(3000); io.attach(4000)', '--listen :3000', 'open'],
    ['app.listen(3000); io.attach ( wsPort )', '--listen :3000', 'open'],
    ['app.listen(3000); io.attach(server)', '--listen :3000'],
    ['app.listen(3000); io(process.env.WS)', '--listen :3000', 'open'],
    ['app.listen(3000); io(+ process.env.WS)', '--listen :3000', 'open'],
    ['app.listen(3000); io(server)', '--listen :3000'],
    ['app.listen(3000); require("socket.io")(4000)', '--listen :3000', 'open'],
    ["app.listen(3000); require('socket.io')(server)", '--listen :3000'],
    ['app.listen(3000); new Server(+process.env.WS)', '--listen :3000', 'open'],
    ['app.listen(3000); studio(4000)', '--listen :3000'],
    ["x = 'app.listen(1)'; app.listen(3000)", '--listen :3000'],
    ['x = `call app.listen(1)`; app.listen(3000)', '--listen :3000'],
    ["x = 'it\\'s //'; app.listen(3000)", '--listen :3000'],
    ['x = `\n//`; app.listen(3000)', '--listen :3000'],
    ['x = "http://a"; // app.listen(1)\n/** app.listen(2) **/app.listen(3000)', '--listen :3000'],
  ])('%j', (text, ...expected) => {
    expect(read('server.js', 'node', text)).toEqual(expected);
  });

  it('names the modules of the project that it runs', () => {
    const text =
      "const a = require('./a'); import b from '../b.js'; import './c'; import('./d/'); require('express');";
    const file = new SourceFile('/app/s.js', 's.js', text);
    const { modules } = readServerConfig(file, 'node', undefined);
    expect(modules).toEqual(['./a', '../b.js', './c', './d/']);
  });

  it.each<[string, string, string[]]>([
    ['./a', '', ['a.js', 'a.json', 'a/index.js']],
    ['./a', 'bin/', ['bin/a.js', 'bin/a.json', 'bin/a/index.js']],
    ['../a.mjs', 'bin/', ['a.mjs']],
    ['..', 'bin/', ['index.js']],
    ['.', '', ['index.js']],
    ['../a', '', []],
    ['./a.cjs', '', ['a.cjs']],
    ['./a.json', '', ['a.json']],
    ['./a.jsx', '', ['a.jsx.js', 'a.jsx.json', 'a.jsx/index.js']],
    ['./ajs', '', ['ajs.js', 'ajs.json', 'ajs/index.js']],
    ['./a//b/./c.js', '', ['a/b/c.js']],
  ])('may have %s in %j in %j', (name, folder, files) => {
    expect(filesOfModule(name, folder)).toEqual(files);
  });
});

describe('a source of Go', () => {
  const main = (statements: string, declarations = '') =>
    `package main\n${declarations}\nfunc main() {\n${statements}\n}\n`;

  it.each<[string, ...string[]]>([
    ['http.ListenAndServe(":8080", nil)', '--listen :8080'],
    ['log.Fatal(http.ListenAndServe(`0.0.0.0:8080`, r))', '--listen 0.0.0.0:8080'],
    ['http.ListenAndServeTLS("127.0.0.1:8443", cert, key, nil)', '--listen 127.0.0.1:8443'],
    ['router.Run(":8080")', '--listen :8080'],
    ['e.Logger.Fatal(e.Start(":1323"))', '--listen :1323'],
    ['app.Listen(":3000")', '--listen :3000'],
    ['l, err := net.Listen("tcp", ":8080")\nhttp.Serve(l, nil)', '--listen :8080'],
    ['s := &http.Server{\nHandler: r,\nAddr: ":8080",\n}\ns.ListenAndServe()', '--listen :8080'],
    ['port := "8080"\nhttp.ListenAndServe(":" + port, nil)', '--listen :8080'],
    ['var addr string = ":8080"\nhttp.ListenAndServe(addr, nil)', '--listen :8080'],
    [
      'addr := flag.String("addr", ":8080", "address")\nflag.Parse()\nhttp.ListenAndServe(*addr, nil)',
      '--listen :8080',
    ],
    ['var a string\nflag.StringVar(&a, "a", ":1", "")\nhttp.ListenAndServe(a, nil)', '--listen ?', 'open'],
    ['p := "1"\nif x { p = "2" }\nhttp.ListenAndServe(":" + p, nil)', '--listen ?', 'open'],
    ['p := os.Getenv("PORT")\nhttp.ListenAndServe(":" + p, nil)', '--listen ?', 'open'],
    ['http.ListenAndServe(":" + os.Getenv("PORT"), nil)', '--listen ?', 'open'],
    ['http.ListenAndServe(host + ":8080", nil)', '--listen ?', 'open'],
    ['http.ListenAndServe(":8080" + x, nil)', '--listen ?', 'open'],
    ['scheduler.Start(ctx)\nhttp.ListenAndServe(":8080", nil)', '--listen ?', '--listen :8080', 'open'],
    ['router.Run()\ngo http.ListenAndServe(":9090", nil)', '--listen :9090', 'open'],
    ['redis.NewClient(&redis.Options{Addr: "localhost:6379"})'],
    ['tls.Listen("tcp4", ":8443", config)', '--listen :8443'],
    ['net.Listen( "tcp6" , "[::1]:80")', '--listen [::1]:80'],
    ['net.Listen("unix", "/run/a.sock")'],
    ['net.Listen("udp", ":53")'],
    ['r.RunTLS(":1", c, k)', '--listen :1'],
    ['e.StartTLS(":1", c, k)', '--listen :1'],
    ['http.ListenAndServe(":65535", nil)', '--listen :65535'],
    ['http.ListenAndServe(":123456", nil)', '--listen ?', 'open'],
    ['http.ListenAndServe(":http", nil)', '--listen ?', 'open'],
    ['worker.Run("job")', '--listen ?', 'open'],
    ['http.ListenAndServe(":" + port, nil)', '--listen ?', 'open'],
    ['const port = `8080`\nhttp.ListenAndServe(":" + port, nil)', '--listen :8080'],
    ['var x = other\naddr := ":1"\nhttp.ListenAndServe(addr, nil)', '--listen :1'],
    ['addr := ":1"\naddr == x\nhttp.ListenAndServe(addr, nil)', '--listen :1'],
    ['addr := ":1"\nload(&addr)\nhttp.ListenAndServe(addr, nil)', '--listen ?', 'open'],
    ['addr := ":1"\ncfg.addr = ":2"\nhttp.ListenAndServe(addr, nil)', '--listen :1'],
    ['http.ListenAndServe(addr + x, nil)', '--listen ?', 'open'],
    ['r.Run(\n":1",\n)', '--listen :1'],
    ['r.Run( )', 'open'],
    ['x := net.ListenConfig{}', 'open'],
    ['x, _ := net.FileListener(f)', 'open'],
    ['autotls.Run(r, "a")', '--listen ?', 'open'],
    ['autocert.NewListener("a")', 'open'],
    ['endless.ListenAndServe(":1", r)', '--listen :1', 'open'],
    ['x := "// " + y; r.Run(":1")', '--listen :1'],
    ['x := \'"\'; r.Run(":1") // "', '--listen :1'],
    ['// http.ListenAndServe(":8080", nil)\n/* router.Run(":8080") */'],
  ])('%j', (text, ...expected) => {
    expect(read('application.go', 'go', main(text))).toEqual(expected);
  });

  it('says nothing of another package', () => {
    expect(read('application.go', 'go', 'package web\nvar _ = r.Run(":8080")\n')).toContain('open');
  });

  it('may give a name its text in a block', () => {
    const text = main('http.ListenAndServe(addr, nil)', 'const (\n\taddr = ":8080"\n)');
    expect(read('application.go', 'go', text)).toEqual(['--listen :8080']);
  });
});

describe('a script of Python', () => {
  it.each<[string, string]>([
    ['uvicorn.run(app)', '127.0.0.1:8000'],
    ['uvicorn.run("main:app", host="0.0.0.0", port=5000, reload=True)', '0.0.0.0:5000'],
    ['uvicorn.run(\n    app,\n    host="0.0.0.0",\n    port=5000,\n)', '0.0.0.0:5000'],
    ['uvicorn.run(app, port=int(os.environ.get("PORT", 5000)))', '127.0.0.1:${PORT:-5000}'],
    ['uvicorn.run(app, port=int(os.getenv("PORT") or 5000))', '127.0.0.1:${PORT:-5000}'],
    ['port = int(os.getenv("PORT", "5000"))\nuvicorn.run(app, port=port)', '127.0.0.1:${PORT:-5000}'],
    [
      'def main():\n    port = 5000\n    uvicorn.run(\n        app,\n        port=port\n    )',
      '127.0.0.1:5000',
    ],
    ['from local import *\nport = 5000\nuvicorn.run(app, port=port)', '127.0.0.1:5000'],
    ['HOST, PORT = "", 1\nPORT = 5000\nuvicorn.run(app, port=PORT)', '127.0.0.1:5000'],
    ['uvicorn.run(app, host=args.host, port=5000)', '${_}:5000'],
    ['web.run_app(make_app())', '0.0.0.0:8080'],
    ['web.run_app(app, host="127.0.0.1", port=5000)', '127.0.0.1:5000'],
    ['from waitress import serve\nserve(app, host="0.0.0.0", port=8000)', '0.0.0.0:8000'],
    ['import websockets\nasync with websockets.serve(echo, "localhost", 8765):\n  pass', 'localhost:8765'],
    ['import websockets\nstart = websockets.serve(echo, None, 8765, ssl=context)', '0.0.0.0:8765'],
    ['from websockets.asyncio.server import serve\nasync with serve(echo, "", 8765) as s:', '0.0.0.0:8765'],
    ['app = Flask(__name__)\napp.run()', '127.0.0.1:5000'],
    ['app = Flask(__name__)\napp.run(debug=True)', '127.0.0.1:5000'],
    ['application = Flask(__name__)\napplication.run("0.0.0.0", 8000)', '0.0.0.0:8000'],
    ['from shop import app\napp.run(host="0.0.0.0", port=8000)', '0.0.0.0:8000'],
    ['from shop import create_app\ncreate_app("x").run(port=8000)', '${_}:8000'],
    ['from flask_socketio import SocketIO\nsocketio.run(app, host="0.0.0.0", port=5001)', '0.0.0.0:5001'],
    ['import tornado.web\napp.listen(8888)', '0.0.0.0:8888'],
    ['import tornado.web\nserver.listen(8888, address="127.0.0.1")', '127.0.0.1:8888'],
    ['import bottle\nbottle.run(host="0.0.0.0", port=8080)', '0.0.0.0:8080'],
    ['eventlet.wsgi.server(eventlet.listen(("", 8000)), app)', '0.0.0.0:8000'],
    ["server = pywsgi.WSGIServer(('0.0.0.0', 5000), app)", '0.0.0.0:5000'],
    ["HTTPServer(('', 8000), Handler).serve_forever()", '0.0.0.0:8000'],
    ['make_server("0.0.0.0", 8000, app)', '0.0.0.0:8000'],
    ['await asyncio.start_server(handle, "127.0.0.1", 8888)', '127.0.0.1:8888'],
    ['# app.run(port=1)\n"""\napp.run(port=2)\n"""\nuvicorn.run(app, port=3)', '127.0.0.1:3'],
    ['print("#"); uvicorn.run(app, port=3)', '127.0.0.1:3'],
    ['port = 3\nuvicorn.run(\n  app,\n  port=port,\n)', '127.0.0.1:3'],
    ['port = 3\nother(\n  timeout=9,\n  b=1)\nmake_server("a", port, app)', 'a:3'],
    ['uvicorn.run(app, port=os.environ["PORT"])', '127.0.0.1:${PORT}'],
    ['uvicorn.run(app, port=int( os.getenv("PORT", 3) ))', '127.0.0.1:${PORT:-3}'],
    ['a = 1\nport=3\nb = 2\nuvicorn.run(app, port=port)', '127.0.0.1:3'],
    ['uvicorn.run(app, host=f"10.0.{n}.1", port=3)', '${_}:3'],
    ['n = "0"\nuvicorn.run(app, host=f"10.0.{n}.1", port=3)', '10.0.0.1:3'],
    ['host = "a"\nuvicorn.run(app, host=f"{host}", port=3)', 'a:3'],
    ['uvicorn.run(app, host=nothing or None, port=3)', '${_}:3'],
    ['uvicorn.run(app, host="None", port=3)', 'None:3'],
    ['x = "a" "# no comment"\nuvicorn.run(app, port=3)', '127.0.0.1:3'],
    ['uvicorn.run(app, log_config={"a": [1, ("x", 2)]}, port=3)', '127.0.0.1:3'],
    ["uvicorn.run(app, x=\"a)\", y='b\\',', port=3)", '127.0.0.1:3'],
    ['uvicorn.run(app, x=a == b, port = 3 , )', '127.0.0.1:3'],
    ['def uvicorn_run(): pass\nuvicorn.run (app, port=3)', '127.0.0.1:3'],
    ['my_subprocess(x)\nmacos.system()\nuvicorn.run(app, port=3)', '127.0.0.1:3'],
    ['x = support=1\nother(x, support=4)\nuvicorn.run(app, port=3)', '127.0.0.1:3'],
    ['if port == 4: pass\nport = 3\nuvicorn.run(app, port=port)', '127.0.0.1:3'],
    ['_port: int = 3 # ours\nuvicorn.run(app, port=_port)', '127.0.0.1:3'],
    ['port = "3"\nuvicorn.run(app, port=int(port))', '127.0.0.1:3'],
    ['port = os.environ.get("PORT")\nuvicorn.run(app, port=port)', '127.0.0.1:${PORT}'],
    ["x = '''\napp.run(port=2)\n'''\nuvicorn.run(app, port=3)", '127.0.0.1:3'],
    ['print(\'#\', "#"); uvicorn.run(app, port=3)', '127.0.0.1:3'],
  ])('%j listens on %s', (text, address) => {
    expect(read('a.py', 'python', text)).toEqual([`--listen ${address}`]);
  });

  it.each([
    '',
    'print("hello")',
    'uvicorn.run(app, port=5000)\nuvicorn.run(app, port=5001)',
    'if debug:\n  app.run(port=5000)\nelse:\n  serve(app, port=8000) # waitress',
    'redis.connect("x", port=6379)\nuvicorn.run(app, port=5000)',
    'uvicorn.run(app, uds="/run/a.sock")',
    'uvicorn.run(app, **options)',
    'uvicorn.run(app, port=args.port)',
    'uvicorn.run(app, port=5000 if debug else 5001)',
    'uvicorn.run(app, port=port + 1)',
    'uvicorn.run(app, port=int(os.getenv("PORT", 3)',
    'uvicorn.run(app, port=int(os.getenv("PORT", 3) + 1))',
    'def main():\n  port=3\n  port=4\n  uvicorn.run(app, port=port)',
    'def main(\n  port=3,\n):\n  uvicorn.run(app, port=port)',
    'HTTPServer(server_address=("", 8000), RequestHandlerClass=H)',
    'HTTPServer([("", 8000)], H)',
    'HTTPServer()',
    'uvicorn.run(app, port=5000',
    'port = 5000\nport = 5001\nuvicorn.run(app, port=port)',
    'port = 5000\nport += 1\nuvicorn.run(app, port=port)',
    'port = 5000\ndef main(port):\n  uvicorn.run(app, port=port)',
    'port = 5000\ndef main(host=name(), port: int = 1) -> None:\n  uvicorn.run(app, port=port)',
    'for port in ports:\n  uvicorn.run(app, port=port)',
    'from settings import *\nif debug:\n  port = 5000\nuvicorn.run(app, port=port)',
    'uvicorn.run(app, port=port)\nport = 5000',
    'port = 5000\nif on_aws: port = 8000\nuvicorn.run(app, port=port)',
    'port = 5000\nif (port := load()): pass\nuvicorn.run(app, port=port)',
    'port = 5000\nfirst = port = 8000\nuvicorn.run(app, port=port)',
    'port = 5000\n[port] = [8000]\nuvicorn.run(app, port=port)',
    'PORT = 5000\nHOST, PORT = "", 8000\nuvicorn.run(app, port=PORT)',
    'port = 5000\nwith free_port() as port:\n  uvicorn.run(app, port=port)',
    'port = 5000\nexec(open("local.py").read())\nuvicorn.run(app, port=port)',
    'port = 5000\nfrom local import *\nuvicorn.run(app, port=port)',
    'app = Flask(__name__)\napp.config.from_prefixed_env()\napp.run()',
    'from gunicorn.app.wsgiapp import run\ndef debug():\n  app.run(port=5000)\nrun()',
    'from shop import app\napp.run()',
    'from shop import app\napp.run(host="0.0.0.0")',
    'app = Flask(__name__)\napp.config["SERVER_NAME"] = "a:8000"\napp.run()',
    'asyncio.run(main())',
    ...[
      ...['multiprocessing', 'Popen', 'execute_from_command_line', 'call_command', 'BaseApplication'],
      ...['wsgiapp', 'hypercorn', 'daphne', 'cherrypy', 'grpc', 'run_server', 'os.execv', 'os.spawnl'],
      ...['os.system', 'os.popen', 's.bind '],
    ].map((other) => `${other}(x)\nuvicorn.run(app, port=5000)`),
    ...['uds', 'fd', 'sock', 'path', 'sockets', 'unix_socket'].map(
      (keyword) => `uvicorn.run(app, ${keyword}=x, port=5000)`,
    ),
    'other(port = 1)\nuvicorn.run(app, port=5000)',
    'uvicorn.run(app, *args)',
    'uvicorn.run(app, port=5000]',
    'port = 5000\nport -= 1\nuvicorn.run(app, port=port)',
    'port = 5000\nport |= 1\nuvicorn.run(app, port=port)',
    'port = 5000\nglobal port\nuvicorn.run(app, port=port)',
    'port = 5000\nimport port\nuvicorn.run(app, port=port)',
    'port = 5000\nfrom a import (\n  port,\n)\nuvicorn.run(app, port=port)',
    'port = 5000\nf = lambda port: port\nuvicorn.run(app, port=port)',
    'port = 5000\nglobals()["port"] = 1\nuvicorn.run(app, port=port)',
    'port = 5000\nlocals ()\nuvicorn.run(app, port=port)',
    'port = 5000\nvars()\nuvicorn.run(app, port=port)',
    'port = 5000\nport, host = 8000, ""\nuvicorn.run(app, port=port)',
    'port = 5000\n(port) = 8000\nuvicorn.run(app, port=port)',
    'port = 5000\nx = 1; port = 8000\nuvicorn.run(app, port=port)',
    'port = f"{x}"\nuvicorn.run(app, port=port)',
    'port = 5000 + 1\nuvicorn.run(app, port=port)',
    'subprocess.run(["uvicorn"])',
    'subprocess.Popen(worker)\nuvicorn.run(app, port=5000)',
    'sock.listen(5)',
    'serve(app, port=5000)',
    'from waitress import serve\nserve(app, listen="*:8000")',
    'import websockets\nserve(handler, port=5000, sock=sock)',
    'def serve(host="0.0.0.0", port=5000): # waitress\n  pass',
    'HTTPServer(address, Handler)',
    "HTTPServer(('', 8000, 1), Handler)",
    'from http.server import HTTPServer',
  ])('%j says nothing for sure', (text) => {
    expect(read('a.py', 'python', text)).toEqual(['open']);
  });
});

describe('application.properties and application.yml of Spring Boot', () => {
  it.each<[string, ...string[]]>([
    ['server.port=8080', 'server.port 8080'],
    [' server.port = 8080 \r\n', 'server.port 8080'],
    ['server.port: 8080', 'server.port 8080'],
    ['server.port 8080', 'server.port 8080'],
    ['server.port=1\nserver.port=2', 'server.port 2'],
    ['server.port=${PORT:5000}', 'server.port ${PORT:-5000}'],
    ['server.port=${my.own-port}', 'server.port ${MY_OWNPORT}'],
    ['server.port=@port@', 'server.port ?', 'open'],
    ['server.port=', 'server.port ?', 'open'],
    ['# server.port=8080\nmanagement.server.port=9090\nserver.porter=1'],
    ['server.port=8080\n#---\nspring.config.activate.on-profile=x', 'open'],
    ['server.port=8080\nspring.config.import=optional:file:x', 'server.port 8080', 'open'],
    ['spring.main.web-application-type=none\nserver.port=8080', 'server.port 8080', 'open'],
    ['spring.cloud.config.uri=x\nserver.port=8080', 'server.port 8080', 'open'],
    ['#--\nserver.port=8080', 'server.port 8080'],
    ['#---\nx=1'],
    ['server.port=65535', 'server.port 65535'],
    ['server.port=808080', 'server.port ?', 'open'],
    ['server.port=80 80', 'server.port ?', 'open'],
    ['server.port=${PORT:-5000}', 'server.port ?', 'open'],
    ['server.port=x${PORT}', 'server.port ?', 'open'],
    ['\tserver.port\t=\t8080', 'server.port 8080'],
    ['my.server.port=1\nserver.port.x=2'],
  ])('%j', (text, ...expected) => {
    expect(read('application.properties', 'spring', text)).toEqual(expected);
  });

  it.each<[string, ...string[]]>([
    ['server:\n  port: 8080', 'server.port 8080'],
    ['server:\n  address: 0.0.0.0\n  # ours\n\n  port: "8080" # x\nx: 1', 'server.port 8080'],
    ['server.port: 8080\n', 'server.port 8080'],
    ["server:\n  port: '${PORT:5000}'\n", 'server.port ${PORT:-5000}'],
    ['server: { address: 0.0.0.0, port: 8080 }', 'server.port 8080'],
    ['"server": { "port": "8080" }', 'server.port 8080'],
    ['server: 8080'],
    ['server:\n  port: 1\nserver.port: 2', 'open'],
    ['server:\n  port: [1]', 'server.port ?', 'open'],
    ['server:\n  port: 1\n bad', 'open'],
    ['server:\n  ssl:\n    port: 8080\n'],
    ['management:\n  server:\n    port: 8080\n'],
    ['management:\n  port: 8080\nserver:\n  x: 1\n'],
    ['server:\n  port: 8080\n---\nspring: x', 'open'],
    ['---\nserver:\n  port: 1\n', 'server.port 1'],
    ['spring:\n  cloud:\n    config: x\nserver:\n  port: 8080', 'server.port 8080', 'open'],
    ['cloud: x\nserver:\n  port: 8080', 'server.port 8080'],
    ['spring:\n  config:\n    import : x\nserver:\n  port: 8080', 'server.port 8080', 'open'],
    ['important: x\nserver:\n  port: 8080', 'server.port 8080'],
  ])('%j', (text, ...expected) => {
    expect(read('application.yml', 'spring', text)).toEqual(expected);
  });
});
