import { mayNameRetiredPath, retiredPaths, type RetiredPath } from '../../knowledge/retired-paths.js';
import { instanceCommandsOf, type InstanceCommand } from './retired-path/instance-commands.js';
import { placeIn } from '../../parse/index.js';
import type { Finding, Rule } from '../rule.js';

export const retiredPath: Rule = {
  meta: {
    id: 'platform/retired-path',
    summary: 'A command or a file uses a path that exists only on Amazon Linux 1',
    why: 'Amazon Linux 1 was retired in July 2022. On later platforms a command that enters, reads or runs such a path fails, and with it the deployment ("Error occurred during build: Command 01_migrate failed"). A file that is written to such a path is silently ignored.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al1.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms-scripts.html',
    ],
    since: '0.1.0',
  },
  *check({ platform, configFiles }) {
    if (platform.generation === 'al1' || !configFiles.some(({ file }) => mayNameRetiredPath(file.text)))
      return;
    const targets = configFiles.flatMap(({ files }) => files.map(({ target }) => target));
    const written = new Set(targets.map(({ value }) => value));
    for (const command of instanceCommandsOf(configFiles)) yield* inCommand(command, written);
    for (const target of targets) {
      const [path] = retiredPaths(target.value, 'target');
      if (path) yield { at: target.place, ...notUsed(path) };
    }
  },
};

/**
 * One finding for each kind of path in a command, at the use that fails the deployment if there is one. A file that the
 * project itself writes there is reported once, as a target.
 */
function inCommand(
  { name, words, requirements }: InstanceCommand,
  written: ReadonlySet<string>,
): Iterable<Finding> {
  const findings = new Map<string, Finding>();
  for (const word of [...requirements, ...words])
    for (const path of retiredPaths(word.text, 'command')) {
      if (findings.has(path.kind) || written.has(path.path)) continue;
      const isFatal = path.certain && requirements.includes(word);
      findings.set(path.kind, {
        at: placeIn(word, path),
        ...(isFatal ? needed(path, name.value) : notUsed(path)),
      });
    }
  return findings.values();
}

const needed = ({ path, help }: RetiredPath, command: string) => ({
  message: `Command "${command}" needs ${path}, which only Amazon Linux 1 has`,
  help,
});

const notUsed = ({ path, help, certain }: RetiredPath) => ({
  message: `${path} ${certain ? 'exists' : 'probably exists'} only on Amazon Linux 1`,
  help,
  severity: 'warning' as const,
});
