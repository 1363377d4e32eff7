import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import axe from 'axe-core';
import { strToU8, zipSync } from 'fflate';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedIn } from '../../site/src/share.js';
import { REPOSITORY } from '../support/fixtures.js';

/** For a machine that is slow and busy: nothing here is measured. */
const PATIENCE = 60_000;

let folder: string;
let server: ChildProcess;
let address: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(`${tmpdir()}/eblint-site-`);
  const script = [`${REPOSITORY}scripts/site.mjs`, '--out', `${folder}/site`];
  const built = spawnSync(process.execPath, script, { encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
  server = spawn(process.execPath, [...script, '--serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await new Promise<string>((resolve, reject) => {
    server.stdout?.once('data', (text: Buffer) => {
      resolve(text.toString().trim());
    });
    server.once('exit', reject);
  });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    timeout: PATIENCE,
  });
});

afterAll(async () => {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A page with what it must not do: ask anything of another address, break its policy, or fail. */
interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
}

async function open(path = '', options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) faults.push(request.url());
  });
  await page.addInitScript({
    content:
      "document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))",
  });
  await page.goto(address + path);
  return { page, faults };
}

async function openTry(fragment = '', options: BrowserContextOptions = {}): Promise<Opened> {
  const opened = await open(`index.html${fragment}`, options);
  await opened.page.locator('.cm-content').waitFor();
  return opened;
}

const close = async ({ page, faults }: Opened): Promise<void> => {
  await page.context().close();
  expect(faults).toEqual([]);
};

const messages = (page: Page): Promise<string[]> => page.locator('.finding h3').allTextContents();

/** Waits until the findings are as expected. */
const settled = (page: Page, expected: (found: string[]) => boolean): Promise<void> =>
  expect.poll(async () => expected(await messages(page)), { timeout: PATIENCE }).toBe(true);

const finding = (page: Page, message: string) => page.locator('.finding', { hasText: message });

const MISMATCH = 'daphne listens on port 5001';

const projectFolder = (name: string): string => {
  const target = `${folder}/${name}`;
  cpSync(`${REPOSITORY}fixtures/projects/django-channels-mistakes`, target, { recursive: true });
  mkdirSync(`${target}/node_modules/left`, { recursive: true });
  writeFileSync(`${target}/node_modules/left/Procfile`, 'web: x\n');
  return target;
};

/** Drops a file or folder of the disk, as a user would. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
}

const upload = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.setInputFiles('#open-zip', { name, mimeType: 'application/zip', buffer });

const zip = (texts: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)]))),
  );

/** An archive of 64 MiB in one file, for which its headers say 100 bytes. */
function understated(): Buffer {
  const archive = zip({ ...BUNDLE, '.ebextensions/large.config': ' '.repeat(2 ** 26) });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(2 ** 26);
  const lie = Buffer.alloc(4);
  lie.writeUInt32LE(100);
  for (let at = archive.indexOf(size); at !== -1; at = archive.indexOf(size)) lie.copy(archive, at);
  return archive;
}

const BUNDLE = {
  '.ebextensions/a.config':
    'option_settings:\n  aws:elbv2:listener:443:\n    Protocol: HTTPS\n    Rules: ws\n',
  Procfile: 'web: gunicorn app\n',
};

describe('the page to try eblint', () => {
  it('shows the tutorial with mistakes first, and the correct one on demand', async () => {
    const opened = await openTry();
    const { page } = opened;
    expect((await messages(page)).length).toBe(8);
    expect(await page.locator('#files-list button').allTextContents()).toContain('Procfile2 found');
    await page.click('a.example >> nth=1');
    await settled(page, (found) => found.length === 0);
    expect(await page.textContent('#summary')).toBe('Nothing to report');
    await close(opened);
  });

  it('opens a folder that is dropped', async () => {
    const opened = await openTry('#');
    await opened.page.click('a.example >> nth=1');
    await settled(opened.page, (found) => found.length === 0);
    await drop(opened.page, projectFolder('dropped'));
    await settled(opened.page, (found) => found.length === 8);
    await close(opened);
  });

  it('opens a folder that is chosen', async () => {
    const opened = await openTry();
    await opened.page.setInputFiles('#open-folder', projectFolder('chosen'));
    await settled(opened.page, (found) => found.length === 8);
    await close(opened);
  });

  it('opens a source bundle that is dropped or chosen', async () => {
    const opened = await openTry();
    const { page } = opened;
    writeFileSync(`${folder}/bundle.zip`, zip(BUNDLE));
    await drop(page, `${folder}/bundle.zip`);
    await settled(page, (found) =>
      found.some((one) => one.includes('Rule "ws"') || one.includes('certificate')),
    );
    expect(await page.locator('#files-list .file-name').allTextContents()).toEqual([
      '.ebextensions/a.config',
      'Procfile',
    ]);
    await upload(page, 'app.zip', zip({ Procfile: 'web: gunicorn app\n', '.ebextensions/b.config': '{}' }));
    await expect
      .poll(() => page.locator('#files-list .file-name').allTextContents(), { timeout: PATIENCE })
      .toEqual(['.ebextensions/b.config', 'Procfile']);
    await close(opened);
  });

  it('says so where the project is in a folder of the archive', async () => {
    const opened = await openTry();
    await upload(
      opened.page,
      'app.zip',
      zip({ 'app/.ebextensions/a.config': '{}', 'app/Procfile': 'web: x' }),
    );
    await settled(opened.page, (found) =>
      found.some((one) => one.includes('in folder "app" of the archive')),
    );
    await upload(opened.page, 'app.zip', zip(BUNDLE));
    await settled(opened.page, (found) => found.some((one) => one.includes('Listener 443 uses HTTPS')));
    expect((await messages(opened.page)).join()).not.toContain('of the archive');
    await close(opened);
  });

  it.each([
    ['no archive', () => Buffer.from('nothing'), 'The archive cannot be unpacked'],
    ['cut', () => zip(BUNDLE).subarray(0, 90), 'The archive cannot be unpacked'],
    ['of a file that is larger than it says', () => understated(), 'The archive cannot be unpacked'],
    [
      'of too many files',
      () => zip(Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`f${index}`, '']))),
      'The archive has more than 20,000 files',
    ],
    ['without a project', () => zip({ 'README.md': 'x' }), 'There is no Elastic Beanstalk project in it'],
  ])('says so where an archive is %s, and keeps what was open', async (_, archive, message) => {
    const opened = await openTry();
    await upload(opened.page, 'app.zip', archive());
    await opened.page.locator('#message-text', { hasText: message }).waitFor();
    expect((await messages(opened.page)).length).toBe(8);
    await close(opened);
  });

  it('reports a file of 10 MB, which it does not read', async () => {
    const opened = await openTry();
    const text = `# ${'a'.repeat(10 * 2 ** 20)}\n`;
    await upload(opened.page, 'app.zip', zip({ ...BUNDLE, '.ebextensions/large.config': text }));
    await settled(opened.page, (found) => found.some((one) => one.includes('larger than 1 MiB')));
    await close(opened);
  });

  it('shows no sign that turns the text around, in no view', async () => {
    const name = '\u202egnp';
    const opened = await openTry('#');
    const { page } = opened;
    const config = JSON.stringify({
      option_settings: { [`aws:elasticbeanstalk:environment:process:${name}`]: { Port: name } },
    });
    await upload(page, 'app.zip', zip({ ...BUNDLE, [`.ebextensions/${name}.config`]: config }));
    await settled(page, (found) => found.length > 0);
    for (const tab of await page.locator('[role=tab]').all()) await tab.click();
    await page.locator('#steps-list .place').first().waitFor();
    const texts = await page.locator('.panel, #files-list, #file-title').allTextContents();
    expect(texts.join('\n')).toContain('gnp');
    expect(texts.join('\n')).not.toContain(name);
    await close(opened);
  });

  it('asks which project where there are several', async () => {
    const opened = await openTry();
    const { page } = opened;
    await upload(
      page,
      'app.zip',
      zip({ 'api/.ebextensions/a.config': '{}', 'web/.ebextensions/b.config': '{}' }),
    );
    await page.locator('#root').waitFor();
    await page.selectOption('#root', 'web');
    await expect
      .poll(() => page.locator('#files-list .file-name').allTextContents(), { timeout: PATIENCE })
      .toEqual(['.ebextensions/b.config']);
    await close(opened);
  });

  it('checks while one types, and shows marks, pictures and steps of what is there now', async () => {
    const opened = await openTry();
    const { page } = opened;
    await page.click('#files-list button >> text=Procfile');
    await page.locator('.cm-lintRange-error').first().waitFor();
    await page.locator('.cm-line', { hasText: '5001' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(
      'web: gunicorn --bind :8000 chat.wsgi\nwebsocket: daphne -b 0.0.0.0 -p 5000 chat.asgi:application\n',
    );
    await settled(page, (found) => !found.some((one) => one.includes('daphne')));
    await page.click('#tab-graph');
    await expect
      .poll(() => page.getAttribute('#graph-picture', 'alt'), { timeout: PATIENCE })
      .toContain('daphne in "websocket" (0.0.0.0:5000');
    await page.click('#tab-steps');
    await page.locator('#steps-list', { hasText: 'Container commands' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getAttribute('#tab-graph', 'aria-selected')).toBe('true');
    await close(opened);
  });

  it('leads from a finding to both of its ends', async () => {
    const opened = await openTry();
    const { page } = opened;
    await finding(page, MISMATCH).locator('.place').first().click();
    await page.locator('#file-title', { hasText: /^Procfile$/ }).waitFor();
    await page.locator('.cm-activeLine', { hasText: '-p 5001' }).waitFor();
    await finding(page, MISMATCH).locator('.related .place').click();
    await page.locator('#file-title', { hasText: '01_listeners.config' }).waitFor();
    await page.locator('.cm-activeLine', { hasText: 'Port: 5000' }).waitFor();
    await close(opened);
  });

  it('completes names, and describes what the pointer is on', async () => {
    const opened = await openTry();
    const { page } = opened;
    await page.locator('.cm-line', { hasText: 'Rules: ws' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ssl');
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'SSLPolicy' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.cm-line', { hasText: 'PathPatterns' }).hover({ position: { x: 60, y: 10 } });
    await page.locator('.description', { hasText: 'PathPatterns' }).waitFor();
    await page.click('#files-list button >> text=Procfile');
    await page.locator('.cm-lintRange-error', { hasText: '5001' }).first().hover();
    await page.locator('.description', { hasText: 'its server use different ports' }).waitFor();
    await close(opened);
  });

  it('applies one fix, all safe ones, and undoes', async () => {
    const opened = await openTry();
    const { page } = opened;
    await finding(page, MISMATCH).locator('.button').click();
    await settled(page, (found) => found.length === 7 && !found.some((one) => one.includes(MISMATCH)));
    await page.click('#fix-all');
    await settled(page, (found) => found.length === 5);
    await page.locator('#message-text', { hasText: 'Applied 2 fixes.' }).waitFor();
    await page.click('#files-list button >> text=02_django.config');
    await page.locator('.cm-line', { hasText: 'environment:proxy:staticfiles' }).waitFor();
    await page.click('#files-list button >> text=01_listeners.config');
    await finding(page, 'sends requests to process').locator('.button').click();
    await page.locator('.cm-line', { hasText: /Process: websocket$/ }).waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    await page.locator('.cm-line', { hasText: /Process: websockets$/ }).waitFor();
    await close(opened);
  });

  it('keeps the focus where a file is chosen, a fix is made, and a message is closed by keys', async () => {
    const opened = await openTry();
    const { page } = opened;
    const focused = (selector: string) => page.locator(`${selector}:focus`).waitFor();
    const press = async (selector: string): Promise<void> => {
      await page.focus(selector);
      await page.keyboard.press('Enter');
    };
    await press('#files-list li:last-child button');
    await page.locator('#file-title', { hasText: /^Procfile$/ }).waitFor();
    await focused('#files-list li:last-child button');
    await press('.finding:last-child .button');
    await settled(page, (found) => found.length === 7);
    await focused('.finding:last-child .place');
    await press('#fix-all');
    await settled(page, (found) => found.length === 5);
    await focused('#findings');
    await press('#message-close');
    await page.locator('#message').waitFor({ state: 'hidden' });
    await focused('#findings');
    await page.focus('#add-name');
    await page.keyboard.type('Buildfile');
    await page.keyboard.press('Enter');
    await focused('.cm-content');
    await press('#tab-findings');
    await page.keyboard.press('End');
    await focused('#tab-steps');
    await close(opened);
  });

  it('shows on a phone that a fix was made, and its undo, also at the end of the page', async () => {
    const viewport = { width: 390, height: 844 };
    const opened = await openTry('', { viewport });
    const { page } = opened;
    await page.locator('.finding:last-child .button').click();
    await settled(page, (found) => found.length === 7);
    const undo = await page.locator('#message-undo').boundingBox();
    expect(undo?.y).toBeGreaterThan(0);
    expect(undo!.y + undo!.height).toBeLessThan(viewport.height);
    await close(opened);
  });

  const NAMESPACE = 'aws:elasticbeanstalk:container:python:staticfiles';
  const TWO_FILES = {
    '.ebextensions/a.config': `option_settings:\n  ${NAMESPACE}:\n    /a/: a/\n`,
    '.ebextensions/b.config': `option_settings:\n  ${NAMESPACE}:\n    /b/: b/\n`,
    '.ebextensions/c.config.txt': 'commands:\n  c: {command: d}\n',
    Procfile: 'web: gunicorn app\n',
  };

  it('undoes a fix in all of its files at once, by its button and by keys in any of them', async () => {
    const opened = await openTry();
    const { page } = opened;
    await upload(page, 'app.zip', zip(TWO_FILES));
    const isOld = (found: string[]) =>
      found.filter((one) => one.includes('exists only on Amazon Linux 1')).length === 2;
    const isNew = (found: string[]) => !found.some((one) => one.includes('exists only on Amazon Linux 1'));
    await settled(page, isOld);
    await page.click('#fix-all');
    await settled(page, isNew);
    await page.click('#message-undo');
    await settled(page, isOld);
    await page.locator('#message-undo').waitFor({ state: 'hidden' });
    await page.click('#fix-all');
    await settled(page, isNew);
    // The history of a file that is not shown when it is fixed has the fix as well.
    await page.click('#files-list button >> text=b.config');
    await page.locator('.cm-line', { hasText: 'environment:proxy:staticfiles' }).waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    await page.locator('.cm-line', { hasText: NAMESPACE }).waitFor();
    await settled(page, isOld);
    await page.locator('#message-text', { hasText: 'Undone in 2 files.' }).waitFor();
    await page.keyboard.press('Control+y');
    await settled(page, isNew);
    await page.click('#files-list button >> text=a.config');
    await page.locator('.cm-line', { hasText: 'environment:proxy:staticfiles' }).waitFor();
    await close(opened);
  });

  it('does not undo a fix in one file where another one was changed since', async () => {
    const opened = await openTry();
    const { page } = opened;
    await upload(page, 'app.zip', zip(TWO_FILES));
    await page.click('#files-list button >> text=a.config');
    await page.click('#fix-all');
    await page.locator('.cm-line', { hasText: 'environment:proxy:staticfiles' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/c/: c/');
    await page.click('#message-undo');
    await page.locator('#message-text', { hasText: 'a.config was changed since' }).waitFor();
    await close(opened);
  });

  it('leads from a box of the picture, and from a step, to its file and line', async () => {
    const opened = await openTry();
    const { page } = opened;
    await page.click('#tab-graph');
    await page.locator('.box[aria-label^="daphne in"]').click();
    await page.locator('#file-title', { hasText: /^Procfile$/ }).waitFor();
    await page.locator('.cm-activeLine', { hasText: 'daphne' }).waitFor();
    await page.locator('.box[aria-label^="Listener 443"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#file-title', { hasText: '01_listeners.config' }).waitFor();
    await page.locator('.cm-activeLine', { hasText: 'aws:elbv2:listener:443' }).waitFor();
    await page.click('#tab-steps');
    await page.locator('#steps-list .place', { hasText: '02_django.config:' }).first().click();
    await page.locator('#file-title', { hasText: '02_django.config' }).waitFor();
    await upload(page, 'app.zip', zip(TWO_FILES));
    await page.locator('#steps-apart .place', { hasText: 'c.config.txt' }).click();
    await page.locator('#file-title', { hasText: 'c.config.txt' }).waitFor();
    await close(opened);
  });

  it('keeps line ends and byte order marks when a text is edited', async () => {
    const opened = await openTry();
    const { page } = opened;
    await upload(
      page,
      'app.zip',
      zip({ '.ebextensions/a.config': '{}', Procfile: '\uFEFFweb: a\r\nworker: b\r\n' }),
    );
    await page.click('#files-list button >> text=Procfile');
    await page.locator('.cm-line', { hasText: 'worker' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('c');
    await page.click('#share');
    await page.locator('#share-dialog[open]').waitFor();
    const shared = await sharedIn(new URL(await page.inputValue('#link')).hash);
    expect(shared?.files['Procfile']).toBe('\uFEFFweb: a\r\nworker: bc\r\n');
    await close(opened);
  });

  it('shares a project by a link that holds its texts and its platform', async () => {
    const opened = await openTry();
    const { page } = opened;
    await page.selectOption('#platform', 'Docker running on 64bit Amazon Linux 2023');
    await finding(page, MISMATCH).waitFor({ state: 'detached' });
    const before = await messages(page);
    await page.click('#share');
    await page.locator('#share-dialog[open]').waitFor();
    const link = await page.inputValue('#link');
    await close(opened);
    const other = await openTry(new URL(link).hash);
    await settled(other.page, (found) => found.join() === before.join());
    expect(await other.page.inputValue('#platform')).toContain('Docker');
    await close(other);
  });

  it('says so where a link is damaged, and shows the tutorial', async () => {
    const opened = await openTry('#project=abc');
    await opened.page.locator('#message-text', { hasText: 'The link is damaged' }).waitFor();
    expect((await messages(opened.page)).length).toBe(8);
    await close(opened);
  });

  it('explains a finding on the page of its rule, which leads back to an example', async () => {
    const opened = await openTry();
    const { page } = opened;
    const [explained] = await Promise.all([
      page.context().waitForEvent('page'),
      finding(page, MISMATCH).locator('a', { hasText: 'Explain' }).click(),
    ]);
    await explained.locator('h1', { hasText: 'routing/port-mismatch' }).waitFor();
    await explained.click('#content a.button');
    await explained.locator('.finding', { hasText: MISMATCH }).waitFor();
    await close(opened);
  });

  it('adds and deletes files', async () => {
    const opened = await openTry();
    const { page } = opened;
    await page.fill('#add-name', '.platform/hooks/prebuild/01_a.sh');
    await page.click('#add button');
    await page.locator('#file-title', { hasText: '01_a.sh' }).waitFor();
    await page.click('#files-list button >> text=Procfile');
    await page.click('#delete');
    await settled(page, (found) => !found.some((one) => one.includes('daphne listens')));
    await page.fill('#add-name', '../outside');
    await page.click('#add button');
    await page.locator('#message-text', { hasText: 'Give the path' }).waitFor();
    await close(opened);
  });

  it('never makes markup of what a project says', async () => {
    const opened = await openTry();
    const name = '<img src=x onerror=alert(1)>';
    const text = `option_settings:\n  aws:elbv2:listener:443:\n    Rules: '${name}'\n    Protocol: HTTPS\n`;
    await upload(
      opened.page,
      'app.zip',
      zip({ [`.ebextensions/${name}.config`]: text, Procfile: 'web: x\n' }),
    );
    await settled(opened.page, (found) => found.some((one) => one.includes('<img')));
    await opened.page.click('#tab-graph');
    await opened.page.click('#tab-steps');
    await opened.page.locator('#steps-list li').first().waitFor();
    expect(await opened.page.locator('img[src="x"]').count()).toBe(0);
    await close(opened);
  });

  it('cannot send anything', async () => {
    const opened = await openTry();
    const answer = await opened.page.evaluate<string>(
      "fetch('index.html').then(() => 'sent', () => 'blocked')",
    );
    expect(answer).toBe('blocked');
    // The browser tells of it after the answer.
    await expect.poll(() => opened.faults.join(), { timeout: 30_000 }).toContain('policy: connect-src');
    await opened.page.context().close();
  });
});

describe('the docs', () => {
  it('are searched without a server', async () => {
    const opened = await open('docs/index.html');
    const { page } = opened;
    await page.fill('#query', 'websocket handshake');
    const hit = page.locator('#hit-list a', { hasText: 'routing/port-mismatch' });
    await hit.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('#hit-list a:focus').waitFor();
    await page.keyboard.press('Escape');
    await hit.waitFor({ state: 'hidden' });
    await page.locator('#query:focus').waitFor();
    await page.keyboard.type('s');
    await hit.waitFor();
    await page.locator('h1').click();
    await hit.waitFor({ state: 'hidden' });
    await page.fill('#query', 'websocket handshake');
    await hit.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('h1').waitFor();
    expect(page.url()).toContain('/docs/');
    await close(opened);
  });
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

const WHITE = 'rgb(255, 255, 255)';

const backgroundOf = (page: Page): Promise<string> =>
  page.evaluate('getComputedStyle(document.body).backgroundColor');

const VIEWS = [
  ['wide', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const;

/** What is looked at: a page, and what is clicked there. */
const SCENES: readonly (readonly [path: string, ...selectors: string[]])[] = [
  ['index.html', '#tab-graph', '#tab-steps', '#tab-findings', '#share'],
  ['docs/rules/routing/port-mismatch.html'],
  ['docs/index.html'],
  ['docs/evidence.html'],
];

async function violationsOn(page: Page): Promise<string[]> {
  const found = await page.evaluate<Violation[]>('axe.run().then((result) => result.violations)');
  return found.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target.join(' '))].join(' '));
}

describe.each(VIEWS)('%s', (_, viewport) => {
  it.each(['light', 'dark'] as const)(
    '%s: everybody can use it, and nothing is wider than the screen',
    async (colorScheme) => {
      const opened = await openTry('', { viewport, colorScheme });
      const { page } = opened;
      for (const [path, ...selectors] of SCENES) {
        if (!page.url().startsWith(address + path)) await page.goto(address + path);
        await page.evaluate(axe.source);
        for (const selector of ['', ...selectors]) {
          if (selector !== '') await page.click(selector);
          expect(await violationsOn(page), path + selector).toEqual([]);
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect(width, path + selector).toBeLessThanOrEqual(viewport.width);
          expect((await backgroundOf(page)) === WHITE).toBe(colorScheme === 'light');
        }
      }
      await close(opened);
    },
  );
});

describe('the theme', () => {
  it('is the chosen one, also on the next page', async () => {
    const opened = await openTry('', { colorScheme: 'light' });
    const { page } = opened;
    await page.click('#theme');
    await page.click('#theme');
    expect(await backgroundOf(page)).not.toBe(WHITE);
    await page.goto(`${address}docs/index.html`);
    await page.locator('#theme', { hasText: 'dark' }).waitFor();
    expect(await backgroundOf(page)).not.toBe(WHITE);
    await close(opened);
  });
});

describe('on a phone', () => {
  it('findings come first, all tabs are in sight, and the picture fits, or is scrolled in full size', async () => {
    const opened = await openTry('', {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    const { page } = opened;
    const topOf = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;
    expect(await topOf('.finding')).toBeLessThan(await topOf('#editor'));
    for (const tab of await page.locator('[role=tab]').all()) {
      const { x, width } = (await tab.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(360);
    }
    await page.tap('#tab-graph');
    const picture = page.locator('#graph-picture');
    await page.locator('#zoom').waitFor();
    expect((await picture.boundingBox())!.width).toBeLessThanOrEqual(360);
    await page.tap('#zoom');
    expect((await picture.boundingBox())!.width).toBeGreaterThan(900);
    await page.tap('#zoom');
    expect((await picture.boundingBox())!.width).toBeLessThanOrEqual(360);
    await page.locator('#graph-places .place', { hasText: 'Procfile:2' }).tap();
    await expect.poll(() => page.textContent('#file-title')).toBe('Procfile');
    await close(opened);
  });
});

describe('what is shared', () => {
  it('names the secrets that were just reported, and not their values', async () => {
    const opened = await openTry();
    const { page } = opened;
    const text =
      'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DB_PASSWORD: k3Jf83hd7Qla\n';
    await upload(page, 'shared.zip', Buffer.from(zip({ '.ebextensions/a.config': text })));
    await settled(page, (found) => found.length > 0);
    await page.click('#share');
    await page.locator('#share-secrets').waitFor();
    const named = (await page.textContent('#share-secrets'))!;
    expect(named).toContain('.ebextensions/a.config:3');
    expect(named).not.toContain('k3Jf83hd7Qla');
    await close(opened);
  });
});

describe('Firefox', () => {
  it('opens, edits, completes, fixes, draws, shares and explains, and breaks no policy', async () => {
    // Debian's Firefox knows the protocol of this program, and not all that Playwright asks of it.
    const firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      timeout: PATIENCE,
    });
    try {
      const page = await firefox.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.setViewport({ width: 1280, height: 800 });
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      const texts = (selector: string) =>
        page.$$eval(selector, (found) => found.map(({ textContent }) => textContent));
      const until = (selector: string, expected: (texts: (string | null)[]) => boolean) =>
        expect.poll(async () => expected(await texts(selector)), { timeout: PATIENCE }).toBe(true);

      await page.goto(`${address}index.html`);
      await page.locator('#editor >>> .cm-content').wait();
      await until('.finding h3', (found) => found.length === 8);

      const archive = `${folder}/firefox.zip`;
      writeFileSync(
        archive,
        zip({ '.ebextensions/a.config': 'option_settings:\n', Procfile: 'web: gunicorn app\n' }),
      );
      await (await page.$('input#open-zip'))!.uploadFile(archive);
      await until('#files-list .file-name', (found) => found.join() === '.ebextensions/a.config,Procfile');

      // The protocol drags no files of the disk in Firefox: the page is given what a drop would give.
      await page.evaluate(`{
        const data = new DataTransfer();
        data.items.add(new File(['web: daphne app\\n'], 'Procfile'));
        data.items.add(new File(['option_settings: {}\\n'], 'dropped.config'));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
      }`);
      await until(
        '#files-list .file-name',
        (found) => found.includes('Procfile') && !found.includes('.ebextensions/a.config'),
      );
      await (await page.$('input#open-zip'))!.uploadFile(archive);
      await until('#files-list .file-name', (found) => found.join() === '.ebextensions/a.config,Procfile');

      await page.locator('#editor >>> .cm-content').click();
      await page.keyboard.down('Control');
      await page.keyboard.press('End');
      await page.keyboard.up('Control');
      await page.keyboard.type('  aws:elasticbeanstalk:container:pyth');
      await page.locator('#editor >>> .cm-tooltip-autocomplete').wait();
      await page.keyboard.press('Escape');
      await page.keyboard.type('on:staticfiles: {/static/: static/}');
      await until('.finding h3', (found) =>
        found.some((one) => one?.includes('exists only on Amazon Linux 1')),
      );

      await page.locator('#fix-all').click();
      await until(
        '.finding h3',
        (found) => !found.some((one) => one?.includes('exists only on Amazon Linux 1')),
      );
      await page.locator('#tab-graph').click();
      await page.waitForFunction('document.querySelector("#graph-picture").naturalWidth > 100');
      await page.locator('#share').click();
      await page.locator('#share-dialog[open]').wait();
      const link = await page.$eval('input#link', (input) => input.value);
      const shared = await sharedIn(new URL(link).hash);
      expect(shared?.files['.ebextensions/a.config']).toContain(
        'aws:elasticbeanstalk:environment:proxy:staticfiles',
      );
      await page.goto(`${address}docs/rules/routing/port-mismatch.html`);
      await page.locator('#content a.button').click();
      await until('.finding h3', (found) => found.some((one) => one?.includes(MISMATCH)));
      expect(faults).toEqual([]);
    } finally {
      await firefox.close();
    }
  });
});
