import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Servers in Python, and what they need. */
const PACKAGES = ['daphne', 'uvicorn', 'hypercorn', 'gunicorn', 'waitress', 'django', 'flask'];
/** How long a server may take to listen, or to give up, and how long its sockets must stay. */
const PATIENCE = 15_000;
const STEADY = 700;
const EPHEMERAL = 32_768;

const ASGI = 'async def application(scope, receive, send):\n    pass\n';
const WSGI =
  'def application(environ, start_response):\n    start_response("200 OK", [])\n    return [b""]\n';
const SETTINGS =
  'SECRET_KEY = "x"\nDEBUG = True\nALLOWED_HOSTS = ["*"]\nROOT_URLCONF = "a.urls"\nINSTALLED_APPS = []\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}}\n';
const MANAGE =
  'import os, sys\nfrom django.core.management import execute_from_command_line\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.settings")\nexecute_from_command_line(sys.argv)\n';

const TRIVIAL = {
  'a/__init__.py': '',
  'a/asgi.py': ASGI,
  'a/wsgi.py': WSGI,
  'a/urls.py': 'urlpatterns = []\n',
  'a/settings.py': SETTINGS,
  'manage.py': MANAGE,
  'config.ru': 'run ->(environment) { [200, {}, []] }\n',
  'a/index.php': '',
};

/** Servers that are not written in Python. */
const SYSTEM = ['uwsgi', 'puma', 'php'];

/** The servers of this machine, behind one folder of commands; `versions` says which they are. */
export function openServers() {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-servers-'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync('/usr/bin/python3', join(folder, 'bin/python'));
  // Debian's uWSGI has these in plugins.
  const uwsgi = '#!/bin/sh\nexec /usr/bin/uwsgi --plugins http,python3 "$@"\n';
  writeFileSync(join(folder, 'bin/uwsgi'), uwsgi, { mode: 0o755 });
  return {
    folder,
    versions: [...pythonVersions(), ...SYSTEM.map(versionOf)],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const run = (command, args) => spawnSync(command, args, { encoding: 'utf8' });

function pythonVersions() {
  const list = 'import importlib.metadata as m\nfor d in m.distributions(): print(f"{d.name}=={d.version}")';
  return versionsOf(run('/usr/bin/python3', ['-c', list]).stdout);
}

const versionOf = (name) =>
  `${name}==${/\d+(?:\.\d+)+/.exec(run(`/usr/bin/${name}`, ['--version']).stdout)?.[0]}`;

const versionsOf = (frozen) =>
  frozen
    .split('\n')
    .map((line) => line.toLowerCase())
    .filter((line) => PACKAGES.includes(line.split('==')[0]));

/** Whether a network of its own can be given to a server, so that no port of this machine is touched. */
const isolated = spawnSync('unshare', ['--net', 'true']).status === 0;

/** Servers that run beside one another. */
const WORKERS = isolated ? 4 : 1;

/** The sockets of rows, in their order. */
export async function socketsOfAll(rows, servers) {
  const found = new Array(rows.length);
  const waiting = rows.map((row, index) => ({ row, index }));
  // These would take one another's Unix sockets.
  const isAlone = ({ row }) => /\/tmp\//.test(JSON.stringify([row.command, row.environment, row.files]));
  const run = async ({ row, index }) => {
    found[index] = await socketsOf(row, servers);
  };
  const queues = [waiting.filter(isAlone), waiting.filter((one) => !isAlone(one))];
  for (const queue of queues) {
    const workers = queue === queues[0] ? 1 : WORKERS;
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await run(next);
      }),
    );
  }
  return found;
}

/** The sockets that a command line opens, as the table writes them. */
async function socketsOf({ command, environment, files }, servers) {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-app-'));
  for (const [name, text] of Object.entries({ ...TRIVIAL, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const env = {
    PATH: `${servers.folder}/bin:/usr/bin:/bin`,
    HOME: folder,
    PYTHONPATH: folder,
    ...environment,
  };
  const script = isolated ? `ip link set lo up 2>/dev/null; ${command}` : command;
  const shell = isolated ? ['unshare', '--net', 'bash', '-c', script] : ['bash', '-c', script];
  const child = spawn(shell[0], shell.slice(1), { cwd: folder, env, detached: true, stdio: 'ignore' });
  let isOver = false;
  child.on('exit', () => (isOver = true));
  try {
    return await steadySockets(child.pid, () => isOver);
  } finally {
    stop(child.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function steadySockets(group, isOver) {
  const end = Date.now() + PATIENCE;
  for (let last = ''; Date.now() < end;) {
    const sockets = listening(group).join(', ');
    if (sockets !== '' && sockets === last) return sockets;
    if (isOver() && sockets === '' && membersOf(group).length === 0) return 'refused';
    last = sockets;
    await wait(STEADY);
  }
  return 'refused';
}

/** The processes of a group that this script has started. */
const membersOf = (group) =>
  readdirSync('/proc').filter((pid) => {
    try {
      const stat = /^\d/.test(pid) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z';
    } catch {
      return false;
    }
  });

function stop(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function listening(group) {
  const found = new Set();
  for (const pid of membersOf(group)) {
    const inodes = inodesOf(pid);
    for (const socket of [...tcpOf(pid, 'tcp'), ...tcpOf(pid, 'tcp6'), ...unixOf(pid)])
      if (inodes.has(socket.inode)) found.add(socket.text);
  }
  // A port that the kernel chose proves nothing: uWSGI's router opens one for itself.
  const stated = [...found].filter((text) => !(Number(/ (\d+)$/.exec(text)?.[1]) >= EPHEMERAL));
  return (stated.length > 0 ? stated : [...found]).sort();
}

const lines = (path) => {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(1);
  } catch {
    return [];
  }
};

function inodesOf(pid) {
  try {
    const links = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  } catch {
    return new Set();
  }
}

/** `0A` is a socket that listens. */
const tcpOf = (pid, kind) =>
  lines(`/proc/${pid}/net/${kind}`)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
    .map((fields) => ({ inode: fields[9], text: `tcp ${addressOf(fields[1])}` }));

function addressOf(field) {
  const [host, port] = field.split(':');
  const bytes = host.match(/.{8}/g).flatMap((word) => word.match(/../g).reverse());
  const text =
    bytes.length === 4
      ? bytes.map((byte) => parseInt(byte, 16)).join('.')
      : bytes.every((byte) => byte === '00')
        ? '*'
        : `[${bytes.join('').replace(/^0{31}1$/, '::1')}]`;
  return `${text} ${parseInt(port, 16)}`;
}

const unixOf = (pid) =>
  lines(`/proc/${pid}/net/unix`)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , flags, , , , path]) => flags === '00010000' && path !== undefined)
    .map((fields) => ({ inode: fields[6], text: `unix ${fields[7]}` }));
