import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { REQUESTS } from '../../../src/explore/lsp/messages.js';
import { openLanguageClient } from '../../../src/io/language-client.js';
import { rules } from '../../../src/rules/index.js';
import { MAX_CLIENT_MESSAGE_BYTES } from '../../../src/util/limits.js';
import { TestEditor, uriOf } from '../../support/language-client.js';
import { temporaryFolder } from '../../support/temporary.js';

const NAME = '.ebextensions/a.config';
const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';

let editor: TestEditor;
afterEach(() => {
  editor.end();
});

const opened = async (files: Record<string, string> = { [NAME]: WRONG }): Promise<string> => {
  const root = temporaryFolder(files);
  editor = await TestEditor.open([root]);
  return root;
};

it('refuses what comes before the first message and after the last one', async () => {
  editor = TestEditor.start();
  const params = { textDocument: { uri: 'file:///a' }, range: {}, context: {} };
  await expect(editor.ask('textDocument/codeAction', params)).rejects.toMatchObject({ code: -32002 });
  editor.tell('textDocument/didOpen', { textDocument: { uri: 'file:///a' } });
  await editor.initialize([]);
  await expect(editor.initialize([])).rejects.toMatchObject({ code: -32600 });
  expect(await editor.ask('shutdown', undefined)).toBeNull();
  await expect(editor.ask('textDocument/codeAction', params)).rejects.toMatchObject({ code: -32600 });
  editor.tell('exit', undefined);
  await expect.poll(() => editor.exits).toEqual([0]);
});

it('ends with the processes that the command line and the first message name', async () => {
  editor = TestEditor.start({}, ['--clientProcessId=77', '--stdio']);
  await editor.ask('initialize', { processId: 78, capabilities: {} });
  expect(editor.watched).toEqual([77, 78]);
});

it('ends with 1 without a word, and after an exit that nothing announced', async () => {
  editor = TestEditor.start();
  editor.tell('exit', undefined);
  await expect.poll(() => editor.exits).toEqual([1]);
  editor.streams.toServer.end();
  await expect.poll(() => editor.exits.length).toBeGreaterThan(1);
  expect(new Set(editor.exits)).toEqual(new Set([1]));
});

it('answers what does not make sense, and goes on', async () => {
  const root = await opened();
  const path = join(root, NAME);
  const odd = [undefined, null, {}, { textDocument: null }, { textDocument: { uri: 5 } }, []];
  const uris = [
    '',
    'a',
    'file:',
    'file://host/x',
    'file:///%00',
    'file:///a%2Fb',
    'untitled:x',
    'http://a/b',
  ];
  const positions = [-1, NaN, 0.5, 1e300, 99, '1', null];
  editor.openFile(path, WRONG);
  for (const method of REQUESTS) {
    for (const params of [...odd, ...uris.map((uri) => ({ textDocument: { uri } }))])
      await editor.ask(method, params);
    for (const line of positions)
      for (const character of positions) {
        const position = { line, character };
        const answer = editor.ask(method, {
          ...{ textDocument: { uri: uriOf(path) }, position, positions: [position] },
          ...{ range: { start: position, end: position }, context: {}, newName: 'x', query: 'x' },
        });
        // There may be no name to change.
        await (method === 'textDocument/rename' ? answer.catch(() => null) : answer);
      }
  }
  for (const method of ['didOpen', 'didChange', 'didClose', 'didSave'])
    for (const params of odd) editor.tell(`textDocument/${method}`, params);
  editor.tell('workspace/didChangeWorkspaceFolders', {});
  editor.tell('unknown/notification', {});
  await expect(editor.ask('unknown/request', {})).rejects.toMatchObject({ code: -32601 });
  editor.change(path, WRONG);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
});

it('reads on after a message that is no JSON', async () => {
  const root = await opened();
  editor.streams.toServer.write('Content-Length: 3\r\n\r\n{"a');
  editor.streams.toServer.write('Content-Length: 2\r\n\r\n[]');
  editor.openFile(join(root, NAME), WRONG);
  expect(await editor.diagnosticsOf(join(root, NAME))).toHaveLength(1);
  expect(editor.log.join()).toContain('cannot be read');
});

it('keeps the order of changes, and shows the newest text only', async () => {
  const root = await opened();
  const path = join(root, NAME);
  editor.openFile(path, WRONG);
  for (let count = 0; count < 50; count++) editor.change(path, count % 2 ? WRONG : 'option_settings: {}\n');
  editor.change(path, 'option_settings: {}\n');
  expect(await editor.diagnosticsOf(path)).toEqual([]);
  const last = editor.versions.get(uriOf(path))!;
  editor.change(path, WRONG, last + 2);
  editor.change(path, 'option_settings: {}\n', last + 1);
  editor.versions.set(uriOf(path), last + 2);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
  editor.change('/none', 'x');
  editor.versions.delete(uriOf('/none'));
  editor.close('/none');
});

it('shows nothing of a project that is gone, and everything when it is back', async () => {
  const root = await opened({ [NAME]: WRONG, 'b/.ebextensions/b.config': WRONG });
  const path = join(root, 'b/.ebextensions/b.config');
  editor.openFile(path, WRONG);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
  writeFileSync(path, '\0'.repeat(2 ** 21));
  editor.change(path, 'x'.repeat(2 ** 21));
  expect((await editor.diagnosticsOf(path)).map(({ code }) => code)).toEqual(['project/unreadable']);
  editor.change(path, WRONG);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
});

it('shows the finding of eblint itself where a rule crashes, and goes on', async () => {
  const root = await opened();
  const path = join(root, NAME);
  const rule = rules.find(({ id }) => id === 'settings/invalid-value')!;
  const check = vi.spyOn(rule, 'check').mockImplementation((): never => {
    throw new Error('a mistake in eblint');
  });
  try {
    editor.openFile(path, WRONG);
    const codes = (await editor.diagnosticsOf(path)).map(({ code }) => code);
    expect(codes).toContain('eblint/crash');
  } finally {
    check.mockRestore();
  }
  // A rule is asked again where something that it reads has changed.
  editor.change(path, `\n${WRONG}`);
  expect((await editor.diagnosticsOf(path)).map(({ code }) => code)).not.toContain('eblint/crash');
});

it('says of a project beyond the limits what was left out, and checks the rest', async () => {
  const root = await opened({ [NAME]: WRONG, '.ebextensions/b.config': '' });
  const path = join(root, '.ebextensions/b.config');
  editor.openFile(path, '- a\n'.repeat(260_000));
  expect((await editor.diagnosticsOf(path)).map(({ code }) => code)).toEqual(['project/unreadable']);
  expect(await editor.diagnosticsOf(join(root, NAME))).toHaveLength(1);
});

it('runs nothing of the project that it checks', async () => {
  const touch = (name: string): string => `require('node:fs').writeFileSync(__dirname + '/${name}', '')\n`;
  const root = await opened({
    [NAME]: WRONG,
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config': '[core]\n\tfsmonitor = touch ran-monitor\n\thooksPath = hooks\n',
    'hooks/post-index-change': '#!/bin/sh\ntouch ran-hook\n',
    'eblint.config.js': touch('ran-configuration'),
    'node_modules/eblint/package.json': '{"main": "index.js"}',
    'node_modules/eblint/index.js': touch('ran-package'),
    'package.json': '{"scripts": {"prepare": "touch ran-script"}, "main": "index.js"}',
    'index.js': touch('ran-main'),
  });
  const path = join(root, NAME);
  editor.openFile(path, WRONG);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
  editor.change(path, `${WRONG}# more\n`);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
  const position = { line: 1, character: 40 };
  for (const method of REQUESTS)
    if (method !== 'textDocument/rename')
      await editor.ask(method, {
        ...{ textDocument: { uri: uriOf(path) }, position, positions: [position] },
        ...{ range: { start: position, end: position }, context: { diagnostics: [] }, query: 'x' },
      });
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => name.includes('ran-'))).toEqual([]);
});

describe('the connection', () => {
  const streams = () => ({ stdin: new PassThrough(), stdout: new PassThrough() });

  it('ends with its editor', () => {
    vi.useFakeTimers();
    const exit = vi.fn();
    const gone = Object.assign(new Error(), { code: 'ESRCH' });
    const other = Object.assign(new Error(), { code: 'EPERM' });
    const kill = vi
      .fn()
      .mockReturnValueOnce(true)
      .mockImplementationOnce(() => {
        throw other;
      })
      .mockImplementationOnce(() => {
        throw gone;
      });
    openLanguageClient({ ...streams(), kill, exit }).watchProcess(5);
    vi.advanceTimersByTime(6000);
    expect(exit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(3000);
    expect(exit).toHaveBeenCalledWith(1);
    vi.useRealTimers();
    editor = TestEditor.start();
  });

  it('takes no message without an end, and knows when nobody reads', () => {
    const exit = vi.fn();
    const own = streams();
    const client = openLanguageClient({ ...own, kill: () => true, exit });
    client.connection.listen();
    const half = Buffer.alloc(MAX_CLIENT_MESSAGE_BYTES / 2, 'a');
    own.stdin.emit('data', half);
    expect(exit).not.toHaveBeenCalled();
    own.stdin.emit('data', half);
    own.stdin.emit('data', Buffer.from('a'));
    expect(exit).toHaveBeenCalledWith(1);
    expect(client.isBehind()).toBe(false);
    own.stdout.write(Buffer.alloc(2 ** 21));
    expect(client.isBehind()).toBe(true);
    own.stdout.emit('error', new Error('closed'));
    expect(exit).toHaveBeenCalledTimes(2);
    client.connection.dispose();
    editor = TestEditor.start();
  });
});
