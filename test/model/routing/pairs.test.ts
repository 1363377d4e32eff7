import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairs } from '../../../src/model/routing/pairs.js';
import { projectOf } from '../../support/fixtures.js';

/** Pairs as `process=entry`, from a Procfile's lines and ports by process name (empty: no `Port`). */
function pairsOf(
  procfile: readonly string[],
  ports: Readonly<Record<string, string>>,
  otherOptions: readonly string[] = [],
): string[] {
  const processes = Object.entries(ports).flatMap(([name, port]) => [
    `  aws:elasticbeanstalk:environment:process:${name}:`,
    port === '' ? '    Protocol: HTTP' : `    Port: ${port}`,
  ]);
  const project = projectOf({
    Procfile: procfile.join('\n'),
    '.ebextensions/a.config': ['option_settings:', ...processes, ...otherOptions, ''].join('\n'),
  });
  return pairs(project).map(
    ({ process, server }) => `${process.name}=${server.name.value}:${server.programWord.text}`,
  );
}

const WEB = 'web: gunicorn --bind :8000 app';

describe('pairs', () => {
  it('take the entry of the same name, whatever the ports', () => {
    const procfile = [WEB, 'websocket: daphne -p 5001 app'];
    expect(pairsOf(procfile, { websocket: '5000' })).toEqual(['websocket=websocket:daphne']);
    expect(pairsOf(procfile, { websocket: '' })).toEqual(['websocket=websocket:daphne']);
    expect(pairsOf(procfile, { websocket: '80', http: '80' })).toEqual(['websocket=websocket:daphne']);
  });

  it('take the only server left for the only process left', () => {
    const procfile = [WEB, 'worker: celery -A app worker', 'channels: daphne -p 5001 app'];
    expect(pairsOf(procfile, { ws: '5000', http: '80' })).toEqual(['ws=channels:daphne']);
    expect(pairsOf(procfile, { ws: '5000', tls: '443' })).toEqual(['ws=channels:daphne']);
    expect(pairsOf(procfile, { ws: '5000', default: '8000' })).toEqual([
      'default=web:gunicorn',
      'ws=channels:daphne',
    ]);
  });

  it('do not take the only server left for default, which the proxy is there for', () => {
    expect(pairsOf([WEB, 'ws: daphne -p 5001 app'], { default: '9000' })).toEqual([]);
  });

  it('do not guess between two', () => {
    const two = [WEB, 'a: daphne -p 5001 app', 'b: daphne -p 5002 app'];
    expect(pairsOf(two, { ws: '5000' })).toEqual([]);
    expect(pairsOf(two.slice(0, 2), { ws: '5000', api: '6000' })).toEqual([]);
    expect(pairsOf(two.slice(0, 2), { ws: '5000', api: '"`{\\"Ref\\": \\"P\\"}`"' })).toEqual([]);
  });

  it('take a server of another name on the very port first', () => {
    const procfile = [WEB, 'a: daphne -p 5000 app', 'b: uvicorn --port 6001 app'];
    expect(pairsOf(procfile, { ws: '5000', api: '6000' })).toEqual(['ws=a:daphne', 'api=b:uvicorn']);
    expect(pairsOf(procfile, { ws: '5000' })).toEqual(['ws=a:daphne']);
    const twoPorts = 'a: gunicorn --bind :5000 --bind :5001 app';
    expect(pairsOf([WEB, twoPorts], { api: '5000', ws: '6000' })).toEqual(['api=a:gunicorn']);
  });

  it('take a default port for a port', () => {
    expect(pairsOf(['a: daphne app', 'b: uvicorn --port 6001 app'], { ws: '8000' })).toEqual(['ws=a:daphne']);
  });

  it('leave a process alone that another entry answers', () => {
    expect(pairsOf([WEB, 'admin: uvicorn --port 7000 app'], { direct: '8000' })).toEqual([
      'direct=web:gunicorn',
    ]);
    const socket = 'socket: node socket.js --port 3000';
    expect(pairsOf([WEB, socket, 'admin: uvicorn --port 7000 app'], { ws: '3000' })).toEqual([]);
    expect(pairsOf([WEB, 'ws: node socket.js', 'admin: uvicorn --port 7000 app'], { ws: '3000' })).toEqual(
      [],
    );
  });

  it('leave out what the proxy passes to web', () => {
    expect(pairsOf([WEB], { web: '80' })).toEqual([]);
    expect(pairsOf([WEB], { web: '' })).toEqual([]);
    expect(pairsOf([WEB], { web: '443' })).toEqual([]);
    expect(pairsOf([WEB], { web: '8080' })).toEqual(['web=web:gunicorn']);
    expect(pairsOf([WEB], { app: '8080' })).toEqual([]);
    expect(pairsOf([WEB, 'default: daphne -p 5000 app'], {})).toEqual([]);
  });

  it('leave out what the proxy may reach where nothing is called web', () => {
    expect(pairsOf(['http: gunicorn --bind :8000 app'], { http: '80' })).toEqual([]);
    expect(pairsOf(['http: gunicorn --bind :8000 app'], { http: '8001' })).toEqual(['http=http:gunicorn']);
  });

  it('take of two servers in one entry the one on the port', () => {
    const both = 'ws: daphne -p 5000 app & uvicorn --port 5001 app';
    expect(pairsOf([WEB, both], { ws: '5001' })).toEqual(['ws=ws:uvicorn']);
    expect(pairsOf([WEB, both], { ws: '5002' })).toEqual([]);
  });

  it('need a load balancer with processes', () => {
    const procfile = [WEB, 'websocket: daphne -p 5001 app'];
    const withEnvironment = (option: string) =>
      pairsOf(procfile, { websocket: '5000' }, ['  aws:elasticbeanstalk:environment:', `    ${option}`]);
    expect(withEnvironment('EnvironmentType: SingleInstance')).toEqual([]);
    expect(withEnvironment('LoadBalancerType: classic')).toEqual([]);
    expect(withEnvironment('LoadBalancerType: network')).toHaveLength(1);
    expect(withEnvironment('LoadBalancerType: application')).toHaveLength(1);
  });

  it('hold a process or a server once at most, except where names or ports say more', () => {
    const name = fc.constantFrom('web', 'ws', 'api', 'default', 'live');
    const port = fc.constantFrom('80', '5000', '5001', '8000', '');
    const flag = port.map((text) => (text === '' ? '' : ` -p ${text}`));
    const line = fc.tuple(name, flag).map(([entry, flags]) => `${entry}: daphne${flags} app`);
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { selector: (text) => text.split(':')[0] }),
        fc.dictionary(name, port),
        (procfile, ports) => {
          const pairs = pairsOf(procfile, ports);
          expect(new Set(pairs).size).toBe(pairs.length);
        },
      ),
    );
  });
});
