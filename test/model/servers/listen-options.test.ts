import { describe, expect, it } from 'vitest';
import { SERVER_PROGRAMS, type ServerId } from '../../../src/knowledge/servers/servers.js';
import { hostOption, portOption } from '../../../src/model/servers/listen-options.js';
import { servers } from '../../../src/model/servers/servers.js';
import { projectOf } from '../../support/fixtures.js';

const expected: Readonly<Record<ServerId, readonly [port: string, host: string]>> = {
  daphne: ['-p 5000', '-b 0.0.0.0'],
  uvicorn: ['--port 5000', '--host 0.0.0.0'],
  hypercorn: ['-b 0.0.0.0:5000', '-b 0.0.0.0:5000'],
  gunicorn: ['-b 0.0.0.0:5000', '-b 0.0.0.0:5000'],
  waitress: ['--port 5000', '--host 0.0.0.0'],
  uwsgi: ['--http 0.0.0.0:5000', '--http 0.0.0.0:5000'],
  puma: ['-p 5000', '-b tcp://0.0.0.0:5000'],
  'rails-server': ['-p 5000', '-b 0.0.0.0'],
  unicorn: ['-p 5000', '-o 0.0.0.0'],
  passenger: ['-p 5000', '-a 0.0.0.0'],
  granian: ['--port 5000', '--host 0.0.0.0'],
  runserver: ['0.0.0.0:5000', '0.0.0.0:5000'],
  'java-jar': ['--server.port=5000', '--server.address=0.0.0.0'],
  'php-server': ['-S 0.0.0.0:5000', '-S 0.0.0.0:5000'],
  dotnet: ['--urls http://0.0.0.0:5000', '--urls http://0.0.0.0:5000'],
  flask: ['--port 5000', '--host 0.0.0.0'],
  'http-server': ['5000', '-b 0.0.0.0'],
  next: ['-p 5000', '-H 0.0.0.0'],
  // Only variables say both.
  'react-scripts': ['0.0.0.0:5000', '0.0.0.0:5000'],
  streamlit: ['--server.port 5000', '--server.address 0.0.0.0'],
  // Its script or source says both, so that nothing can be added.
  node: ['--listen 0.0.0.0:5000', '--listen 0.0.0.0:5000'],
  python: ['--listen 0.0.0.0:5000', '--listen 0.0.0.0:5000'],
  go: ['--listen 0.0.0.0:5000', '--listen 0.0.0.0:5000'],
};

describe('what to add to a command line', () => {
  it.each(SERVER_PROGRAMS.map((program) => [program.id, program] as const))('of %s', (id, program) => {
    expect([portOption(program, 5000), hostOption(program, 5000)]).toEqual(expected[id]);
  });

  it.each([
    ['daphne', 'daphne'],
    ['uvicorn', 'uvicorn'],
    ['hypercorn', 'hypercorn'],
    ['gunicorn', 'gunicorn'],
    ['waitress', 'waitress-serve'],
    ['runserver', 'manage.py runserver'],
    ['rails-server', 'rails server'],
    ['unicorn', 'unicorn'],
    ['passenger', 'passenger start'],
    ['granian', 'granian'],
    ['java-jar', 'java -jar app.jar'],
    ['dotnet', 'dotnet app.dll'],
    ['flask', 'flask run'],
    ['http-server', 'python -m http.server'],
    ['next', 'npx next start'],
    ['streamlit', 'streamlit run app.py'],
  ] as const)('of %s is read back as what it says', (id, command) => {
    const program = SERVER_PROGRAMS.find((candidate) => candidate.id === id)!;
    const added = new Set([portOption(program, 5000), hostOption(program, 5000)]);
    const project = projectOf({ Procfile: `web: ${command} ${[...added].join(' ')}` });
    expect(servers(project)[0]?.endpoints).toMatchObject([
      { host: { value: '0.0.0.0' }, port: { value: 5000 } },
    ]);
  });
});
