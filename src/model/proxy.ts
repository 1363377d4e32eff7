import type { ConfigFile } from '../parse/config-file.js';
import type { ProjectFile } from './project-files.js';

/** What the project's own files say to the proxy on the instances, and which ports its scripts speak of. */
export interface Proxy {
  /** The project brings an `nginx.conf`, an upstream or a `proxy_pass` of its own: where the proxy looks is its choice. */
  readonly isCustomized: boolean;
  /** A proxy configuration passes WebSocket upgrades on. */
  readonly upgradesWebSockets: boolean;
  /** Whether a proxy configuration of the project names a port. */
  readonly namesPort: (port: number) => boolean;
  /** Whether any configuration, hook, command or written file of the project names a port; the Procfile and settings apart. */
  readonly isPortMentioned: (port: number) => boolean;
}

/** Proxy files of the bundle: of today's platforms, and of Amazon Linux 1. */
const PROXY_FOLDERS = /^\.(?:platform|ebextensions)\/(?:nginx|httpd)\//;

/** Where `files:` and commands put proxy files on an instance. */
const PROXY_TARGETS = /\/(?:nginx|httpd|apache2?)\b/;

const SCRIPT_FOLDERS = /^\.(?:platform|ebextensions)\//;

export function readProxy(files: readonly ProjectFile[], configFiles: readonly ConfigFile[]): Proxy {
  const written = configFiles.flatMap((file) => file.files);
  const commands = configFiles.flatMap((file) => file.commands).flatMap(({ command }) => command);
  const proxyTexts = [
    ...textsOf(files, PROXY_FOLDERS),
    ...written.filter(({ target }) => PROXY_TARGETS.test(target.value)).map(({ content }) => content?.text ?? ''),
    ...commands.filter(({ text }) => PROXY_TARGETS.test(text)).map(({ text }) => text),
  ];
  const allTexts = [
    ...textsOf(files, SCRIPT_FOLDERS).filter((text) => !configFiles.some(({ file }) => file.text === text)),
    ...written.map(({ content }) => content?.text ?? ''),
    ...commands.map(({ text }) => text),
  ];
  return {
    isCustomized:
      files.some(({ name }) => /^\.platform\/(?:nginx\/nginx|httpd\/conf\/httpd)\.conf$/.test(name)) ||
      proxyTexts.some((text) => /\b(?:upstream|proxy_pass|ProxyPass|ProxyPassMatch)\b/.test(text)),
    upgradesWebSockets: proxyTexts.some((text) => /\bUpgrade\b/i.test(text)),
    namesPort: (port) => proxyTexts.some((text) => hasNumber(text, port)),
    isPortMentioned: (port) => allTexts.some((text) => hasNumber(text, port)),
  };
}

const textsOf = (files: readonly ProjectFile[], folder: RegExp): string[] =>
  files.flatMap((file) => ('source' in file && folder.test(file.name) ? [file.source.text] : []));

/** Whether a number stands in a text as a number of its own. */
function hasNumber(text: string, number: number): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text);
}
