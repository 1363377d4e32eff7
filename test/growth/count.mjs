// Counts the work of linting ever larger projects: node count.mjs PROGRAM < JSON of [name, [files, files, …]], …
import { Session } from 'node:inspector';
import { readFileSync } from 'node:fs';
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
  return { root: '/p', files, ebCliConfigs };
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

const ACTIONS = {
  lint: (project) => lintProject(project, OPTIONS),
  report: (project) => {
    const results = toLintResults(lintProject(project, OPTIONS).diagnostics, { checkedFiles: [] });
    const rulesMeta = toRulesMeta(ALL_RULES, (id) => id);
    for (const formatter of formatters)
      formatter(results, { cwd: '/p', workspace: '/p', color: false, rulesMeta });
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

const counts = JSON.parse(readFileSync(0, 'utf8')).map(({ name, action, projects }) => {
  // What is done once for all, such as tables that are built when they are first asked, is not a part of it.
  ACTIONS[action](projectOf(projects[0]));
  const work = projects.map((texts) => {
    blocks();
    native();
    ACTIONS[action](projectOf(texts));
    // The counting itself is in neither.
    const looked = native();
    return { size: JSON.stringify(texts).length, blocks: blocks(), characters: looked };
  });
  return { name, work };
});
process.stdout.write(JSON.stringify(counts));
