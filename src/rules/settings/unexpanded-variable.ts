import { mayBeCredential } from '../../knowledge/secrets/credential-names.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isDockerSure, usesCompose } from '../../model/docker/uses-docker.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Platform } from '../../model/platform/platform.js';
import { replacedByTool, writtenByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { findInSetting } from '../../parse/index.js';
import { type Located, type Span, textAt } from '../../source/index.js';
import { anySetting } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { filledIn, notationOf, secretFromOutside } from '../support/notation.js';

export const unexpandedVariable: Rule = {
  meta: {
    summary: 'A setting contains a variable or a command that Elastic Beanstalk does not expand',
    why: 'Elastic Beanstalk does not expand variables, templates or commands in a .config file. Unless a step before the deployment replaces ${NAME}, the option is set to that literal text. The update is refused because of an invalid value, or the application reads the text.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions-optionsettings', 'guide:ebextensions-functions'],
    needsPlatform: true,
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      if (expandsVariables(setting.namespace.value)) continue;
      const command = findInSetting(setting, commandIn);
      const mark = markAsMap(setting);
      const text = command || mark ? undefined : unexpandedText(setting, project);
      // A property gets any text.
      const reason = isProperty(setting) && { warnsBecause: 'milder' as const };
      if (command) yield { ...commandFinding(setting, command, project), ...reason };
      else if (mark)
        yield {
          at: setting.node.place,
          message: `${setting.option.value} is set to ${mark}, which YAML reads as a map`,
          help: `Elastic Beanstalk fills in no templates. ${helpFor(setting, project)}`,
          doubt: writtenByTool(mark, '.ebextensions', project),
          warnsBecause: 'undocumented',
        };
      else if (text)
        yield {
          ...textFinding(setting, text, project),
          ...reason,
          doubt:
            setting.layer === 'environment'
              ? replacedByTool(text.value, project)
              : writtenByTool(text.value, '.ebextensions', project),
        };
    }
  },
};

/** The mark of a template that is the whole value, without quotes. */
function markAsMap({ node }: EffectiveSetting): string | undefined {
  const text = node.kind === 'map' ? textAt(node.place).trim() : '';
  return /^\{\{(?!resolve:)[^{}\n\r]{1,100}\}\}$/.test(text) ? text : undefined;
}

/** The first variable or mark of a template that is not expanded. */
function unexpandedText(setting: EffectiveSetting, project: Project): Located<string> | undefined {
  const isOwn = isProperty(setting);
  if (isOwn && !readsPropertiesAsWritten(project)) return undefined;
  return findInSetting(setting, variableIn(isOwn)) ?? findInSetting(setting, templateIn(isOwn));
}

const isProperty = ({ namespace }: EffectiveSetting): boolean => namespace.value === ENVIRONMENT_PROPERTIES;

function textFinding(
  setting: EffectiveSetting,
  { place, value }: Located<string>,
  project: Project,
): Finding {
  const verb = setting.value.text.trim() === value ? 'is set to' : 'contains';
  return {
    at: place,
    message: `${setting.option.value} ${verb} the literal text "${value}"`,
    help:
      (VARIABLE.test(value) ? filledIn(notationOf(place, project)) : undefined) ??
      `Elastic Beanstalk does not expand variables here. ${helpFor(setting, project)}`,
  };
}

/** Without the command, which may hold a secret. */
const commandFinding = (
  setting: EffectiveSetting,
  { place, value }: Located<string>,
  project: Project,
): Finding => ({
  at: place,
  message: `${setting.option.value} is set to a command in ${value.startsWith('$') ? '$(…)' : 'backticks'}, which nothing runs`,
  help: helpFor(setting, project),
});

function helpFor(setting: EffectiveSetting, project: Project): string {
  if (!isProperty(setting)) return 'Write the value, or fill it in before the deployment.';
  const notation = notationOf(setting.place, project);
  const { option, value } = setting;
  if (mayBeCredential(option.value, value.text)) return secretFromOutside(option.value, notation);
  return notation === 'configuration file'
    ? 'Write the value, or delete the property and set its value with `eb setenv`.'
    : 'Write the value.';
}

/**
 * Languages whose programs get an environment property as it is written. Spring expands `${…}` in the properties that it
 * reads, and Docker Compose in the file that it gets them in.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
 */
const READ_AS_WRITTEN: ReadonlySet<Platform['language']> = new Set([
  'dotnet',
  'go',
  'node',
  'php',
  'python',
  'ruby',
] as const);

/** Files of projects whose languages expand nothing in a container either, and those of projects whose languages do. */
const WRITTEN_IN = /^(?:Gemfile|composer\.json|go\.mod|manage\.py|package\.json|requirements\.txt)$/;
const WRITTEN_FOR_JVM = /^(?:build\.gradle(?:\.kts)?|build\.sbt|gradlew|mvnw|pom\.xml)$/;

/** Whether nothing expands the environment properties of a project; false where it is not known. */
const readsPropertiesAsWritten = (project: Project): boolean =>
  READ_AS_WRITTEN.has(platform(project).language) || isContainerOfOtherLanguage(project);

/**
 * Without Docker Compose, the platform hands the properties to `docker run`, which takes them as they are.
 * https://docs.docker.com/reference/cli/docker/container/run/#env
 */
function isContainerOfOtherLanguage(project: Project): boolean {
  if (!isDockerSure(project) || usesCompose(project)) return false;
  const names = deployedFiles(project).files.map(({ name }) => name);
  return names.some((name) => WRITTEN_IN.test(name)) && !names.some((name) => WRITTEN_FOR_JVM.test(name));
}

/**
 * Namespaces whose values go to something that may expand `${NAME}` itself: the author's own templates and scripts, the
 * script that starts Tomcat, php.ini.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuration-options-custom.html
 * https://www.php.net/manual/en/configuration.file.php
 */
const READERS: ReadonlySet<string> = new Set([
  'aws:elasticbeanstalk:container:nodejs',
  'aws:elasticbeanstalk:container:php:phpini',
  'aws:elasticbeanstalk:container:tomcat:jvmoptions',
  'aws:elasticbeanstalk:customoption',
]);

/** Whether the values of a namespace may be expanded by what reads them. */
const expandsVariables = (namespace: string): boolean => READERS.has(namespace);

type Find = (text: string) => Span | undefined;

/** `$${NAME}` is how a template escapes one. */
const VARIABLE = /(?<!\$)\$\{[A-Za-z_][\w.:-]*\}/;

/** Lowercase names in a property are the application's own, as in the patterns of a logger. */
const PROPERTY_VARIABLE = /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/;

/** `{{ NAME }}`, `<%= NAME %>`, `#{NAME}`, `__NAME__`, `@@NAME@@`; CloudFormation fills in `{{resolve:…}}`. */
const TEMPLATE =
  /\{\{(?!resolve:)[^{}]+\}\}|<%[^%]+%>|#\{[A-Za-z_][^{}]*\}|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)|@@\w+@@/;

/** Only names that no application uses in texts of its own, where it fills them in at run time. */
const PROPERTY_TEMPLATE =
  /\{\{ *(?:[A-Z][A-Z0-9]*_[A-Z0-9_]*|(?:env|secrets|vars)\.\w+) *\}\}|<%= *(?:ENV|[A-Z][A-Z0-9]*_)[^%]*%>|#\{[A-Z][A-Z0-9]*_[A-Z0-9_]*\}|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)/;

/** The whole text: `$(openssl rand -hex 16)`. JSON in backticks is a function of CloudFormation, `$(NAME)` a variable of a build. */
const COMMAND =
  /^(?:\$\((?:[a-z][\w./-]* [^()]*|date|hostname|pwd|whoami)\)|`(?:[a-z][\w./-]* [^`]*|date|hostname|pwd|whoami)`)$/;

const variableIn = (isProperty: boolean): Find => finder(isProperty ? PROPERTY_VARIABLE : VARIABLE);

const templateIn = (isProperty: boolean): Find => finder(isProperty ? PROPERTY_TEMPLATE : TEMPLATE);

const commandIn: Find = finder(COMMAND);

function finder(pattern: RegExp): Find {
  return (text) => {
    const match = pattern.exec(text);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  };
}
