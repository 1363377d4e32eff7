import {
  type DeploymentKind,
  EARLY_SECTIONS,
  type StepId,
} from '../../knowledge/instance/deployment-order.js';
import { writesNginxFile } from '../../knowledge/nginx/default-files.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { commandEntries, configFiles, resourceEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { fact } from '../../model/fact.js';
import { mayUseFile, proxy as nginxProxy } from '../../model/nginx/proxy.js';
import { isBuildfileDocumented, platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { lostFiles } from '../../model/scripts/completeness.js';
import { BUNDLE_FOLDERS, runPaths } from '../../model/scripts/run-paths.js';
import { commandsOf, scripts } from '../../model/scripts/scripts.js';
import { platformServers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import { entriesOf } from '../../parse/yaml/node.js';
import { counted } from '../../report/text/counted.js';
import { type Place, startOfFile } from '../../source/index.js';
import { firstOfEach, groupBy } from '../../util/collections.js';
import { trim } from '../../util/text.js';
import { type FileChange, scriptChanges } from './overrides.js';
import { type Item, itemOf } from './step-item.js';

export function itemsOf(id: StepId, project: Project, kind: DeploymentKind): readonly Item[] {
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
export function unpackedItems(others: readonly Item[], project: Project): readonly Item[] {
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
      : itemOf({ title: startedByPlatform(project), at: undefined }),
  ];
}

/** What the platform starts without a Procfile. */
function startedByPlatform(project: Project): string {
  const { language } = platform(project);
  if (usesCompose(project)) return 'the services of docker-compose.yml';
  if (language === 'docker') return 'the container';
  return language === 'ecs' ? 'the containers of the task' : 'what the platform starts without a Procfile';
}
