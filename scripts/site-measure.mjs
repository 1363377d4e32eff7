// Measures what `npm run site` built, in Chromium: the first load, the time to the first findings, and the longest tasks while
// somebody types in a project of 20 files. `node scripts/site-measure.mjs [FOLDER …]` compares builds: their visits take turns.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const RUNS = 15;
const KEYS = 80;

/** From when the scripts run, over when there is a project and when it is checked, to when its findings are shown. */
const MARKS = ['started', 'opened', 'checked', 'shown'];

const repository = fileURLToPath(new URL('..', import.meta.url));
const folders = process.argv.length > 2 ? process.argv.slice(2) : [`${repository}site/build`];

const compressed = (folder, names) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`), { level: 9 }).length, 0) /
  1000;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function serve(folder) {
  const server = spawn(process.execPath, ['scripts/site.mjs', '--out', folder, '--serve', '--port', '0'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve) =>
    server.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  return { folder, server, address, loads: [] };
}

const builds = await Promise.all(folders.map(serve));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (let run = 0; run < RUNS; run++)
    for (const { address, loads } of builds) loads.push(await load(address));
  for (const build of builds) await show(build);
} finally {
  await browser.close();
  for (const { server } of builds) server.kill();
}

async function show({ folder, address, loads }) {
  const shown = (name) => Math.round(median(loads.map((times) => times[name])));
  const [first] = loads;
  console.log(folder);
  console.log(
    `  first load, compressed with gzip: ${compressed(folder, first.names).toFixed(0)} KB (${first.names.join(', ')})`,
  );
  console.log(`  with the editor and completion: ${compressed(folder, first.all).toFixed(0)} KB`);
  const parts = MARKS.map((name) => `${shown(name)} ${name}`).join(', ');
  console.log(`  first findings, in ms after navigation, the median of ${RUNS} visits: ${parts}`);
  const tasks = (await typing(address)).join(', ') || 'none of 50 or more';
  console.log(`  longest tasks while typing ${KEYS} characters, in ms: ${tasks}`);
}

/** One visit with an empty cache. */
async function load(address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}index.html`);
  await page.locator('.cm-content').waitFor();
  const times = await page.evaluate(`({
    ...Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime])),
    entries: performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime]),
  })`);
  await context.close();
  const named = times.entries
    .filter(([name]) => name.startsWith(address))
    .map(([name, at]) => [name.slice(address.length), at]);
  const early = named.filter(([, at]) => at < times.shown).map(([name]) => name);
  return {
    ...times,
    // What the page loads by itself before it has found anything.
    names: ['index.html', ...new Set(early.filter((name) => !/editor|views|hover/.test(name)))],
    all: ['index.html', ...new Set(named.map(([name]) => name))],
  };
}

/** The milliseconds of tasks of 50 ms or more, the longest first. */
async function typing(address) {
  const page = await browser.newPage();
  await page.goto(`${address}index.html#${fragment()}`);
  await page.locator('.cm-line', { hasText: 'HealthCheckPath' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1000);
  await page.evaluate(`
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      entryTypes: ['longtask'],
    });
  `);
  // Slow enough that the project is checked again and again between the keys.
  for (let key = 0; key < KEYS; key++)
    await page.keyboard.type('HealthyThresholdCount: 3 '[key % 25], { delay: key % 5 ? 60 : 250 });
  await page.waitForTimeout(500);
  const tasks = await page.evaluate('tasks');
  await page.close();
  return tasks.toSorted((a, b) => b - a).slice(0, 5);
}

/** The tutorial's project with 17 more files like its own. */
function fragment() {
  const folder = `${repository}fixtures/projects/django-channels-mistakes/`;
  const read = (name) => readFileSync(folder + name, 'utf8');
  const files = {
    Procfile: read('Procfile'),
    '.elasticbeanstalk/config.yml': read('.elasticbeanstalk/config.yml'),
    '.ebextensions/01_listeners.config': read('.ebextensions/01_listeners.config'),
  };
  for (let count = 2; count < 19; count++)
    files[`.ebextensions/${String(count).padStart(2, '0')}_django.config`] = read(
      '.ebextensions/02_django.config',
    );
  return `project=${deflateRawSync(JSON.stringify({ files })).toString('base64url')}`;
}
