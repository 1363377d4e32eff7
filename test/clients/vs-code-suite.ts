import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** What runs inside of VS Code, with its API: this module is loaded where extensions run. */
type Cases = Readonly<Record<string, () => Promise<void>>>;

const PROCFILE = 'Procfile';
const LISTENERS = '.ebextensions/01_listeners.config';
const DJANGO = '.ebextensions/02_django.config';

/** In milliseconds: nothing is said about how fast it is. */
const PATIENCE = 60_000;
const PAUSE = 50;

const workspaceFolder = (): string => vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const uriOf = (name: string): vscode.Uri => vscode.Uri.file(join(workspaceFolder(), name));
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** What a check returns when it holds. */
async function until<T>(what: string, check: () => T | undefined | false | Promise<T | undefined | false>) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end)
      throw new Error(`not within a minute: ${what}\n${JSON.stringify([allFindings(), openTexts()])}`);
    await pause();
  }
}

async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(name)));
}

/** The rules that a file has findings of. */
const findings = (name: string): string[] =>
  vscode.languages.getDiagnostics(uriOf(name)).flatMap(({ source, code }) => {
    const id = typeof code === 'object' ? code.value : code;
    return source === 'eblint' ? [String(id)] : [];
  });

const allFindings = (): [string, string[]][] =>
  [PROCFILE, LISTENERS, DJANGO].map((name) => [name, findings(name)]);

/** What explains findings that are not expected: the texts that a window has, and those on the disk. */
const openTexts = (): object[] =>
  vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === 'file' && existsSync(uri.fsPath))
    .map((document) => {
      const { fileName, version, isDirty } = document;
      const text = document.getText();
      const isSaved = text === readFileSync(fileName, 'utf8');
      return { fileName, version, isDirty, isSaved, start: text.slice(0, 300) };
    });

const untilFound = (name: string, rule: string): Promise<unknown> =>
  until(`${rule} in ${name}`, () => findings(name).includes(rule));
const untilGone = (name: string, rule: string): Promise<unknown> =>
  until(`no ${rule} in ${name}`, () => !findings(name).includes(rule));

function finding(name: string, rule: string): vscode.Diagnostic {
  const index = findings(name).indexOf(rule);
  const own = vscode.languages.getDiagnostics(uriOf(name)).filter(({ source }) => source === 'eblint');
  return own[index]!;
}

/** The place in the middle of a text that a document has once. */
function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${text} is not in ${document.fileName}`);
  return document.positionAt(start + Math.floor(text.length / 2));
}

/** Replaces a text as if it was typed, without saving. */
async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  assert.notEqual(start, -1, `${from} is not in ${document.fileName}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
}

/** Puts back what is on the disk. */
const revert = async (editor: vscode.TextEditor): Promise<void> => {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
};

async function completions(
  { uri }: vscode.TextDocument,
  at: vscode.Position,
): Promise<Map<string, vscode.CompletionItem>> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    at,
  );
  return new Map(items.map((item) => [typeof item.label === 'string' ? item.label : item.label.label, item]));
}

async function actionsOf(name: string, rule: string): Promise<vscode.CodeAction[]> {
  const { range } = finding(name, rule);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uriOf(name), range);
}

const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Workspace);

/** The ids of the language servers that this window has started, by the end of the path of their program. */
const servers = (program: string): number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      if (parent !== String(process.pid)) return [];
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return words.includes('lsp') && words.some((word) => word.endsWith(program)) ? [Number(name)] : [];
    } catch {
      // No process, or one that has ended in the meantime.
      return [];
    }
  });

const BUNDLED = '/server/cli.cjs';
const INSTALLED = '/node_modules/eblint/dist/cli.cjs';

/** A server that was replaced may take a moment to end. */
const untilServers = (program: string, count: number): Promise<unknown> =>
  until(`${count} of ${program}`, () => servers(program).length === count);

/** A project that is trusted, with an eblint of its own. */
const trusted: Cases = {
  'does nothing before a file of a project is open': async () => {
    await vscode.workspace.openTextDocument(uriOf('notes.md'));
    assert.deepEqual(servers('/cli.cjs'), []);
  },
  'knows the languages of the files': async () => {
    assert.equal((await open(PROCFILE)).document.languageId, 'procfile');
    assert.equal((await open(LISTENERS)).document.languageId, 'yaml');
    assert.equal((await vscode.workspace.openTextDocument(uriOf('app.config'))).languageId, 'plaintext');
  },
  'shows what is wrong in the file that is open and in those that are not': async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await open(PROCFILE);
    await untilFound(PROCFILE, 'routing/port-mismatch');
    await untilFound(LISTENERS, 'routing/unknown-process');
    await untilFound(DJANGO, 'platform/retired-path');
    const { relatedInformation, code, message } = finding(PROCFILE, 'routing/port-mismatch');
    assert.match(message, /5001/);
    assert.equal(relatedInformation?.[0]?.location.uri.fsPath, uriOf(LISTENERS).fsPath);
    assert.match(String(typeof code === 'object' && code.target), /^https:.*port-mismatch/);
  },
  'starts the eblint of the project': async () => {
    await untilServers(INSTALLED, 1);
    await untilServers(BUNDLED, 0);
  },
  'follows what is typed, in all files': async () => {
    const editor = await open(LISTENERS);
    await replace(editor, 'Port: 5000', 'Port: 5001');
    await untilGone(PROCFILE, 'routing/port-mismatch');
    await revert(editor);
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'offers fixes, and makes the one that is chosen': async () => {
    const editor = await open(PROCFILE);
    const actions = await actionsOf(PROCFILE, 'routing/port-mismatch');
    const action = actions.find(({ edit, title }) => edit && title.includes('5000'));
    assert.ok(action?.edit, JSON.stringify(actions));
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await untilGone(PROCFILE, 'routing/port-mismatch');
    assert.match(editor.document.getText(), /-p 5000/);
    await revert(editor);
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'writes a comment that suppresses a finding': async () => {
    const editor = await open(DJANGO);
    const actions = await actionsOf(DJANGO, 'settings/unexpanded-variable');
    const action = actions.find(({ title }) => title.startsWith('Suppress'));
    assert.ok(action?.edit, JSON.stringify(actions));
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await untilGone(DJANGO, 'settings/unexpanded-variable');
    assert.match(editor.document.getText(), /# eblint-disable-next-line settings\/unexpanded-variable/);
    await revert(editor);
  },
  'describes an option and a process': async () => {
    const { document } = await open(LISTENERS);
    const hovers = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, 'SSLCertificateArns'),
      );
      return found.length > 0 && found;
    });
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content as vscode.MarkdownString).value),
    );
    assert.match(text.join('\n'), /SSLCertificateArns/);
  },
  'completes options, and goes on with their values': async () => {
    const editor = await open(LISTENERS);
    await replace(editor, '    Protocol: HTTPS\n', '    Protocol: HTTPS\n    \n');
    const at = placeOf(editor.document, '    Protocol: HTTPS').translate(1).with({ character: 4 });
    const items = await completions(editor.document, at);
    assert.ok(items.has('SSLPolicy'), [...items.keys()].join());
    assert.equal(items.get('SSLPolicy')?.command, undefined);
    assert.equal(items.get('ListenerEnabled')?.command?.command, 'editor.action.triggerSuggest');
    await revert(editor);
  },
  'completes namespaces with a line for their options, where they have none': async () => {
    const editor = await open(LISTENERS);
    const { document } = editor;
    await replace(editor, 'option_settings:\n', 'option_settings:\n  aws:a\n');
    const at = document.lineAt(placeOf(document, '  aws:a\n').line).range.end;
    const namespace = (await completions(document, at)).get('aws:autoscaling:asg');
    assert.equal(namespace?.insertText, 'aws:autoscaling:asg:\n\t');
    assert.equal(namespace.command?.command, 'editor.action.triggerSuggest');
    await replace(editor, '  aws:a\n', '  aws:a\n    MinSize: 1\n');
    const other = (await completions(document, at)).get('aws:autoscaling:asg');
    assert.equal(other?.insertText, 'aws:autoscaling:asg:');
    assert.equal(other.command, undefined);
    await revert(editor);
  },
  'goes to a process in the other file': async () => {
    const { document } = await open(PROCFILE);
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      placeOf(document, 'websocket'),
    );
    const files = references.map(({ uri }) => uri.fsPath);
    assert.ok(files.includes(uriOf(LISTENERS).fsPath), files.join());
  },
  'renames a process in both files': async () => {
    const { document } = await open(PROCFILE);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeOf(document, 'websocket'),
      'chat',
    );
    const texts = edit
      .entries()
      .map(([{ fsPath }, edits]) => `${fsPath}: ${edits.map(({ newText }) => newText).join()}`);
    assert.deepEqual(
      edit
        .entries()
        .map(([{ fsPath }]) => fsPath)
        .sort(),
      [uriOf(LISTENERS).fsPath, uriOf(PROCFILE).fsPath],
    );
    assert.ok(await vscode.workspace.applyEdit(edit), texts.join('\n'));
    assert.match(document.getText(), /^chat: daphne/m);
    const listeners = await vscode.workspace.openTextDocument(uriOf(LISTENERS));
    assert.match(listeners.getText(), /environment:process:chat:/);
    await revert(await open(LISTENERS));
    await revert(await open(PROCFILE));
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'fixes on save what is safe': async () => {
    await set('editor.codeActionsOnSave', { 'source.fixAll.eblint': 'explicit' });
    const editor = await open(DJANGO);
    const before = editor.document.getText();
    await replace(editor, 'option_settings:', '# Django\noption_settings:');
    await untilFound(DJANGO, 'platform/retired-path');
    assert.ok(await editor.document.save());
    const after = readFileSync(uriOf(DJANGO).fsPath, 'utf8');
    assert.match(after, /source \/var\/app\/venv\/\*\/bin\/activate/);
    assert.match(after, /aws:elasticbeanstalk:environment:proxy:staticfiles:/);
    assert.match(after, /REDIS_URL: \$\{REDIS_URL\}/);
    await untilGone(DJANGO, 'platform/retired-path');
    await set('editor.codeActionsOnSave', undefined);
    writeFileSync(uriOf(DJANGO).fsPath, before);
    await untilFound(DJANGO, 'platform/retired-path');
  },
  'fixes a file by command': async () => {
    const editor = await open(DJANGO);
    await until('the text of the disk', () => editor.document.getText().includes('/opt/python/run'));
    await untilFound(DJANGO, 'platform/retired-path');
    const isFixed = () => editor.document.getText().includes('/var/app/venv/*/bin/activate');
    // VS Code drops a command while whose actions are computed something of the document changes.
    await until('the fixed text', async () => {
      if (!isFixed()) await vscode.commands.executeCommand('eblint.fixFile');
      return isFixed();
    });
    await revert(editor);
    await untilFound(DJANGO, 'platform/retired-path');
  },
  'reports a file that cannot be read, and goes on': async () => {
    const editor = await open(LISTENERS);
    await replace(editor, 'option_settings:', 'option_settings: [');
    await until('a mistake of the syntax', () =>
      findings(LISTENERS).some((rule) => rule.startsWith('config/')),
    );
    await revert(editor);
    await until('no mistake of the syntax', () =>
      findings(LISTENERS).every((rule) => !rule.startsWith('config/')),
    );
    await untilFound(LISTENERS, 'routing/unknown-process');
  },
  'follows what happens outside': async () => {
    const path = uriOf(PROCFILE).fsPath;
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replace('5001', '5000'));
    await untilGone(PROCFILE, 'routing/port-mismatch');
    writeFileSync(path, before);
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'takes its settings, and what they are changed to': async () => {
    assert.ok(!findings(PROCFILE).includes('routing/proxy-port-mismatch'));
    await set('eblint.platform', 'Node.js 22 running on 64bit Amazon Linux 2023');
    await untilFound(PROCFILE, 'routing/proxy-port-mismatch');
    await set('eblint.configFile', 'other.yaml');
    await untilGone(PROCFILE, 'routing/port-mismatch');
    await vscode.commands.executeCommand('eblint.restart');
    await untilFound(PROCFILE, 'routing/proxy-port-mismatch');
    assert.ok(!findings(PROCFILE).includes('routing/port-mismatch'));
    await set('eblint.configFile', undefined);
    await set('eblint.platform', undefined);
    await untilFound(PROCFILE, 'routing/port-mismatch');
    await untilGone(PROCFILE, 'routing/proxy-port-mismatch');
  },
  'stops when it is turned off, and starts again': async () => {
    await vscode.commands.executeCommand('eblint.toggle');
    await until('no findings', () => allFindings().every(([, rules]) => rules.length === 0));
    await until('no server', () => servers('/cli.cjs').length === 0);
    await vscode.commands.executeCommand('eblint.toggle');
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'restarts by command': async () => {
    const [before] = servers('/cli.cjs');
    await vscode.commands.executeCommand('eblint.restart');
    await until('another server', () => servers('/cli.cjs').every((id) => id !== before));
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'starts again when it was killed': async () => {
    const [before] = servers('/cli.cjs');
    process.kill(before!, 'SIGKILL');
    await until('another server', () => {
      const [now] = servers('/cli.cjs');
      return now !== undefined && now !== before;
    });
    const editor = await open(LISTENERS);
    await replace(editor, 'Port: 5000', 'Port: 5001');
    await untilGone(PROCFILE, 'routing/port-mismatch');
    await revert(editor);
    await untilFound(PROCFILE, 'routing/port-mismatch');
  },
  'falls back on its own server where the one of a setting does not start': async () => {
    await set('eblint.server.path', 'broken.cjs');
    await untilServers(INSTALLED, 1);
    await untilFound(PROCFILE, 'routing/port-mismatch');
    await set('eblint.server.path', undefined);
    await untilFound(PROCFILE, 'routing/port-mismatch');
    // Where tests run, VS Code shows no message by itself.
    await vscode.commands.executeCommand('notifications.showList');
  },
};

/** A project that is not trusted: what its own eblint would do is write a file. */
const untrusted: Cases = {
  'checks with the server of the extension, and runs nothing of the project': async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await open(PROCFILE);
    await untilFound(LISTENERS, 'routing/unknown-process');
    await untilFound(PROCFILE, 'routing/port-mismatch');
    await untilServers(BUNDLED, 1);
    assert.ok(!existsSync(join(workspaceFolder(), 'ran')));
  },
  'ignores the setting of another server': async () => {
    await set('eblint.server.path', 'node_modules/eblint/dist/cli.cjs');
    await vscode.commands.executeCommand('eblint.restart');
    await untilFound(PROCFILE, 'routing/port-mismatch');
    await untilServers(BUNDLED, 1);
    assert.ok(!existsSync(join(workspaceFolder(), 'ran')));
    await set('eblint.server.path', undefined);
  },
  'starts the eblint of the project when it is trusted': async () => {
    await vscode.commands.executeCommand('workbench.trust.manage');
    await until('trust, which the user gives', () => vscode.workspace.isTrusted);
    await untilServers(INSTALLED, 1);
    await untilServers(BUNDLED, 0);
    await until('what it does where it runs', () => existsSync(join(workspaceFolder(), 'ran')));
  },
};

/** Runs cases one after the other until one fails, and writes what came of them beside this module. */
async function runAll(cases: Cases): Promise<void> {
  const passed: string[] = [];
  let failure: string | undefined;
  try {
    for (const [name, run] of Object.entries(cases)) {
      failure = name;
      await run();
      passed.push(name);
    }
    failure = undefined;
  } catch (error) {
    failure += `: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  writeFileSync(join(__dirname, 'outcome.json'), JSON.stringify({ passed, failure }));
}

export const runTrusted = (): Promise<void> => runAll(trusted);
export const runUntrusted = (): Promise<void> => runAll(untrusted);
