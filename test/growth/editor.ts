import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Encoding } from '../../src/explore/lsp/agreement.js';
import { REQUESTS } from '../../src/explore/lsp/messages.js';
import { toPosition } from '../../src/explore/lsp/protocol.js';
import { SourceFile } from '../../src/source/index.js';
import { FULL, TestEditor, uriOf } from '../support/language-client.js';
import { CURSOR } from './editor-dimensions.js';

/** A part of the work with a project, which is counted by itself. */
type Part = readonly [name: string, run: () => Promise<unknown>];

/** Opens a project in an editor: what it asks about the place of the cursor, and how it is closed. */
export async function openInEditor(texts: Readonly<Record<string, string>>, encoding: Encoding) {
  const root = mkdtempSync(join(tmpdir(), 'eblint-growth-editor-'));
  for (const [name, text] of Object.entries({ '.git/HEAD': '', ...texts })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text.replace(CURSOR, ''));
  }
  const [name = '', marked = ''] = Object.entries(texts).find(([, text]) => text.includes(CURSOR)) ?? [];
  const [path, text] = [join(root, name), marked.replace(CURSOR, '')];
  const file = new SourceFile(path, name, text);
  const position = toPosition(file, marked.indexOf(CURSOR), encoding);
  const end = toPosition(file, text.length, encoding);
  const capabilities = { ...FULL, general: { positionEncodings: [encoding] } };
  const editor = await TestEditor.open([root], { capabilities });
  const params = { textDocument: { uri: uriOf(path) }, position, newName: 'p2', query: 'é' };
  const ranges = {
    'textDocument/codeAction': { range: { start: position, end: position }, context: { diagnostics: [] } },
    'textDocument/inlayHint': { range: { start: { line: 0, character: 0 }, end } },
  };
  const ask = (method: string) => () =>
    editor.ask(method, { ...params, ...ranges[method as keyof typeof ranges] });
  const open = async (): Promise<void> => {
    editor.openFile(path, text);
    await editor.settled();
  };
  return {
    parts: [['diagnostics', open], ...REQUESTS.map((method) => [method, ask(method)] as const)] as Part[],
    close: () => {
      editor.end();
      rmSync(root, { recursive: true });
    },
  };
}
