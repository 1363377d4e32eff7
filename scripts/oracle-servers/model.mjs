import { load } from '../oracle/eblint.mjs';

/** What eblint believes about a row: the sockets with what is known of each, and whether it expects a refusal. */
export async function loadModel() {
  const [{ readProject }, { SourceFile }] = [
    await load('src/model/project.ts'),
    await load('src/source/index.ts'),
  ];
  return ({ command, environment, files }) => {
    const texts = {
      Procfile: `web: ${command}\n`,
      '.ebextensions/environment.config': JSON.stringify({
        option_settings: { 'aws:elasticbeanstalk:application:environment': environment },
      }),
      ...files,
    };
    const { servers } = readProject({
      root: '/app',
      files: Object.entries(texts).map(([name, text]) => ({
        name,
        path: `/app/${name}`,
        source: new SourceFile(`/app/${name}`, name, text),
      })),
      ebCliConfigs: [],
    });
    return {
      isServer: servers.length > 0,
      refusals: servers.flatMap(({ refusals = [] }) => refusals.map(({ message }) => message)),
      sockets: servers.flatMap(({ endpoints, isOneOf }) =>
        endpoints.map((endpoint) => ({ ...socketOf(endpoint), isOneOf })),
      ),
    };
  };
}

const known = ({ value, fallback }) => value ?? fallback;

const socketOf = (endpoint) =>
  endpoint.kind === 'unix'
    ? { kind: 'unix' }
    : { kind: 'tcp', host: hostOf(known(endpoint.host)), port: known(endpoint.port) };

const hostOf = (host) => (host === 'localhost' ? '127.0.0.1' : host);
