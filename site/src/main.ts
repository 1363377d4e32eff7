import { MARKERS_IN_WORDS } from '../../src/discover/find-projects.js';
import type { DeploymentKind } from '../../src/knowledge/instance/deployment-order.js';
import { branchesToChoose } from '../../src/knowledge/platform/platform-branches.js';
import { platform as platformOf } from '../../src/model/platform/find-platform.js';
import { visible } from '../../src/report/text/one-line.js';
import { nameOf, type Place, SourceFile } from '../../src/source/index.js';
import { MAX_PROJECT_FILES } from '../../src/util/limits.js';
import { byId, connectTabs, element, replaceItems } from './dom.js';
import type { Direction, TextEditor } from './editor.js';
import { showFindings } from './findings.js';
import { openDropped, openFiles } from './open.js';
import {
  type CheckedProject,
  checkProject,
  type OpenedArchive,
  projectsIn,
  ROOT,
  textsBelow,
} from './project.js';
import { fragmentOf, sharedIn } from './share.js';
import { type Opened, OpenError } from './texts.js';
import { connectTheme } from './theme.js';
import type { Changes } from './views.js';

/** After the last key, so that typing is never slowed down by a check. */
const QUIET_MILLISECONDS = 120;

/** What the first view does not need: the editor with completion and hover, fixes and pictures. */
const loadEditor = () => import('./editor.js');
const loadViews = () => import('./views.js');

const host = byId('editor', HTMLElement);
const platforms = byId('platform', HTMLSelectElement);
const roots = byId('root', HTMLSelectElement);
const kinds = byId('kind', HTMLSelectElement);

/** What was opened; the project may be in a folder of it. */
let opened: Opened = { texts: new Map() };
let texts = new Map<string, string | undefined>();
let archive: OpenedArchive | undefined;
/** There from the first project on, and nothing can be clicked before. */
let checked: CheckedProject;
let selected = '';
let tab = 'findings';
let editor: TextEditor | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** @param canUndo whether it is about something that was done to files, and that a button undoes */
function say(message: string, canUndo = false): void {
  byId('message-text', HTMLElement).textContent = message;
  byId('message-undo', HTMLElement).hidden = !canUndo;
  byId('message', HTMLElement).hidden = message === '';
}

/** Whatever goes wrong while something is opened or fixed ends in a message. */
function attempt(work: () => void | Promise<void>): void {
  const hadFocus = hasFocus();
  say('');
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => {
      say(error instanceof Error ? error.message : 'Something went wrong. Reload the page.');
    })
    .finally(() => {
      // What was used may be gone: whoever has only a keyboard goes on from the results.
      if (hadFocus && !hasFocus())
        document.querySelector<HTMLElement>('.panel:not([hidden])')?.focus({ preventScroll: true });
    });
}

const hasFocus = (): boolean =>
  document.activeElement !== document.body && document.activeElement?.checkVisibility() === true;

function check(): CheckedProject {
  clearTimeout(waiting);
  waiting = undefined;
  const before = checked as CheckedProject | undefined;
  const platform = platforms.value === '' ? undefined : platforms.value;
  checked = checkProject(texts, platform, before, archive);
  return checked;
}

/** The project as it is with the last key. */
const current = (): CheckedProject => (waiting === undefined ? checked : check());

function showAll(): void {
  showFindings(checked, {
    goTo,
    fix: (diagnostic) => {
      attempt(() => fix(diagnostic));
    },
  });
  showFiles();
  const named = platformOf(checked.project).name;
  const first = platforms.options.item(0);
  if (first)
    first.textContent =
      named === undefined ? 'not named in the project' : `${shortName(named)} (from the project)`;
  editor?.showFindings();
  attemptTab();
}

const shortName = (name: string): string => name.replace(/ running on 64bit /, ', ');

/** Pictures are drawn only while they are seen. */
function attemptTab(): void {
  if (tab === 'findings') return;
  void loadViews().then(({ showGraph, showSteps, fillKinds }) => {
    if (tab === 'graph') showGraph(checked, goTo);
    if (tab !== 'steps') return;
    if (kinds.options.length === 0) fillKinds(kinds);
    showSteps(checked, kinds.value as DeploymentKind, goTo);
  });
}

/** The files that eblint reads, each with how much was found in it. */
function readFiles(): readonly SourceFile[] {
  const { files, ebCliConfigs } = checked.project.files;
  const sources = files.flatMap((file) => ('source' in file ? [file.source] : []));
  const known = new Map([...sources, ...ebCliConfigs].map((source) => [source.name, source]));
  // A file that was added by hand stays, also where eblint does not read it.
  for (const name of added)
    if (!known.has(name) && texts.has(name))
      known.set(name, new SourceFile(`${ROOT}/${name}`, name, texts.get(name) ?? ''));
  return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const added = new Set<string>();

function showFiles(): void {
  const { diagnostics } = checked.report;
  const sources = readFiles();
  replaceItems(
    byId('files-list', HTMLUListElement),
    sources.map(({ name }) => {
      const found = diagnostics.filter(({ at }) => at.file.name === name);
      const worst = found.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
      return element(
        'li',
        {},
        element(
          'button',
          {
            type: 'button',
            'aria-current': name === selected ? 'true' : undefined,
            onclick: () => {
              select(name);
            },
          },
          element('span', { class: 'file-name' }, ...breakable(visible(name))),
          found.length === 0
            ? undefined
            : element(
                'span',
                { class: `badge ${worst}` },
                String(found.length),
                element('span', { class: 'hidden-text' }, ' found'),
              ),
        ),
      );
    }),
  );
  const others = texts.size - sources.length;
  byId('unread', HTMLElement).textContent =
    others <= 0
      ? ''
      : others === 1
        ? '1 other file is not read by eblint'
        : `${others} other files are not read by eblint`;
}

/** A path that is broken after its slashes. */
const breakable = (path: string): (Node | string)[] =>
  path.split(/(?<=\/)/).flatMap((part) => [part, element('wbr')]);

function select(name: string): void {
  selected = name;
  const file = readFiles().find((source) => source.name === name);
  byId('file-title', HTMLElement).textContent = file ? visible(file.name) : 'No file';
  byId('delete', HTMLButtonElement).disabled = !file;
  if (!file) return;
  if (editor) editor.open(file);
  else host.replaceChildren(element('pre', {}, file.text));
  showFiles();
}

function goTo({ file, span }: Place): void {
  // An archive is a place of findings, and has no text.
  if (file === archive?.file) return;
  if (file.name !== selected) select(file.name);
  host.scrollIntoView({ block: 'nearest' });
  void startEditor().then((view) => {
    view.goTo(span);
  });
}

async function startEditor(): Promise<TextEditor> {
  if (!editor) {
    const loaded = await loadEditor();
    editor ??= new loaded.TextEditor(host, { changed, current, last: () => checked });
    select(selected);
  }
  return editor;
}

function changed(name: string, text: string, direction: Direction | undefined): void {
  if (texts.get(name) === text) return;
  texts.set(name, text);
  const done = direction && edits.findLast((edit) => isAt(edit, direction, name, text));
  if (done) {
    follow(done, direction);
    if (done.after.size > 1)
      say(`${direction === 'undo' ? 'Undone' : 'Done again'} in ${done.after.size} files.`);
    else say('');
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    check();
    showAll();
  }, QUIET_MILLISECONDS);
}

/** What a fix did to all of its files: texts by their names, undefined for a file that is not there. */
interface Edit {
  readonly before: Changes;
  readonly after: Changes;
}

/** The fixes that were made, in their order. */
let edits: readonly Edit[] = [];

const endOf = ({ before, after }: Edit, direction: Direction): Changes =>
  direction === 'undo' ? before : after;

/** Whether a file was taken one step further by itself, and the other files of a fix still wait for that. */
function isAt(edit: Edit, direction: Direction, name: string, text: string): boolean {
  const [to, from] = [endOf(edit, direction), endOf(edit, direction === 'undo' ? 'redo' : 'undo')];
  return (
    to.get(name) === text && [...from].every(([other, old]) => other === name || texts.get(other) === old)
  );
}

/** Takes all files of a fix back, or forth again. */
function follow(edit: Edit, direction: Direction): void {
  const to = endOf(edit, direction);
  put(to);
  check();
  for (const source of readFiles()) if (to.has(source.name)) editor?.step(source, direction);
  showChanged(to);
}

function undoLast(): void {
  const last = edits.at(-1);
  if (!last) return;
  const changed = [...last.after].find(([name, text]) => texts.get(name) !== text);
  if (changed) throw new Error(`${visible(changed[0])} was changed since: undo it there.`);
  follow(last, 'undo');
  say('Undone.');
}

function put(changes: Changes): void {
  for (const [name, text] of changes) {
    if (text === undefined) texts.delete(name);
    else texts.set(name, text);
  }
}

/** Makes changes of a fix. */
function apply(changes: Changes): void {
  const before = new Map([...changes.keys()].map((name) => [name, texts.get(name)]));
  edits = [...edits, { before, after: changes }];
  put(changes);
  check();
  for (const source of readFiles())
    if (changes.has(source.name)) editor?.replace(source, before.get(source.name) ?? '');
  showChanged(changes);
}

/** The file that is shown may be gone, or may be back. */
function showChanged(changes: Changes): void {
  const names = readFiles().map(({ name }) => name);
  if (!names.includes(selected)) select(names.find((name) => changes.has(name)) ?? names[0] ?? '');
  showAll();
}

async function fix(diagnostic: Parameters<Parameters<typeof showFindings>[1]['fix']>[0]): Promise<void> {
  const { fixOf } = await loadViews();
  const changes = fixOf(diagnostic, current());
  if (!changes) throw new Error('This fix cannot be made here: it would change something else as well.');
  apply(changes);
  say(`Done: ${visible(diagnostic.fix?.title ?? 'fixed')}.`, true);
}

async function fixAll(): Promise<void> {
  const { safeFixes } = await loadViews();
  const { changes, count } = safeFixes(current());
  apply(changes);
  say(count === 1 ? 'Applied 1 fix.' : `Applied ${count} fixes.`, true);
}

/** @throws OpenError where there is no project in it */
async function open(found: Opened, platform = ''): Promise<void> {
  const folders = await projectsIn(found.texts, found.archive?.links);
  const [first] = folders;
  if (first === undefined)
    throw new OpenError(`There is no Elastic Beanstalk project in it: looked for ${MARKERS_IN_WORDS}.`);
  opened = found;
  platforms.value = platform;
  roots.replaceChildren(
    ...folders.map((folder) =>
      element('option', { value: folder }, folder === '' ? 'the folder itself' : visible(folder)),
    ),
  );
  byId('root-choice', HTMLElement).hidden = folders.length < 2;
  use(first);
}

/** @throws OpenError */
async function show(opening: Promise<Opened>): Promise<void> {
  await open(await opening);
}

/** Shows the project in a folder of what was opened. */
function use(folder: string): void {
  texts = textsBelow(folder, opened.texts);
  archive = opened.archive && { ...opened.archive, links: textsBelow(folder, opened.archive.links) };
  added.clear();
  edits = [];
  editor?.reset();
  performance.mark('opened');
  check();
  performance.mark('checked');
  const names = readFiles().map(({ name }) => name);
  const worst =
    checked.report.diagnostics.find(({ severity }) => severity === 'error') ?? checked.report.diagnostics[0];
  select(worst && names.includes(worst.at.file.name) ? worst.at.file.name : (names[0] ?? ''));
  showAll();
  performance.mark('shown');
}

async function openLink(fragment: string): Promise<boolean> {
  const shared = await sharedIn(fragment);
  if (!shared) return false;
  const others = (shared.others ?? []).map((name) => [name, undefined] as const);
  await open({ texts: new Map([...others, ...Object.entries(shared.files)]) }, shared.platform);
  return true;
}

async function share(): Promise<void> {
  current();
  const files = Object.fromEntries(readFiles().map(({ name, written }) => [name, written]));
  const others = [...texts.keys()].filter((name) => !Object.hasOwn(files, name)).slice(0, MAX_PROJECT_FILES);
  const fragment = await fragmentOf({ files, others, platform: platforms.value || undefined });
  history.replaceState(null, '', fragment);
  const field = byId('link', HTMLInputElement);
  field.value = location.href;
  nameSecrets();
  byId('link-size', HTMLElement).textContent = `${location.href.length.toLocaleString('en')} characters`;
  byId('copied', HTMLElement).textContent = '';
  byId('share-dialog', HTMLDialogElement).showModal();
  field.select();
}

/** The link holds what was just reported as a secret: it says where. */
function nameSecrets(): void {
  const places = new Map(
    checked.report.diagnostics
      .filter(({ ruleId }) => ruleId.startsWith('secrets/'))
      .map(({ at, ruleId }) => [nameOf(at), ruleId]),
  );
  byId('share-secrets', HTMLElement).hidden = places.size === 0;
  byId('share-secrets-text', HTMLElement).textContent =
    places.size === 1
      ? 'It holds a secret that is reported here:'
      : `It holds ${places.size} secrets that are reported here:`;
  byId('share-secrets-list', HTMLUListElement).replaceChildren(
    ...[...places].map(([place, ruleId]) =>
      element('li', {}, element('code', {}, visible(place)), ` ${ruleId}`),
    ),
  );
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(byId('link', HTMLInputElement).value);
  byId('copied', HTMLElement).textContent = 'Copied.';
}

function addFile(name: string): void {
  const path = name.trim().replace(/^\/+/, '');
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw new Error('Give the path of the file below the project, such as .ebextensions/01_app.config.');
  if (!texts.has(path)) texts.set(path, '');
  added.add(path);
  check();
  showAll();
  select(path);
}

function fillPlatforms(): void {
  platforms.replaceChildren(
    element('option', { value: '' }, ''),
    ...branchesToChoose().map((name) => element('option', { value: name }, shortName(name))),
  );
}

function connect(): void {
  const onClick = (id: string, work: () => void | Promise<void>): void => {
    byId(id, HTMLButtonElement).addEventListener('click', () => {
      attempt(work);
    });
  };
  connectTabs(byId('tabs', HTMLElement), (name) => {
    tab = name;
    document.body.dataset['tab'] = name;
    attemptTab();
  });
  platforms.addEventListener('change', () => {
    check();
    showAll();
  });
  roots.addEventListener('change', () => {
    use(roots.value);
  });
  kinds.addEventListener('change', attemptTab);
  onClick('share', share);
  onClick('zoom', async () => {
    byId('graph-canvas', HTMLElement).classList.toggle('zoomed');
    (await loadViews()).fitPicture();
  });
  onClick('copy', copy);
  onClick('fix-all', fixAll);
  onClick('message-undo', undoLast);
  onClick('delete', () => {
    const name = selected;
    apply(new Map([[name, undefined]]));
    say(`Deleted ${visible(name)}.`, true);
  });
  // Whatever is attempted begins without a message.
  onClick('message-close', () => undefined);
  byId('add', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId('add-name', HTMLInputElement);
    attempt(async () => {
      addFile(field.value);
      field.value = '';
      (await startEditor()).focus();
    });
  });
  for (const id of ['open-folder', 'open-zip']) {
    const input = byId(id, HTMLInputElement);
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      if (files.length > 0) attempt(() => show(openFiles(files)));
    });
  }
  addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) document.body.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    const items = event.dataTransfer?.items;
    if (items) attempt(() => show(openDropped(items)));
  });
  addEventListener('hashchange', () => {
    attempt(async () => void (await openLink(location.hash)));
  });
}

/** The first findings come before everything that they do not need. */
async function start(): Promise<void> {
  performance.mark('started');
  connectTheme(byId('theme', HTMLButtonElement));
  fillPlatforms();
  try {
    if (!(await openLink(location.hash))) await openExample();
  } catch (error) {
    await openExample();
    throw error;
  } finally {
    connect();
    await startEditor();
  }
}

attempt(start);

/** The first of the examples that the page links to. */
async function openExample(): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>('a.example');
  if (link) await openLink(link.hash);
}
