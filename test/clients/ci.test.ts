import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../support/fixtures.js';
import { pageText } from '../support/pages.js';
import { sharedFolder } from '../support/shared-folder.js';
import { Clone, type Outcome } from './clone.js';
import { installedClone } from './installed-clone.js';
import { recipeOf } from './recipes.js';

const MISTAKE = 'routing/port-mismatch';
const SUMMARY = 'summary.md';

const GITHUB = (folder: string) => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKSPACE: folder,
  GITHUB_STEP_SUMMARY: join(folder, SUMMARY),
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The project of a job: right, or with a mistake. */
function checkOut(clone: Clone, what: 'right' | 'wrong'): void {
  const kept = ['node_modules', 'package*.json', '.git', '.gitignore'].map((name) => `! -name '${name}'`);
  clone.succeed(`find . -mindepth 1 -maxdepth 1 ${kept.join(' ')} -exec rm -r {} +`);
  clone.addProject(what === 'right' ? 'channels-443' : 'channels-443-port-mismatch');
}

/** Runs commands until the first that fails, as a job does. */
function runAll(clone: Clone, lines: readonly string[]): Outcome {
  let output = '';
  for (const line of lines) {
    const outcome = clone.run(line);
    output += outcome.output;
    if (outcome.status !== 0) return { ...outcome, output };
  }
  return { status: 0, output };
}

describe('the action', () => {
  const { inputs, runs } = parse(pageText('action.yml')) as {
    inputs: Readonly<Record<string, { default: string }>>;
    runs: { steps: Step[] };
  };
  let clone: Clone;
  let action: string;

  beforeAll(async () => {
    action = await sharedFolder('action', (folder) => {
      execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: REPOSITORY });
      const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
      new Clone(folder, {
        GITHUB_ACTION_PATH: REPOSITORY,
        RUNNER_TEMP: folder,
        EBLINT_PACKAGE: archive,
      }).succeed(runs.steps[0]!.run!);
    });
    const folder = await sharedFolder('action-checkout', () => undefined);
    clone = new Clone(folder);
    clone.succeed('git init --quiet');
  });

  /** What GitHub does with a step of a composite action. */
  function check(values: Readonly<Record<string, string>>): Outcome {
    const { run, env = {} } = runs.steps[1]!;
    const filled = Object.entries(env).map(([name, text]) => [
      name,
      text.replace(
        /\$\{\{ inputs\.([\w-]+) \}\}/g,
        (_, input: string) => values[input] ?? inputs[input]!.default,
      ),
    ]);
    const variables = {
      ...GITHUB(clone.folder),
      GITHUB_ACTION_PATH: REPOSITORY,
      RUNNER_TEMP: action,
      ...Object.fromEntries(filled),
    };
    return new Clone(clone.folder, variables as Record<string, string>).run(run!);
  }

  it('passes for a right project, and still writes a report', () => {
    checkOut(clone, 'right');
    expect(check({})).toMatchObject({ status: 0 });
    expect(JSON.parse(clone.read('eblint.sarif'))).toMatchObject({ runs: [{ results: [] }] });
  });

  it('fails for a mistake, with an annotation, a summary and SARIF', () => {
    checkOut(clone, 'wrong');
    const { status, output } = check({});
    expect(status).toBe(1);
    expect(output).toMatch(/^::error file=Procfile,line=2,.*port/m);
    expect(clone.read(SUMMARY)).toContain(MISTAKE);
    expect(JSON.parse(clone.read('eblint.sarif'))).toMatchObject({
      runs: [{ results: [{ ruleId: MISTAKE }] }],
    });
  });

  it('takes its inputs as text, line by line', () => {
    checkOut(clone, 'wrong');
    clone.succeed('mkdir "a b" && mv Procfile .ebextensions "a b"');
    const { status, output } = check({
      paths: '\na b\n',
      flags: `--rule=${MISTAKE}: warning\n--max-warnings=1\n`,
      sarif: 'report $(touch ran).sarif',
    });
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('::warning') });
    expect(existsSync(join(clone.folder, 'ran'))).toBe(false);
    expect(existsSync(join(clone.folder, 'report $(touch ran).sarif'))).toBe(true);
  });

  it('installs one package', () => {
    const installed = readdirSync(join(action, 'eblint/node_modules')).filter(
      (name) => !name.startsWith('.'),
    );
    expect(installed).toEqual(['eblint']);
  });

  it.each([
    ['--max-warnings 0', 1],
    ['--max-warnings 1', 0],
    ['--max-warnings=0', 1],
    [`--rule "${MISTAKE}: off"\n--quiet --max-warnings 0`, 0],
  ])('takes flags with their values in one line: %j', (flags, status) => {
    checkOut(clone, 'wrong');
    expect(check({ flags: `--rule ${MISTAKE}:warning\n${flags}` })).toMatchObject({ status });
  });

  it('has only inputs that its page names, and the page only those', () => {
    const { steps } = parse(recipeOf('action')) as { steps: { with?: Record<string, unknown> }[] };
    for (const { with: values = {} } of steps)
      for (const name of Object.keys(values)) expect(Object.keys(inputs)).toContain(name);
    for (const name of Object.keys(inputs)) expect(pageText('docs/ci.md')).toContain(`\`${name}\``);
  });

  it('is the version of this package on its page', () => {
    const { version } = JSON.parse(pageText('package.json')) as { version: string };
    expect(recipeOf('action')).toContain(`eblint/eblint@v${version}\n`);
  });
});

/** The attributes of all elements of a name; fails where the text is not XML. */
function elementsOf(xml: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === name) found.push(tag.attributes);
  });
  parser.write(xml).close();
  return found;
}

/** What a service shows of a report of tests. */
const junitCases = (xml: string) => [
  ...elementsOf(xml, 'testcase').map(({ name }) => name),
  ...elementsOf(xml, 'failure').map(({ message }) => message),
];

const CI: [
  string,
  readonly string[],
  Readonly<Record<string, string>>,
  (clone: Clone, output: string) => unknown,
][] = [
  [
    'GitHub Actions',
    (parse(recipeOf('github')) as Step[]).map(({ run }) => run!),
    { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: SUMMARY },
    (clone, output) => [/^::error file=.*$/m.exec(output)?.[0], clone.read(SUMMARY)],
  ],
  [
    'GitLab CI',
    (parse(recipeOf('gitlab')) as { eblint: { script: string[] } }).eblint.script,
    { GITLAB_CI: 'true' },
    (clone) => JSON.parse(clone.read('gl-code-quality-report.json')) as unknown,
  ],
  [
    'CircleCI',
    (
      parse(recipeOf('circleci')) as { jobs: { eblint: { steps: (Step | string)[] } } }
    ).jobs.eblint.steps.flatMap((step) =>
      typeof step === 'object' && step.run !== undefined ? [step.run] : [],
    ),
    { CIRCLECI: 'true' },
    (clone) => clone.read('reports/eblint/results.xml'),
  ],
  [
    'Azure Pipelines',
    (parse(recipeOf('azure')) as { steps: { script?: string }[] }).steps.flatMap(
      ({ script }) => script ?? [],
    ),
    { TF_BUILD: 'True' },
    (clone) => [junitCases(clone.read('eblint.xml')), JSON.parse(clone.read('eblint.sarif'))],
  ],
  [
    'Bitbucket Pipelines',
    (parse(recipeOf('bitbucket')) as { pipelines: { default: { step: { script: string[] } }[] } }).pipelines
      .default[0]!.step.script,
    { BITBUCKET_BUILD_NUMBER: '1' },
    (clone) => junitCases(clone.read('test-results/eblint.xml')),
  ],
  [
    'Jenkins',
    [...recipeOf('jenkins').matchAll(/^ +sh '(.*)'$/gm)].map(([, line]) => line!),
    { JENKINS_URL: 'http://localhost' },
    (clone) => elementsOf(clone.read('eblint.xml'), 'error').map(({ source }) => source),
  ],
  [
    // The program itself is not there: what it would read is.
    'reviewdog',
    (parse(recipeOf('reviewdog')) as Step[]).flatMap(({ run }) =>
      run === undefined ? [] : [run.replace(/\| reviewdog .*/, '> rdjson.json')],
    ),
    { GITHUB_ACTIONS: 'true' },
    (clone) => JSON.parse(clone.read('rdjson.json')) as unknown,
  ],
];

describe.each(CI)('%s', (name, lines, env, reportOf) => {
  let clone: Clone;
  beforeAll(async () => {
    clone = await installedClone(`ci-${name.replace(/\W/g, '')}`, env);
  });
  beforeEach(() => {
    expect(lines.length).toBeGreaterThan(0);
  });

  it('passes for a right project', () => {
    checkOut(clone, 'right');
    const { status, output } = runAll(clone, lines);
    expect(status, output).toBe(0);
  });

  it('fails for a mistake, and reports it', () => {
    checkOut(clone, 'wrong');
    const { status, output } = runAll(clone, lines);
    expect(status, output).toBe(1);
    expect(JSON.stringify(reportOf(clone, output))).toContain(MISTAKE);
  });
});

describe('the samples', () => {
  const outputsIn = (recipe: string) =>
    [...recipe.matchAll(/--output \w+:(\S+?)(?='|$|\s)/gm)].map(([, file]) => file!);

  it.each(['gitlab', 'azure', 'jenkins'])('%s reads every report that eblint writes', (name) => {
    const recipe = recipeOf(name);
    const files = outputsIn(recipe);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(recipe.split(file).length, file).toBeGreaterThan(2);
  });

  it.each([
    ['circleci', 'reports/'],
    ['bitbucket', 'test-results/'],
  ])('%s writes into the folder that is read: %s', (name, folder) => {
    expect(outputsIn(recipeOf(name)).every((file) => file.startsWith(folder))).toBe(true);
  });
});

describe('all repositories of an organization', () => {
  it('are checked in one run: folders and archives, one SARIF, one summary, one exit code', async () => {
    const clone = await installedClone('ci-organization', {});
    clone.addProject('channels-443', 'right');
    clone.addProject('channels-443-port-mismatch', 'wrong');
    clone.addProject('channels-443-port-mismatch', 'zipped');
    clone.succeed(
      "python3 -c \"import shutil; shutil.make_archive('zipped', 'zip', 'zipped')\" && rm -r zipped",
    );
    const { status, output } = clone.run(recipeOf('organization'));
    expect(status).toBe(1);
    expect(output).toMatch(new RegExp(`^ +2 +\\d +2 +${MISTAKE}$`, 'm'));
    expect(output).toMatch(/^Project wrong: 1 error$/m);
    expect(output).toMatch(/^Project zipped\.zip: 1 error$/m);
    const { runs } = JSON.parse(clone.read('eblint.sarif')) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const uris = runs[0]!.results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri);
    expect(uris).toEqual(['wrong/Procfile', expect.stringContaining('zipped.zip')]);
  });
});
