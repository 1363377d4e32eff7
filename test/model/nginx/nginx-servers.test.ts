import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { defaultServers, nginxServers } from '../../../src/model/nginx/nginx-servers.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';

describe('the servers', () => {
  const serversOf = (text: string) => nginxServers(nginx(projectOf({ [HTTP]: text })).installed);

  it.each([
    ['listen 8081;', ['*:8081']],
    ['listen 0.0.0.0:8081; listen [::]:8081;', ['*:8081', '[::]:8081']],
    ['listen *:8081;', ['*:8081']],
    ['listen 127.0.0.1;', ['127.0.0.1:80']],
    ['listen unix:/run/a.sock;', ['unix:/run/a.sock']],
    ['', ['*:80']],
  ])('%s', (text, sockets) => {
    expect(serversOf(`server { ${text} }`)[0]?.listens.map(({ socket }) => socket)).toEqual(sockets);
  });

  it('that say so, or come first, are the default of their sockets', () => {
    const servers = serversOf('server { listen 80; } server { listen 81; } server { listen 81; }');
    const defaults = defaultServers(servers);
    expect(defaults.get('*:80')?.placed.file.source).toBeUndefined();
    expect(defaults.get('*:81')).toBe(servers[1]);
  });
});
