import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../support/load.mjs';

/** Servers of one nginx, and requests to each. */
const SERVERS = 40;
const REQUESTS = 25;

const numberOf = (name, usual) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual);

/** Random configurations of nginx and random requests, answered by nginx on the loopback address and by eblint. */
export async function judgeRequests() {
  const modules = Object.assign(
    {},
    ...(await Promise.all(
      [
        'src/model/nginx-requests/answer.ts',
        'src/model/nginx/configuration.ts',
        'src/parse/nginx/nginx.ts',
        'src/parse/shell/word.ts',
        'src/source/index.ts',
      ].map(load),
    )),
  );
  const seed = numberOf('seed', 1);
  const differences = [];
  let count = 0;
  let unknown = 0;
  for (let batch = 0; batch < numberOf('batches', 10); batch++) {
    const random = randomOf(seed * 100_003 + batch);
    const ports = await freePorts(2);
    const texts = Array.from({ length: SERVERS }, (_, index) => serverText(random, index, ports));
    const text = configurationText(texts, ports);
    const configuration = readConfiguration(text, modules);
    const requests = texts.flatMap((_, index) =>
      Array.from({ length: REQUESTS }, () => randomRequest(random, index, texts[index])),
    );
    const answers = await askNginx(text, ports, requests);
    for (const [index, asked] of requests.entries()) {
      const own = ownAnswer(configuration, asked, ports, modules);
      if (own === undefined) unknown++;
      else if (own !== answers[index])
        differences.push(
          `batch ${batch}: ${asked.method} ${asked.path} of ${asked.host} ${JSON.stringify(asked.headers)}: nginx says ${answers[index]}; eblint says ${own}${process.argv.includes('--show') ? `\n${texts[asked.server]}` : ''}`,
        );
      count++;
    }
  }
  console.log(`requests: ${unknown} unknown to eblint`);
  if (unknown > count / 20) differences.push(`${unknown} of ${count} are unknown to eblint`);
  return { count, differences };
}

/** Numbers that a seed decides. */
function randomOf(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)],
    below: (limit) => Math.floor(next() * limit),
  };
}

const SEGMENTS = ['a', 'b', 'ab', 'A', 'api', 'ws', 'x.php', 'y.CSS', 'static', 'a b', 'user', 'a-1', 'é'];

const prefixOf = ({ pick, below, chance }) =>
  `/${Array.from({ length: below(3) }, () => pick(SEGMENTS.filter((one) => !/[ é]/.test(one)))).join('/')}${chance(0.5) ? '/' : ''}`.replace(
    /^\/\/$/,
    '/',
  );

const PATTERNS = [
  '\\.php$',
  '\\.(css|js|php)$',
  '^/a',
  '^/api/(.*)$',
  '^/(a|ab)/(\\w+)',
  '/ws(/|$)',
  '^/[a-z]+/?$',
  '^/([^/]+)/([^/]+)/?',
  '(a+)+b',
  'b.*a',
  '^/(?:user|api)/(?<name>[^/]+)',
  '[A-Z]',
  '^/.{1,3}$',
  '(a|b)*$',
  '^/(a?)(b*?)(.*)$',
  '\\d',
  '-\\d+',
  '^/static/.*\\.[cC]',
  '^/[^a-b]',
  '.+?/(.+)',
  '\\bab\\b',
  '(?i)API',
];

const REWRITES = ['/b$1', '/api/$1', '/$2/$1', '/ws', '/a/b?x=1', '/ab/$1?', '/user/?y=$1', '/static/a b'];

/** The next place in all configurations, by which answers are told apart. */
let places = 0;

function locationText(random, ports, depth, names) {
  const { chance, pick } = random;
  const id = `L${places++}`;
  // Inside of a pattern, nginx takes only patterns.
  const kind = pick(names.isPattern ? ['~', '~*'] : ['', '', '', '=', '^~', '~', '~', '~*']);
  const isPattern = kind.startsWith('~');
  let name = isPattern ? pick(PATTERNS) : prefixOf(random);
  // Inside of another, only what begins as that does.
  if (depth > 0 && !isPattern) name = `${names.prefix}${name.slice(1)}`;
  const key = `${isPattern ? Math.random() : kind === '=' ? '=' : ''}${name}`;
  if (!isPattern && names.taken.has(key)) return '';
  names.taken.add(key);
  const body = [`add_header X-At ${id} always;`];
  if (chance(0.08)) body.push('internal;');
  if (chance(0.06)) body.push('deny all;');
  if (chance(0.12)) body.push(rewriteText(random));
  if (chance(0.12)) body.push(ifText(random, ports, false));
  if (chance(0.06)) body.push('break;');
  if (chance(0.06)) body.push(`error_page 403 410 ${pick(['@named', '/a/b', '= @named', '=200 /api/'])};`);
  const action = pick(['return', 'status', 'pass', 'pass', 'pass-uri', 'none', 'try', 'variable']);
  if (action === 'return') body.push(`return 302 /to/${id}$uri?$args&1=$1&2=$2;`);
  if (action === 'status') body.push(`return ${pick([403, 404, 410, 204])};`);
  if (action.startsWith('pass'))
    body.push(
      `proxy_set_header X-At ${id};`,
      `proxy_pass http://127.0.0.1:${ports[1]}${action === 'pass-uri' && !isPattern && !names.isPattern ? pick(['/', '/up', '/up/']) : ''};`,
    );
  if (action === 'variable') body.push(`proxy_pass http://127.0.0.1:${ports[1]}/v$request_uri;`);
  if (action === 'try')
    body.push(`try_files $uri ${pick(['@named', '=404', '/b', '/index.php?$args', '$uri.php'])};`);
  if (depth < 2 && kind !== '=' && chance(0.2)) {
    const inner = { prefix: name, taken: new Set(), isPattern: isPattern || names.isPattern };
    for (let count = 0; count < 2; count++) body.push(locationText(random, ports, depth + 1, inner));
  }
  return `location ${kind} "${name}" {\n${body.join('\n')}\n}`;
}

const rewriteText = ({ pick }) =>
  `rewrite "${pick(PATTERNS)}" "${pick(REWRITES)}"${pick(['', '', ' last', ' break', ' redirect', ' permanent'])};`;

function ifText(random, ports, isOfServer) {
  const { pick, chance } = random;
  const condition = pick([
    '$request_method = POST',
    '$request_method != GET',
    '$http_x_kind',
    '$http_x_kind = one',
    '$http_x_kind ~ "^o(.)e"',
    '$http_x_kind !~* ONE',
    '$host = "s1.test"',
    '$args ~ x=(\\d)',
    '$arg_x = 1',
    '$uri ~ "^/(a+)"',
    '$scheme = https',
    '$flag',
    '$request_uri ~* "\\.PHP"',
  ]);
  const action = pick([
    'return 403;',
    `return 302 /if$uri?1=$1;`,
    rewriteText(random),
    'set $flag 1;',
    'break;',
    ...(isOfServer ? [] : [`proxy_pass http://127.0.0.1:${ports[1]};`]),
  ]);
  return `if (${condition}) {\n${isOfServer || !chance(0.5) ? '' : `add_header X-At I${places++} always;\n`}${action}\n}`;
}

function serverText(random, index, ports) {
  const { chance, pick, below } = random;
  const names = { prefix: '/', taken: new Set(), isPattern: false };
  const body = [
    `listen 127.0.0.1:${ports[0]};`,
    `server_name s${index}.test ${pick(['', `*.s${index}.test`, `.w${index}.test`, `w${index}.*`, `"~^r\\d{1,2}${index}\\.test$"`])};`,
    `add_header X-At S${index} always;`,
    'root /nonexistent;',
    'set $flag "";',
  ];
  if (chance(0.2)) body.push(rewriteText(random));
  if (chance(0.3)) body.push(ifText(random, ports, true));
  if (chance(0.1)) body.push(`error_page 404 =204 /a/;`.replace('404', '410'));
  const count = 2 + below(8);
  for (let number = 0; number < count; number++) body.push(locationText(random, ports, 0, names));
  body.push(
    `location @named {\nadd_header X-At N${index} always;\nproxy_set_header X-At N${index};\n${pick([`proxy_pass http://127.0.0.1:${ports[1]};`, 'return 302 /named$uri;', rewriteText(random) + 'return 403;'])}\n}`,
  );
  return `server {\n${body.join('\n')}\n}`;
}

const configurationText = (servers, ports) => `daemon off;
master_process off;
pid nginx.pid;
error_log /dev/null;
events { worker_connections 512; }
http {
access_log off;
server_names_hash_bucket_size 128;
client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
${servers.join('\n')}
server { listen 127.0.0.1:${ports[1]}; add_header X-Passed "at $http_x_at $request_uri" always; location / { return 200; } }
}
`;

function randomRequest(random, server, text) {
  const { chance, pick, below } = random;
  const paths = [...text.matchAll(/location \S* ?"(\/[^"]*)"/g)].map(([, path]) => path);
  let path =
    paths.length > 0 && chance(0.6)
      ? pick(paths).replace(/\/$/, chance(0.5) ? '' : '/') +
        pick(['', '', '/', 'b', '/a', '/x.php', '/1/2', 'é'])
      : `/${Array.from({ length: below(4) }, () => pick([...SEGMENTS, '.', '..', ''])).join('/')}${chance(0.3) ? '/' : ''}`;
  if (!path.startsWith('/')) path = `/${path}`;
  path = encodeURI(path);
  if (chance(0.05)) path = path.replace('a', '%61');
  if (chance(0.03)) path = path.replace(/(?<=.)\//, '%2F');
  if (chance(0.03)) path += '%25';
  if (chance(0.03)) path += pick(['%3F', '%3f1', '%23', '%2e%2e/a', '%2e']);
  if (chance(0.25)) path += pick(['?x=1', '?', '?y=2&x=1', '?q=a/b%20']);
  return {
    server,
    path,
    method: chance(0.15) ? 'POST' : 'GET',
    host: pick([
      `s${server}.test`,
      `s${server}.test`,
      `s${server}.test`,
      `S${server}.TEST:80`,
      `q.s${server}.test`,
      `w${server}.test`,
      `q.w${server}.test`,
      `w${server}.de`,
      `r7${server}.test`,
      'other',
    ]),
    headers: chance(0.3) ? { 'X-Kind': pick(['one', 'two', '0', 'ONE']) } : {},
  };
}

async function askNginx(text, ports, requests) {
  const root = mkdtempSync(join(tmpdir(), 'eblint-nginx-'));
  const file = join(root, 'nginx.conf');
  writeFileSync(file, text);
  const checked = spawnSync('nginx', ['-t', '-p', root, '-c', file, '-e', 'stderr'], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(checked.stderr + text);
  const child = spawn('nginx', ['-p', root, '-c', file, '-e', 'stderr'], { stdio: 'ignore' });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    await untilListening(ports[0]);
    const answers = [];
    for (let from = 0; from < requests.length; from += 32)
      answers.push(
        ...(await Promise.all(requests.slice(from, from + 32).map((asked) => ask(asked, ports[0], agent)))),
      );
    return answers;
  } finally {
    agent.destroy();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    rmSync(root, { recursive: true });
  }
}

async function untilListening(port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      await ask({ method: 'GET', path: '/', host: 'x', headers: {} }, port);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('nginx does not listen');
}

/** What a client sees, in one line. */
const ask = ({ method, path, host, headers }, port, agent) =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method, path, agent, headers: { ...headers, Host: host } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          const passed = answer.headers['x-passed'];
          if (passed !== undefined) return resolve(`passes ${passed}`);
          const location = answer.headers.location?.replace(/^http:\/\/[^/]*/, '');
          if (answer.statusCode === 400) return resolve('400');
          resolve(
            `${answer.statusCode} ${answer.headers['x-at'] ?? '-'} ${location === undefined ? '' : unescape(location)}`.trim(),
          );
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });

function readConfiguration(text, { SourceFile, mappedText, parseNginx, readNginxConfiguration }) {
  const content = parseNginx(mappedText(new SourceFile('/nginx.conf', 'nginx.conf', text)));
  if (content.problem) throw new Error(JSON.stringify(content.problem.fault));
  return readNginxConfiguration([{ path: 'nginx.conf', content, source: undefined }]);
}

/** The same line; undefined where eblint does not know. */
function ownAnswer(configuration, { method, path, host, headers }, ports, { nginxAnswer }) {
  const sent = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase().replaceAll('-', '_'), value]),
  );
  const { level, outcome } = nginxAnswer(configuration, {
    method,
    host,
    port: ports[0],
    isLocal: true,
    target: path,
    header: (name) => sent.get(name) ?? '',
  });
  if (outcome.kind === 'unknown' || (outcome.kind === 'pass' && outcome.target === undefined))
    return undefined;
  const named = (level) => {
    for (let at = level; at; at = at.parent) {
      const own = at.directives.find(({ directive }) => directive.name.text === 'add_header');
      if (own) return own.directive.args[1].text;
    }
    return '-';
  };
  if (outcome.kind === 'pass') {
    const header = [...levels(outcome.level)]
      .flatMap((level) => level.directives)
      .find(({ directive }) => directive.name.text === 'proxy_set_header');
    return `passes at ${header ? header.directive.args[1].text : ''} ${outcome.target}`;
  }
  const status = outcome.kind === 'file' ? 404 : outcome.status;
  if (status === 400) return '400';
  return `${status} ${named(level)} ${outcome.redirect === undefined ? '' : unescape(outcome.redirect)}`.trim();
}

function* levels(level) {
  for (let at = level; at; at = at.parent) yield at;
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
