import { type Project, type ProjectFiles, readProject } from '../../src/model/project.js';
import { SourceFile } from '../../src/source/index.js';

/** Something that has nothing to do with what a project gets wrong. */
export interface Addition {
  readonly what: string;
  readonly name: string;
  readonly text: string;
  /** Rules of which it may be the subject, and why. */
  readonly concerns?: Readonly<Record<string, string>>;
}

const COMMENTS = `#!/bin/bash
# curl -fsSL https://rpm.nodesource.com/setup_22.x | sudo bash -
# dnf install -y spal-release nodejs libpq-devel certbot
# npm install; pip install -i https://example.com/simple psycopg2; composer install; bundle install
# daphne -b 0.0.0.0 -p 5001; git clone https://example.com/shop.git; unzip shop.zip
true
`;

export const ADDITIONS: readonly Addition[] = [
  { what: 'a hook of comments', name: '.platform/hooks/prebuild/00_notes.sh', text: COMMENTS },
  {
    what: 'another command',
    name: '.ebextensions/zz_uptime.config',
    text: 'commands:\n  zz_uptime:\n    command: uptime\n',
  },
  {
    what: 'another server',
    name: '.platform/nginx/conf.d/zz_ping.conf',
    text: 'server {\n  listen 127.0.0.1:8099;\n  location / {\n    return 204;\n  }\n}\n',
    concerns: {
      'nginx/missing-include': 'it says what nginx.conf has to include',
      'proxy/unused-program': 'files of nginx beside those of Apache say which of the two is intended',
    },
  },
  {
    what: 'another location',
    name: '.platform/nginx/conf.d/elasticbeanstalk/zz_robots.conf',
    text: 'location = /zz-robots.txt {\n  return 204;\n}\n',
    concerns: {
      'nginx/missing-include': 'it says what nginx.conf has to include',
      'proxy/unused-program': 'files of nginx beside those of Apache say which of the two is intended',
    },
  },
  { what: 'a data file', name: 'zz_prices.csv', text: 'name,price\nbook,20\n' },
  {
    what: 'a workflow that tests',
    name: '.github/workflows/zz_test.yml',
    text: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: echo tested\n',
    concerns: {
      'bundle/missing-lock-file':
        'whether git or a build service uploads the project decides what .gitignore leaves out',
      'instance/missing-file':
        'whether git or a build service uploads the project decides what .gitignore leaves out',
      'bundle/start-file-not-found': 'a build service may make the file',
      'bundle/nothing-to-start': 'a build service may make the file',
      'bundle/ignored-start-file': 'a build service may make the file',
    },
  },
  {
    what: 'a hook that writes a date',
    name: '.platform/hooks/postdeploy/zz_date.sh',
    text: '#!/bin/bash\ndate > /tmp/zz_deployed\n',
    concerns: { 'bundle/invalid-deployment-manifest': 'a hook of Linux is not for Windows' },
  },
  {
    what: 'a file of the system',
    name: '.ebextensions/zz_motd.config',
    text: 'files:\n  /etc/zz_motd:\n    mode: "000644"\n    content: |\n      Welcome\n',
  },
  {
    what: 'an archive for another folder',
    name: '.ebextensions/zz_agent.config',
    text: 'sources:\n  /opt/zz_agent: https://example.com/zz_agent.tar.gz\n',
    concerns: { 'bundle/invalid-deployment-manifest': 'a folder of Linux is not for Windows' },
  },
  {
    what: 'a download to another folder',
    name: '.platform/hooks/predeploy/zz_agent.sh',
    text: '#!/bin/bash\nset -e\ncurl -fsS -o /opt/zz_agent.json https://example.com/zz_agent.json\n',
    concerns: { 'bundle/invalid-deployment-manifest': 'a hook of Linux is not for Windows' },
  },
  {
    what: 'an environment property',
    name: '.ebextensions/zz_level.config',
    text: 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    ZZ_LEVEL: info\n',
  },
  {
    what: 'a file to be read',
    name: 'README.md',
    text: '# Shop\n\nRun `npm ci`, then `npm run build`, on port 5001.\n',
  },
];

/** A project with one more file; undefined where it has a file of this name. */
export function withAddition(project: Project, { name, text }: Addition): Project | undefined {
  const { files } = project;
  if (files.files.some((file) => file.name === name)) return undefined;
  const path = `${files.root}/${name}`;
  const parts = name.split('/');
  const kindsIn: ProjectFiles['kindsIn'] = (folder) => {
    const depth = folder === '' ? 0 : folder.split('/').length;
    const own = files.kindsIn?.(folder);
    const isAbove = parts.length > depth && parts.slice(0, depth).join('/') === folder;
    if (!isAbove || (own === undefined && folder === '')) return own;
    return new Map([...(own ?? []), [parts[depth] ?? '', parts.length === depth + 1 ? 'file' : 'folder']]);
  };
  return readProject(
    {
      ...files,
      files: [...files.files, { name, path, source: new SourceFile(path, name, text) }],
      kindsIn: files.kindsIn && kindsIn,
    },
    project.options,
  );
}
