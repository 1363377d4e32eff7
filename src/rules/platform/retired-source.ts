import { fileEntries, packageEntries, sourceEntries } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { placeIn, placeOfWritten, type Node } from '../../parse/index.js';
import { mayNameRetiredSource, retiredSource } from '../../knowledge/packages/retired-sources.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { missingTool } from '../../knowledge/packages/missing-tools.js';
import type { Finding, Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';

export const retiredSourceRule: Rule = {
  meta: {
    id: 'platform/retired-source',
    summary: 'Something is installed from a source that is gone or not for Amazon Linux 2023',
    why: 'Every supported Linux platform runs on Amazon Linux 2023. Repositories that were made for Amazon Linux 1 and 2 or for old versions of other systems have no packages for it, or packages whose dependencies it does not have; some services and addresses no longer exist. The command fails, or installs what does not run.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/linux/al2023/ug/epel.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const address of addressesIn(project)) yield* inAddress(address);
    const downloads = new Set<string>();
    for (const script of scripts(project)) {
      if (!mayNameRetiredSource(script.text)) continue;
      for (const { program, args } of programRuns(script)) {
        if (missingTool(program.text) || INSTALLS_NOTHING.has(program.text)) continue;
        for (const word of args) {
          const found = retiredSource(word.text);
          if (!found || (isFile(word.text) && downloads.has(found.what))) continue;
          if (!isFile(word.text)) downloads.add(found.what);
          yield { at: placeIn(word, found), message: found.what, help: found.help };
        }
      }
    }
  },
};

/** What looks for a name or removes it downloads and installs nothing. */
const INSTALLS_NOTHING: ReadonlySet<string> = new Set(['[', 'egrep', 'fgrep', 'grep', 'ls', 'rm', 'test']);

/** A file on the instance, which another command has downloaded. */
const isFile = (text: string): boolean => !text.includes('://') && /\.(?:rpm|zip)$/.test(text);

/** What is downloaded by the sections of a configuration file. */
const addressesIn = (project: Project): (Node | undefined)[] => [
  ...sourceEntries(project).map(({ value }) => value),
  ...fileEntries(project).map(({ source }) => source?.value),
  ...packageEntries(project).flatMap(({ manager, value }) => (manager?.text === 'rpm' ? [value] : [])),
];

function* inAddress(node: Node | undefined): Generator<Finding> {
  if (node?.kind !== 'scalar' || node.valueKind !== 'literal') return;
  const found = retiredSource(node.text);
  if (found) yield { at: placeOfWritten(node), message: found.what, help: found.help };
}
