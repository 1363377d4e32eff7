import type { Options } from '../../cli/parse-flags.js';
import { presetOf } from '../../configuration/merge.js';
import { severityIn } from '../../lint/lint-options.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { ExitCode, Ports } from '../../ports/ports.js';
import { hidingSecrets, jsonText } from '../../report/text/json-text.js';
import { relativePath } from '../../util/paths.js';
import { projectsAt } from '../projects-here.js';
import { type ConfiguredProject, tellRenamedRules } from './configured-projects.js';

/**
 * `eblint --print-config [PATH]` prints what applies to projects after flags, files and all that these build on, as JSON.
 * @throws UsageError where there is no project
 */
export async function printConfig(options: Options, ports: Ports): Promise<ExitCode> {
  tellRenamedRules(options, ports);
  const projects = await projectsAt(options, ports);
  const all = projects.map((project) => effective(project, ports.cwd));
  ports.stdout.write(jsonText(all.length === 1 ? all[0] : all, 2, hidingSecrets));
  return 0;
}

function effective({ root, options, used }: ConfiguredProject, cwd: string): object {
  const { overrides = [], ignores, allowPlaceholders, knownOptions } = used?.configuration ?? {};
  return {
    project: relativePath(cwd, root),
    files: (used?.paths ?? []).map((path) => relativePath(cwd, path)),
    ignored: used?.policy.isIgnoredProject(root) ?? false,
    preset: options.preset ?? (used && presetOf(used.configuration)) ?? 'recommended',
    platform: options.platform ?? null,
    rules: Object.fromEntries(ALL_RULES.map((rule) => [rule.id, severityIn(root, rule, options)])),
    overrides,
    ignores: ignores ?? [],
    allowPlaceholders: allowPlaceholders ?? [],
    knownOptions: knownOptions ?? [],
  };
}
