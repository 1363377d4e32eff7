import { compareVersions } from '../../util/compare.js';
import type { Generation, Language } from './platforms.js';

/**
 * The end of all branches of a generation, and of those that ended on a day of their own.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-schedule.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-retiring.html
 */
const GENERATION_ENDS: Readonly<Partial<Record<Generation, string>>> = {
  al1: '2022-07-18',
  al2: '2026',
};

interface BranchEnd {
  readonly language: Language;
  readonly versions: readonly string[];
  readonly generations: readonly Generation[];
  /** As `2025-04-08`; only the year where the day could not be confirmed. */
  readonly date: string;
}

const BRANCH_ENDS: readonly BranchEnd[] = [
  { language: 'dotnet', versions: ['6'], generations: ['al2023'], date: '2025-04-08' },
  { language: 'node', versions: ['10'], generations: ['al2'], date: '2022-06-29' },
  { language: 'node', versions: ['12'], generations: ['al2'], date: '2022-12-23' },
  { language: 'node', versions: ['14', '16'], generations: ['al2'], date: '2024-10-10' },
  { language: 'node', versions: ['18'], generations: ['al2', 'al2023'], date: '2025-08-11' },
  { language: 'node', versions: ['20'], generations: ['al2023'], date: '2026' },
  { language: 'php', versions: ['7.2', '7.3'], generations: ['al2'], date: '2022-06-29' },
  { language: 'php', versions: ['7.4'], generations: ['al2'], date: '2023-06-09' },
  { language: 'php', versions: ['8.0'], generations: ['al2'], date: '2024-10-10' },
  { language: 'php', versions: ['8.1'], generations: ['al2', 'al2023'], date: '2026' },
  { language: 'python', versions: ['3.7'], generations: ['al2'], date: '2024-10-10' },
  { language: 'python', versions: ['3.8'], generations: ['al2'], date: '2025-04-08' },
  { language: 'python', versions: ['3.9'], generations: ['al2023'], date: '2026' },
  { language: 'ruby', versions: ['2.5'], generations: ['al2'], date: '2022-06-29' },
  { language: 'ruby', versions: ['2.6'], generations: ['al2'], date: '2022-12-23' },
  { language: 'ruby', versions: ['2.7', '3.0'], generations: ['al2'], date: '2024-10-10' },
  { language: 'ruby', versions: ['3.2'], generations: ['al2023'], date: '2026' },
  { language: 'tomcat', versions: ['7'], generations: ['al2'], date: '2022-06-29' },
  { language: 'tomcat', versions: ['8.5'], generations: ['al2'], date: '2024-10-10' },
];

/** The day of retirement by the name of the operating system. */
const WINDOWS_ENDS: Readonly<Record<string, string>> = {
  '2012 r2': '2023-12-04',
  '2016': '2026-09-30',
};

/**
 * The branches that can be chosen today, oldest first.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
const SUPPORTED: Readonly<Partial<Record<Language, readonly string[]>>> = {
  docker: ['Docker'],
  dotnet: ['.NET 8', '.NET 9', '.NET 10'],
  ecs: ['ECS'],
  go: ['Go 1'],
  java: ['Corretto 8', 'Corretto 11', 'Corretto 17', 'Corretto 21', 'Corretto 25'],
  node: ['Node.js 22', 'Node.js 24'],
  other: ['Docker'],
  php: ['PHP 8.2', 'PHP 8.3', 'PHP 8.4', 'PHP 8.5'],
  python: ['Python 3.11', 'Python 3.12', 'Python 3.13', 'Python 3.14'],
  ruby: ['Ruby 3.3', 'Ruby 3.4', 'Ruby 4.0'],
  tomcat: ['Tomcat 9 with Corretto 11', 'Tomcat 10 with Corretto 17', 'Tomcat 11 with Corretto 21'],
};

/** The newest version of Windows Server that can be chosen. */
const WINDOWS = 'IIS 10.0 running on 64bit Windows Server 2025';

const onLinux = (branch: string): string => `${branch} running on 64bit Amazon Linux 2023`;

/** The full names of branches to choose from, the newest of each language first. */
export const branchesToChoose = (): readonly string[] => [
  ...new Set(Object.values(SUPPORTED).flatMap((branches) => branches.toReversed().map(onLinux))),
  WINDOWS,
];

/** What is known of a branch by its name. */
export interface BranchName {
  readonly language: Language | undefined;
  /** Undefined where the name does not tell: a branch of that language and version on any of them. */
  readonly generation: Generation | undefined;
  /** The first number of the platform's part, such as `3.8`. */
  readonly version: string | undefined;
  /** The words of the operating system, such as `windows server 2016`. */
  readonly os: string | undefined;
}

/** The day on which a branch was retired; undefined for one that is supported, or that is not known. */
export function retirementDate({ language, generation, version, os }: BranchName): string | undefined {
  if (generation === 'windows') return WINDOWS_ENDS[/\b\d{4}(?: r2)?\b/.exec(os ?? '')?.[0] ?? ''];
  if (generation === 'al1') return GENERATION_ENDS.al1;
  const own = BRANCH_ENDS.find(
    (end) =>
      end.language === language &&
      end.versions.includes(version ?? '') &&
      (generation === undefined || end.generations.includes(generation)),
  );
  return own?.date ?? (generation && GENERATION_ENDS[generation]);
}

/** Whether there is a branch of this name, or was one; a name without a version fits one of any. */
export const isKnownBranch = (branch: BranchName): boolean =>
  branch.version === undefined ||
  retirementDate(branch) !== undefined ||
  (versionsOf(branch.language)?.includes(branch.version) ?? true);

/** The versions of branches that can be chosen today, oldest first. */
export const versionsToChoose = (language: Language): readonly string[] => versionsOf(language) ?? [];

/** The versions of branches on Amazon Linux 2023 that ended. */
export const versionsThatEnded = (language: Language): readonly string[] =>
  BRANCH_ENDS.flatMap((end) =>
    end.language === language && end.generations.includes('al2023') ? end.versions : [],
  );

/** Undefined where versions in names are not those of branches. */
const versionsOf = (language: Language | undefined): string[] | undefined =>
  language && !UNVERSIONED.has(language) ? SUPPORTED[language]?.map(versionIn) : undefined;

const UNVERSIONED: ReadonlySet<Language> = new Set<Language>(['docker', 'ecs', 'go', 'other']);

/** Whether every supported branch of a language is on Amazon Linux 2023. */
export const isOnLinux = (language: Language | undefined): boolean =>
  language !== undefined && language !== 'other' && SUPPORTED[language] !== undefined;

/**
 * The supported branch that is nearest to a retired one: of the same version or the next higher one, else the newest.
 * Undefined where none is known to take its place.
 */
export function nearestBranch({ language, generation, version }: BranchName): string | undefined {
  if (generation === 'windows') return WINDOWS;
  const branches = language && SUPPORTED[language];
  const next = version && branches?.find((branch) => compareVersions(versionIn(branch), version) >= 0);
  const nearest = next || branches?.at(-1);
  return nearest && onLinux(nearest);
}

/**
 * The version of the oldest supported branch of a language, from a version on where one is given: what does not fit it fits no
 * branch that a project may be on.
 */
export function oldestVersion(language: Language, from = '0'): string | undefined {
  const branches = SUPPORTED[language] ?? [];
  const oldest = branches.find((branch) => compareVersions(versionIn(branch), from) >= 0) ?? branches.at(-1);
  return oldest && versionIn(oldest);
}

const versionIn = (branch: string): string => /\d[\d.]*/.exec(branch)?.[0] ?? '';
