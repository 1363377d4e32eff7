import { describe, expect, it } from 'vitest';
import { containerServerOf } from '../../../src/model/servers/container-servers.js';
import { projectOf } from '../../support/fixtures.js';

const DOCKER = 'Docker running on 64bit Amazon Linux 2023';

const serverIn = (dockerfile: string, files: Record<string, string> = {}) => {
  const found = containerServerOf(projectOf({ Dockerfile: dockerfile, ...files }, DOCKER));
  const [endpoint] = found?.server.endpoints ?? [];
  return (
    found && [found.server.program.id, endpoint?.kind === 'tcp' ? endpoint.port.value : 'unix', found.port]
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
