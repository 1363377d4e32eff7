import { configFiles } from '../../model/bundle/config-files.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { type DuplicateKeyProblem, problemsOf } from '../../parse/index.js';
import { lookUp } from '../../util/collections.js';
import { problem } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const duplicateKey: Rule = {
  meta: {
    summary: 'A key appears twice in one map of a configuration file',
    why: 'Elastic Beanstalk silently keeps one of the two and drops the other: settings, commands or files of the project never reach the environment. Two files may each have a section of the same name, but one file may not.',
    consequence: 'file-ignored',
    references: ['guide:ebextensions'],
  },
  needs: problem('duplicate-key'),
  *check(project) {
    for (const problem of problemsOf([...configFiles(project), ...dataFiles(project)], 'duplicate-key'))
      yield findingOf(problem);
  },
};

function findingOf({ at, first, hasSameValue, ...rest }: DuplicateKeyProblem): Finding {
  const [message, help] = hasSameValue
    ? [`Key "${rest.key}" appears twice with the same value`, 'Delete one of the two.']
    : lossOf(rest);
  return {
    at,
    message,
    help,
    related: [{ at: first, note: 'first occurrence' }],
    ...(hasSameValue && { warnsBecause: 'milder' }),
  };
}

/** What the entries of a section are. */
const ENTRIES: Readonly<Record<string, string>> = {
  option_settings: 'Namespace',
  commands: 'Command',
  container_commands: 'Command',
  files: 'File',
  sources: 'Folder',
  Resources: 'Resource',
  Parameters: 'Parameter',
  Outputs: 'Output',
  Mappings: 'Mapping',
};

/** Message and help where one of two values is lost. */
function lossOf({
  key,
  within: { section, parent, depth },
  holdsMaps,
}: Pick<DuplicateKeyProblem, 'key' | 'within' | 'holdsMaps'>) {
  if (section === undefined)
    return [
      `Section "${key}" appears twice in this file`,
      'Put all its entries under one of the two.',
    ] as const;
  const kind = depth === 1 ? lookUp(ENTRIES, section) : undefined;
  if (kind === 'Namespace')
    return [
      `Namespace "${key}" appears twice in ${section}`,
      'Put all its options under one of the two.',
    ] as const;
  if (kind)
    return [`${kind} "${key}" appears twice in ${section}`, 'Rename one of the two, or delete it.'] as const;
  return [
    `Key "${key}" appears twice under "${parent ?? section}"`,
    holdsMaps ? 'Put all its entries under one of the two.' : 'Delete one of the two.',
  ] as const;
}
