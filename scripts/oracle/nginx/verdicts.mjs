import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../support/load.mjs';
import { openNginx } from './folder.mjs';
import { tableDifferences } from './table.mjs';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url));

/** Rules that are about what the folder of the oracle has: certificates are wherever they are read. */
const OF_INSTANCE = new Set(['nginx/missing-certificate-file']);

/** Whether a finding of this rule is eblint's verdict that nginx refuses the text. Most missing includes lose something silently. */
const isRefusal = ({ id, consequence }, severity) =>
  id === 'nginx/missing-include'
    ? severity !== 'warning'
    : consequence === 'deploy-fails' && !OF_INSTANCE.has(id);

/** Where eblint knows less than nginx is told here, by the end of the fixture's path: silence is its right verdict. */
const UNKNOWN = new Map([
  ['duplicate-location/ok-perhaps-php', 'whether the platform is PHP, which has no location /'],
  ['unknown-name/ok-filled-in', 'what a script makes of the file'],
  ['unknown-name/ok-folder-in-variable', 'what a script makes of the folder'],
  ['unknown-name/ok-made-by-build', 'what is in the file that git ignores'],
  ['unknown-name/ok-written-by-hook', 'what a script writes'],
  ['server-without-certificate/ok-written-by-hook', 'what a script makes of the file'],
  ['unknown-variable/ok-filled-in', 'what a script makes of the file'],
  ['literal-pattern/ok-filled-in', 'what a template engine makes of the file'],
  ['unknown-upstream/ok-in-hosts', 'what a script adds to /etc/hosts'],
  [
    'overwritten-file/bad-default-server',
    'what is left of the file: help of the finding names the other server',
  ],
  ['overwritten-file/bad-inner-shell', 'what is left of the file'],
  ['overwritten-file/bad-moved', 'whether the platform is Docker, which has that upstream'],
  ['unknown-directive/ok-module-loaded-by-hook', 'what a script makes of the main file'],
]);

/** Whether a help was followed in this project: nginx has to accept it. */
const isAfter = (root) => basename(root).startsWith('after-');

/** Debian's nginx has no module of other authors. */
const SKIPPED = /\bload_module\b/;

/** Every configuration of nginx in the fixtures, and the table of directives, judged by `nginx -t`. */
export async function judgeNginx() {
  const modules = await loadModules();
  const nginx = openNginx();
  const differences = [];
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  let count = 0;
  try {
    for (const root of projectRoots(FIXTURES)) {
      if ([...UNKNOWN.keys()].some((end) => root.endsWith(end))) continue;
      if (only !== undefined && !root.includes(only)) continue;
      for (const { name, files, place } of configurationsOf(root, modules)) {
        if (Object.values(files).some((text) => SKIPPED.test(text))) continue;
        count++;
        const refusal = nginx.test(files);
        const findings = findingsIn(root, modules).filter(({ at }) => place === undefined || isIn(at, place));
        if ((refusal === undefined) !== (findings.length === 0))
          differences.push(
            `${relative(FIXTURES, root)} ${name}: nginx says ${refusal ?? 'ok'}; eblint says ${findings.map(({ message }) => message).join('; ') || 'ok'}`,
          );
        else if (refusal !== undefined && isAfter(root))
          differences.push(
            `${relative(FIXTURES, root)} ${name}: the help was followed, and nginx says ${refusal}`,
          );
      }
    }
    if (only !== undefined || process.argv.includes('--no-table')) return { count, differences };
    const table = tableDifferences(nginx, modules);
    return { count: count + table.count, differences: [...differences, ...table.differences] };
  } finally {
    nginx.close();
  }
}

async function loadModules() {
  const modules = await Promise.all(
    [
      'src/model/project.ts',
      'src/model/platform/find-platform.ts',
      'src/model/proxy/proxy-files.ts',
      'src/model/proxy/proxy-server.ts',
      'src/discover/read-project.ts',
      'src/io/disk.ts',
      'src/rules/index.ts',
      'src/rules/rule.ts',
      'src/knowledge/nginx/default-files.ts',
      'src/knowledge/nginx/directives.ts',
      'src/knowledge/nginx/values.ts',
    ].map(load),
  );
  return Object.assign({}, ...modules);
}

/** The folders that hold one. */
function projectRoots(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === '.platform' || name === '.ebextensions')) return [folder];
  return entries.flatMap((entry) => (entry.isDirectory() ? projectRoots(join(folder, entry.name)) : []));
}

const readProjectAt = (root, { readProject, readProjectFiles, disk }) =>
  readProject(readProjectFiles(root, disk));

/** What Elastic Beanstalk would install, and each file that is written in another way, beside its own files. */
function configurationsOf(root, modules) {
  const project = readProjectAt(root, modules);
  const defaults = modules.defaultNginxFiles(modules.platform(project).language);
  const own = modules.proxyFiles(project).filter(({ program }) => program === 'nginx');
  const textOf = (file) => [
    file.path,
    file.target ? file.content().text : readFileSync(file.place.file.path, 'utf8'),
  ];
  const bundled = own.filter(({ origin }) => origin === 'platform');
  const { program } = modules.proxyServer(project);
  return [
    ...(bundled.length > 0 && (program === 'nginx' || program === 'unknown')
      ? [
          {
            name: '.platform/nginx',
            files: { ...defaults, ...Object.fromEntries(bundled.map(textOf)) },
            place: { folder: join(root, '.platform') },
          },
        ]
      : []),
    ...own
      .filter(({ origin, content }) => origin !== 'platform' && content())
      .map((file) => ({
        name: file.path,
        files: { ...defaults, ...Object.fromEntries([textOf(file)]) },
        place: { file: file.place.file.path, span: spanOf(file.content()) },
      })),
  ];
}

const spanOf = ({ offsets }) => ({ start: offsets[0], end: offsets.at(-1) });

const isIn = ({ file, span }, place) =>
  place.folder !== undefined
    ? dirname(file.path).startsWith(place.folder)
    : file.path === place.file && span.start >= place.span.start && span.end <= place.span.end;

function findingsIn(root, modules) {
  const project = readProjectAt(root, modules);
  return modules.rules
    .filter(({ id }) => id.startsWith('nginx/'))
    .flatMap((rule) =>
      [...modules.findingsOf(rule, project)].filter(({ severity }) => isRefusal(rule.meta, severity)),
    );
}
