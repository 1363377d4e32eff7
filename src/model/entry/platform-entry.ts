import type { Language } from '../../knowledge/platform/platforms.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { parseScript } from '../../parse/shell/script.js';
import { type MappedText, textInPlaceOf } from '../../parse/shell/word.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { literalText, placeOf } from '../../source/index.js';
import type { Platform } from '../platform/platform.js';
import { type ProjectFiles, sourceNamed } from '../project.js';
import { readStartScript } from './start-script.js';

/**
 * The process that a platform makes where the bundle has no Procfile; undefined where the text does not tell what it runs.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html
 */
export function platformEntry(files: ProjectFiles, platform: Platform): ProcfileEntry | undefined {
  const { language } = platform;
  const command = language && COMMANDS[language]?.(files, platform);
  if (!command || files.files.some(({ name }) => name === 'Procfile')) return undefined;
  const { file, offsets } = command;
  const place = placeOf(file, offsets[0] ?? 0, offsets.at(-1) ?? 0);
  return {
    name: { value: PROXIED_ENTRY, place },
    command,
    commands: parseScript(command).commands,
    place,
  };
}

type Command = (files: ProjectFiles, platform: Platform) => MappedText | undefined;

const COMMANDS: Readonly<Partial<Record<Language, Command>>> = {
  node: startOfNode,
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
  go: (files) => commandIn('application.go', 'application', files),
  java: startOfJar,
};

/** `npm start`, else a script of one of two names. */
function startOfNode(files: ProjectFiles): MappedText | undefined {
  const start = readStartScript(files.files);
  if (start) return mapScalar(start.node);
  const script = ['app.js', 'server.js'].find((name) => files.files.some((file) => file.name === name));
  return script === undefined ? undefined : commandIn(script, `node ${script}`, files);
}

/** The JAR that the EB CLI deploys, else the only one of the bundle. */
function startOfJar(files: ProjectFiles, { place }: Platform): MappedText | undefined {
  const artifact = files.ebCliConfigs
    .map((config) => parseEbCliConfig(config).artifact)
    .find((value) => value);
  if (artifact) {
    const path = literalText(artifact) ?? '';
    return path.endsWith('.jar') ? jarCommand(path, artifact.place) : undefined;
  }
  const [jar, ...others] = files.files.filter(({ name }) => /^[^/]+\.jar$/.test(name));
  return place && jar && others.length === 0 ? jarCommand(jar.name, place) : undefined;
}

const jarCommand = (path: string, { file, span }: NonNullable<Platform['place']>): MappedText | undefined =>
  /^[\w./@+-]+$/.test(path) ? textInPlaceOf(file, span, `java -jar ${path}`) : undefined;

function commandIn(name: string, command: string, { files }: ProjectFiles): MappedText | undefined {
  const file = sourceNamed(name, files);
  return file && textInPlaceOf(file, { start: 0, end: 0 }, command);
}
