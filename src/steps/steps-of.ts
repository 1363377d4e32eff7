import {
  DEPLOYMENT_ORDER,
  EARLY_SECTIONS,
  type DeploymentKind,
  type DeploymentStep,
  type StepId,
} from '../knowledge/instance/deployment-order.js';
import type { Language } from '../knowledge/platform/platforms.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { configFiles, resourceEntries } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import type { InstanceScript } from '../model/execution/instance-script.js';
import { platform } from '../model/platform/find-platform.js';
import { procfile } from '../model/platform/procfile.js';
import type { Project } from '../model/project.js';
import { proxyServer } from '../model/proxy/proxy-server.js';
import { commandsOf, scripts } from '../model/scripts/scripts.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import { entriesIn } from '../parse/config-file/sections.js';
import { platformServers } from '../model/servers/servers.js';
import { settings } from '../model/settings/settings.js';
import { counted } from '../report/text/counted.js';
import { trim } from '../util/text.js';
import { startOfFile, type Place } from '../source/index.js';
import { groupBy, partitionPoint } from '../util/collections.js';

/** One thing that a step does for a project. */
export interface StepItem {
  /** The section that it is in, where a step has several. */
  readonly section?: string;
  readonly title: string;
  /** What is special about it: `on the leader only`. */
  readonly details: readonly string[];
  /** Where it is written; undefined for a file that was not read. */
  readonly at: Place | undefined;
  readonly findings: readonly Pick<Diagnostic, 'ruleId' | 'severity'>[];
}

/** A step with what the project makes it do. */
export interface ProjectStep extends DeploymentStep {
  readonly items: readonly StepItem[];
}

type Item = Omit<StepItem, 'findings'>;

/** The steps of a kind of deployment, each with what the project makes it do and what rules report there. */
export function stepsOf(
  project: Project,
  kind: DeploymentKind,
  diagnostics: readonly Diagnostic[],
): readonly ProjectStep[] {
  const steps = DEPLOYMENT_ORDER.filter(({ kinds }) => kinds.includes(kind)).map((step) => ({
    step,
    items: itemsOf(step.id, project, kind),
  }));
  const findings = findingsByItem(
    steps.flatMap(({ items }) => items),
    diagnostics,
  );
  return steps.map(({ step, items }) => ({
    ...step,
    items: items.map((item) => ({ ...item, findings: findings.get(item) ?? [] })),
  }));
}

/** What is reported from the beginning of an item to that of the next one in its file. */
function findingsByItem(
  items: readonly Item[],
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<Item, StepItem['findings']> {
  const inFiles = groupBy(items, ({ at }) => (at ? [at.file.path] : []));
  const starts = new Map(
    [...inFiles].map(([path, own]) => [path, own.toSorted((a, b) => startOf(a) - startOf(b))] as const),
  );
  const byItem = groupBy(diagnostics, ({ at }) => {
    const item = lastBefore(starts.get(at.file.path) ?? [], at.span.start);
    return item ? [item] : [];
  });
  return new Map(
    [...byItem].map(([item, own]) => [
      item,
      [...new Map(own.map(({ ruleId, severity }) => [ruleId, { ruleId, severity }])).values()],
    ]),
  );
}

const startOf = ({ at }: Item): number => at?.span.start ?? 0;

/** The last item that begins at an offset or before it, of those in the order of a file. */
const lastBefore = (items: readonly Item[], offset: number): Item | undefined =>
  items[partitionPoint(items, (item) => startOf(item) <= offset) - 1];

function itemsOf(id: StepId, project: Project, kind: DeploymentKind): readonly Item[] {
  switch (id) {
    case 'settings':
      return settingsItems(project);
    case 'resources':
      return resourceEntries(project).map(({ name }) => ({ title: name.text, details: [], at: name.place }));
    case 'early-sections':
      return configFiles(project).flatMap((file) =>
        EARLY_SECTIONS.flatMap((section) => sectionItems(file, section)),
      );
    case 'buildfile':
    case 'container_commands':
      return scripts(project)
        .filter(({ stage, origin }) => stage === id && origin === 'command')
        .map((script) => scriptItem(script, kind));
    case 'prebuild':
    case 'predeploy':
    case 'postdeploy': {
      const wanted = kind === 'configuration' ? 'confighook' : 'hook';
      return scripts(project)
        .filter(({ stage, origin }) => stage === id && origin === wanted)
        .map((script) => scriptItem(script, kind));
    }
    case 'dependencies':
      return filesNamed(project, dependenciesOf(project));
    case 'proxy':
      return filesNamed(project, proxyServer(project).program === 'httpd' ? APACHE_FILES : NGINX_FILES);
    case 'start':
      return startItems(project);
    case 'unpack':
    case 'switch':
    case 'proxy-start':
      return [];
  }
}

/** The files from which each platform installs what the application needs. */
const DEPENDENCIES: Readonly<Partial<Record<Language, RegExp>>> = {
  python: /^(?:requirements\.txt|Pipfile)$/,
  node: /^package\.json$/,
  ruby: /^Gemfile$/,
  php: /^composer\.json$/,
  go: /^go\.mod$/,
  docker: /^(?:Dockerfile|docker-compose\.yml|Dockerrun\.aws\.json)$/,
  ecs: /^Dockerrun\.aws\.json$/,
};

/** Those of the platform; of all of them where it is not known. */
function dependenciesOf(project: Project): RegExp {
  const { language } = platform(project);
  const sources = language
    ? [DEPENDENCIES[language]?.source ?? '^(?!)']
    : Object.values(DEPENDENCIES).map(({ source }) => source);
  return new RegExp(sources.join('|'));
}

const NGINX_FILES = /^\.platform\/nginx\/./;
const APACHE_FILES = /^\.platform\/httpd\/./;

const filesNamed = (project: Project, pattern: RegExp): readonly Item[] =>
  deployedFiles(project).files.flatMap((file) =>
    pattern.test(file.name)
      ? [{ title: file.name, details: [], at: 'source' in file ? startOfFile(file.source) : undefined }]
      : [],
  );

/** What a file has in a section; of `commands`, as they are sorted. */
function sectionItems(file: ConfigFile, section: (typeof EARLY_SECTIONS)[number]): readonly Item[] {
  if (section === 'commands')
    return commandsOf(file)
      .filter(({ stage }) => stage === section)
      .map((script) => ({ ...scriptItem(script, 'deployment'), section }));
  return entriesIn(file, section).map(({ name, manager }) => ({
    section,
    title: manager ? `${manager.text}: ${name.text}` : name.text,
    details: [],
    at: name.place,
  }));
}

/** How many options each file sets. */
function settingsItems(project: Project): readonly Item[] {
  const byFile = groupBy(settings(project).all, ({ value }) => [value.place.file]);
  return configFiles(project).flatMap(({ file }) => {
    const own = byFile.get(file);
    return own
      ? [
          {
            title: file.name,
            details: [counted(own.length, 'option')],
            at: own[0]?.namespace.place,
          },
        ]
      : [];
  });
}

function scriptItem(script: InstanceScript, kind: DeploymentKind): Item {
  const { name, text, isLeaderOnly, isTested, ignoresErrors, cwd, origin } = script;
  const command = summaryOf(text);
  return {
    title: name.value,
    details: [
      ...(origin === 'command' && command !== '' ? [command] : []),
      ...(isLeaderOnly ? [LEADERS[kind]] : []),
      ...(isTested ? ['if its test succeeds'] : []),
      ...(ignoresErrors ? ['its errors are ignored'] : []),
      ...(cwd ? [`in ${cwd.text}`] : []),
    ],
    at: name.place,
  };
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands */
const LEADERS: Readonly<Record<DeploymentKind, string>> = {
  'new-instance': 'only on the leader, which there is only when the environment is created',
  deployment: 'on the leader only',
  configuration: 'on the leader only',
};

/** The first line that does something, and whether more follow. */
function summaryOf(text: string): string {
  const lines = text.split('\n').map(trim);
  const own = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return `${own[0] ?? ''}${own.length > 1 ? ' …' : ''}`;
}

function startItems(project: Project): readonly Item[] {
  const entries = procfile(project)?.entries;
  if (entries)
    return entries.map(({ name, command, place }) => ({
      title: name.value,
      details: [command.text],
      at: place,
    }));
  const [server] = platformServers(project);
  return server
    ? [{ title: server.name.value, details: [server.program.name], at: server.programWord.place }]
    : [{ title: 'what the platform starts without a Procfile', details: [], at: undefined }];
}
