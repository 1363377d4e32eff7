import type { ProjectFile } from '../project.js';
import { scriptOfLine, type InstanceScript } from '../execution/instance-script.js';
import { programRuns, type ProgramRun } from '../execution/program-runs.js';
import { BUNDLE_FOLDERS, mayBeElsewhere } from './run-paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { scripts } from './scripts.js';
import { procfile } from '../platform/procfile.js';
import { fact } from '../fact.js';

/** A file of the bundle that something runs by its path, so that its mode decides whether it may. */
export interface BundleRun {
  readonly file: Extract<ProjectFile, { source: unknown }>;
  readonly run: ProgramRun;
}

/**
 * What commands, hooks, the Buildfile and the Procfile run by its path once the bundle is unpacked, as far as it has been
 * read. Elastic Beanstalk makes the files in the folders of hooks executable, and no others.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/relnotes/release-2022-04-29-linux.html
 */
export const bundleRuns = fact('bundleRuns', (project): readonly BundleRun[] => {
  const { files } = deployedFiles(project);
  const byName = new Map(
    files.flatMap((file) => ('source' in file && !HOOK.test(file.name) ? [[file.name, file]] : [])),
  );
  const lines = procfile(project)?.entries.map(scriptOfLine) ?? [];
  const started = scripts(project).filter(({ stage, isShell }) => isShell && stage && stage !== 'commands');
  return [...started, ...lines].flatMap((script) =>
    script.text.includes('/') ? runsOf(script, byName) : [],
  );
});

const HOOK = /^\.platform\/(?:conf)?hooks\/[^/]+\/[^/]+$/;

function runsOf(script: InstanceScript, byName: ReadonlyMap<string, BundleRun['file']>): BundleRun[] {
  const isElsewhere = mayBeElsewhere(script);
  return programRuns(script).flatMap((run) => {
    const path = run.programs.at(-1);
    const isByPath = run.programs.slice(0, -1).every(({ text }) => RUNS_BY_PATH.has(text));
    if (path?.kind !== 'literal' || !isByPath || !path.text.includes('/')) return [];
    if (!path.text.startsWith('/') && isElsewhere) return [];
    const file = byName.get(path.text.replace(BUNDLE_FOLDERS, ''));
    return file ? [{ file, run }] : [];
  });
}

/** Programs that run another one as a shell would; an interpreter only reads it. */
const RUNS_BY_PATH: ReadonlySet<string> = new Set([
  ...['command', 'dumb-init', 'env', 'exec', 'nice', 'nohup', 'setsid', 'sudo', 'time', 'timeout', 'tini'],
]);
