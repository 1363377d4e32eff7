import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { growth, IN_STEP } from '../support/processor-time.js';
import { temporaryFolder } from '../support/temporary.js';

/** The files that were read, and with `?` those of which only the name is known. */
const names = (root: string, files = disk): string[] =>
  readProjectFiles(root, files)
    .files.map((file) => ('source' in file ? file.name : `${file.name}?`))
    .sort();

const found = (files: Readonly<Record<string, string>>): string[] => names(temporaryFolder(files));

describe('files that a text mentions', () => {
  it.each([
    ['Procfile', 'web: ./start.sh', 'start.sh'],
    ['Procfile', 'web: bin/start', 'bin/start'],
    ['Procfile', 'web: gunicorn -c gunicorn.conf.py app:app', 'gunicorn.conf.py'],
    ['Procfile', 'web: bundle exec puma --config=config/puma.rb', 'config/puma.rb'],
    ['Procfile', 'web: node /var/app/current/dist/main.js', 'dist/main.js'],
    ['Procfile', 'web: cd backend && node server.js', 'backend/server.js'],
    ['Procfile', 'web: gunicorn app:app', 'gunicorn.conf.py'],
    ['Procfile', 'web: cd backend && gunicorn app:app', 'backend/gunicorn.conf.py'],
    ['Procfile', 'web: bundle exec puma', 'config/puma.rb'],
    ['Buildfile', 'make: ./build.sh', 'build.sh'],
    ['package.json', '{"scripts": {"start": "node dist/main.js"}}', 'dist/main.js'],
    ['docker-compose.yml', 'services:\n  web:\n    build: ./web\n', 'web/Dockerfile'],
    [
      'docker-compose.yml',
      'services:\n  web:\n    build: {dockerfile: Dockerfile.prod}\n',
      'Dockerfile.prod',
    ],
    ['.ebextensions/a.config', 'container_commands: {a: {command: bash scripts/x.sh}}', 'scripts/x.sh'],
    ['.platform/hooks/predeploy/a.sh', 'bash "scripts/x.sh"', 'scripts/x.sh'],
  ])('are read: %s: %s', (name, text, mentioned) => {
    expect(found({ [name]: text, [mentioned]: '', 'other/x.sh': '', 'other.js': '' })).toEqual(
      [name, mentioned, 'other.js?'].sort(),
    );
  });

  it.each([
    ['web: gunicorn app.wsgi', 'app/wsgi.py'],
    ['web: gunicorn app.wsgi:application', 'app/wsgi/__init__.py'],
    ['web: gunicorn --chdir src app.wsgi', 'src/app/wsgi.py'],
    ['web: java -jar target/app.jar', 'target/app.jar'],
  ])('are known by their names, where they are no scripts: %s', (procfile, mentioned) => {
    expect(found({ Procfile: procfile, [mentioned]: '', 'app/other.py': '' })).toEqual([
      'Procfile',
      `${mentioned}?`,
    ]);
  });

  it('are followed from one to the next', () => {
    const chain = { 'a.sh': './b.sh', 'b.sh': './c.sh', 'c.sh': './d.sh', 'd.sh': '' };
    expect(found({ Procfile: 'web: ./a.sh', ...chain })).toEqual([
      'Procfile',
      'a.sh',
      'b.sh',
      'c.sh',
      'd.sh?',
    ]);
  });

  it.each(['app.js', 'application.go', 'src/main/resources/application.yml'])(
    'may be what the platform starts where there is no Procfile: %s',
    (name) => {
      expect(found({ 'pom.xml': '', [name]: '' })).toContain(name);
      expect(found({ 'pom.xml': '', Procfile: 'web: x', [name]: '' })).not.toContain(name);
    },
  );

  it('are the configurations of Spring Boot for other profiles', () => {
    const folder = 'src/main/resources';
    const files = {
      [`${folder}/application.yml`]: '',
      [`${folder}/application-prod.properties`]: '',
      [`${folder}/messages.properties`]: '',
    };
    expect(found({ Procfile: 'web: java -jar target/a.jar', ...files })).toEqual([
      'Procfile',
      `${folder}/application-prod.properties`,
      `${folder}/application.yml`,
    ]);
  });

  it('are the modules that a script of Node.js runs', () => {
    const modules = {
      'bin/server.js': "require('../app'); import './sockets.mjs'; require('./lib'); require('express');",
      'app.js': "require('./routes')",
      'bin/sockets.mjs': '',
      'bin/lib/index.js': '',
      'routes.json': '',
      'sockets.js': '',
    };
    expect(found({ Procfile: 'web: node bin/server.js', ...modules })).toEqual([
      'Procfile',
      'app.js',
      'bin/lib/index.js',
      'bin/server.js',
      'bin/sockets.mjs',
      'routes.json',
      'sockets.js?',
    ]);
  });

  it('are not what lies outside, nor what others wrote', () => {
    const root = temporaryFolder({
      'p/Procfile': 'web: ../out.sh ./a/../../out.sh /out.sh link/out.sh linked.sh node_modules/x.js a//b.sh',
      'p/node_modules/x.js': '',
      'p/a/b.sh': '',
      'out.sh': '',
      'elsewhere/out.sh': '',
    });
    symlinkSync('../elsewhere', join(root, 'p/link'));
    symlinkSync('../out.sh', join(root, 'p/linked.sh'));
    expect(names(join(root, 'p'))).toEqual(['Procfile', 'link?', 'linked.sh?']);
  });

  it('are read once, and keep their place', () => {
    const read: string[] = [];
    const root = temporaryFolder({
      '.ebextensions/a.config': 'commands: {a: {command: .ebextensions/b.sh; ./Procfile; ./z.sh}}',
      '.ebextensions/b.sh': '',
      Procfile: 'web: ./z.sh',
      'z.sh': '',
    });
    const files = { ...disk, read: (path: string) => (read.push(path), disk.read(path)) };
    expect(readProjectFiles(root, files).files.map(({ name }) => name)).toEqual([
      'Procfile',
      'z.sh',
      '.ebextensions/a.config',
      '.ebextensions/b.sh',
    ]);
    expect(new Set(read).size).toBe(read.length);
  });
});

describe('limits', () => {
  const many = (count: number, name: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => name(index));

  it('200 files, 100 folders', () => {
    const scripts = many(250, (index) => `x${index}.sh`);
    const inFolders = many(120, (index) => `f${index}/x.sh`);
    const of = (mentioned: string[]) =>
      found({
        Procfile: `web: ${mentioned.join(' ')}`,
        ...Object.fromEntries(mentioned.map((name) => [name, ''])),
      });
    expect(of(scripts).filter((name) => /^x.*sh$/.test(name))).toHaveLength(200);
    expect(of(inFolders)).toHaveLength(1 + 100);
  });

  it('a Mi of characters', () => {
    const long = '#'.repeat(2 ** 20);
    const files = { '.ebextensions/a.config': long, '.ebextensions/b.config': 'x.sh', 'x.sh': '' };
    expect(found(files)).toContain('x.sh?');
  });

  it('folders are not even listed where no text mentions anything', () => {
    const listed: string[] = [];
    const root = temporaryFolder({ Procfile: 'web: node', 'src/a.js': '' });
    const files = { ...disk, list: (folder: string) => (listed.push(folder), disk.list(folder)) };
    expect(names(root, files)).toEqual(['Procfile']);
    expect(listed).toEqual([root]);
  });

  it.each(['eblint.config.yaml', 'eblint-suppressions.json'])('no text is searched for %s alone', (own) => {
    const project = { Procfile: `web: node ${own}`, [own]: '' };
    expect(found(project)).toEqual(['Procfile', `${own}?`]);
    expect(found({ ...project, 'app.js': '' })).toContain(own);
  });

  it('work grows with the text only', async () => {
    const power = await growth(
      60_000,
      (size) => {
        const count = size / 200;
        const folders = Object.fromEntries(many(count, (index) => `f${index}/a`).map((name) => [name, '']));
        const words = many(size, (index) => `f${index % count}/x${index}.sh f${index}`).join(' ');
        found({ Procfile: `web: ${words}`, ...folders });
      },
      { runs: 1 },
    );
    expect(power).toBeLessThan(IN_STEP);
  });
});
