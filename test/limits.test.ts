import { expect, it } from 'vitest';
import { type Cost, RunBudget } from '../src/commands/checking/run-budget.js';
import { loadConfiguration } from '../src/discover/load-configuration.js';
import { readBaseline } from '../src/discover/read-baseline.js';
import { readProjectFiles } from '../src/discover/read-project.js';
import { readSuppressionComments } from '../src/lint/suppressions/suppression-comments.js';
import { dockerCompose, publishedPorts } from '../src/model/docker/compose.js';
import { withConstants } from '../src/model/execution/constants.js';
import { listedWords } from '../src/model/execution/listed-words.js';
import { DirectiveBudget } from '../src/model/nginx/configuration.js';
import { nginx, nginxConfigurations } from '../src/model/nginx/nginx.js';
import { pairs } from '../src/model/routing/pairs.js';
import { routing } from '../src/model/routing/read-routing.js';
import { shadowedRules } from '../src/model/routing/shadowed-rules.js';
import { servers } from '../src/model/servers/servers.js';
import { parseNginx } from '../src/parse/nginx/nginx.js';
import { readHypercornConfig } from '../src/parse/server-config/read-server-config.js';
import { readServerConfig } from '../src/parse/server-config/read-server-config.js';
import { expandWord } from '../src/parse/shell/expand-word.js';
import { parseScript } from '../src/parse/shell/script.js';
import { mappedText } from '../src/parse/shell/word.js';
import { type FileSystem, SizeError } from '../src/ports/file-system.js';
import { piecesIn, SourceFile } from '../src/source/index.js';
import { nearest } from '../src/util/nearest.js';
import { decidingPattern, namePattern, pathPattern } from '../src/util/path-pattern.js';
import { projectOf } from './support/fixtures.js';

const times = (count: number, text: (index: number) => string, separator = ''): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(separator);

const source = (text: string, name = 'a.sh') => new SourceFile(`/p/${name}`, name, text);

const settings = (text: string) => ({
  '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:environment: {LoadBalancerType: application}\n${text}`,
});

const rules = (count: number, process: (index: number) => string, path: (index: number) => string) =>
  times(
    count,
    (i) =>
      `  aws:elbv2:listenerrule:r${i}: {PathPatterns: "${path(i)}", Process: ${process(i)}, Priority: ${i + 1}}\n`,
  );

const listing = (names: string) => `  aws:elbv2:listener:443: {Rules: "${names}"}\n`;

const endpointsOf = (texts: Readonly<Record<string, string>>) =>
  servers(projectOf(texts)).flatMap(({ endpoints }) => endpoints);

const opensPort = (texts: Readonly<Record<string, string>>, port: number): boolean =>
  endpointsOf(texts).some((endpoint) => endpoint.kind === 'tcp' && endpoint.port.value === port);

function isSpentAfter(cost: Cost): boolean {
  const budget = new RunBudget();
  budget.spend(cost);
  return budget.isSpent;
}

/** A disk with one file of so many bytes; a file that is read shows a text instead of them. */
const filesOf = (bytes: number, text: string): FileSystem => ({
  kindOf: (path) =>
    path.endsWith('.ebextensions') ? 'folder' : path.endsWith('.config') ? 'file' : 'missing',
  list: (path) =>
    path === '/p'
      ? [{ name: '.ebextensions', kind: 'folder' }]
      : [{ name: 'a.config', kind: 'file' } as const].filter(() => path.endsWith('.ebextensions')),
  read: (path, maxBytes = Infinity) => {
    if (bytes > maxBytes) throw new SizeError(path, maxBytes);
    return text;
  },
  realPath: (path) => path,
});

function isRead(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SizeError) return false;
    throw error;
  }
}

/** Each row of docs/limits.md that no test beside its code measures: whether as many as this are read, all of them. */
it.each<[string, number, (count: number) => boolean]>([
  [
    'pairs of a process and a server',
    10_000,
    (count) => {
      // 10,000 is 100 times 100, and 10,001 is 73 times 137.
      const shared = count === 10_000 ? 100 : 73;
      const project = projectOf({
        Procfile: times(count / shared, (i) => `s${i}: daphne -b 0.0.0.0 -p 5000 x:y\n`),
        ...settings(times(shared, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: 5000}\n`)),
      });
      return pairs(project).length === count;
    },
  ],
  [
    'rules that all listeners list',
    120,
    (count) => {
      const text = `${listing(times(count, (i) => `r${i}`, ','))}${rules(
        count,
        (i) => `p${Math.sign(i)}`,
        (i) => (i === 0 ? '/*' : `/a${i}`),
      )}`;
      return shadowedRules(routing(projectOf(settings(text)))).length > 0;
    },
  ],
  [
    'rules of which one is the only one that nothing names',
    100,
    (count) => {
      const names = `${times(count - 1, (i) => `r${i}`, ',')},something-else`;
      const text = `${listing(names)}${rules(
        count,
        () => 'default',
        (i) => `/a${i}`,
      )}`;
      const { listeners } = routing(projectOf(settings(text)));
      return listeners.some((listener) => listener.rules.some(({ intended }) => intended));
    },
  ],
  [
    'endpoints of a server',
    100,
    (count) =>
      endpointsOf({ Procfile: `web: gunicorn ${times(count, (i) => `-b :${5000 + i} `)} a:b\n` }).length ===
      count,
  ],
  [
    'commands of a process',
    10_000,
    (count) => opensPort({ Procfile: `web: ${'true;'.repeat(count - 1)} gunicorn -b :5000 a:b\n` }, 5000),
  ],
  [
    'commands of all processes',
    50_000,
    (count) =>
      opensPort(
        {
          Procfile: `${times(5, (i) => `p${i}: bash long.sh\n`)}web: ${'true;'.repeat(count - 45_001)} gunicorn -b :5000 a:b\n`,
          'long.sh': 'true\n'.repeat(8999),
        },
        5000,
      ),
  ],
  [
    'characters of a word with its variables',
    10_000,
    (count) => {
      const word = parseScript(source('echo "$A"')).commands[0]?.words[1];
      return word !== undefined && expandWord(word, () => 'a'.repeat(count)).text.length === count;
    },
  ],
  [
    'words that a loop goes through',
    100,
    (count) => {
      const script = parseScript(
        source(`for p in ${times(count, (i) => `a${i} `)}; do\nyum install $p\ndone\n`),
      );
      const command = script.commands.find(({ words }) => words[0]?.text === 'yum');
      const word = command?.words[2];
      return command && word ? listedWords(word, command, script).length === count : false;
    },
  ],
  [
    'lists in hypercorn.toml that nothing closes',
    100,
    (count) =>
      readHypercornConfig(source(`${'bind = [ "a",\n'.repeat(count)}insecure_bind = ":5000"\n`, 'h.toml'))
        .entries.length === 1,
  ],
  [
    'modules of a Node.js server',
    50,
    (count) =>
      opensPort(
        {
          Procfile: 'web: node m0.js\n',
          ...Object.fromEntries(
            Array.from({ length: count }, (_, i) => [
              `m${i}.js`,
              i === count - 1
                ? "require('http').createServer().listen(5000);\n"
                : `require('./m${i + 1}.js');\n`,
            ]),
          ),
        },
        5000,
      ),
  ],
  [
    'ports that a Node.js server opens',
    10,
    (count) =>
      !readServerConfig(
        source(
          times(count, (i) => `app.listen(${5000 + i});\n`),
          'a.js',
        ),
        'node',
        undefined,
      ).isOpen,
  ],
  [
    'arguments of the call with which a script of Python serves',
    50,
    (count) =>
      !readServerConfig(
        source(
          `import uvicorn\nuvicorn.run(app, port=5000, ${times(count - 2, (i) => `a${i}=1`, ', ')})\n`,
          'a.py',
        ),
        'python',
        undefined,
      ).isOpen,
  ],
  [
    'ports of a range in docker-compose.yml',
    100,
    (count) => {
      const text = `services:\n  web:\n    image: a\n    ports: ["1-${count}:1-${count}"]\n`;
      const compose = dockerCompose(
        projectOf({ 'docker-compose.yml': text }, 'Docker running on 64bit Amazon Linux 2023'),
      );
      return compose !== undefined && publishedPorts(compose)?.length === count;
    },
  ],
  [
    'pieces of all projects of a run',
    4_000_000,
    (count) => !isSpentAfter({ pieces: count, characters: 0, findings: 0 }),
  ],
  [
    'characters of all projects of a run',
    256 * 2 ** 20,
    (count) => !isSpentAfter({ pieces: 0, characters: count, findings: 0 }),
  ],
  [
    'findings of all projects of a run',
    10_000,
    (count) => !isSpentAfter({ pieces: 0, characters: 0, findings: count }),
  ],
  [
    'nested blocks of nginx',
    50,
    (count) =>
      parseNginx(mappedText(source(`${'a {\n'.repeat(count)}${'}\n'.repeat(count)}`, 'a.conf'))).problem ===
      undefined,
  ],
  [
    'directives of nginx',
    20_000,
    (count) => {
      const budget = new DirectiveBudget();
      for (let index = 0; index < count; index++) budget.take();
      return !budget.isSpent;
    },
  ],
  [
    'characters of the configuration of nginx',
    2 ** 20,
    (count) =>
      nginx(projectOf({ '.platform/nginx/conf.d/a.conf': `# ${'a'.repeat(count - 3)}\n` })).isComplete,
  ],
  [
    'includes of nginx',
    200,
    (count) => {
      const text = times(count, (i) => `include ${i}.conf;\n`);
      const last = { '.platform/nginx/nginx.conf': text, [`.platform/nginx/${count - 1}.conf`]: 'user x;\n' };
      return nginxConfigurations(projectOf(last)).some(({ all }) => all.length > count);
    },
  ],
  [
    'pieces of scripts with suppression comments',
    60_000,
    (count) => {
      // The comment is in a quoted text, which only a parser can tell.
      const text = `A="\n# eblint-disable a/b\n"\n`;
      const rest = '\n'.repeat(count - piecesIn(text));
      return (
        readSuppressionComments(projectOf({ '.platform/hooks/prebuild/a.sh': text + rest })).length === 0
      );
    },
  ],
  [
    'steps of a comparison of a path with patterns',
    50_000,
    (count) => {
      // One step begins the comparison, and one has to be left.
      const name = 'a'.repeat(count - 2);
      return decidingPattern([pathPattern(`**/${name}`)!], name) !== undefined;
    },
  ],
  [
    'steps of a comparison of the name of an option',
    1000,
    (count) => namePattern('a*')('a'.repeat(count - 2)),
  ],
  [
    'characters of a constant',
    500,
    (count) => {
      const script = withConstants(parseScript(source(`A=${'a'.repeat(count)}\necho $A\n`)));
      return script.commands.at(-1)?.words[1]?.text.length === count;
    },
  ],
  [
    'characters of the constants in one word',
    500,
    (count) => {
      const text = `A=${'a'.repeat(250)}\nB=${'b'.repeat(count - 250)}\necho $A$B\n`;
      const script = withConstants(parseScript(source(text)));
      return script.commands.at(-1)?.words[1]?.text.length === count;
    },
  ],
  [
    'ports that docker-compose.yml publishes',
    5000,
    (count) => {
      const ranges = times(50, (i) => `"${i * 100 + 1}-${i * 100 + 100}:1-100"`, ',');
      const text = `services:\n  a:\n    ports: [${ranges}]\n  b:\n    ports: [${count > 5000 ? '"9000:80"' : ''}]\n`;
      const compose = dockerCompose(
        projectOf({ 'docker-compose.yml': text }, 'Docker running on 64bit Amazon Linux 2023'),
      );
      return compose !== undefined && publishedPorts(compose)?.length === count;
    },
  ],
  [
    'bytes of a file of suppressions',
    2 ** 24,
    (count) =>
      isRead(() => {
        const place = { path: '/p/a.json', exists: true, top: '/p', isFlag: true };
        readBaseline(place, filesOf(count, '{}'), { isWritten: false });
      }),
  ],
  [
    'bytes of a configuration file',
    2 ** 18,
    (count) =>
      isRead(() => {
        const files = filesOf(count, '{}');
        loadConfiguration('/p/.eblintrc', { files, packages: files, top: '/p', known: [], cwd: '/p' });
      }),
  ],
  [
    'bytes of a file that Elastic Beanstalk parses',
    2 ** 20,
    (count) => 'source' in (readProjectFiles('/p', filesOf(count, '')).files[0] ?? {}),
  ],
  [
    'characters of a name to compare',
    200,
    (count) => nearest('a'.repeat(count), ['a'.repeat(count - 1)]) !== undefined,
  ],
  [
    'names to compare',
    500,
    (count) => nearest('aaaa', [...Array.from({ length: count - 1 }, () => 'zzzz'), 'aaab']) !== undefined,
  ],
])('%s: %i are read, and no more', (_, limit, areRead) => {
  expect(areRead(limit)).toBe(true);
  expect(areRead(limit + 1)).toBe(false);
});
