import { load } from '../support/load.mjs';
import { parseSockets } from './table.mjs';

const SETTINGS = '.ebextensions/environment.config';
const ENVIRONMENT = 'aws:elasticbeanstalk:application:environment';
const RULES = new Set(['routing/port-mismatch', 'routing/loopback-bind']);

/** A port on which no row listens: a process on it makes every row a mistake. */
const OTHER_PORT = 6123;
/** Ports above are given by the kernel. */
const MAX_PORT = 32_767;

export async function loadModel() {
  const [{ fixProject }, { readProject }, { servers: serversOf }, { routing }, { SourceFile }] =
    await Promise.all([
      load('src/fix/fix-project.ts'),
      load('src/model/project.ts'),
      load('src/model/servers/servers.ts'),
      load('src/model/routing/read-routing.ts'),
      load('src/source/index.ts'),
    ]);

  const filesOf = (entry, { command, environment, files }, settings = {}) => ({
    root: '/app',
    files: Object.entries({
      Procfile: `${entry}: ${command}\n`,
      [SETTINGS]: JSON.stringify({
        option_settings: { [ENVIRONMENT]: environment, ...settings },
      }),
      ...files,
    }).map(([name, text]) => ({
      name,
      path: `/app/${name}`,
      source: new SourceFile(`/app/${name}`, name, text),
    })),
    ebCliConfigs: [],
  });

  /** What eblint believes about a row: the sockets with what is known of each, and whether it expects a refusal. */
  function believe(row) {
    const servers = serversOf(readProject(filesOf('web', row)));
    return {
      isServer: servers.length > 0,
      refusals: servers.flatMap(({ refusals }) => refusals.map(({ kind }) => kind)),
      sockets: servers.flatMap(({ endpoints, isCertain }) =>
        endpoints.map((endpoint) => ({ ...socketOf(endpoint), isOneOf: !isCertain })),
      ),
    };
  }

  /** The row after the fixes of its findings, for a process of the load balancer on a port; undefined where some stay. */
  function corrected(row, processPort) {
    const settings = { 'aws:elasticbeanstalk:environment:process:ws': { Port: String(processPort) } };
    const { files, changes, report } = fixProject(filesOf('ws', row, settings), { unsafe: true });
    if (changes.length === 0 || report.diagnostics.some(({ ruleId }) => RULES.has(ruleId))) return undefined;
    const texts = Object.fromEntries(files.files.map(({ name, source }) => [name, source.text]));
    const { Procfile, [SETTINGS]: settingsText, ...others } = texts;
    return {
      version: row.version,
      command: Procfile.replace(/^ws: |\n$/g, ''),
      environment: JSON.parse(settingsText).option_settings[ENVIRONMENT],
      files: others,
      port: routing(readProject(files)).processes.find(({ name }) => name === 'ws').port,
    };
  }

  /** The row after the fixes of its findings, for processes on its own port and on another one, without repetitions. */
  function corrections(row) {
    const [own] = (parseSockets(row.sockets) ?? []).filter(({ port }) => port <= MAX_PORT);
    if (!own) return [];
    const found = [own.port, OTHER_PORT].flatMap((port) => corrected(row, port) ?? []);
    return [...new Map(found.map((one) => [JSON.stringify([one.command, one.files]), one])).values()];
  }

  return { believe, corrections };
}

const known = ({ value, fallback }) => value ?? fallback;

const socketOf = (endpoint) =>
  endpoint.kind === 'unix'
    ? { kind: 'unix' }
    : {
        kind: 'tcp',
        host: hostOf(known(endpoint.host)),
        port: known(endpoint.port),
        isFallback: endpoint.host.value === undefined || endpoint.port.value === undefined,
      };

const hostOf = (host) => (host === 'localhost' ? '127.0.0.1' : host);
