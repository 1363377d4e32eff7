import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { isForInstances } from '../../model/bundle/shipped-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { sourceNamed, type Project } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { gemsOf } from '../../parse/gemfile.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { groupBy } from '../../util/collections.js';
import { source } from '../on.js';
import { lazily } from '../../util/memo.js';

export const uninstalledGem: Rule = {
  meta: {
    summary: 'The Procfile runs a gem of a group that is not installed',
    why: 'The Ruby platform installs the gems of the Gemfile without the groups that the environment property BUNDLE_WITHOUT names: test and development, unless it is set. A program of a gem that is only in these ends at once ("bundler: command not found: puma"), and every request ends in 502 Bad Gateway.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    references: [
      'guide:create_deploy_Ruby.container',
      'guide:command-options-specific#command-options-ruby',
      'https://bundler.io/man/gemfile.5.html#GROUPS',
    ],
    needsPlatform: true,
    claimsAbsence: true,
    mayBeSetElsewhere: true,
  },
  needs: source('Gemfile'),
  *check(project) {
    const file = sourceNamed('Gemfile', deployedFiles(project).files);
    const without = groupsLeftOut(project);
    if (platform(project).language !== 'ruby' || !file || !without || mayInstallAll(project)) return;
    const brought = lazily(() => {
      const lock = existingFiles(deployedFiles(project)).source('Gemfile.lock')?.text ?? '';
      return new Set(Array.from(lock.matchAll(BROUGHT), ([, name]) => name));
    });
    const gems = groupBy(gemsOf(file), ({ name }) => [name.value]);
    for (const entry of procfile(project)?.entries ?? [])
      for (const { programs } of invocationsOf(entry)) {
        const [bundle, program] = programs.slice(-2);
        const [gem, ...others] = gems.get(program?.text ?? '') ?? [];
        if (bundle?.text !== 'bundle' || !program || !gem) continue;
        const isLeftOut = [gem, ...others].every(
          ({ groups }) => groups.length > 0 && groups.every((group) => without.has(group)),
        );
        if (!isLeftOut || brought().has(program.text)) continue;
        const { value, place } = gem.name;
        const where = `only in the ${gem.groups.length === 1 ? 'group' : 'groups'} ${gem.groups.join(' and ')}`;
        yield {
          at: program.place,
          message: `Process "${entry.name.value}" runs ${value}, which is ${where}, and not installed`,
          help: `Move \`gem "${value}"\` out of the group in the Gemfile.`,
          related: [{ at: place, note: where }],
        };
      }
  },
};

/** What a gem of the lock file depends on, of which the group does not matter then. */
const BROUGHT = /^ {6}([\w.-]+)/gm;

/** The groups that Bundler leaves out; undefined where the text does not tell. */
function groupsLeftOut(project: Project): ReadonlySet<string> | undefined {
  const { value } = settings(project).effective(ENVIRONMENT_PROPERTIES, 'BUNDLE_WITHOUT') ?? {};
  const text = value ? literalText(value) : 'test:development';
  return text === undefined ? undefined : new Set(text.split(/[\s:]+/));
}

/** Whether a command or a configuration of Bundler says what is installed. */
const mayInstallAll = (project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      file.name.startsWith('.bundle/') ||
      ('source' in file &&
        isForInstances(file) &&
        /\bbundler?[ \t]+(?:config|install)\b/.test(file.source.text)),
  ) ||
  settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .some(({ option }) => /^BUNDLE_(?!WITHOUT$)/.test(option.value));
