import { piecesIn } from '../../src/source/index.js';

/** A project that is made to harm whoever reads it, and what is said of it. */
export interface HostileProject {
  readonly files: () => Readonly<Record<string, string | Buffer>>;
  /** What the report has to hold. */
  readonly says?: RegExp;
  /** The exit code; 1, if nothing else is given. */
  readonly status?: 0 | 1;
  /** The format in which it does harm; `unix`, if nothing else is given. */
  readonly format?: 'frames' | 'json';
}

const CONFIG = '.ebextensions/x.config';
const MEBIBYTE = 2 ** 20;

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

const config = (text: string) => ({ [CONFIG]: text });

/** Repeats a text as often as it fits into the largest file that is read. */
function full(head: string, text: (index: number) => string, maxPieces = Infinity): string {
  const parts = [head];
  let length = head.length;
  let pieces = piecesIn(head);
  for (let index = 0; ; index++) {
    const part = text(index);
    length += part.length;
    pieces += piecesIn(part) - 1;
    if (length >= MEBIBYTE || pieces > maxPieces) return parts.join('');
    parts.push(part);
  }
}

/** What is parsed of a project has fewer pieces: see src/model/within-budget.ts. */
const MAX_PIECES = 199_900;

/** Words and signs of commands count three times. */
const MAX_PIECES_OF_COMMANDS = 66_600;

/** Repeats a text as often as it may be in a file that is parsed. */
const parsed = (head: string, text: (index: number) => string): string => full(head, text, MAX_PIECES);

/** Repeats a text as often as it may be in a Procfile that is parsed. */
const processes = (text: (index: number) => string) => ({
  Procfile: full('', text, MAX_PIECES_OF_COMMANDS),
  ...config(''),
});

/** One process, of a text that is repeated as often as it may be in a Procfile that is parsed. */
const command = (head: string, text: (index: number) => string, end = '') => ({
  Procfile: `${full(`web: ${head}`, text, MAX_PIECES_OF_COMMANDS - piecesIn(end))}${end}\n`,
  ...config(''),
});

const TOO_LARGE = /x\.config was left out: it is larger than 1 MiB/;
const SPENT =
  /was left out: with the configuration files before it, it has more than 4 MiB of text or 200000 words/;
const TOO_DEEP = /nested too deeply/;
const ALIASES = /Aliases repeat more than 100000 values/;
const TOO_MANY = /has more than 1000 findings in this project/;

const listenerRules = (priority: (index: number) => string, list: string): string =>
  `option_settings:\n  aws:elbv2:listener:80:\n    Rules: ${list}\n${repeat(
    5000,
    (index) =>
      `  aws:elbv2:listenerrule:r${index}:\n    PathPatterns: /a${index}\n    Priority: ${priority(index)}\n`,
  )}`;

export const HOSTILE: Readonly<Record<string, HostileProject>> = {
  'a billion laughs': {
    files: () =>
      config(
        `a: &a0 [x,x,x,x,x,x,x,x,x]\n${repeat(12, (i) => `b${i}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`)}option_settings: *a12\n`,
      ),
    says: ALIASES,
  },
  'aliases of maps, doubled twenty times': {
    files: () =>
      config(
        `option_settings: &a0 {n: {o: v}}\n${repeat(20, (i) => `b${i}: &a${i + 1} {a: *a${i}, b: *a${i}}\n`)}`,
      ),
    says: ALIASES,
  },
  'a long list behind many aliases': {
    files: () =>
      config(`a: &a [${'x,'.repeat(10_000)}]\noption_settings:\n${repeat(10_000, (i) => `  n${i}: *a\n`)}`),
    says: ALIASES,
  },
  'merge keys upon merge keys': {
    files: () =>
      config(`a0: &a0 {k: v}\n${repeat(2000, (i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: v}\n`)}`),
    says: ALIASES,
  },
  'an alias of itself': { files: () => config('a: &a [*a]\n'), says: /no such anchor before it/ },
  '10,000 open brackets': { files: () => config('['.repeat(10_000)), says: TOO_DEEP },
  '10,000 brackets': {
    files: () => config(`option_settings: ${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    says: TOO_DEEP,
  },
  '10,000 maps': { files: () => config('{a: '.repeat(10_000)), says: TOO_DEEP },
  '10,000 levels of JSON': {
    files: () => config(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    says: TOO_DEEP,
  },
  '10,000 list items in each other': { files: () => config(`${'- '.repeat(10_000)}x\n`), says: TOO_DEEP },
  '10,000 complex keys in each other': { files: () => config(`${'? '.repeat(10_000)}x\n`), says: TOO_DEEP },
  'a thousand blocks in each other': {
    files: () => config(repeat(1400, (depth) => `${' '.repeat(depth)}a:\n`)),
    says: TOO_DEEP,
  },
  '60,000 anchors': { files: () => config(`a: ${'&x '.repeat(60_000)}\n`), says: /config\/syntax/ },
  '60,000 tags': { files: () => config(`a: ${'!x '.repeat(60_000)}\n`), says: /config\/syntax/ },
  'a file of 50 MB': {
    files: () => config(`option_settings:\n${'# 32 characters, line break too.\n'.repeat(1_600_000)}`),
    says: TOO_LARGE,
    status: 0,
  },
  'a script of 50 MB': {
    files: () => ({ '.platform/hooks/predeploy/x.sh': Buffer.alloc(50 * MEBIBYTE, 120), ...config('') }),
    status: 0,
  },
  '190,000 lines': { files: () => config(`${'\n'.repeat(190_000)}option_settings: {}\n`), status: 0 },
  'a million keys': {
    files: () => config(`commands:\n${repeat(1_000_000, (i) => ` a${i}: 1\n`)}`),
    says: TOO_LARGE,
    status: 0,
  },
  'a line of 10 MB': {
    files: () => config(`commands:\n  a:\n    command: ${'x '.repeat(5_000_000)}\n`),
    says: TOO_LARGE,
    status: 0,
  },
  'a command with as many flags as fit': {
    files: () => command('gunicorn ', () => '-b $PORT '),
    says: /gets no application to run/,
  },
  'a command that opens and never closes': {
    files: () => command('', () => '"$('),
    status: 0,
  },
  'a chain of as many commands as fit': {
    files: () => command('', () => 'gunicorn -b :1 && '),
    says: /gets no application to run/,
  },
  'as many processes as fit': {
    files: () => processes((i) => `p${i}: x\n`),
    says: /No process is named "web"/,
  },
  '6,000 servers and processes': {
    files: () => ({
      Procfile: repeat(6000, (i) => `p${i}: daphne -p ${i} x\n`),
      ...config(
        `option_settings:\n${repeat(6000, (i) => ` aws:elasticbeanstalk:environment:process:p${i}: {Port: ${i}}\n`)}`,
      ),
    }),
    says: TOO_MANY,
  },
  'one server, as often as it fits': {
    says: /appears 9514 times in the Procfile/,
    files: () => processes(() => 'web: gunicorn -b 127.0.0.1:8000 x\n'),
    status: 0,
  },
  '5,000 listener rules of one priority': {
    files: () =>
      config(
        listenerRules(
          () => '1',
          repeat(5000, (i) => `r${i},`),
        ),
      ),
    says: TOO_MANY,
  },
  '5,000 listener rules that nothing lists': {
    files: () => config(listenerRules(String, 'none')),
    says: TOO_MANY,
  },
  '5,000 names of rules that nothing declares': {
    files: () =>
      config(
        listenerRules(
          String,
          repeat(5000, (i) => `s${i},`),
        ),
      ),
    says: TOO_MANY,
  },
  'a list of 190,000 names': {
    files: () =>
      config(`option_settings:\n aws:elbv2:listener:80:\n  Rules: "\\u0020${'a,'.repeat(190_000)}"\n`),
    says: TOO_MANY,
  },
  '2,000 listeners with a process each': {
    files: () =>
      config(
        `option_settings:\n${repeat(2000, (i) => `  aws:elbv2:listener:${i + 1000}: {Rules: "a,b,c", DefaultProcess: none${i}}\n`)}`,
      ),
    says: TOO_MANY,
  },
  'one option, set as often as it fits': {
    files: () =>
      config(
        parsed(
          'option_settings:\n',
          (i) => `  - {namespace: "aws:elbv2:listenerrule:a", option_name: Priority, value: ${i}}\n`,
        ),
      ),
    says: /does not accept|has more than 1000/,
  },
  'one key, as often as it fits': {
    files: () => config(parsed('option_settings:\n', () => '  a: b\n')),
    says: TOO_MANY,
  },
  'as many unknown namespaces as fit': {
    files: () => config(parsed('option_settings:\n', (i) => ` n${i}: {o: v}\n`)),
    says: TOO_MANY,
  },
  'as many comments as fit': {
    files: () => config(parsed('', () => '# eblint-disable-next-line a\n')),
    says: /has no reason/,
    status: 0,
  },
  'a comment on every line': {
    files: () =>
      config(
        parsed(
          'option_settings:\n',
          (i) => `  aws:elbv2:listener:${i}: {Rules: no} # eblint-disable-line routing/unknown-rule -- x\n`,
        ),
      ),
    says: TOO_MANY,
  },
  'as many commands as fit': {
    files: () =>
      config(
        parsed(
          'container_commands:\n',
          (i) => `  c${i}: {command: "cp a /b/c${i} && cd /opt/python/current/app"}\n`,
        ),
      ),
    says: TOO_MANY,
  },
  'lists that are indented too little': {
    files: () => config(`a:\n  b: [\n${'x,\n'.repeat(90_000)}`),
    says: /config\/syntax/,
  },
  'a key of 1 MB': {
    files: () => config(`${'k'.repeat(1_000_000)}: 1\n`),
    says: /longer than the 1024 characters/,
  },
  'names of 1 MB': {
    files: () =>
      config(
        `option_settings:\n  - {namespace: "aws:elbv2:listener:80", option_name: DefaultProcess, value: "${'p'.repeat(900_000)}"}\n`,
      ),
    says: /sends requests to process "ppp.*ppp … ppp/,
  },
  'control characters alone': {
    files: () => config('\0'.repeat(1_000_000)),
    says: /control character U\+0000/,
  },
  'bytes that are no UTF-8': {
    files: () => ({ [CONFIG]: Buffer.alloc(100_000, 0xff), Procfile: Buffer.alloc(100_000, 0xfe) }),
    says: /config\/syntax/,
  },
  '16 files, each as large as can be': {
    files: () =>
      Object.fromEntries(
        Array.from({ length: 16 }, (_, file) => [
          `.ebextensions/${file}.config`,
          full(
            'option_settings:\n',
            (i) => ` n${file}_${i}:\n  looooooooooooooooooooooooooooooooooooooooooooooooong: v\n`,
          ),
        ]),
      ),
    says: SPENT,
  },
  'commands of one letter, as many as fit': {
    files: () => ({ Procfile: full('web: ', () => 'a;'), ...config('') }),
    says: SPENT,
    status: 0,
  },
  'commands of one letter, as many as are read': {
    files: () => command('', () => 'a;'),
    status: 0,
  },
  'JSON that breaks at each comma': {
    files: () => config(`{"a": [${','.repeat(190_000)}`),
    says: /config\/syntax/,
  },
  'brackets that close nothing': { files: () => config('}'.repeat(190_000)), says: /config\/syntax/ },
  'keys and values that are left out': {
    files: () => config(`[${':,'.repeat(95_000)}]`),
    says: /config\/syntax/,
  },
  'a broken configuration of the EB CLI': {
    files: () => ({ '.elasticbeanstalk/config.yml': `a: [${','.repeat(190_000)}`, ...config('') }),
    says: /config\/syntax-error/,
  },
  'a configuration of the EB CLI that is too large': {
    files: () => ({ '.elasticbeanstalk/config.yml': full('a: [', () => ','), ...config('') }),
    says: /config\.yml was left out/,
    status: 0,
  },
  '4 MiB of listener rules': {
    files: () =>
      Object.fromEntries(
        Array.from({ length: 4 }, (_, file) => [
          `.ebextensions/${file}.config`,
          full(
            'option_settings:\n',
            (i) => `  aws:elbv2:listenerrule:r${file}x${i}:\n    PathPatterns: /a${i}\n    Priority: ${i}\n`,
          ),
        ]),
      ),
    says: SPENT,
  },
  'aliases in many files': {
    files: () =>
      Object.fromEntries(
        Array.from({ length: 100 }, (_, file) => [
          `.ebextensions/${file}.config`,
          `a: &a {${repeat(100, (i) => `o${i}: v, `)}}\noption_settings: {${repeat(500, (i) => `n${i}: *a, `)}}\n`,
        ]),
      ),
    says: SPENT,
  },
  '6,000 files': {
    files: () =>
      Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`.platform/hooks/predeploy/${i}.sh`, 'x'])),
    says: /\.platform was left out: the project's configuration has more than 5000 files/,
  },
  'beginnings of private keys': {
    files: () =>
      config(
        `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    A: "${'-----BEGIN '.repeat(90_000)}"\nfoo: 1\n`,
      ),
    says: /Unknown section "foo"/,
    format: 'frames',
  },
  'a secret on many lines behind many aliases': {
    files: () =>
      config(
        `x: &x "${'\\\n'.repeat(30_000)}"\noption_settings:\n  aws:elasticbeanstalk:application:environment:\n${repeat(19_000, (i) => `    PASSWORD${i}: *x\n`)}`,
      ),
    says: /Unknown section "x"/,
    format: 'frames',
  },
  'a long name in each of many places of each finding': {
    files: () => ({
      Procfile: repeat(1100, (i) => `p${i}: daphne -b 127.0.0.1 -p 5000 x:y\n`),
      ...config(
        `option_settings:\n${repeat(
          120,
          (i) =>
            `  - {namespace: "aws:elasticbeanstalk:environment:process:${'\u017e'.repeat(2000)}", option_name: Port, value: ${i + 4881}}\n`,
        )}`,
      ),
    }),
    says: /listens on 127\.0\.0\.1/,
    format: 'json',
  },
  'a server on thousands of ports, and a process for each': {
    files: () => ({
      Procfile: `web: gunicorn ${repeat(10_000, (i) => `-b 127.0.0.1:${i} `)} x\nws: daphne ${repeat(10_000, (i) => `-p ${i} `)} x\n`,
      ...config(
        `option_settings:\n${repeat(5000, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${i}}\n`)}`,
      ),
    }),
    says: /does not accept "0"/,
  },
  'thousands of servers and processes on one port': {
    files: () => ({
      Procfile: repeat(5000, (i) => `s${i}: daphne -b 127.0.0.1 -p 5000 x\n`),
      ...config(
        `option_settings:\n${repeat(5000, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: 5000}\n`)}`,
      ),
    }),
    says: TOO_MANY,
  },
  'wide characters in each finding': {
    files: () =>
      config(`option_settings:\n${repeat(1000, (i) => `  "aws:${'\u6f22'.repeat(300)}${i}": {a: b}\n`)}`),
    says: /^✖ error: There is no namespace\s+"aws:\u6f22/m,
    format: 'frames',
  },
  'variables that double each other': {
    files: () => ({
      Procfile: `web: A0=aaaaaaaaaa; ${repeat(40, (i) => `A${i + 1}=$A${i}$A${i}; `)}gunicorn -b $A40 x\n`,
      ...config(''),
    }),
    status: 0,
  },
  'a chain of modules': {
    files: () => command('', () => 'python -m ', 'daphne -p 5000 x:y'),
    status: 0,
  },
  'a chain of modules that are attached to their flags': {
    files: () => command('python ', () => '-mpython ', '-mdaphne -p 5000 x:y'),
    status: 0,
  },
  'receivers of Go without an end': {
    files: () => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Go 1 running on 64bit Amazon Linux 2023\n',
      'application.go': full('package main\n', () => 'func ( '),
      'handlers.go': 'package main\n\nfunc handler() {}\n',
    }),
    status: 0,
  },
  'groups of a gem without an end': {
    files: () => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Ruby 3.4 running on 64bit Amazon Linux 2023\n',
      Gemfile: parsed('gem "puma", ', () => 'group:['),
      Procfile: 'web: bundle exec puma -b unix:///var/run/puma/my_app.sock\n',
    }),
    status: 0,
  },
  'hooks that are as long as files can be': {
    files: () =>
      Object.fromEntries([
        ...Array.from({ length: 20 }, (_, file) => [
          `.platform/hooks/predeploy/${file}.sh`,
          `#!/bin/sh\n${repeat(45_000, (i) => `yum $(a) [ b${i} ]\n`)}`,
        ]),
        [CONFIG, ''],
      ]),
    status: 0,
  },
  'variables that a script looks at and uses': {
    files: () => ({
      '.platform/hooks/predeploy/a.sh': `#!/bin/sh\n${repeat(5000, (i) => `[ -d $V${i} ]; V${i}=/opt/python/current/${i}\n`)}ls\n`,
      ...config(''),
    }),
    status: 0,
  },
  'thousands of files that are written for nginx': {
    files: () =>
      config(
        `files:\n${repeat(8000, (i) => `  /etc/nginx/conf.d/${i}.conf: {content: "client_max_body_siz ${i};"}\n`)}`,
      ),
    says: /config\/|nginx\//,
  },
  'an endpoint around endpoints': {
    files: () => ({ Procfile: `web: daphne -e ${'haproxy:'.repeat(60_000)}tcp:5000 x\n`, ...config('') }),
    says: /daphne/,
  },
  'lists of hypercorn that nothing closes': {
    files: () => ({
      Procfile: 'web: hypercorn -c hypercorn.toml x:y\n',
      'hypercorn.toml': 'bind = [ "a",\n'.repeat(60_000),
      ...config(''),
    }),
    status: 0,
  },
  'a configuration of thousands of servers': {
    files: () => ({
      Procfile: `web: ${'gunicorn -c gunicorn.conf.py x & '.repeat(5000)}\n`,
      'gunicorn.conf.py': 'workers = 2\n'.repeat(50_000),
      ...config(''),
    }),
    says: /runs in the background/,
  },
  'a fix of 1 MB in each finding': {
    files: () =>
      config(
        `option_settings:\n  - {namespace: "aws:elbv2:listener:80", option_name: Rules, value: ""}\n${repeat(
          1000,
          (i) =>
            `  - {namespace: "aws:elbv2:listenerrule:r${i}${'n'.repeat(900)}", option_name: PathPatterns, value: /}\n`,
        )}`,
      ),
    says: /attached to any listener/,
    status: 0,
    format: 'json',
  },
  'a line of words that may answer a question': {
    files: () => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\nyum install -y nginx\n# ${'echo '.repeat(200_000)}\n`,
    }),
    status: 0,
  },
  'a long path of crontabs': {
    files: () => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\necho x > ${'/cron'.repeat(200_000)}/x\n# /etc/cron.d\n`,
    }),
    status: 0,
  },
  'many processes that run one long script': {
    files: () => ({
      Procfile: Array.from({ length: 1500 }, (_, index) => `p${index}: bash start.sh\n`).join(''),
      'start.sh': `#!/bin/bash\n${'echo hello\n'.repeat(1500)}`,
    }),
    says: /procfile\/no-web/,
  },
  'a command that changes folders as often as it fits': {
    files: () => command('', (i) => `cd d${i};`, ' x'),
    status: 0,
  },
  'a command that remembers folders as often as it fits': {
    files: () => command('', () => 'pushd d;', ' x'),
    status: 0,
  },
  'servers on one port that are told others': {
    files: () => processes((i) => `p${i}: PORT=${i} node a.js\n`),
    says: /No process is named "web"/,
  },
  'two equal scripts, each as large as can be': {
    files: () => {
      const text = full('#!/bin/bash\n', (i) => `yum install a${i}\n`);
      return { '.platform/hooks/prebuild/a.sh': text, '.platform/hooks/prebuild/b.sh': text, ...config('') };
    },
    status: 0,
  },
};

/** Names that every JavaScript object answers to. */
export const INHERITED = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
];

/** Options of load balancers that another kind has in their place, with an option of this name among them. */
export const balancerNamed = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['application', 'network', 'classic'].map((kind) => [
      `${kind}/.ebextensions/a.config`,
      `option_settings:
  aws:elasticbeanstalk:environment: {LoadBalancerType: ${kind}}
  aws:elb:listener:80: {InstancePort: 81, ${name}: 1}
  aws:elb:policies: {${name}: 1}
  aws:elb:healthcheck: {Interval: 9, ${name}: 1}
  aws:elb:loadbalancer: {CrossZone: true, ${name}: 1}
  aws:elbv2:loadbalancer: {IdleTimeout: 9, ${name}: 1}
  aws:elbv2:listener:443: {Rules: a, ${name}: 1}
`,
    ]),
  );

/** Whatever can be named in a project, named alike. */
export const projectNamed = (name: string): Readonly<Record<string, string>> => ({
  Procfile: `${name}: daphne -p 5000 ${name}\nweb: ${name} ${name}=1 $${name}\n`,
  'env.yaml': `${name}: ${name}\n`,
  'Dockerrun.aws.json': `{"${name}": 1, "AWSEBDockerrunVersion": "${name}"}`,
  'cron.yaml': `${name}: ${name}\n`,
  'package.json': `{"scripts": {"a": "${name}"}, "engines": {"${name}": "1"}}`,
  [`.platform/hooks/predeploy/${name}`]: name,
  [`.ebextensions/${name}.config`]: `${name}: {${name}: ${name}}
option_settings:
  ${name}: {${name}: ${name}}
  ${name}.aws:autoscaling:scheduledaction: {${name}: 1}
  aws:elasticbeanstalk:environment: {${name}: ${name}, LoadBalancerType: ${name}, EnvironmentType: ${name}}
  aws:elasticbeanstalk:environment:process:${name}: {Port: ${name}, ${name}: 1}
  aws:elasticbeanstalk:application:environment: {${name}: ${name}}
  aws:elbv2:listener:80: {Rules: "${name}, ${name}", DefaultProcess: ${name}, Protocol: ${name}, SSLPolicy: ${name}, SSLCertificateArns: ${name}}
  aws:elbv2:listener:${name}: {Rules: ${name}}
  aws:elbv2:listenerrule:${name}: {Process: ${name}, Priority: ${name}, PathPatterns: ${name}}
  aws:${name}:${name}: {${name}: 1}
files: {${name}: {${name}: 1, mode: ${name}, content: ${name}}, /${name}: {mode: ${name}}}
packages: {${name}: {${name}: []}, yum: {${name}: ${name}}}
services: {${name}: {${name}: {}}}
commands: {${name}: {command: ${name}, ${name}: 1}}
container_commands:
  ${name}: {command: "${name} /opt/python/current/${name}", test: ${name}}
  a: {command: "chmod ${name}; ${name} ${name}; sudo -u ${name} ${name}; aws ${name} ${name}; python -m ${name}"}
  b: {command: "rm /tmp/${name}; pkill ${name}; npm run ${name}; python ${name}.py; ls /etc/${name}/${name}"}
Resources: {${name}: {Type: ${name}, Properties: {${name}: {Ref: ${name}}, a: {"Fn::GetAtt": [${name}, ${name}]}}}}
`,
});
