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
    ['http = :5000', undefined],
  ])('%j of %j', (text, section, ...expected) => {
    expect(read('uwsgi.ini', 'uwsgi', text, section)).toEqual(expected);
  });

  it('may be XML; other forms are not read', () => {
    expect(read('u.xml', 'uwsgi', '<uwsgi><socket>:5000</socket></uwsgi>')).toEqual(['--socket :5000']);
    expect(read('u.yaml', 'uwsgi', 'uwsgi:\n  socket: :5000')).toEqual(['open']);
  });
});

describe('hypercorn.toml', () => {
  it.each<[string, ...string[]]>([
    ['bind = "0.0.0.0:5000"', '--bind 0.0.0.0:5000'],
    ['bind = ["0.0.0.0:5000", \'[::]:5001\']', '--bind 0.0.0.0:5000', '--bind [::]:5001'],
    ['insecure_bind = ":80"\ncertfile = "a"', '--insecure-bind :80', '--certfile a'],
    ['bind = 5000', 'open'],
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
  ])('%j', (text, ...expected) => {
    expect(read('application.yml', 'spring', text)).toEqual(expected);
  });
});
