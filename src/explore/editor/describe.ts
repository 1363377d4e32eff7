import { docUrl, findNamespace } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { optionRows } from '../../catalogue/text/option-text.js';
import { mayBePackage } from '../../knowledge/packages/is-known-name.js';
import { missingPackage } from '../../knowledge/packages/missing-package.js';
import { PROXIED_ENTRY, PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import { ebResource } from '../../knowledge/resources/eb-resources.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import { yumPackages } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { pairs } from '../../model/routing/pairs.js';
import { routing } from '../../model/routing/read-routing.js';
import type { Listener, ListenerRule, Process } from '../../model/routing/routing.js';
import { type Target, targets } from '../../model/routing/targets.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import {
  type EffectiveSetting,
  itemsOfSetting,
  type Setting,
  settings,
} from '../../model/settings/settings.js';
import { markdownCode } from '../../report/text/markdown.js';
import type { RuleInfo } from '../../rules/rule-info.js';
import { nameOf, type Place, type SourceFile } from '../../source/index.js';
import { insideQuotes } from '../../source/place.js';
import { MAX_RESOLVED_VALUE_CHARACTERS, MAX_WHY_PLACES } from '../../util/limits.js';
import { shorten } from '../../util/text.js';
import { docsUrl } from '../../web-addresses.js';
import { type Mention, mentionAt, mentionsIn, mentionsOf } from './names.js';

/** What is known of a place, in Markdown that shows no secret. */
export interface Description {
  readonly text: string;
  /** What it is about. */
  readonly place: Place;
}

/** What a description is taken from. */
interface Known {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts of all rules, where they are kept apart from them. */
  readonly rules?: readonly Pick<RuleInfo, 'id' | 'summary' | 'why'>[];
}

/** What an offset of a file is about: what is written there, and why what was found there matters. */
export function descriptionAt(
  { project, diagnostics, rules }: Known,
  file: SourceFile,
  offset: number,
): Description | undefined {
  const isAt = ({ file: other, span }: Place): boolean =>
    other === file && span.start <= offset && offset <= span.end;
  const found = diagnostics.filter(({ at }) => isAt(at));
  const described = [
    ...named(project, mentionAt(project, file, offset) ?? namedByNamespace(project, file, isAt)),
    ...settings(project).all.flatMap((setting) => ofSetting(project, setting, isAt)),
    ...yumPackages(project).flatMap(({ name }) => (isAt(name.place) ? ofPackage(name.text, name.place) : [])),
    ...ofPath(file, offset),
  ];
  const why = found.map(({ ruleId, at }) => ({ place: at, text: whyOf(ruleId, rules) }));
  const all = [...described, ...why];
  const [first] = all;
  return first && { place: first.place, text: [...new Set(all.map(({ text }) => text))].join('\n\n---\n\n') };
}

/** What a namespace is of, where it names something: in `aws:elbv2:listenerrule:ws`, the rule. */
function namedByNamespace(
  project: Project,
  file: SourceFile,
  isAt: (place: Place) => boolean,
): Mention | undefined {
  const { span } =
    settings(project).all.find(({ namespace }) => isAt(namespace.place))?.namespace.place ?? {};
  return (
    span &&
    mentionsIn(project, file).find(
      ({ place, isDeclaration }) =>
        isDeclaration && span.start <= place.span.start && place.span.end <= span.end,
    )
  );
}

function whyOf(ruleId: Diagnostic['ruleId'], rules: Known['rules']): string {
  const meta = rules?.find(({ id }) => id === ruleId) ?? ALL_RULES.find(({ id }) => id === ruleId)?.meta;
  return `**${meta?.summary ?? ruleId}**\n\n${meta?.why ?? ''}\n\n[${ruleId}](${docsUrl(ruleId)})`;
}

/** A listener, rule or process with the ways of its requests; a resource with what it is; a file with who names it. */
function named(project: Project, mention: Mention | undefined): Description[] {
  if (!mention) return [];
  const { kind, name, place } = mention;
  const { listeners, rules, processes } = routing(project);
  const ways = (isOn: (target: Target) => boolean): Description[] => {
    const lines = targets(project)
      .filter(isOn)
      .map((target) => wayOf(project, target));
    const shown = [...new Set(lines)].slice(0, MAX_WHY_PLACES);
    const title = `**${kind} ${markdownCode(name)}**`;
    return [
      { place, text: [title, ...(shown.length > 0 ? shown : ['No listener leads here.'])].join('\n\n') },
    ];
  };
  switch (kind) {
    case 'listener': {
      const own = listeners.find(({ port }) => String(port) === name);
      return own ? ways(({ listener }) => listener === own) : [];
    }
    case 'rule': {
      const own = rules.find((rule) => rule.name === name);
      return own ? ways(({ rule }) => rule === own) : [];
    }
    case 'process': {
      const own = processes.find((process) => process.name === name);
      return own ? ways(({ process }) => process === own) : [];
    }
    case 'resource': {
      const type = ebResource(name)?.type;
      return type === undefined
        ? []
        : [{ place, text: `${markdownCode(name)}: ${type}, which Elastic Beanstalk makes` }];
    }
    case 'written file': {
      const [declared] = mentionsOf(project, mention).filter(({ isDeclaration }) => isDeclaration);
      return declared
        ? [{ place, text: `${markdownCode(name)}: written by ${markdownCode(nameOf(declared.place))}` }]
        : [];
    }
    case 'file':
    case 'setting':
      return [];
  }
}

/** The way of requests in one line: from a listener over a rule and a process to what answers them. */
const wayOf = (project: Project, { listener, rule, process, missing }: Target): string =>
  [
    partOfListener(listener),
    ...(rule ? [partOfRule(rule)] : []),
    process
      ? partOfProcess(project, process)
      : missing
        ? `${missing.kind} ${markdownCode(missing.name)}, which is not declared`
        : 'an unknown process',
  ].join(' → ');

const partOfListener = ({ port }: Listener): string => `listener ${port}`;

const partOfRule = (rule: ListenerRule): string => {
  const patterns = [rule.hostHeaders, rule.pathPatterns]
    .flatMap(itemsOfSetting)
    .flatMap(({ kind, text }) => (kind === 'literal' ? [text] : []));
  return patterns.length > 0
    ? `rule ${markdownCode(rule.name)} (${patterns.map(markdownCode).join(', ')})`
    : `rule ${markdownCode(rule.name)}`;
};

function partOfProcess(project: Project, process: Process): string {
  const { name, port } = process;
  const own = `process ${markdownCode(name)}${port === undefined ? '' : ` on port ${port}`}`;
  const servers = pairs(project).filter((pair) => pair.process === process);
  const answers = servers.map(
    ({ server }) => `${server.program.name} in ${markdownCode(server.name.value)} of the Procfile`,
  );
  if (answers.length > 0) return `${own} → ${answers.join(' or ')}`;
  return PROXY_PORTS.has(port) ? `${own} → proxy → ${markdownCode(PROXIED_ENTRY)}` : own;
}

function ofSetting(project: Project, setting: Setting, isAt: (place: Place) => boolean): Description[] {
  const { namespace, option, value } = setting;
  if (isAt(insideQuotes(namespace.place))) return ofNamespace(namespace.value, insideQuotes(namespace.place));
  if (!isAt(option.place) && !isAt(value.place)) return [];
  const info = findOption(namespace.value, option.value);
  if (!info) return [];
  const rows = optionRows(info).flatMap(([label, texts]) => {
    const lines = texts === undefined || texts === '' ? [] : typeof texts === 'string' ? [texts] : texts;
    return lines.map((line) => `- ${rowText(label, line)}`);
  });
  const effective = settings(project).effective(namespace.value, option.value);
  const text = [
    `**${markdownCode(option.value)}** of ${markdownCode(namespace.value)}`,
    rows.join('\n'),
    precedence(setting, effective),
  ];
  return [{ place: insideQuotes(option.place), text: text.filter((part) => part !== '').join('\n\n') }];
}

/** An address is the target of its label: as text, it would be longer than all other lines. */
const rowText = (label: string, text: string): string => {
  if (text.startsWith('https:')) return `[${label}](${text})`;
  return label === '' ? text : `${label}: ${text}`;
};

/** Which of several settings of one option takes precedence. */
function precedence(setting: Setting, effective: EffectiveSetting | undefined): string {
  if (!effective || effective.overridden.length === 0) return '';
  const isEffective = effective.option.place === setting.option.place;
  const others = isEffective ? effective.overridden : [effective];
  const places = others.slice(-MAX_WHY_PLACES).map((other) => {
    const shown = mayBeShown(other)
      ? ` (${markdownCode(shorten(other.value.text, MAX_RESOLVED_VALUE_CHARACTERS))})`
      : '';
    return `${markdownCode(nameOf(other.option.place))}${shown}`;
  });
  return isEffective ? `Overrides ${places.join(', ')}` : `Overridden by ${places.join(', ')}`;
}

function ofNamespace(name: string, place: Place): Description[] {
  const info = findNamespace(name);
  if (!info) return [];
  const count = Object.keys(info.options).length;
  const options = info.freeForm ? 'any option' : `${count} options`;
  const requires = info.requires === undefined ? '' : `\n\nRequires ${info.requires}`;
  return [
    {
      place,
      text: `**${markdownCode(info.listedAs)}**: ${options}${requires}\n\n[Documentation](${docUrl(info)})`,
    },
  ];
}

function ofPackage(name: string, place: Place): Description[] {
  const missing = missingPackage(name, 'exact');
  if (missing)
    return [{ place, text: `${markdownCode(name)}: Amazon Linux 2023 does not have it. ${missing.help}` }];
  return mayBePackage(name) ? [{ place, text: `${markdownCode(name)}: a package of Amazon Linux 2023` }] : [];
}

/** A path that older platforms had. */
function ofPath(file: SourceFile, offset: number): Description[] {
  const { start, end } = file.lineSpan(file.positionAt(offset).line);
  const line = file.text.slice(start, end);
  for (const path of retiredPaths(line, 'command')) {
    const span = { start: start + path.start, end: start + path.end };
    if (span.start <= offset && offset <= span.end)
      return [
        {
          place: { file, span },
          text: `${markdownCode(path.path)}: supported platforms do not have it. ${path.help}`,
        },
      ];
  }
  return [];
}
