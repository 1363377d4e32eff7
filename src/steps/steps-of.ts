import {
  DEPLOYMENT_ORDER,
  EARLY_SECTIONS,
  type DeploymentKind,
  type DeploymentStep,
  type StepId,
} from '../knowledge/instance/deployment-order.js';
import { writesNginxFile } from '../knowledge/nginx/default-files.js';
import type { Language } from '../knowledge/platform/platforms.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { commandEntries, configFiles, resourceEntries } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { usesCompose } from '../model/docker/uses-docker.js';
import type { InstanceScript } from '../model/execution/instance-script.js';
import { isBuildfileDocumented, platform } from '../model/platform/find-platform.js';
import { procfile } from '../model/platform/procfile.js';
import { mayUseFile, proxy as nginxProxy } from '../model/nginx/proxy.js';
import type { Project, ProjectFile } from '../model/project.js';
import { proxyFiles } from '../model/proxy/proxy-files.js';
import { proxyServer } from '../model/proxy/proxy-server.js';
import { fact } from '../model/fact.js';
import { lostFiles } from '../model/scripts/completeness.js';
import { BUNDLE_FOLDERS, runPaths } from '../model/scripts/run-paths.js';
import { commandsOf, scripts } from '../model/scripts/scripts.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import { entriesIn } from '../parse/config-file/sections.js';
import { platformServers } from '../model/servers/servers.js';
import { settings } from '../model/settings/settings.js';
import type { RuleId } from '../rules/rule.js';
import { entriesOf } from '../parse/yaml/node.js';
import { counted } from '../report/text/counted.js';
import { trim } from '../util/text.js';
import { startOfFile, type Place } from '../source/index.js';
import { firstOfEach, groupBy, partitionPoint } from '../util/collections.js';
import {
  overridesOf,
  scriptChanges,
  type ChangingItem,
  type FileChange,
  type Override,
} from './overrides.js';

/** One thing that a step does for a project. */
export interface StepItem extends ChangingItem {
  /** The section that it is in, where a step has several. */
  readonly section?: string;
  readonly title: string;
  /** What is special about it: `on the leader only`. */
  readonly details: readonly string[];
  /** Where it is written; undefined for a file that was not read. */
  readonly at: Place | undefined;
  /** What a later step, or a later file, does to what it writes or sets. */
  readonly overriddenBy: readonly Override[];
  readonly findings: readonly Pick<Diagnostic, 'ruleId' | 'severity'>[];
}

/** A step with what the project makes it do. */
export interface ProjectStep extends DeploymentStep {
  readonly items: readonly StepItem[];
}

type Item = Omit<StepItem, 'findings'>;

const itemOf = (item: Pick<Item, 'title' | 'at'> & Partial<Item>): Item => ({
  ...{ name: item.title, details: [], overriddenBy: [], changes: [] },
  ...item,
});

/** What a kind of deployment runs, with what rules report. */
export interface DeploymentSteps {
  /** Each with what the project makes it do. */
  readonly steps: readonly ProjectStep[];
  /** The files about which rules report something where no step of any kind of deployment does anything. */
  readonly atNoStep: readonly StepItem[];
}

/** The steps of a kind of deployment, and what is reported elsewhere. */
export function stepsOf(
  project: Project,
  kind: DeploymentKind,
  diagnostics: readonly Diagnostic[],
): DeploymentSteps {
  const all = stepsByKind(project);
  const findings = findingsByItem(itemsIn(all[kind]), diagnostics);
  return {
    steps: all[kind].map((step) => ({
      ...step,
      items: step.items.map((item) => ({ ...item, findings: findings.get(item) ?? [] })),
    })),
    atNoStep: filesAtNoStep(itemsIn(Object.values(all).flat()), diagnostics),
  };
}

/** A step before it is known what is reported there. */
interface PlainStep extends DeploymentStep {
  readonly items: readonly Item[];
}

const itemsIn = (steps: readonly PlainStep[]): readonly Item[] => steps.flatMap(({ items }) => items);

const stepsByKind = fact(
  'stepsByKind',
  (project): Readonly<Record<DeploymentKind, readonly PlainStep[]>> => ({
    'new-instance': plainSteps(project, 'new-instance'),
    deployment: plainSteps(project, 'deployment'),
    configuration: plainSteps(project, 'configuration'),
  }),
);

function plainSteps(project: Project, kind: DeploymentKind): readonly PlainStep[] {
  const hasProxy = proxyServer(project).program !== 'none';
  const own = DEPLOYMENT_ORDER.filter(
    ({ id, kinds }) => kinds.includes(kind) && (hasProxy || id !== 'proxy-start'),
  ).map((step) => ({
    ...step,
    items: itemsOf(step.id, project, kind),
  }));
  const steps = own.map((step) =>
    step.id === 'unpack' ? { ...step, items: unpackedItems(itemsIn(own), project) } : step,
  );
  const overrides = overridesOf(steps, project);
  return steps.map((step) => ({
    ...step,
    items: step.items
      .map((item) => ({ ...item, overriddenBy: [...item.overriddenBy, ...(overrides.get(item) ?? [])] }))
      .filter(({ overriddenBy }) => step.id !== 'unpack' || overriddenBy.length > 0),
  }));
}

/** Rules about files that nothing reads. */
const ABOUT_UNREAD_FILES: ReadonlySet<RuleId> = new Set<RuleId>([
  'bundle/wrong-file-name',
  'config/not-read',
  'instance/unread-hook',
  'procfile/unread-procfile',
  'procfile/wrong-file-name',
  'project/misnamed-folder',
]);

/** The files in which something is reported that belongs to no item. */
function filesAtNoStep(items: readonly Item[], diagnostics: readonly Diagnostic[]): readonly StepItem[] {
  const itemAt = itemFinder(items);
  const byFile = groupBy(diagnostics, (diagnostic) => (itemAt(diagnostic) ? [] : [diagnostic.at.file]));
  return [...byFile].flatMap(([{ name }, own]) =>
    own.slice(0, 1).map(({ at }) => ({
      ...itemOf({ title: name, at }),
      details: own.some(({ ruleId }) => ABOUT_UNREAD_FILES.has(ruleId)) ? ['no step reads it'] : [],
      findings: oncePerRule(own),
    })),
  );
}

/** What is reported at each item. */
function findingsByItem(
  items: readonly Item[],
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<Item, StepItem['findings']> {
  const itemAt = itemFinder(items);
  const byItem = groupBy(diagnostics, (diagnostic) => {
    const item = itemAt(diagnostic);
    return item ? [item] : [];
  });
  return new Map([...byItem].map(([item, own]) => [item, oncePerRule(own)]));
}

const oncePerRule = (diagnostics: readonly Diagnostic[]): StepItem['findings'] => [
  ...new Map(diagnostics.map(({ ruleId, severity }) => [ruleId, { ruleId, severity }])).values(),
];

/** The item that a place belongs to: from its beginning to that of the next one in its file. */
function itemFinder(items: readonly Item[]): (diagnostic: Diagnostic) => Item | undefined {
  const inFiles = groupBy(items, ({ at }) => (at ? [at.file.path] : []));
  const starts = new Map(
    [...inFiles].map(([path, own]) => [path, own.toSorted((a, b) => startOf(a) - startOf(b))] as const),
  );
  return ({ at }) => lastBefore(starts.get(at.file.path) ?? [], at.span.start);
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
      return resourceEntries(project).map(({ name }) => itemOf({ title: name.text, at: name.place }));
    case 'early-sections':
      return configFiles(project).flatMap((file) =>
        EARLY_SECTIONS.flatMap((section) => sectionItems(file, section, project)),
      );
    case 'buildfile':
    case 'container_commands':
    case 'prebuild':
    case 'predeploy':
    case 'postdeploy': {
      const hook = kind === 'configuration' ? 'confighook' : 'hook';
      const own = scripts(project).filter(
        ({ stage, origin }) => stage === id && (origin === 'command' || origin === hook),
      );
      const items = own.flatMap((script) => scriptItems(script, project, kind));
      return id === 'buildfile' && !isBuildfileDocumented(platform(project))
        ? items.map((item) => ({ ...item, details: [...item.details, 'documented for Go and Java SE only'] }))
        : items;
    }
    case 'dependencies':
      return filesNamed(project, dependenciesOf(project));
    case 'proxy':
      return proxyItems(project);
    case 'start':
      return startItems(project);
    case 'unpack':
    case 'switch':
    case 'proxy-start':
      return [];
  }
}

/** A script, and the others of the bundle that it runs. */
function scriptItems(script: InstanceScript, project: Project, kind: DeploymentKind): readonly Item[] {
  const run = [...runPaths(script)].flatMap((path) => sideFiles(project).get(path) ?? []);
  return [
    scriptItem(script, project, kind),
    ...run
      .filter(({ stage }) => stage === script.stage)
      .map((sideFile) => {
        const item = scriptItem(sideFile, project, kind);
        return { ...item, details: [`run by ${script.name.value}`, ...item.details] };
      }),
  ];
}

const sideFiles = fact(
  'sideFiles',
  (project): ReadonlyMap<string, InstanceScript> =>
    new Map(
      scripts(project).flatMap((script) =>
        script.origin === 'side-file' ? [[script.name.value, script]] : [],
      ),
    ),
);

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

const filesNamed = (project: Project, pattern: RegExp): readonly Item[] =>
  deployedFiles(project).files.flatMap((file) => (pattern.test(file.name) ? [fileItem(file)] : []));

const fileItem = (file: ProjectFile): Item =>
  itemOf({ title: file.name, at: 'source' in file ? startOfFile(file.source) : undefined });

/** The files of the bundle, of which only those are shown that a later step writes again or deletes. */
function unpackedItems(others: readonly Item[], project: Project): readonly Item[] {
  const names = new Set(
    others.flatMap(({ changes }) => changes.map(({ path }) => path.replace(BUNDLE_FOLDERS, ''))),
  );
  return deployedFiles(project).files.flatMap((file) =>
    names.has(file.name)
      ? [{ ...fileItem(file), changes: [writeOf(file.name)], details: ['a file of the bundle'] }]
      : [],
  );
}

const writeOf = (path: string, at?: Place): FileChange => ({
  path,
  at,
  action: 'written again',
  isCertain: true,
});

/** The files of the bundle for the proxy, also those that it does not read. */
function proxyItems(project: Project): readonly Item[] {
  const { program: proxy } = proxyServer(project);
  const inBundle = proxyFiles(project).filter(({ target }) => target === undefined);
  const placesInPlatform = new Map(
    inBundle.flatMap(({ origin, program, path, place }) =>
      origin === 'platform' ? [[`${program}/${path}`, place]] : [],
    ),
  );
  return inBundle.map(({ origin, program, path, place: at }) => {
    const title = at.file.name;
    if (origin === 'ebextensions') {
      const counterpart = placesInPlatform.get(`${program}/${path}`);
      return itemOf({
        ...{ title, at },
        details: mayUseFile(nginxProxy(project), title) ? [] : ['skipped: Elastic Beanstalk reads .platform'],
        overriddenBy: counterpart
          ? [{ note: `.platform/${program}/${path} is read instead`, step: 'proxy', at: counterpart }]
          : [],
      });
    }
    if (proxy !== program && proxy !== 'unknown')
      return itemOf({
        ...{ title, at },
        details: [`skipped: ${proxy === 'none' ? 'there is no proxy' : `the proxy is ${proxy}`}`],
      });
    const isReplacement = program === 'nginx' && writesNginxFile(path, platform(project).language);
    return itemOf({
      ...{ title, at },
      details: isReplacement ? ['replaces the file of Elastic Beanstalk'] : [],
      changes: [writeOf(`/var/proxy/staging/${program}/${path}`, at)],
    });
  });
}

/** What a file has in a section; of `commands`, as they are sorted. */
function sectionItems(
  file: ConfigFile,
  section: (typeof EARLY_SECTIONS)[number],
  project: Project,
): readonly Item[] {
  if (section === 'commands')
    return commandsOf(file)
      .filter(({ stage }) => stage === section)
      .flatMap((script) => scriptItems(script, project, 'deployment'))
      .map((item) => ({ ...item, section }));
  return entriesIn(file, section).map(({ name, manager }) => {
    const writes = (section === 'files' || section === 'sources') && name.valueKind === 'literal';
    return itemOf({
      section,
      title: manager ? `${manager.text}: ${name.text}` : name.text,
      name: `${section} of ${file.file.name}`,
      at: name.place,
      changes: writes ? [writeOf(name.text, name.place)] : [],
    });
  });
}

/** How many options each file sets, and which of them are set again. */
function settingsItems(project: Project): readonly Item[] {
  const byFile = groupBy(settings(project).all, ({ value }) => [value.place.file]);
  const lost = groupBy(
    [...settings(project).effectiveSettings()].flatMap((winner) =>
      winner.overridden.map((loser) => ({ loser, winner })),
    ),
    ({ loser }) => [loser.place.file],
  );
  const unread = new Set(lostFiles(project));
  return configFiles(project).flatMap(({ file }) => {
    const own = byFile.get(file) ?? [];
    const isUnread = unread.has(file.path);
    if (own.length === 0 && !isUnread) return [];
    return itemOf({
      title: file.name,
      details: [
        ...(own.length === 0 ? [] : [counted(own.length, 'option')]),
        ...(isUnread ? ['cannot be read as a whole'] : []),
      ],
      at: own[0]?.namespace.place ?? startOfFile(file),
      overriddenBy: [...firstOfEach(lost.get(file) ?? [], ({ winner }) => winner)].map(
        ({ loser, winner }) => ({
          note: `${loser.option.value} is set again`,
          step: 'settings',
          at: winner.option.place,
        }),
      ),
    });
  });
}

function scriptItem(script: InstanceScript, project: Project, kind: DeploymentKind): Item {
  const { name, text, isLeaderOnly, isTested, ignoresErrors, cwd, origin } = script;
  const command = summaryOf(text);
  const variables = variablesOfCommands(project).get(name.place) ?? [];
  return itemOf({
    title: name.value,
    details: [
      ...(origin === 'command' && command !== '' ? [command] : []),
      ...(isLeaderOnly ? [LEADERS[kind]] : []),
      ...(isTested ? ['if its test succeeds'] : []),
      ...(ignoresErrors ? ['its errors are ignored'] : []),
      ...(cwd ? [`in ${cwd.text}`] : []),
      ...(variables.length > 0 ? [`with ${variables.join(', ')}`] : []),
    ],
    at: name.place,
    changes: scriptChanges(script),
  });
}

/** The names of the variables that a command sets for itself, by the place of its name. */
const variablesOfCommands = fact(
  'variablesOfCommands',
  (project): ReadonlyMap<Place, readonly string[]> =>
    new Map(
      commandEntries(project).map(
        ({ name, env }) => [name.place, entriesOf(env?.value).map(({ key }) => key.text)] as const,
      ),
    ),
);

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
    return entries.map(({ name, command, place }) =>
      itemOf({ title: name.value, details: [command.text], at: place }),
    );
  const [server] = platformServers(project);
  return [
    server
      ? itemOf({
          title: server.name.value,
          details: [server.program.name],
          at: server.programWord.place,
        })
      : itemOf({ title: startedAlone(project), at: undefined }),
  ];
}

/** What the platform starts without a Procfile. */
function startedAlone(project: Project): string {
  const { language } = platform(project);
  if (usesCompose(project)) return 'the services of docker-compose.yml';
  if (language === 'docker') return 'the container';
  return language === 'ecs' ? 'the containers of the task' : 'what the platform starts without a Procfile';
}
