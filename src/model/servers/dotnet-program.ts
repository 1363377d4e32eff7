import { parseDataFile } from '../../parse/data-file.js';
import type { ServerConfig } from '../../parse/server-config/config-entry.js';
import { readServerConfig } from '../../parse/server-config/read-server-config.js';
import { child, itemsOf, scalar } from '../../parse/yaml/node.js';
import { literalText } from '../../source/index.js';
import { folderOf } from '../../util/paths.js';
import type { ServerContext } from '../entry/server-context.js';
import type { ServerCommand } from './server-command.js';

const UNKNOWN: ServerConfig = { entries: [], isOpen: true };
const NOTHING: ServerConfig = { entries: [], isOpen: false };

/** Variables that say where to listen as well, or which settings are read. */
const ADDRESSES = ['ASPNETCORE_URLS', 'DOTNET_URLS', 'ASPNETCORE_HTTP_PORTS', 'DOTNET_HTTP_PORTS'];
const ENVIRONMENTS = ['ASPNETCORE_ENVIRONMENT', 'DOTNET_ENVIRONMENT'];

/**
 * Where an application of ASP.NET Core listens: known where only one of its settings and its `Program.cs` says so.
 * `Properties/launchSettings.json` is for development only.
 * https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints
 */
export function readDotnetProgram(path: string, context: ServerContext): ServerConfig {
  const folder = folderOf(path);
  const names = ['appsettings.json', 'appsettings.Production.json', 'Program.cs'].map(
    (name) => `${folder}${name}`,
  );
  const files = names.flatMap((name) => context.fileText(name) ?? []);
  if (names.some((name) => context.hasFile(name) && !context.fileText(name))) return UNKNOWN;
  const found = files.map((file) => ({ file, config: readServerConfig(file, 'dotnet', undefined) }));
  const saying = found.filter(({ config: { entries, isOpen } }) => isOpen || entries.length > 0);
  const [only, ...others] = saying;
  if (!only) return NOTHING;
  const isKestrel = /kestrel|\bListen(?:AnyIP|Localhost)\b|\.(?:Run|RunAsync|Add)\(\s*"/i.test(
    only.file.text,
  );
  const isElsewhere =
    others.length > 0 ||
    (!isKestrel && ADDRESSES.some((name) => context.environmentProperty(name) !== undefined)) ||
    ENVIRONMENTS.some((name) => {
      const value = context.environmentProperty(name);
      return value !== undefined && literalText(value)?.trim().toLowerCase() !== 'production';
    });
  return isElsewhere ? UNKNOWN : only.config;
}

/**
 * Whether an application is published for ASP.NET Core: another one may listen nowhere.
 * https://learn.microsoft.com/en-us/dotnet/core/runtime-config/#runtimeconfigjson
 */
export function isAspNet({ options, shell }: ServerCommand, context: ServerContext): boolean {
  const [library] = options.positionals;
  const path = library?.kind === 'literal' ? shell.directory.fileName(library.text) : undefined;
  const file =
    path === undefined ? undefined : context.existingText(path.replace(/\.dll$/, '.runtimeconfig.json'));
  const runtime = file && child(parseDataFile(file).root, 'runtimeOptions');
  return [child(runtime, 'framework'), ...itemsOf(child(runtime, 'frameworks'))].some(
    (framework) => scalar(framework, 'name')?.text === 'Microsoft.AspNetCore.App',
  );
}
