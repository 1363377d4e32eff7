// Counts the work with ever larger projects: node count.mjs PROGRAM < JSON of { name, action, projects: [files, …] }, …
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { countNative } from './count-native.mjs';

const session = new Session();
session.connect();
const post = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
};
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const program = pathToFileURL(process.argv[2]).href;
const {
  deploymentGraph,
  dotOf,
  drawingOf,
  fixProject,
  followRequest,
  formatNames,
  lintModel,
  lintProject,
  loadFormat,
  mermaidOf,
  openInEditor,
  readProject,
  SourceFile,
  stepsMarkdown,
  stepsMermaid,
  stepsOf,
  stepsText,
  svgOf,
  toLintResults,
  toRulesMeta,
  treeOf,
  ALL_RULES,
  EACH_PLACE,
} = await import(program);
const formatters = await Promise.all(formatNames.map((name) => loadFormat(name)));
const native = countNative();

/** How often a block of the program has run since the last call. */
function blocks() {
  const { result } = post('Profiler.takePreciseCoverage');
  let count = 0;
  for (const { url, functions } of result)
    if (url.startsWith(program.slice(0, program.lastIndexOf('/'))))
      for (const { ranges } of functions) for (const range of ranges) count += range.count;
  return count;
}

function projectOf(texts) {
  const files = Object.entries(texts).map(([name, text]) => {
    const path = `/p/${name}`;
    return { name, path, source: new SourceFile(path, name, text) };
  });
  const ebCliConfigs = files.filter(({ name }) => name.endsWith('config.yml')).map(({ source }) => source);
  const described = files.filter(({ name }) => /\.(?:tf|template)$|^(?:plan|settings)\.json$/.test(name));
  const environments = described.length > 0 ? { files: described } : undefined;
  return { root: '/p', files, ebCliConfigs, environments };
}

const OPTIONS = { preset: 'strict', reportUnusedDisableDirectives: true };
const LAYOUT = { width: 80, paint: (_color, text) => text };
const REQUEST = {
  method: 'GET',
  isTls: false,
  host: 'example.com',
  port: undefined,
  target: '/last',
  headers: new Map(),
  isWebSocket: false,
  from: 'outside',
};

/** As the commands do it. */
function linted(files) {
  const project = readProject(files, OPTIONS);
  return { project, diagnostics: lintModel(project, OPTIONS, undefined, EACH_PLACE).diagnostics };
}

/** What a formatter is told besides the rules. */
const CONTEXT = {
  ...{ cwd: '/p', workspace: '/p', projectRoots: ['/p'], checked: { projects: 1, files: 1 }, exitCode: 1 },
  ...{ color: false, isTerminal: false, isBuildService: false, hyperlinks: false, quiet: false },
  ...{ fixable: { safe: 0, unsafe: 0 }, notes: [], failures: [] },
};

const ACTIONS = {
  lint: (project) => lintProject(project, OPTIONS),
  report: (project) => {
    const results = toLintResults(lintProject(project, OPTIONS).diagnostics, { checkedFiles: [] });
    const rulesMeta = toRulesMeta(ALL_RULES, (id) => id);
    for (const formatter of formatters) formatter(results, { ...CONTEXT, rulesMeta, rules: ALL_RULES });
  },
  fix: (project) => fixProject(project, OPTIONS),
  graph: (files) => {
    const { project, diagnostics } = linted(files);
    const drawing = drawingOf(deploymentGraph(project, diagnostics));
    for (const draw of [dotOf, mermaidOf, svgOf]) draw(drawing, 'a');
    treeOf(drawing, LAYOUT);
    followRequest(project, REQUEST, diagnostics);
  },
  steps: (files) => {
    const { project, diagnostics } = linted(files);
    const steps = stepsOf(project, 'deployment', diagnostics);
    stepsMarkdown(steps, 'deployment');
    stepsMermaid(steps, 'deployment');
    stepsText(steps, 'deployment', LAYOUT);
  },
};

/** What is counted by itself: all that an action does, or each request of an editor. */
async function partsOf(action, texts) {
  if (action in ACTIONS)
    return { parts: [['', () => ACTIONS[action](projectOf(texts))]], close: () => undefined };
  return openInEditor(texts, action);
}

/** The work of each part. */
async function workWith(action, texts) {
  const { parts, close } = await partsOf(action, texts);
  const work = [];
  for (const [part, run] of parts) {
    blocks();
    native();
    await run();
    // The counting itself is in neither.
    const looked = native();
    work.push([part, { size: JSON.stringify(texts).length, blocks: blocks(), characters: looked }]);
  }
  close();
  return work;
}

const counts = [];
for (const { name, action, projects } of JSON.parse(readFileSync(0, 'utf8'))) {
  // What is done once for all, such as tables that are built when they are first asked, is not a part of it.
  await workWith(action, projects[0]);
  const works = [];
  for (const texts of projects) works.push(await workWith(action, texts));
  for (const [index, [part]] of works[0].entries())
    counts.push({ name: `${name}${part && `: ${part}`}`, work: works.map((work) => work[index][1]) });
}
process.stdout.write(JSON.stringify(counts));
