import type { SupportedGeneration } from '../knowledge/platform/platforms.js';
import { parseConfigFile, type ConfigFile } from '../parse/config-file/config-file.js';
import { parseEbCliConfig } from '../parse/eb-cli-config.js';
import { parseProcfile, type Procfile } from '../parse/procfile.js';
import type { Value } from '../source/index.js';
import type { DataFile } from '../parse/data-file.js';
import { compareBytes } from '../util/compare-bytes.js';
import { readClassicListeners, type ClassicListener } from './load-balancer/classic-listeners.js';
import { deployedFiles, ignoredFiles, type IgnoredFile } from './bundle/ignored-files.js';
import { isConfigFile } from './bundle/config-file-name.js';
import { readDataFiles } from './bundle/data-files.js';
import { readEncryption, type ListenerEncryption } from './load-balancer/encryption.js';
import { hasListeners, readEnvironment, type Environment } from './load-balancer/environment.js';
import { findPlatform, runsBuildfile, runsProcfile } from './platform/find-platform.js';
import { readListenerResources, type ListenerResources } from './load-balancer/listener-resources.js';
import { isMacosJunk } from './bundle/macos-junk.js';
import { pairProcesses, type Pair } from './routing/pairs.js';
import { osOf, type Platform } from './platform/platform.js';
import { sourceNamed, type ProjectFiles } from './bundle/project-files.js';
import { readProxySocket, readProxyTarget, type ProxyTarget } from './instance/proxy/proxy-target.js';
import { changesOwnFolder } from './instance/proxy/own-folder-changes.js';
import { readNginx, type Nginx } from './instance/nginx/nginx.js';
import { readProxy, type Proxy } from './instance/proxy/proxy.js';
import { proxyFilesOf, type ProxyFile } from './instance/proxy/proxy-files.js';
import { readProxyServer, type ProxyServer } from './instance/proxy/proxy-server.js';
import { liveScriptsOf, retiredHooksOf, type RetiredHook } from './instance/retired-hooks.js';
import { scriptsOf, type InstanceScript } from './instance/scripts/scripts.js';
import { lazily } from '../util/lazily.js';
import { readRouting } from './routing/read-routing.js';
import type { Routing } from './routing/routing.js';
import type { Server } from './servers/server.js';
import { serverContextOf } from './servers/server-context.js';
import { serversOf, serversOfEntry } from './servers/servers.js';
import { platformEntry } from './servers/start/platform-entry.js';
import { hasSettingsElsewhere, mayBeConfiguredElsewhere } from './settings/settings-elsewhere.js';
import { manifestSettings } from './settings/manifest-settings.js';
import { Settings, type KnownOptions } from './settings/settings.js';
import { withinBudget } from './bundle/within-budget.js';

/** One Elastic Beanstalk application root, the folder that would be zipped and deployed, and what its files mean. */
export interface Project {
  /** What is deployed, and what the EB CLI reads itself. */
  readonly files: ProjectFiles;
  readonly ignored: readonly IgnoredFile[];
  readonly platform: Platform;
  /** Where the EB CLI creates environments, as its configuration says. */
  readonly region: Value | undefined;
  /** The `.config` files in the order in which Elastic Beanstalk reads them. */
  readonly configFiles: readonly ConfigFile[];
  /** The files of YAML and JSON beside them. */
  readonly dataFiles: readonly DataFile[];
  readonly settings: Settings;
  readonly environment: Environment;
  readonly routing: Routing;
  /** Those of a classic load balancer. */
  readonly classicListeners: readonly ClassicListener[];
  readonly listenerResources: ListenerResources;
  /** How every listener in use encrypts, whatever the kind of load balancer. */
  readonly encryption: readonly ListenerEncryption[];
  /** Undefined where there is none, and where the platform runs none. */
  readonly procfile: Procfile | undefined;
  /** Its commands run before the application starts; undefined likewise. */
  readonly buildfile: Procfile | undefined;
  readonly servers: readonly Server[];
  /** Those that the platform starts as `web` where there is no Procfile. */
  readonly platformServers: () => readonly Server[];
  /** None where no load balancer passes requests to processes. */
  readonly pairs: readonly Pair[];
  readonly proxy: Proxy;
  readonly proxyServer: ProxyServer;
  /** The configuration files of the proxy that the project brings or writes. */
  readonly proxyFiles: readonly ProxyFile[];
  /** What nginx reads; parsed when it is first asked for. */
  readonly nginx: () => Nginx;
  /** Where the platform's proxy looks for `web`; undefined where the text does not tell. */
  readonly proxyTarget: ProxyTarget | undefined;
  /** The Unix socket on which it expects `web` in place of a port. */
  readonly proxySocket: string | undefined;
  /** Everything that the project makes an instance run, in the order of a deployment; nothing on Windows. */
  readonly scripts: readonly InstanceScript[];
  /** The hooks of Amazon Linux 1 that the project writes. */
  readonly retiredHooks: readonly RetiredHook[];
  /** The scripts without the content of these hooks, which nothing runs. */
  readonly liveScripts: readonly InstanceScript[];
  /** Whether it is known what the files declare: where one cannot be read, what is missing may be there. */
  readonly isComplete: boolean;
  /** Whether another tool may set what no configuration file shows, such as Terraform. */
  readonly mayBeConfiguredElsewhere: boolean;
}

export interface ProjectOptions {
  /** A platform name that overrules what the project's files say. */
  readonly platform?: string | undefined;
  /** A generation that overrules the one of the platform: the one to which a project is to move. */
  readonly generation?: SupportedGeneration | undefined;
  /** What is known to exist though the catalogue does not list it. */
  readonly policy?: KnownOptions | undefined;
}

/** Builds the model of a project from its files. Never throws, whatever they hold. */
export function readProject(given: ProjectFiles, options: ProjectOptions = {}): Project {
  const ignored = ignoredFiles(given);
  const files = withinBudget(deployedFiles(given, ignored));
  const configFiles = readConfigFiles(files);
  const settings = new Settings(configFiles, options.policy);
  const named = findPlatform(files, options.platform, { usedNamespaces: settings.namespaces() });
  const platform = options.generation ? { ...named, generation: options.generation } : named;
  const procfile = runsProcfile(platform) === false ? undefined : readProcfile(files, 'Procfile');
  const context = serverContextOf(files, settings);
  const servers = procfile ? serversOf(procfile, context) : [];
  const dataFiles = readDataFiles(files, platform);
  const environment = readEnvironment(settings, manifestSettings(files));
  const routing = readRouting(settings, environment);
  const classicListeners = readClassicListeners(settings);
  const listenerResources = readListenerResources(configFiles);
  // Windows runs commands with cmd.exe, reads no `.platform`, and has none of the folders of Linux.
  const isLinux = osOf(platform) !== 'windows';
  const scripts = lazily(() => (isLinux ? scriptsOf(files, configFiles) : []));
  const proxyFiles = lazily(() => (isLinux ? proxyFilesOf(files.files, configFiles, scripts()) : []));
  const nginx = lazily(() =>
    readNginx(proxyFiles(), platform.language, () => changesOwnFolder(scripts(), files.files)),
  );
  const proxy = lazily(() => readProxy(files.files, configFiles, nginx));
  const retiredHooks = lazily(() => (isLinux ? retiredHooksOf(configFiles, scripts(), platform) : []));
  const liveScripts = lazily(() => liveScriptsOf(scripts(), retiredHooks()));
  const isComplete = lazily(
    () =>
      !configFiles.some(isLost) &&
      !dataFiles.some(({ broken }) => broken) &&
      !files.files.some((file) => 'unreadable' in file) &&
      !settings.hasUnknownNamespaces &&
      !hasSettingsElsewhere(files.files) &&
      !scripts().some(({ isLeftOut }) => isLeftOut),
  );
  return {
    files,
    ignored,
    platform,
    region: readRegion(files),
    configFiles,
    dataFiles,
    settings,
    environment,
    routing,
    classicListeners,
    listenerResources,
    encryption: readEncryption({
      environment,
      listeners: routing.listeners,
      classicListeners,
      resources: listenerResources,
    }),
    procfile,
    buildfile: runsBuildfile(platform) ? readProcfile(files, 'Buildfile') : undefined,
    servers,
    platformServers: lazily(() => {
      const entry = platformEntry(files, platform);
      return entry ? serversOfEntry(entry, context) : [];
    }),
    pairs: hasListeners(environment)
      ? pairProcesses(routing.processes, servers, procfile?.entries ?? [])
      : [],
    get proxy() {
      return proxy();
    },
    proxyServer: readProxyServer(settings, platform, files.files),
    get proxyFiles() {
      return proxyFiles();
    },
    nginx,
    proxyTarget: readProxyTarget(settings, platform),
    proxySocket: readProxySocket(settings, platform),
    get scripts() {
      return scripts();
    },
    get retiredHooks() {
      return retiredHooks();
    },
    get liveScripts() {
      return liveScripts();
    },
    get isComplete() {
      return isComplete();
    },
    mayBeConfiguredElsewhere: mayBeConfiguredElsewhere(files),
  };
}

/** Whether what a file says is lost, or cannot be read: Elastic Beanstalk skips one with an unknown section. */
const isLost = ({ broken, problems }: ConfigFile): boolean =>
  broken || problems.some(({ kind }) => kind === 'unknown-section');

function readConfigFiles({ files }: ProjectFiles): ConfigFile[] {
  return files
    .flatMap((file) =>
      'source' in file && isConfigFile(file.name) && !isMacosJunk(file) ? [file.source] : [],
    )
    .sort((a, b) => compareBytes(a.name, b.name))
    .map(parseConfigFile);
}

/** The first file that names one counts, as for all that these files say. */
function readRegion({ ebCliConfigs }: ProjectFiles): Value | undefined {
  for (const config of ebCliConfigs) {
    const { defaultRegion } = parseEbCliConfig(config);
    if (defaultRegion) return defaultRegion;
  }
  return undefined;
}

function readProcfile({ files }: ProjectFiles, name: 'Buildfile' | 'Procfile'): Procfile | undefined {
  const file = sourceNamed(name, files);
  return file && parseProcfile(file);
}
