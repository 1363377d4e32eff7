import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERVER_PROGRAMS } from '../../../src/knowledge/servers/servers.js';
import type { Endpoint, EndpointPart, Server } from '../../../src/model/servers/server.js';
import { servers, serversOf } from '../../../src/model/servers/servers.js';
import { parseProcfile } from '../../../src/parse/procfile.js';
import type { Place, Value } from '../../../src/source/index.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';
import { projectOf } from '../../support/fixtures.js';
import { runs } from '../../support/runs.js';

interface Surroundings {
  /** Files beside it with their texts; undefined where they have not been read. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** Environment properties; `?` is one that only the deployment knows. */
  readonly properties?: Readonly<Record<string, string>>;
}

function serversIn(procfile: string, { files = {}, properties = {} }: Surroundings = {}): Server[] {
  const settings = new SourceFile('/app/.ebextensions/a.config', '.ebextensions/a.config', 'PORT');
  const environmentProperty = (name: string): Value | undefined => {
    const text = properties[name];
    if (text === undefined) return undefined;
    return { kind: text === '?' ? 'dynamic' : 'literal', text, place: placeOf(settings, 0, 4) };
  };
  const file = new SourceFile('/app/Procfile', 'Procfile', procfile);
  const texts = new Map(Object.entries(files).map(([name, text]) => [name, text]));
  return serversOf(parseProcfile(file), {
    hasFile: (name) => texts.has(name),
    fileText: (name) => {
      const text = texts.get(name);
      return text === undefined ? undefined : new SourceFile(`/app/${name}`, name, text);
    },
    environmentProperty,
    existingText: () => undefined,
    namesIn: (folder) =>
      [...texts.keys()].flatMap((name) =>
        name.startsWith(`${folder}/`) ? [name.slice(folder.length + 1)] : [],
      ),
  });
}

const textAt = ({ file, span }: Place) => file.text.slice(span.start, span.end);

/** `value @place` of a part, with `~` for a default and `?` for what is not known. */
const partText = ({ value, place, byDefault }: EndpointPart<unknown>) =>
  `${byDefault ? '~' : ''}${value === undefined ? '?' : String(value)} @${textAt(place)}`;

const endpointText = (endpoint: Endpoint) =>
  endpoint.kind === 'unix'
    ? `unix @${textAt(endpoint.place)}`
    : `${partText(endpoint.host)}, ${partText(endpoint.port)}`;

const endpointsOf = (command: string, surroundings?: Surroundings) =>
  serversIn(`web: ${command}`, surroundings).flatMap(({ endpoints }) => endpoints.map(endpointText));

/** Host and port alone: enough where only the spelling differs. */
const addressesOf = (command: string, surroundings?: Surroundings) =>
  serversIn(`web: ${command}`, surroundings).flatMap(({ endpoints }) =>
    endpoints.map((endpoint) =>
      endpoint.kind === 'unix' ? 'unix' : `${endpoint.host.value ?? '?'} ${endpoint.port.value ?? '?'}`,
    ),
  );

describe('daphne', () => {
  it.each<[string, ...string[]]>([
    ['daphne app', '~127.0.0.1 @daphne, ~8000 @daphne'],
    ['daphne -p 5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne -p5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne -p=5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne --port 5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne --port=5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne --po 5000 app', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne --po="5000" app', '~127.0.0.1 @daphne, 5000 @5000'],
    ["daphne -p '5000' app", '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne -p 5000 -p 5001 app', '~127.0.0.1 @daphne, 5001 @5001'],
    ['daphne -b 0.0.0.0 app', '0.0.0.0 @0.0.0.0, ~8000 @daphne'],
    ['daphne -b 0.0.0.0 -p 5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['daphne --bind=0.0.0.0 --port=5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['daphne -b :: -p 5000 app', ':: @::, 5000 @5000'],
    ['daphne -b [::1] -p 5000 app', '::1 @[::1], 5000 @5000'],
    ['daphne -b LocalHost -p 5000 app', 'localhost @LocalHost, 5000 @5000'],
    ['daphne app -b 0.0.0.0 -p 5000', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['daphne -p $PORT app', '~127.0.0.1 @daphne, ? @$PORT'],
    ['daphne -p ${PORT:-5000} app', '~127.0.0.1 @daphne, ? @${PORT:-5000}'],
    ['daphne -p <port> app', '~127.0.0.1 @daphne, ? @<port>'],
    ['daphne -p 0 app', '~127.0.0.1 @daphne, ? @0'],
    ['daphne -p 65535 app', '~127.0.0.1 @daphne, 65535 @65535'],
    ['daphne -p 65536 app', '~127.0.0.1 @daphne, ? @65536'],
    ['daphne -p 70000 app', '~127.0.0.1 @daphne, ? @70000'],
    ['daphne -p 0x1388 app', '~127.0.0.1 @daphne, ? @0x1388'],
    ['daphne -p 5e3 app', '~127.0.0.1 @daphne, ? @5e3'],
    ['daphne -u /run/daphne.sock app', 'unix @/run/daphne.sock'],
    ['daphne -u "" -b 0.0.0.0 -p 5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['daphne --fd 3 app', 'unix @3'],
    ['daphne --fd=3 -p 5000 app', 'unix @3', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne -e tcp:port=5000:interface=0.0.0.0 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['daphne -e tcp:5000 app', '~0.0.0.0 @daphne, 5000 @5000'],
    ['daphne --endpoint=tcp:interface=127.0.0.1:port=5000 app', '127.0.0.1 @127.0.0.1, 5000 @5000'],
    ['daphne -e ssl:443:privateKey=key.pem:certKey=crt.pem app', '~0.0.0.0 @daphne, 443 @443'],
    ["daphne -e 'tcp6:5000:interface=\\:\\:1' app", '::1 @\\:\\:1, 5000 @5000'],
    ['daphne -e tcp:$PORT app', '~0.0.0.0 @daphne, ? @$PORT'],
    ['daphne -e tcp:${PORT:-5000} app', '~0.0.0.0 @daphne, ? @${PORT:-5000}'],
    ['daphne -e tcp:5000:$MORE app', '? @tcp:5000:$MORE, ? @tcp:5000:$MORE'],
    ['daphne -e tcp app', '? @tcp, ? @tcp'],
    ['daphne -e tcp:interface=0.0.0.0 app', '? @tcp:interface=0.0.0.0, ? @tcp:interface=0.0.0.0'],
    ['daphne -e $ENDPOINT app', '? @$ENDPOINT, ? @$ENDPOINT'],
    ['daphne -e tcp:5000$MORE:x=1 app', '~0.0.0.0 @daphne, ? @5000$MORE'],
    [
      'daphne -e unix:/run/daphne.sock -e fd:fileno=0 app',
      'unix @unix:/run/daphne.sock',
      'unix @fd:fileno=0',
    ],
    ['daphne -e le:/keys:tcp:443 app', '? @le:/keys:tcp:443, ? @le:/keys:tcp:443'],
    ['daphne --access-log -p app', '~127.0.0.1 @daphne, ? @app'],
    ['daphne --access-log - -v 2 --proxy-headers app', '~127.0.0.1 @daphne, ~8000 @daphne'],
    ['daphne -- app', '~127.0.0.1 @daphne, ~8000 @daphne'],
    ['daphne -p 5000 -- -p', '~127.0.0.1 @daphne, 5000 @5000'],
    ['daphne --unknown app', '~? @daphne, ~? @daphne'],
    ['daphne $OPTIONS app', '~? @daphne, ~? @daphne'],
    ['daphne --ping app', '~? @daphne, ~? @daphne'],
    ['daphne --port --threads-2 app', '~? @daphne, ? @daphne'],
    ['source .env && daphne app', '~127.0.0.1 @daphne, ~8000 @daphne'],
    ['cd $FOLDER && daphne app', '~127.0.0.1 @daphne, ~8000 @daphne'],
  ])('%s', (command, ...expected) => expect(endpointsOf(command)).toEqual(expected));
});

describe('uvicorn', () => {
  it.each<[string, ...string[]]>([
    ['uvicorn app:app', '~127.0.0.1 @uvicorn, ~8000 @uvicorn'],
    ['uvicorn --host 0.0.0.0 --port 5000 app:app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['uvicorn app:app --host=0.0.0.0 --port=5000', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['uvicorn app:app --port 5000 --workers 2 --reload', '~127.0.0.1 @uvicorn, 5000 @5000'],
    ['uvicorn --po 5000 app:app', '~? @uvicorn, ~? @uvicorn'],
    ['uvicorn --uds /run/u.sock --port 5000 app:app', 'unix @/run/u.sock'],
    ['uvicorn --fd 0 app:app', 'unix @0'],
    ['UVICORN_PORT=5000 uvicorn app:app', '~127.0.0.1 @uvicorn, ~5000 @uvicorn'],
    ['PORT=5000 uvicorn app:app', '~127.0.0.1 @uvicorn, ~8000 @uvicorn'],
    ['UVICORN_HOST=0.0.0.0 uvicorn app:app --port 5000', '~0.0.0.0 @uvicorn, 5000 @5000'],
    ['UVICORN_HOST=$HOST uvicorn app:app', '~? @uvicorn, ~8000 @uvicorn'],
    ['UVICORN_FD=3 uvicorn app:app', 'unix @3'],
  ])('%s', (command, ...expected) => expect(endpointsOf(command)).toEqual(expected));

  it('takes its defaults from environment properties', () => {
    const properties = { UVICORN_PORT: '5000', UVICORN_HOST: '?' };
    expect(addressesOf('uvicorn app:app', { properties })).toEqual(['? 5000']);
  });
});

describe('hypercorn', () => {
  it.each<[string, ...string[]]>([
    ['hypercorn app', '~127.0.0.1 @hypercorn, ~8000 @hypercorn'],
    ['hypercorn -b 0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['hypercorn --bind 0.0.0.0 app', '0.0.0.0 @0.0.0.0, ~8000 @hypercorn'],
    ['hypercorn -b unix:/x.sock -b [::]:5000 app', 'unix @unix:/x.sock', ':: @::, 5000 @5000'],
    ['hypercorn -b fd://3 app', 'unix @fd://3'],
    ['hypercorn -p pid -k uvloop app', '~127.0.0.1 @hypercorn, ~8000 @hypercorn'],
    ['hypercorn -c x.toml app', '~? @hypercorn, ~? @hypercorn'],
    ['hypercorn -c x.toml -b :5000 app', '0.0.0.0 @:5000, 5000 @5000'],
    ['hypercorn -b ::1 app', '? @::1, ? @::1'],
    ['hypercorn -b 5000 app', '? @5000, ? @5000'],
    ['hypercorn -b [::1] app', '::1 @::1, ~8000 @hypercorn'],
    ['hypercorn -b [::1]5000 app', '? @[::1]5000, ? @[::1]5000'],
    ['hypercorn -b YOUR_HOST app', '? @YOUR_HOST, ? @YOUR_HOST'],
    ['hypercorn -b example.com/app:5000 app', '? @example.com/app:5000, ? @example.com/app:5000'],
  ])('%s', (command, ...expected) => expect(endpointsOf(command)).toEqual(expected));
});

describe('gunicorn', () => {
  it.each<[string, ...string[]]>([
    ['gunicorn app', '~? @gunicorn, ~8000 @gunicorn'],
    ['gunicorn -b 0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn -b0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn -b=0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn --bind=0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn app --bind "0.0.0.0:5000"', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn --bin :8000 app', '0.0.0.0 @:8000, 8000 @8000'],
    ['gunicorn --b :8000 app', '~? @gunicorn, ~? @gunicorn'],
    ['gunicorn -b tcp://0.0.0.0:5000 app', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['gunicorn -b [::1]:5000 app', '::1 @::1, 5000 @5000'],
    ['gunicorn -b 0.0.0.0 app', '0.0.0.0 @0.0.0.0, ~8000 @gunicorn'],
    [
      'gunicorn -b :8000 -b 127.0.0.1:8001 app',
      '0.0.0.0 @:8000, 8000 @8000',
      '127.0.0.1 @127.0.0.1, 8001 @8001',
    ],
    ['gunicorn -b unix:/x.sock app', 'unix @unix:/x.sock'],
    ['gunicorn -b unix:$SOCK app', 'unix @unix:$SOCK'],
    ['gunicorn --bind fd://3 app', 'unix @fd://3'],
    ['gunicorn -b 0.0.0.0:$PORT app', '0.0.0.0 @0.0.0.0, ? @$PORT'],
    ['gunicorn -b "0.0.0.0:${PORT:-5000}" app', '0.0.0.0 @0.0.0.0, ? @${PORT:-5000}'],
    ['gunicorn -b $HOST:5000 app', '? @$HOST, 5000 @5000'],
    ['gunicorn app --bind ${IP:-0.0.0.0}:${PORT:-5000}', '? @${IP:-0.0.0.0}, ? @${PORT:-5000}'],
    ['gunicorn -b $BIND app', '? @$BIND, ? @$BIND'],
    ['gunicorn -b 0.0.0.0$REST app', '? @0.0.0.0$REST, ? @0.0.0.0$REST'],
    ["gunicorn -b '0.0.0.0:$PORT' app", '0.0.0.0 @0.0.0.0, ? @$PORT'],
    ['gunicorn --env PORT=3000 -p pid -w 3 --threads 2 app', '~? @gunicorn, ~8000 @gunicorn'],
    ['gunicorn -R app', '~? @gunicorn, ~8000 @gunicorn'],
    ['gunicorn -Rb :5000 app', '0.0.0.0 @:5000, 5000 @5000'],
    ['gunicorn app --log-file -', '~? @gunicorn, ~8000 @gunicorn'],
    ['gunicorn app --access-logfile - --error-logfile - -b :5000', '0.0.0.0 @:5000, 5000 @5000'],
    ['gunicorn -c conf.py app', '~? @gunicorn, ~? @gunicorn'],
    ['gunicorn -c conf.py -b :5000 app', '0.0.0.0 @:5000, 5000 @5000'],
    ['GUNICORN_CMD_ARGS="-b :1" gunicorn app', '0.0.0.0 @:1, 1 @1'],
    ['GUNICORN_CMD_ARGS="-b :1" gunicorn -b :2 app', '0.0.0.0 @:2, 2 @2'],
    ['PORT=5000 gunicorn app', '~0.0.0.0 @gunicorn, ~5000 @gunicorn'],
    ['env PORT=5000 gunicorn app', '~0.0.0.0 @gunicorn, ~5000 @gunicorn'],
    ['PORT=$X gunicorn app', '~? @gunicorn, ~? @gunicorn'],
    ['PORT=x gunicorn app', '~? @gunicorn, ~? @gunicorn'],
    ['export PORT=5000 && gunicorn app', '~0.0.0.0 @gunicorn, ~5000 @gunicorn'],
    ['export PORT=5000; PORT=5001 gunicorn app', '~0.0.0.0 @gunicorn, ~5001 @gunicorn'],
    ['PORT=5000; gunicorn app', '~? @gunicorn, ~? @gunicorn'],
    ['export PORT; gunicorn app', '~? @gunicorn, ~8000 @gunicorn'],
    ['source .env && gunicorn app', '~? @gunicorn, ~? @gunicorn'],
    ['export $(cat .env) && gunicorn app', '~? @gunicorn, ~? @gunicorn'],
    ['gunicorn <your_app>.wsgi -b :5000', '0.0.0.0 @:5000, 5000 @5000'],
  ])('%s', (command, ...expected) => expect(endpointsOf(command)).toEqual(expected));

  it.each<[string, Surroundings, string]>([
    ['gunicorn app', { properties: { PORT: '5000' } }, '0.0.0.0 5000'],
    ['gunicorn app', { properties: { PORT: '?' } }, '? ?'],
    ['gunicorn -b 0.0.0.0 app', { properties: { PORT: '5000' } }, '0.0.0.0 8000'],
    ['PORT=5001 gunicorn app', { properties: { PORT: '5000' } }, '0.0.0.0 5001'],
    ['unset PORT; gunicorn app', { properties: { PORT: '5000' } }, '? 8000'],
    ['env -i gunicorn app', { properties: { PORT: '5000' } }, '? 8000'],
    ['PORT=1 env -i PORT=5001 gunicorn app', { properties: { PORT: '5000' } }, '0.0.0.0 5001'],
    ['gunicorn app', { properties: { GUNICORN_CMD_ARGS: '-b :5000' } }, '0.0.0.0 5000'],
    ['gunicorn app', { properties: { GUNICORN_CMD_ARGS: '?' } }, '? ?'],
    ['gunicorn app', { files: { 'gunicorn.conf.py': undefined } }, '? ?'],
    ['gunicorn -b :5000 app', { files: { 'gunicorn.conf.py': undefined } }, '0.0.0.0 5000'],
    ['cd src && gunicorn app', { files: { 'gunicorn.conf.py': undefined } }, '? 8000'],
    ['cd ./src/x/.. && gunicorn app', { files: { 'src/gunicorn.conf.py': undefined } }, '? ?'],
    ['cd /var/app/current/src && gunicorn app', { files: { 'src/gunicorn.conf.py': undefined } }, '? ?'],
    ['cd /srv && gunicorn app', {}, '? ?'],
    ['cd /var/app/current && gunicorn app', {}, '? 8000'],
    ['cd /var/app/current/src && gunicorn app', {}, '? 8000'],
    ['cd /var/app/currents && gunicorn app', {}, '? ?'],
    ['cd src/.. && gunicorn app', {}, '? 8000'],
    ['cd src/../.. && gunicorn app', {}, '? ?'],
    ['cd src && cd app && gunicorn app', { files: { 'src/app/gunicorn.conf.py': undefined } }, '? ?'],
    ['cd src && cd app && gunicorn app', { files: { 'app/gunicorn.conf.py': undefined } }, '? 8000'],
    ['cd my-app && gunicorn app', {}, '? 8000'],
    ['cd ~/src && gunicorn app', {}, '? ?'],
    ['cd - && gunicorn app', {}, '? ?'],
    ['cd $X && cd src && gunicorn app', {}, '? ?'],
    ['cd $X && gunicorn app', {}, '? ?'],
    ['cd && gunicorn app', {}, '? ?'],
  ])('%s with %j', (command, surroundings, expected) =>
    expect(addressesOf(command, surroundings)).toEqual([expected]),
  );
});

describe('other servers', () => {
  it.each<[string, ...string[]]>([
    ['waitress-serve app:app', '~0.0.0.0 @waitress-serve, ~8080 @waitress-serve'],
    ['waitress-serve --listen=*:5000 app:app', '0.0.0.0 @*, 5000 @5000'],
    ['waitress-serve --listen *:5000 app:app', '0.0.0.0 @*, 5000 @5000'],
    [
      'waitress-serve --listen=127.0.0.1:5000 --listen=[::1]:5001 app:app',
      '127.0.0.1 @127.0.0.1, 5000 @5000',
      '::1 @::1, 5001 @5001',
    ],
    ['waitress-serve --port=5000 app:app', '~0.0.0.0 @waitress-serve, 5000 @5000'],
    ['waitress-serve --host 127.0.0.1 --port 5000 --call app:app', '127.0.0.1 @127.0.0.1, 5000 @5000'],
    ['waitress-serve --unix-socket=/x.sock app:app', 'unix @/x.sock'],
    ['python -m waitress --port=5000 app:app', '~0.0.0.0 @waitress, 5000 @5000'],

    ['uwsgi --http :5000 -w app', '0.0.0.0 @:5000, 5000 @5000'],
    ['uwsgi --http-socket 127.0.0.1:5000 --master -p 4', '127.0.0.1 @127.0.0.1, 5000 @5000'],
    ['uwsgi --http=0.0.0.0:$PORT', '0.0.0.0 @0.0.0.0, ? @$PORT'],
    ['uwsgi -s /tmp/app.sock -w app', 'unix @/tmp/app.sock'],
    ['uwsgi --socket app.sock -w app', 'unix @app.sock'],
    ['uwsgi --socket :5000 --http :5001', '0.0.0.0 @:5000, 5000 @5000', '0.0.0.0 @:5001, 5001 @5001'],
    ['uwsgi --socket $FOLDER/app.sock', '? @$FOLDER/app.sock, ? @$FOLDER/app.sock'],
    ['uwsgi --http :5000,crt.pem', '0.0.0.0 @:5000,crt.pem, 5000 @5000'],
    ['uwsgi --http =0', '~? @uwsgi, ~? @uwsgi'],
    ['uwsgi --ini app.ini', '~? @uwsgi, ~? @uwsgi'],
    ['uwsgi app.ini', '~? @uwsgi, ~? @uwsgi'],

    ['puma -p 5000', '~0.0.0.0 @puma, 5000 @5000'],
    ['puma', '~0.0.0.0 @puma, ~9292 @puma'],
    ['bundle exec puma -t 5:5 -p 5000 -e production', '~0.0.0.0 @puma, 5000 @5000'],
    ['puma -b tcp://0.0.0.0:3000', '0.0.0.0 @0.0.0.0, 3000 @3000'],
    ["puma -b 'ssl://127.0.0.1:3000?key=k&cert=c'", '127.0.0.1 @127.0.0.1, 3000 @3000'],
    ['puma -b unix:///run/p.sock', 'unix @unix:///run/p.sock'],
    ['puma -b 0.0.0.0:3000', '? @0.0.0.0:3000, ? @0.0.0.0:3000'],
    ['puma -C config/puma.rb', '~? @puma, ~? @puma'],
    ['puma -C config/puma.rb -b tcp://0.0.0.0:3000', '0.0.0.0 @0.0.0.0, 3000 @3000'],
    ['puma -p $PORT', '~0.0.0.0 @puma, ? @$PORT'],

    ['bundle exec rails server -p 5000', '~? @rails, 5000 @5000'],
    ['bin/rails s -b 0.0.0.0 -p5000', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['rails s --binding=0.0.0.0 --port=5000 -e production', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['ruby bin/rails server', '~? @rails, ~? @rails'],
    ['bundle exec bin/rails server -p $PORT -e $RAILS_ENV', '~? @rails, ? @$PORT'],

    ['python manage.py runserver', '~127.0.0.1 @manage.py, ~8000 @manage.py'],
    ['python manage.py runserver 5000', '~127.0.0.1 @manage.py, 5000 @5000'],
    ['python3 ./manage.py runserver --noreload 0.0.0.0:5000', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['./manage.py runserver 0:5000', '0.0.0.0 @0, 5000 @5000'],
    ['django-admin runserver [::1]:5000 --settings x', '::1 @::1, 5000 @5000'],
    ['python manage.py runserver $ADDRESS', '? @$ADDRESS, ? @$ADDRESS'],
    ['python manage.py runserver 0.0.0.0:$PORT', '0.0.0.0 @0.0.0.0, ? @$PORT'],
    ['python manage.py runserver --odd 5000', '? @5000, ? @5000'],
    ['python manage.py runserver -- 5000', '~127.0.0.1 @manage.py, 5000 @5000'],
    ['python manage.py runserver 5000 5001', '~127.0.0.1 @manage.py, 5000 @5000'],
    ['python manage.py runserver -6', '~::1 @manage.py, ~8000 @manage.py'],

    ['java -jar x.jar --server.port=5000', '~? @java, 5000 @5000'],
    ['java -Dserver.port=5000 -Xmx1g -jar x.jar', '~? @java, 5000 @5000'],
    ['java -Dserver.port=5001 -jar x.jar --server.port=5000', '~? @java, 5000 @5000'],
    ['java -jar x.jar -Dserver.port=5000', '~? @java, ~? @java'],
    ['java -jar x.jar --server.port 5000', '~? @java, ? @java'],
    ['java -jar x.jar --port=5000', '~? @java, ~? @java'],
    [
      'java $JAVA_OPTS -jar target/*.jar --server.address=127.0.0.1 --server.port=$PORT',
      '127.0.0.1 @127.0.0.1, ? @$PORT',
    ],

    ['php -S 0.0.0.0:5000 -t public', '0.0.0.0 @0.0.0.0, 5000 @5000'],
    ['php -t public -S localhost:5000', 'localhost @localhost, 5000 @5000'],
  ])('%s', (command, ...expected) => expect(endpointsOf(command)).toEqual(expected));

  it('listen on some port where nobody can read the address', () => {
    const [server] = serversIn('web: gunicorn -b $BIND app');
    expect(server!.endpoints).toMatchObject([{ kind: 'tcp', port: { value: undefined } }]);
  });

  it('let their configuration file decide', () => {
    expect(addressesOf('puma', { files: { 'config/puma.rb': undefined } })).toEqual(['? ?']);
  });
});

describe('the servers of a project', () => {
  const portIn = (texts: Readonly<Record<string, string>>) => {
    const [server] = servers(projectOf({ Procfile: 'web: gunicorn app\n', ...texts }));
    const [endpoint] = server!.endpoints;
    return endpoint?.kind === 'tcp' ? endpoint.port.value : undefined;
  };
  const properties = 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    PORT: 5000\n';

  it('heed its environment properties', () => {
    expect(portIn({})).toBe(8000);
    expect(portIn({ '.ebextensions/a.config': properties })).toBe(5000);
  });

  it('heed the configuration files of their programs', () => {
    expect(portIn({ 'gunicorn.conf.py': 'bind = ":5000"\n' })).toBe(5000);
    expect(portIn({ 'src/gunicorn.conf.py': 'bind = ":5000"\n' })).toBe(8000);
  });
});

describe('which commands are servers', () => {
  const namesOf = (procfile: string) =>
    serversIn(procfile).map(({ name, program }) => `${name.value} ${program.id}`);

  it.each<[string, ...string[]]>([
    ['node server.js --port 5000'],
    ['/bin/bash -c "exec locust -f x.py --port=9876"'],
    ['celery -A app worker'],
    ['java -cp x.jar Main --server.port=5000'],
    ['php artisan serve --port 5000'],
    ['python manage.py migrate'],
    ['python manage.py'],
    ['django-admin --version'],
    ['python manage.py --no-color runserver', 'web runserver'],
    ['rails runner x -p 5000'],
    ['$SERVER -p 5000'],
    ['echo daphne -p 5000'],
    ['command -v daphne'],
    ['cd dir && gunicorn app', 'web gunicorn'],
    ['python manage.py migrate && gunicorn app', 'web gunicorn'],
    ['gunicorn app; daphne app', 'web gunicorn'],
    ['gunicorn app & daphne app', 'web gunicorn', 'web daphne'],
    ['daphne app 2>&1 | tee log', 'web daphne'],
    ['gunicorn app | daphne app', 'web gunicorn', 'web daphne'],
    ['gunicorn app & cd x && daphne app || daphne app2', 'web gunicorn', 'web daphne'],
    [`sh -c 'exec daphne app'`, 'web daphne'],
    ['exec ./venv/bin/daphne app', 'web daphne'],
    ['/var/app/venv/*/bin/gunicorn app', 'web gunicorn'],
    ['if [ -f x ]; then gunicorn app; fi', 'web gunicorn'],
  ])('%s', (command, ...expected) => expect(namesOf(`web: ${command}`)).toEqual(expected));

  const CASE = 'case "$1" in web) exec gunicorn a ;; ws | chat) shift; exec daphne a ;; *) exit 1 ;; esac';
  const IF = 'if [ "$1" = ws ]; then exec daphne a; else exec gunicorn a; fi';
  const AND = '[ "${1:-web}" = ws ] && exec daphne a\nexec gunicorn a';

  it.each([
    ['./x.sh web', CASE, ['gunicorn']],
    ['./x.sh ws', CASE, ['daphne']],
    ['bash -e x.sh chat', CASE, ['daphne']],
    ['sh x.sh other', CASE, []],
    ['./x.sh', CASE, []],
    ['./x.sh $KIND', CASE, ['gunicorn?']],
    ['./x.sh "$@"', CASE, ['gunicorn?']],
    ['./x.sh ws', IF, ['daphne']],
    ['./x.sh', IF, ['gunicorn']],
    ['./x.sh $KIND', IF, ['daphne?']],
    ['./x.sh ws', AND, ['daphne']],
    ['./x.sh', AND, ['gunicorn']],
    ['./x.sh ws', 'KIND=$1\n[[ $KIND == ws ]] || exec gunicorn a\ndaphne a', ['daphne']],
    ['./x.sh ws', 'serve() { if [ "$1" != b ]; then daphne a; fi; }\nserve b\ngunicorn a', ['gunicorn']],
    ['./x.sh ws', 'serve() { exec "$1"; }\nserve b\ngunicorn a', []],
    ['./x.sh ws', 'set -- web\n[ "$1" = ws ] && exec daphne a', []],
    ['./x.sh ws', `sh -c '[ "$1" = ws ] && exec daphne a'`, []],
    ['./x.sh', 'if test -z "$1"; then exec daphne a; fi', ['daphne']],
    ['./x.sh', '[ ! -n "$1" ] && exec daphne a', ['daphne']],
    ['./x.sh ws', '[ "$1" ] && exec daphne a', ['daphne']],
    ['./x.sh ws', 'case $1 in w*) exec daphne a ;; ws) exec gunicorn a ;; esac', ['daphne?']],
    ['ROLE=ws ./x.sh', '[ "$ROLE" = ws ] && exec daphne a\nexec gunicorn a', ['daphne']],
    ['ROLE=web ./x.sh', '[ "$ROLE" = ws ] && exec daphne a\nexec gunicorn a', ['gunicorn']],
    ['./x.sh', '[ "$ROLE" = ws ] && exec celery\nexec gunicorn a', ['gunicorn?']],
    ['./x.sh', '[ "$ROLE" = ws ] && exit 0\nexec gunicorn a', ['gunicorn?']],
    ['./x.sh', '[ "$ROLE" = ws ] && exec daphne a\nexec ./app', ['daphne?']],
    ['./x.sh', 'exec ./app\nexec gunicorn a', []],
    ['./x.sh', '(exit 0)\nexec gunicorn a', ['gunicorn']],
    ['./x.sh; gunicorn a', 'exit 0', ['gunicorn']],
  ])('%s with %s', (command, script, expected) => {
    const servers = serversIn(`web: ${command}`, { files: { 'x.sh': script } });
    expect(servers.map(({ program, isCertain }) => `${program.name}${isCertain ? '' : '?'}`)).toEqual(
      expected,
    );
  });

  it('keeps the order of the entries and their names', () => {
    expect(namesOf('web: gunicorn a\r\nworker: celery\r\nws: daphne a\r\nws: uvicorn a')).toEqual([
      'web gunicorn',
      'ws daphne',
      'ws uvicorn',
    ]);
  });

  it('names the program by its own word', () => {
    const text = "ws: exec './venv/bin/daphne' app";
    const [server] = serversIn(text);
    expect(server!.programWord.text).toBe('daphne');
    expect(server!.programWord.place.span.start).toBe(text.indexOf('daphne'));
    expect(textAt(server!.name.place)).toBe('ws');
  });

  it('keeps places through CRLF, a BOM and nested quotes', () => {
    const [server] = serversIn(`\uFEFFx: a\r\nws: bash -lc "daphne -b 0.0.0.0 -p \\"5000\\" app"\r\n`);
    expect(server!.endpoints.map(endpointText)).toEqual(['0.0.0.0 @0.0.0.0, 5000 @5000']);
  });
});

describe('arguments of scripts, functions and shells', () => {
  it.each([
    ['bash x.sh 7001', 'exec daphne -b ${2:-0.0.0.0} -p ${1:-8000} a', '0.0.0.0 7001'],
    ['bash x.sh', 'exec daphne -b ${2:-0.0.0.0} -p ${1:-8000} a', '0.0.0.0 8000'],
    ['bash x.sh', 'f() { exec daphne -b "$1" -p "$2" a; }; f 0.0.0.0 7001', '0.0.0.0 7001'],
    ['bash x.sh', 'set -- 7001; daphne -p $1 a', '127.0.0.1 7001'],
    ['bash x.sh', 'set -e; daphne -p $1 a', '127.0.0.1 ?'],
    ['bash x.sh', '[ -f b ] && set -- 7001; daphne -p $1 a', '127.0.0.1 ?'],
    ['bash x.sh', `sh -c 'daphne -p $1 a' start 7001`, '127.0.0.1 7001'],
    ['bash x.sh', `sh -c 'daphne -p $0 a' 7001`, '127.0.0.1 7001'],
    ['bash x.sh 7002', `bash -ec 'exec daphne -p "$1" a' - 7001`, '127.0.0.1 7001'],
    ['bash x.sh 7002', `bash -ec 'exec daphne -p "$1" a' $X 7001`, '127.0.0.1 ?'],
    ['bash x.sh "$@"', 'exec daphne -p ${1:-8000} a', '127.0.0.1 ?'],
  ])('%s with %s', (command, script, expected) => {
    expect(addressesOf(command, { files: { 'x.sh': script } })).toEqual([expected]);
  });
});

describe('a configuration file in Python', () => {
  it.each([
    [`host = '0.0.0.0'\nport = 7001\nbind = f'{host}:{port}'`, '0.0.0.0 7001'],
    [`port = 7001\nbind = '0.0.0.0:' + str(port)`, '0.0.0.0 7001'],
    [`port = '7001'  # ours\nbind = '0.0.0.0:' + port`, '0.0.0.0 7001'],
    [`port = os.getenv('X')\nbind = f':{port}'`, '0.0.0.0 ?'],
    [`port = 7001\nport += 1\nbind = f':{port}'`, '? ?'],
    [`port = 7001\nif x:\n    port = 7002\nbind = f':{port}'`, '? ?'],
    [`if x:\n    port = 7002\nbind = f':{port}'`, '0.0.0.0 7002'],
    [`try:\n    from local import port\nexcept:\n    port = 7002\nbind = f':{port}'`, '? ?'],
    [`from local import (\n  port)\nif x:\n    port = 7002\nbind = f':{port}'`, '? ?'],
    [`from local import *\nif x:\n    port = 7002\nbind = f':{port}'`, '? ?'],
    [`bind = f':{port}'\nport = 7001`, '? ?'],
    [`port = 7000 + 1\nbind = f':{port}'`, '? ?'],
    [`a = 7001\nport = f'{a}'\nbind = f':{port}'`, '? ?'],
  ])('may name what it uses: %s', (text, expected) => {
    expect(addressesOf('gunicorn a', { files: { 'gunicorn.conf.py': text } })).toEqual([expected]);
  });

  it('may be a module', () => {
    const files = { 'a/conf.py': `bind = '127.0.0.1:7001'` };
    expect(addressesOf('gunicorn -c python:a.conf a', { files })).toEqual(['127.0.0.1 7001']);
  });
});

describe('ports and values that a program does not take as they are', () => {
  const refusalsOf = (command: string) =>
    serversIn(`web: ${command}`).flatMap(({ refusals }) => refusals.map(({ kind }) => kind));

  it.each([
    ['uvicorn --port 70000 a:b', '127.0.0.1 4464'],
    ['waitress-serve --port=70000 a:b', '0.0.0.0 4464'],
    ['uwsgi --http-socket :70000', '0.0.0.0 4464'],
    ['uvicorn --port 65536 a:b', '127.0.0.1 ?'],
  ])('takes the lowest bits of %s', (command, expected) => {
    expect(addressesOf(command)).toEqual([expected]);
  });

  it.each([
    ['uvicorn --reload=1 a:b', ['unexpected-value']],
    ['gunicorn -bind :7001 a', ['one-dash']],
    ['gunicorn -bind=:7001 a', ['one-dash']],
    ['gunicorn -b :7001 -workers 2 a', ['one-dash']],
    ['gunicorn -w2 -b:7001 a', []],
    ['gunicorn -name=a a', []],
    ['daphne -port 7001 a:b', ['one-dash']],
    ['waitress-serve --ipv6=1 a:b', ['unexpected-value']],
    ['puma --quiet=1', ['unexpected-value']],
    ['python manage.py runserver --noreload=1', ['unexpected-value']],
    ['puma --fork-worker=100', []],
    ['rails server --early-hints=true', []],
    ['uwsgi --master=1 --http-socket :5000', []],
    ['UVICORN_PORT=x uvicorn a:b', ['bad-port']],
    ['UVICORN_PORT= uvicorn a:b', []],
    ['UVICORN_PORT=x uvicorn --port 7001 a:b', []],
    ['PORT= gunicorn -b :7001 a', []],
    ['UVICORN_PORT=$X uvicorn a:b', []],
    ['PORT= gunicorn a', ['bad-port']],
    ['uvicorn --host ::ffff:127.0.0.1 a:b', ['bad-address']],
    ['hypercorn -b [::ffff:127.0.0.1]:5000 a:b', []],
  ])('%s is refused: %j', (command, kinds) => {
    expect(refusalsOf(command)).toEqual(kinds);
  });
});

it.each<[string, 'asgi' | 'wsgi' | undefined]>([
  ['waitress-serve app', 'wsgi'],
  ['uvicorn app', 'asgi'],
  ['uvicorn --interface wsgi app', undefined],
  ['uvicorn $OPTIONS app', undefined],
  ['gunicorn app', 'wsgi'],
  ['gunicorn --threads 4 app', 'wsgi'],
  ['gunicorn -k gevent app', 'wsgi'],
  ['gunicorn -k uvicorn.workers.UvicornWorker app', undefined],
  ['gunicorn -k constructor app', undefined],
  ['gunicorn -k $CLASS app', undefined],
  ['gunicorn -c x.py app', undefined],
  ['gunicorn $OPTIONS app', undefined],
  ['puma', undefined],
])('the interface of %s: %s', (command, expected) => {
  expect(serversIn(`web: ${command}`).map((server) => server.interface)).toEqual([expected]);
});

describe('WebSockets', () => {
  const webSocketsOf = (command: string, surroundings?: Surroundings) =>
    serversIn(`web: ${command}`, surroundings).map(({ webSockets }) => webSockets);

  it.each<[string, boolean | undefined]>([
    ['daphne app', true],
    ['uvicorn app', true],
    ['uvicorn --ws none app', false],
    ['uvicorn --ws=wsproto app', true],
    ['uvicorn --ws $WS app', undefined],
    ['uvicorn --interface wsgi app', false],
    ['uvicorn --reload app', true],
    ['hypercorn app', true],
    ['gunicorn app', false],
    ['gunicorn -k sync app', false],
    ['gunicorn -k uvicorn.workers.UvicornWorker app', true],
    ['gunicorn --worker-class=uvicorn.workers.UvicornH11Worker app', true],
    ['gunicorn -kuvicorn_worker.UvicornWorker app', true],
    ['gunicorn --worker-cl uvicorn_worker.UvicornWorker app', true],
    ['gunicorn --worker-class=gevent app', undefined],
    ['gunicorn -kgevent app', undefined],
    ['gunicorn -k eventlet app', undefined],
    ['gunicorn -k $CLASS app', undefined],
    ['gunicorn -k constructor app', undefined],
    ['gunicorn --threads 4 app', undefined],
    ['gunicorn -k uvicorn_worker.UvicornWorker --threads 4 app', true],
    ['gunicorn -c x.py app', undefined],
    ['gunicorn $OPTIONS app', undefined],
    ['GUNICORN_CMD_ARGS=$X gunicorn app', undefined],
    ['puma', undefined],
    ['python manage.py runserver', undefined],
  ])('%s', (command, expected) => expect(webSocketsOf(command)).toEqual([expected]));

  it('depend on a configuration file that gunicorn finds', () => {
    expect(webSocketsOf('gunicorn app', { files: { 'gunicorn.conf.py': undefined } })).toEqual([undefined]);
  });
});

describe('the table', () => {
  it.each(SERVER_PROGRAMS.map((program) => [program.id, program] as const))('%s is sound', (_, program) => {
    const { defaultPort = [], ...flags } = program.options;
    const names = Object.values(flags).flat();
    expect(names).toEqual([...new Set(names)]);
    // Only a configuration file says it.
    expect(defaultPort.filter((name) => !/^\w[\w.]*$/.test(name))).toEqual([]);
    expect(names.filter((name) => !/^-{1,2}\w[\w.-]*$/.test(name))).toEqual([]);
    expect(program.source).toMatch(/^https:\/\//);
  });
});

describe('any Procfile', () => {
  const part = fc.constantFrom(
    ...SERVER_PROGRAMS.flatMap(({ commands, options }) => [...commands, ...Object.values(options).flat()]),
    ...[
      '0.0.0.0:5000',
      '5000',
      '$PORT',
      ':5000',
      '[::1]:',
      '"',
      "'",
      '&&',
      '&',
      '=',
      'cd',
      'export',
      'env',
      'sh -c',
      'runserver',
      's',
    ],
    ...['tcp:5000', 'tcp:port=', 'unix:x', '--', '-', '<your_app>', 'toString', '__proto__'],
  );
  const line = fc.array(fc.tuple(part, fc.constantFrom(' ', ' ', '=', '')), { maxLength: 12 });
  const command = line.map((parts) => parts.flat().join(''));

  it('gives endpoints that lie inside it', () => {
    fc.assert(
      fc.property(fc.oneof(command, fc.string({ unit: 'binary' })), fc.boolean(), (text, isThere) => {
        const files = isThere ? { 'gunicorn.conf.py': 'bind = ":5000"\n' } : {};
        for (const { programWord, endpoints } of serversIn(`web: ${text}`, { files })) {
          expect(endpoints).not.toEqual([]);
          const places = endpoints.flatMap((endpoint) =>
            endpoint.kind === 'unix' ? [endpoint.place] : [endpoint.host.place, endpoint.port.place],
          );
          for (const { file, span } of [programWord.place, ...places]) {
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(file.text.length);
          }
        }
      }),
      runs(1000),
    );
  }, 30_000);

  it('has the port that a flag names, wherever it is', () => {
    const spelling = fc.constantFrom('-p ', '-p', '-p=', '--port ', '--port=', '--por ');
    const others = fc.subarray([
      '-v 2',
      '--proxy-headers',
      '-b 0.0.0.0',
      '--access-log -',
      'app.asgi:application',
    ]);
    fc.assert(
      fc.property(
        spelling,
        fc.integer({ min: 1, max: 65_535 }),
        others,
        others,
        (flag, port, before, after) => {
          const text = `daphne ${[...before, `${flag}${port}`, ...after].join(' ')}`;
          const [endpoint] = serversIn(`web: ${text}`)[0]!.endpoints;
          expect(endpoint).toMatchObject({ kind: 'tcp', port: { value: port, byDefault: false } });
          expect(textAt((endpoint as Extract<Endpoint, { kind: 'tcp' }>).port.place)).toBe(String(port));
        },
      ),
    );
  });
});

describe('what would cost too much', () => {
  const endpointOf = (procfile: string, around?: Surroundings) => {
    const [endpoint] = serversIn(procfile, around)[0]?.endpoints ?? [];
    return endpoint?.kind === 'tcp' ? endpoint.port.value : endpoint?.kind;
  };

  it.each([
    ['haproxy:tcp:5000', 5000],
    ['haproxy:haproxy:tcp:port=5001', 5001],
    [`${'haproxy:'.repeat(20_000)}tcp:5002`, 5002],
    ['haproxy:$KIND:5000', undefined],
  ])('does not: an endpoint in others (%#)', (endpoint, port) => {
    expect(endpointOf(`web: daphne -e ${endpoint} x:y\n`)).toBe(port);
  });

  const doubled = (times: number) =>
    Array.from({ length: times }, (_, index) => `A${index + 1}=$A${index}$A${index};`).join(' ');

  it.each([
    ['a variable that holds others', `A0=5; ${doubled(2)}`, 'A2', 5555],
    ['one that doubles forty times', `A0=5; ${doubled(40)}`, 'A40', undefined],
  ])('does not: %s', (_, assignments, name, port) => {
    expect(endpointOf(`web: ${assignments} daphne -p $${name} x:y\n`)).toBe(port);
  });

  it.each([
    [100, false],
    [101, true],
  ])('does not: %i lists that nothing closes before an address', (count, isUnknown) => {
    const files = { 'h.toml': `${'bind = [ "a",\n'.repeat(count)}bind = "0.0.0.0:5000"\n` };
    const ports = serversIn('web: hypercorn -c h.toml x:y\n', { files })[0]?.endpoints.map((endpoint) =>
      endpoint.kind === 'tcp' ? endpoint.port.value : undefined,
    );
    expect(ports?.includes(5000)).toBe(!isUnknown);
  });
});
