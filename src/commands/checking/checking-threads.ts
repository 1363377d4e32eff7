import type { Options } from '../../cli/parse-flags.js';
import type { Configuration } from '../../configuration/configuration.js';
import { policyOf } from '../../configuration/policy.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import { type CrashReason, reasonOfCrash } from '../../lint/lint-report.js';
import type { LostItem, Ports } from '../../ports/ports.js';
import type { ConfiguredProject } from '../configuration/configured-projects.js';
import { type CheckedProject, crashedProject, projectChecker } from './check-project.js';

/** The input of each thread: plain data. */
export interface CheckJob {
  readonly flags: Options;
  /** The different settings of the projects. */
  readonly settings: readonly PlainSettings[];
  /** The projects in the order of the report, with the indexes of their settings. */
  readonly projects: readonly (readonly [root: string, settings: number])[];
}

/** Options of the linter, with what their policy is made of in its place. */
interface PlainSettings {
  readonly options: Omit<LintOptions, 'policy'>;
  readonly configuration?: { readonly content: Configuration; readonly folder: string } | undefined;
}

/** Several threads that check projects. Each takes the next one when it is done with one, and reads it itself. */
export interface CheckingThreads {
  /** What came of a project; undefined where no thread could check it. */
  readonly checked: (index: number) => Promise<CheckedProject | undefined>;
  readonly close: () => void;
}

/** Undefined where no thread can be started. */
export async function checkingThreads(
  projects: readonly ConfiguredProject[],
  flags: Options,
  ports: Ports,
): Promise<CheckingThreads | undefined> {
  const job: CheckJob = { flags, ...projectsAndSettings(projects) };
  const threads = await ports.openThreads<CheckedProject>({
    job,
    items: projects.length,
    threads: flags.threads,
  });
  return (
    threads && {
      async checked(index) {
        const { answer, lost } = await threads.outcomeOf(index);
        const project = projects[index];
        return lost && project ? crashedProject(project, reasonOfLoss(lost)) : answer;
      },
      close: threads.close,
    }
  );
}

const reasonOfLoss = ({ megabytes, error }: LostItem): CrashReason =>
  megabytes === undefined
    ? reasonOfCrash(error)
    : {
        message: `The check of this project needs more than ${megabytes} MiB of memory`,
        help: 'Check it alone with `--threads 1`.',
      };

function projectsAndSettings(
  projects: readonly ConfiguredProject[],
): Pick<CheckJob, 'projects' | 'settings'> {
  const indexes = new Map<LintOptions, number>();
  const settings: PlainSettings[] = [];
  const indexOf = ({ options, used }: ConfiguredProject): number => {
    const known = indexes.get(options);
    if (known !== undefined) return known;
    const plain = { ...options, policy: undefined };
    const configuration = used && { content: used.configuration, folder: used.folder };
    const index = settings.push({ options: plain, configuration }) - 1;
    indexes.set(options, index);
    return index;
  };
  return { projects: projects.map((project) => [project.root, indexOf(project)]), settings };
}

/** What checks the projects of a job, in a thread that was given it. */
export async function jobChecker(
  { flags, settings, projects }: CheckJob,
  ports: Ports,
): Promise<(index: number) => Promise<CheckedProject | undefined>> {
  const known = ALL_RULES.map(({ id }) => id);
  const all = settings.map(({ options, configuration }): LintOptions => {
    const policy = configuration && policyOf(configuration.content, configuration.folder, known);
    return { ...options, policy };
  });
  const check = await projectChecker({ files: ports.files }, flags, ports);
  const checks = projects.map(
    ([root, own]) =>
      () =>
        check({ root, options: all[own] ?? {}, used: undefined }),
  );
  return async (index) => checks[index]?.();
}
