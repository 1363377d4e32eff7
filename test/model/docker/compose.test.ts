import { describe, expect, it } from 'vitest';
import { deployedFiles } from '../../../src/model/bundle/deployed-files.js';
import { isShipped } from '../../../src/model/bundle/shipped-files.js';
import { dockerCompose, publishedPorts } from '../../../src/model/docker/compose.js';
import { hostPortsOfContainers } from '../../../src/model/docker/host-ports.js';
import { projectOf } from '../../support/fixtures.js';

const DOCKER = 'Docker running on 64bit Amazon Linux 2023';

const composeOf = (text: string) => dockerCompose(projectOf({ 'docker-compose.yml': text }, DOCKER));
const portsIn = (ports: string, rest = '') => {
  const compose = composeOf(`services:\n  web:\n    image: app\n${rest}    ports: ${ports}\n`);
  return (compose && publishedPorts(compose))?.map(
    ({ address, hostPort, containerPort, protocol }) =>
      `${address ?? '*'} ${hostPort} ${containerPort} ${protocol}`,
  );
};

describe('what a service publishes', () => {
  it('is known of a range of 100 ports, and not of a longer one', () => {
    expect(portsIn('["8000-8099:9000-9099"]')).toHaveLength(100);
    expect(portsIn('["8000-8100:9000-9100"]')).toBeUndefined();
  });

  it.each([
    ['["80:8000"]', ['* 80 8000 tcp']],
    ['[80:8000]', ['* 80 8000 tcp']],
    // YAML 1.1 reads this as a number to the base of 60.
    ['[22:22]', ['* 22 22 tcp']],
    ['["8000"]', []],
    ['["127.0.0.1:80:8000"]', ['127.0.0.1 80 8000 tcp']],
    ['["[::1]:80:8000"]', ['[::1] 80 8000 tcp']],
    ['["127.0.0.1::8000"]', []],
    ['["53:53/udp"]', ['* 53 53 udp']],
    ['["8000-8001:9000-9001"]', ['* 8000 9000 tcp', '* 8001 9001 tcp']],
    ['[{target: 80, published: 8080}]', ['* 8080 80 tcp']],
    ['[{target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp}]', ['127.0.0.1 8080 80 udp']],
    ['[{target: 80}]', []],
    ['["${PORT}:80"]', undefined],
    ['["8000-9000:80"]', undefined],
    ['[{target: 80, published: $PORT}]', undefined],
    ['[{published: 80}]', undefined],
    ['[[80]]', undefined],
    ['80:80', undefined],
  ])('%s', (ports, expected) => {
    expect(portsIn(ports)).toEqual(expected);
  });

  it.each(['    network_mode: host\n', '    extends: base\n'])('is not known with %j', (rest) => {
    expect(portsIn('["80:80"]', rest)).toBeUndefined();
  });

  it('is not known beyond a limit, with what aliases repeat', () => {
    const ranges = Array.from(
      { length: 40 },
      (_, index) => `"${index * 100 + 1}-${index * 100 + 100}:1-100"`,
    );
    const text = (services: number) =>
      `x-ports: &ports [${ranges.join()}]\nservices:\n${Array.from({ length: services }, (_, index) => `  s${index}: {ports: *ports}\n`).join('')}`;
    const within = composeOf(text(1));
    expect(within && publishedPorts(within)).toHaveLength(4000);
    const beyond = composeOf(text(30));
    expect(beyond && publishedPorts(beyond)).toBeUndefined();
    expect(beyond?.services.flatMap(({ ports }) => ports).length).toBeLessThanOrEqual(5000);
  });

  it('is not known where other files belong to it', () => {
    const compose = composeOf('include: [a.yml]\nservices:\n  web:\n    ports: ["80:80"]\n');
    expect(compose && publishedPorts(compose)).toBeUndefined();
  });
});

it.each([
  ['.env', ['.env']],
  ['./.env', ['.env']],
  ['[a.env, {path: .env}]', ['a.env', '.env']],
  ['${FILE}', [undefined]],
])('reads env_file: %s', (written, expected) => {
  const compose = composeOf(`services:\n  web:\n    env_file: ${written}\n`);
  expect(compose?.services[0]?.envFiles.map((file) => file?.path)).toEqual(expected);
});

describe('the ports of containers', () => {
  const portsOf = (files: Record<string, string>, platform: string | undefined = DOCKER) => {
    const ports = hostPortsOfContainers(projectOf(files, platform));
    return ports && [...ports];
  };

  it.each<[string, Record<string, string>, number[] | undefined]>([
    ['EXPOSE', { Dockerfile: 'FROM a\nEXPOSE 80 8000/tcp\n' }, [80, 8000]],
    ['no EXPOSE', { Dockerfile: 'FROM a\n' }, undefined],
    ['a variable', { Dockerfile: 'FROM a\nEXPOSE $PORT\n' }, undefined],
    [
      'Dockerrun.aws.json',
      {
        'Dockerrun.aws.json':
          '{"AWSEBDockerrunVersion": "1", "Ports": [{"ContainerPort": 8000, "HostPort": "9000"}]}',
      },
      [8000, 9000],
    ],
    [
      'a broken Dockerrun.aws.json',
      { 'Dockerrun.aws.json': '{', Dockerfile: 'FROM a\nEXPOSE 80\n' },
      undefined,
    ],
    [
      'docker-compose.yml',
      { 'docker-compose.yml': 'services:\n  a:\n    ports: ["80:1", "127.0.0.1:2:2", "[::1]:3:3"]\n' },
      [80],
    ],
    ['another name', { 'compose.yaml': 'services: {}\n', Dockerfile: 'FROM a\nEXPOSE 80\n' }, undefined],
  ])('%s', (_, files, expected) => {
    expect(portsOf(files)).toEqual(expected);
  });

  it('are not known where a Dockerfile is the only sign', () => {
    expect(portsOf({ Dockerfile: 'FROM a\nEXPOSE 80\n' }, '')).toBeUndefined();
  });
});

describe('what the EB CLI uploads', () => {
  it.each<[Record<string, string>, readonly string[], boolean | undefined]>([
    [{ '.ebignore': '.env\n', '.gitignore': '' }, [], false],
    [{ '.ebignore': '*.pyc\n', '.gitignore': '.env' }, [], true],
    [{ '.ebignore': '.*\n!.env\n' }, [], true],
    [{ '.gitignore': '.env*' }, ['.git'], false],
    [{ '.gitignore': '' }, [], true],
    [{}, ['.git'], true],
    [{}, [], undefined],
  ])('%j %j', (files, folders, expected) => {
    expect(isShipped('.env', { ...deployedFiles(projectOf(files)), folders })).toBe(expected);
  });
});
