import { describe, expect, it } from 'vitest';
import { containerServersOf } from '../../../src/model/servers/container-servers.js';
import { projectOf } from '../../support/fixtures.js';

const DOCKER = 'Docker running on 64bit Amazon Linux 2023';

const serverIn = (dockerfile: string, files: Record<string, string> = {}) => {
  const [found] = containerServersOf(projectOf({ Dockerfile: dockerfile, ...files }, DOCKER));
  const [endpoint] = found?.server.endpoints ?? [];
  return (
    found && [
      found.server.program.id,
      endpoint?.kind === 'tcp' ? endpoint.port.value : 'unix',
      ...found.ports.map(({ port }) => port),
    ]
  );
};

const PORT_PROPERTY = {
  '.ebextensions/a.config':
    'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    PORT: 7000\n',
};

describe('the server of a container', () => {
  it.each<[string, string, Record<string, string>, readonly (string | number | undefined)[] | undefined]>([
    ['the shell form', 'FROM a\nEXPOSE 80\nCMD gunicorn -b :8000 a\n', {}, ['gunicorn', 8000, 80]],
    ['the list form', 'FROM a\nEXPOSE 80\nCMD [ "gunicorn", "-b", ":8000" ]\n', {}, ['gunicorn', 8000, 80]],
    ['the last CMD', 'FROM a\nEXPOSE 80\nCMD puma\nCMD ["php","-S",":90"]\n', {}, ['php-server', 90, 80]],
    [
      'ENTRYPOINT and CMD',
      'FROM a\nEXPOSE 80\nENTRYPOINT ["uvicorn"]\nCMD ["--port","90","a:b"]\n',
      {},
      ['uvicorn', 90, 80],
    ],
    [
      'ENTRYPOINT of a shell',
      'FROM a\nEXPOSE 80\nENTRYPOINT uvicorn --port 91 a:b\nCMD ["--port","90"]\n',
      {},
      ['uvicorn', 91, 80],
    ],
    [
      'ENV with =',
      'FROM a\nENV A=1 PORT="9000"\nEXPOSE 80\nCMD uvicorn --port $PORT a:b\n',
      {},
      ['uvicorn', 9000, 80],
    ],
    [
      'ENV without =',
      'FROM a\nENV PORT 9000\nEXPOSE 80\nCMD uvicorn --port $PORT a:b\n',
      {},
      ['uvicorn', 9000, 80],
    ],
    [
      'ENV of another variable',
      'FROM a\nENV PORT=$B\nEXPOSE 80\nCMD uvicorn --port $PORT a:b\n',
      {},
      ['uvicorn', undefined, 80],
    ],
    [
      'a property before ENV',
      'FROM a\nENV PORT=1\nEXPOSE 80\nCMD uvicorn --port $PORT a:b\n',
      PORT_PROPERTY,
      ['uvicorn', 7000, 80],
    ],
    [
      'a variable in a list',
      'FROM a\nENV PORT=1\nEXPOSE 80\nCMD ["sh","-c","uvicorn --port $PORT a:b"]\n',
      {},
      ['uvicorn', 1, 80],
    ],
    [
      'another stage',
      'FROM b\nEXPOSE 1\nCMD puma\nFROM a\nEXPOSE 80/tcp 90\nCMD uvicorn a:b\n',
      {},
      ['uvicorn', 8000, 80],
    ],
    [
      'Dockerrun.aws.json',
      'FROM a\nEXPOSE 80\nCMD uvicorn a:b\n',
      { 'Dockerrun.aws.json': '{"AWSEBDockerrunVersion": "1", "Ports": [{"ContainerPort": "90"}]}' },
      ['uvicorn', 8000, 90],
    ],
    [
      'a command of Dockerrun.aws.json',
      'FROM a\nEXPOSE 80\nCMD uvicorn a:b\n',
      { 'Dockerrun.aws.json': '{"AWSEBDockerrunVersion": "1", "Command": "x"}' },
      undefined,
    ],
    [
      'a broken Dockerrun.aws.json',
      'FROM a\nEXPOSE 80\nCMD uvicorn a:b\n',
      { 'Dockerrun.aws.json': '{' },
      undefined,
    ],
    [
      'docker-compose.yml',
      'FROM a\nEXPOSE 80\nCMD uvicorn a:b\n',
      { 'docker-compose.yml': 'services: {}\n' },
      undefined,
    ],
    [
      'a script before it',
      'FROM a\nEXPOSE 80\nENTRYPOINT ["./entry"]\nCMD ["uvicorn","a:b"]\n',
      {},
      undefined,
    ],
    ['another shell', 'FROM a\nSHELL ["pwsh"]\nEXPOSE 80\nCMD uvicorn a:b\n', {}, undefined],
    ['a variable to expose', 'FROM a\nEXPOSE $PORT\nCMD uvicorn a:b\n', {}, undefined],
    ['no CMD', 'FROM a\nEXPOSE 80\n', {}, undefined],
    ['two servers', 'FROM a\nEXPOSE 80\nCMD uvicorn a:b & gunicorn a\n', {}, undefined],
    ['a condition', 'FROM a\nEXPOSE 80\nCMD [ -f x ] && uvicorn a:b\n', {}, undefined],
  ])('%s', (_, dockerfile, files, expected) => {
    expect(serverIn(dockerfile, files)).toEqual(expected);
  });
});

describe('the server of a service of Docker Compose', () => {
  const BUILT = 'build: .';
  it.each<[string, readonly string[], string, readonly (string | number | undefined)[] | undefined]>([
    [
      'a command',
      ['image: a', 'command: gunicorn -b 0.0.0.0:8000 a', 'ports: ["80:5000"]'],
      '',
      ['gunicorn', 8000, 5000],
    ],
    [
      'a list',
      ['image: a', 'command: [uvicorn, --host, 0.0.0.0, --port, "90", a:b]', 'ports: [80:90]'],
      '',
      ['uvicorn', 90, 90],
    ],
    [
      'a shell',
      ['image: a', 'command: sh -c "uvicorn --host 0.0.0.0 --port 90 a:b"', 'ports: [80:90]'],
      '',
      ['uvicorn', 90, 90],
    ],
    [
      'the command of the Dockerfile',
      [BUILT, 'ports: ["80:5000", "81:5001"]'],
      'CMD uvicorn --port 90 a:b',
      ['uvicorn', 90, 5000, 5001],
    ],
    [
      'a command before that',
      [BUILT, 'command: puma -p 91', 'ports: ["80:5000"]'],
      'CMD uvicorn a:b',
      ['puma', 91, 5000],
    ],
    [
      'a default of an image that is built here',
      [BUILT, 'command: uvicorn a:b', 'ports: ["80:5000"]'],
      '',
      ['uvicorn', 8000, 5000],
    ],
    ['a default of another image', ['image: a', 'command: uvicorn a:b', 'ports: ["80:5000"]'], '', undefined],
    [
      'a default beside an env_file',
      [BUILT, 'env_file: .env', 'command: uvicorn a:b', 'ports: ["80:5000"]'],
      '',
      undefined,
    ],
    [
      'a variable of the service',
      [BUILT, 'environment: {PORT: 92}', 'ports: ["80:5000"]'],
      'CMD uvicorn --port $PORT a:b',
      ['uvicorn', 92, 5000],
    ],
    [
      'a variable in a list',
      [BUILT, 'environment: [PORT=93]', 'ports: ["80:5000"]'],
      'CMD uvicorn --port $PORT a:b',
      ['uvicorn', 93, 5000],
    ],
    [
      'a variable from outside',
      [BUILT, 'environment: [PORT]', 'ports: ["80:5000"]'],
      'ENV PORT=1\nCMD uvicorn --port $PORT a:b',
      ['uvicorn', undefined, 5000],
    ],
    [
      'a variable of Docker Compose',
      [BUILT, 'command: uvicorn --port $PORT a:b', 'ports: ["80:5000"]'],
      '',
      undefined,
    ],
    ['an entrypoint', [BUILT, 'entrypoint: ./x', 'command: puma -p 1', 'ports: ["80:5000"]'], '', undefined],
    [
      'a variable of the Dockerfile',
      [BUILT, 'ports: ["80:9000"]'],
      'ENV PORT=9000\nCMD uvicorn --port $PORT a:b',
      ['uvicorn', 9000, 9000],
    ],
    [
      'a variable of both',
      [BUILT, 'environment: {PORT: 9001}', 'ports: ["80:9001"]'],
      'ENV PORT=9000\nCMD uvicorn --port $PORT a:b',
      ['uvicorn', 9001, 9001],
    ],
    [
      'an entrypoint of the image',
      [BUILT, 'command: puma -p 1', 'ports: ["80:5000"]'],
      'ENTRYPOINT ["./x"]',
      undefined,
    ],
    ['no port', [BUILT, 'command: puma -p 1'], '', undefined],
    [
      'a port of the host only',
      [BUILT, 'command: puma -p 1', 'network_mode: host', 'ports: ["80:5000"]'],
      '',
      undefined,
    ],
    ['an unknown port', [BUILT, 'command: puma -p 1', 'ports: ["80:5000", "$A:1"]'], '', undefined],
  ])('%s', (_, lines, dockerfile, expected) => {
    const compose = ['services:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');
    expect(serverIn(`FROM a\n${dockerfile}\n`, { 'docker-compose.yml': compose })).toEqual(expected);
  });

  it('is not known where another file changes the service', () => {
    const files = {
      'docker-compose.yml': 'services: {web: {image: a, command: puma -p 1, ports: [80:5000]}}\n',
      'docker-compose.override.yml': '',
    };
    expect(serverIn('FROM a\n', files)).toBeUndefined();
  });
});
