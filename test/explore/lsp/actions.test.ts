import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { toOffset } from '../../../src/explore/lsp/protocol.js';
import { SourceFile } from '../../../src/source/index.js';
import { FULL, TestEditor, uriOf } from '../../support/language-client.js';
import { temporaryFolder } from '../../support/temporary.js';

const NAME = '.ebextensions/app.config';
const MODE = 'files:\n  /opt/a:\n    mode: 0755\n    content: x\n';
const MISMATCH = {
  Procfile: 'web: daphne -b 0.0.0.0 -p 5001 app.asgi:application\n',
  [NAME]:
    'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: application\n  aws:elasticbeanstalk:environment:process:web:\n    Port: 5000\n  aws:elbv2:listener:80:\n    DefaultProcess: web\n',
};

let editor: TestEditor;
let root: string;
afterEach(() => {
  editor.end();
});

async function open(files: Record<string, string>, name: string, capabilities = FULL): Promise<void> {
  root = temporaryFolder({ '.git/HEAD': '', ...files });
  editor = await TestEditor.open([root], { capabilities });
  editor.openFile(join(root, name), files[name] ?? '');
  await editor.settled();
}

/** The actions for all of a file, or for a part of it. */
const actionsFor = (
  name: string,
  text: string,
  { part = text, only, known = [] }: { part?: string; only?: string[]; known?: lsp.Diagnostic[] } = {},
) => {
  const file = new SourceFile('/a', 'a', text);
  const start = text.indexOf(part);
  const at = (offset: number): lsp.Position => {
    const { line, column } = file.positionAt(offset);
    return { line: line - 1, character: column - 1 };
  };
  return editor.ask<lsp.CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uriOf(join(root, name)) },
    range: { start: at(start), end: at(start + part.length) },
    context: { diagnostics: known, ...(only && { only }) },
  });
};

/** A text after the edits of an action. */
function applied(text: string, { edit }: lsp.CodeAction, name: string): string {
  const file = new SourceFile('/a', 'a', text);
  const changes = (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change && change.textDocument.uri === uriOf(join(root, name)) ? change.edits : [],
  );
  const edits = [...changes, ...(edit?.changes?.[uriOf(join(root, name))] ?? [])];
  return edits
    .map((one) => ({
      start: toOffset(file, one.range.start, 'utf-16'),
      end: toOffset(file, one.range.end, 'utf-16'),
      text: 'newText' in one ? one.newText : one.snippet.value,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: own }) => result.slice(0, start) + own + result.slice(end), text);
}

describe('fixes', () => {
  it('are preferred where they are safe', async () => {
    await open({ [NAME]: MODE }, NAME);
    const [fix, suppress] = await actionsFor(NAME, MODE);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix?.diagnostics).toMatchObject([{ code: 'config/unquoted-mode' }]);
    expect(applied(MODE, fix!, NAME)).toContain('mode: "000755"');
    expect(suppress?.title).toBe('Suppress config/unquoted-mode here');
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
  });

  it('come with a suppression also at the start of a line', async () => {
    const text = 'filez:\n  /opt/a:\n    content: x\n';
    await open({ [NAME]: text }, NAME);
    const suppress = (await actionsFor(NAME, text)).find(({ title }) => title.startsWith('Suppress'));
    expect(applied(text, suppress!, NAME)).toMatch(
      /^# eblint-disable-next-line config\/[\w-]+ -- .*\nfilez:/,
    );
  });

  it('come with a suppression above the key, however many lines of its text are above the finding', async () => {
    const lines = Array.from({ length: 12 }, () => '        "1",\n').join('');
    const text = `option_settings:\n  aws:autoscaling:asg:\n    Minsize:\n      Fn::Join: [\n${lines}        "1"]\n`;
    await open({ [NAME]: text }, NAME);
    const titles = (await actionsFor(NAME, text)).map(({ title }) => title);
    expect(titles.some((title) => title.startsWith('Suppress'))).toBe(true);
  });

  it('come for the finding at the cursor only', async () => {
    await open({ [NAME]: MODE }, NAME);
    expect(await actionsFor(NAME, MODE, { part: 'content' })).toEqual([]);
    expect(await actionsFor(NAME, MODE, { part: '0755' })).not.toEqual([]);
    expect(await actionsFor(NAME, MODE, { only: ['refactor'] })).toEqual([]);
  });

  it('come for the findings that an editor tells of, where none is at the cursor', async () => {
    const text = `${MODE}  /opt/b:\n    mode: 0644\n    content: y\n`;
    await open({ [NAME]: text }, NAME);
    const [first, second] = await editor.diagnosticsOf(join(root, NAME));
    const linesFor = async (part: string, known: lsp.Diagnostic[]) =>
      (await actionsFor(NAME, text, { part, known })).flatMap(
        (action) => action.diagnostics?.[0]?.range.start.line ?? [],
      );
    expect(await linesFor('mode', [first!])).toEqual([2, 2]);
    expect(await linesFor('mode', [second!])).toEqual([5, 5]);
    expect(await linesFor('0755', [first!, second!])).toEqual([2, 2]);
  });

  it('fit an editor that knows texts only', async () => {
    await open({ [NAME]: MODE }, NAME, {
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    });
    const [fix] = await actionsFor(NAME, MODE);
    expect(Object.keys(fix?.edit ?? {})).toEqual(['changes']);
    expect(applied(MODE, fix!, NAME)).toContain('mode: "000755"');
  });

  it('are made all at once, as far as they are safe and in the file', async () => {
    const text = `${MODE}  /opt/b:\n    mode: 0644\n    content: y\n`;
    await open({ [NAME]: text }, NAME);
    for (const only of ['source', 'source.fixAll', 'source.fixAll.eblint']) {
      const [all, ...others] = await actionsFor(NAME, text, { only: [only] });
      expect(others).toEqual([]);
      expect(all?.kind).toBe('source.fixAll.eblint');
      expect(applied(text, all!, NAME)).toBe(
        text.replace('mode: 0755', 'mode: "000755"').replace('mode: 0644', 'mode: "000644"'),
      );
    }
    editor.change(join(root, NAME), 'files: {}\n');
    expect(await actionsFor(NAME, 'files: {}\n', { only: ['source.fixAll'] })).toEqual([]);
  });
});

describe('the fixes of one rule', () => {
  const TWO = `${MODE}  /opt/b:\n    mode: 0644\n    content: y\n`;

  it('are made all at once, where there are several', async () => {
    await open({ [NAME]: TWO }, NAME);
    const actions = await actionsFor(NAME, TWO, { part: '0755' });
    expect(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred])).toEqual([
      [expect.stringContaining('"000755"'), 'quickfix', true],
      ['Fix all of config/unquoted-mode in this file', 'quickfix', undefined],
      ['Suppress config/unquoted-mode here', 'quickfix', undefined],
    ]);
    expect(applied(TWO, actions[1]!, NAME)).toBe(
      TWO.replace('mode: 0755', 'mode: "000755"').replace('mode: 0644', 'mode: "000644"'),
    );
  });

  it('are not those of another rule', async () => {
    const text = `${TWO}option_settings:\n  aws:autoscaling:asg:\n    Minsize: 1\n`;
    await open({ [NAME]: text }, NAME);
    const actions = await actionsFor(NAME, text, { part: '0755' });
    const named = (title: string) => actions.find((action) => action.title === title)!;
    const own = named('Fix all of config/unquoted-mode in this file');
    expect(applied(text, own, NAME)).toContain('Minsize: 1');
  });

  const ALL = 'Fix all that is safe to fix in this file';

  it('are offered together with those of other rules, before the suppression', async () => {
    const text = `${MODE}option_settings:\n  aws:autoscaling:asg:\n    Minsize: 1\n`;
    await open({ [NAME]: text }, NAME);
    const titles = (await actionsFor(NAME, text, { part: '0755' })).map(({ title }) => title);
    expect(titles.slice(-2)).toEqual([ALL, 'Suppress config/unquoted-mode here']);
  });

  it('are not offered together with those of another file', async () => {
    const other = { '.ebextensions/b.config': 'option_settings:\n  aws:autoscaling:asg:\n    Minsize: 1\n' };
    await open({ [NAME]: MODE, ...other }, NAME);
    expect((await actionsFor(NAME, MODE, { part: '0755' })).map(({ title }) => title)).not.toContain(ALL);
  });

  it('the name that was probably meant is preferred, also where the fix needs a review', async () => {
    const text = `${MISMATCH[NAME]}    Rules: ws\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws\n    Priority: 1\n    Process: webb\n`;
    await open({ ...MISMATCH, [NAME]: text }, NAME);
    const [first] = await actionsFor(NAME, text, { part: 'webb' });
    expect(first).toMatchObject({
      isPreferred: true,
      title: expect.stringContaining('needs a review') as string,
    });
  });

  it('are not offered where there is one', async () => {
    await open({ [NAME]: MODE }, NAME);
    expect(await actionsFor(NAME, MODE)).toHaveLength(2);
  });
});

describe('a comment that suppresses', () => {
  it.each([
    ['an entry of a map', MODE, '    # eblint-disable-next-line config/unquoted-mode -- \n    mode: 0755'],
    [
      'a line of a script in a block',
      'container_commands:\n  a:\n    command: |\n      cd /var/app/ondeck\n      ls\n',
      '    # eblint-disable-next-line',
    ],
  ])('stands above %s', async (_, text, expected) => {
    await open({ [NAME]: text, '.ebextensions/z.config': 'commands: {}\n' }, NAME);
    const suppress = (await actionsFor(NAME, text)).filter(({ title }) => title.startsWith('Suppress'));
    expect(suppress).not.toEqual([]);
    const after = applied(text, suppress[0]!, NAME);
    expect(after).toContain(expected);
    editor.change(join(root, NAME), after.replace('-- \n', '-- as it was\n'));
    const before = suppress[0]?.diagnostics?.[0]?.code;
    expect((await editor.diagnosticsOf(join(root, NAME))).map(({ code }) => code)).not.toContain(before);
  });

  it('is after a command of the Procfile', async () => {
    await open(MISMATCH, 'Procfile');
    const suppress = (await actionsFor('Procfile', MISMATCH.Procfile)).find(({ title }) =>
      title.startsWith('Suppress'),
    );
    expect(applied(MISMATCH.Procfile, suppress!, 'Procfile')).toBe(
      `${MISMATCH.Procfile.trimEnd()} # eblint-disable-line routing/port-mismatch -- \n`,
    );
  });

  it('has a place for the reason where the editor knows such places', async () => {
    const { workspace } = FULL;
    const edit = { ...workspace?.workspaceEdit, snippetEditSupport: true };
    await open({ [NAME]: MODE }, NAME, { ...FULL, workspace: { ...workspace, workspaceEdit: edit } });
    const suppress = (await actionsFor(NAME, MODE)).find(({ title }) => title.startsWith('Suppress'));
    expect(applied(MODE, suppress!, NAME)).toContain('unquoted-mode -- ${1:reason}\n');
  });

  it('is not offered for a text that cannot be read, for a comment that is wrong, or in JSON', async () => {
    const broken = 'files:\n  a: "\n';
    await open({ [NAME]: broken }, NAME);
    expect(await actionsFor(NAME, broken)).toEqual([]);
    const comment = '# eblint-disable no/such -- x\nfiles: {}\n';
    editor.change(join(root, NAME), comment);
    expect(await actionsFor(NAME, comment)).toEqual([]);
    const json = '{"option_settings": {"aws:elbv2:listener:80": {"Protocol": "nobody"}}}\n';
    editor.change(join(root, NAME), json);
    expect(await editor.diagnosticsOf(join(root, NAME))).not.toEqual([]);
    expect((await actionsFor(NAME, json)).filter(({ title }) => title.startsWith('Suppress'))).toEqual([]);
  });
});

describe('fixes over several files', () => {
  const NODE =
    'commands: {}\noption_settings:\n  aws:elasticbeanstalk:container:nodejs:\n    NodeCommand: "node dist/main.js"\n';
  const SIZE = 'client_max_body_size 20M;\n';
  const MOVED = '.ebextensions/nginx/conf.d/size.conf';

  it('create a file, edit another one, and are never preferred', async () => {
    await open({ [NAME]: NODE, 'package.json': '{"name": "a"}\n', 'dist/main.js': '' }, NAME);
    const action = (await actionsFor(NAME, NODE)).find(({ edit }) => edit);
    expect(action?.isPreferred).toBeUndefined();
    expect(action?.title).toMatch(/ \(for a move from an older platform\)$/);
    const procfile = uriOf(join(root, 'Procfile'));
    expect(action?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: uriOf(join(root, NAME)), version: 1 } },
      { kind: 'create', uri: procfile },
      { textDocument: { uri: procfile, version: null }, edits: [{ newText: 'web: node dist/main.js\n' }] },
    ]);
    expect(await actionsFor(NAME, NODE, { only: ['source.fixAll'] })).toEqual([]);
  });

  it('are offered to an editor that names what it can do to files, and not that it changes documents', async () => {
    const workspaceEdit = { resourceOperations: ['create' as const] };
    const capabilities = { ...FULL, workspace: { workspaceEdit } };
    await open({ [NAME]: NODE, 'package.json': '{"name": "a"}\n', 'dist/main.js': '' }, NAME, capabilities);
    expect((await actionsFor(NAME, NODE)).map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/Procfile/),
    );
  });

  it('rename a file, so that it keeps its mode', async () => {
    await open({ [NAME]: 'commands: {}\n', [MOVED]: SIZE }, MOVED);
    const action = (await actionsFor(MOVED, SIZE)).find(({ edit }) => edit);
    expect(action?.edit?.documentChanges).toEqual([
      {
        kind: 'rename',
        oldUri: uriOf(join(root, MOVED)),
        newUri: uriOf(join(root, '.platform/nginx/conf.d/size.conf')),
      },
    ]);
  });

  it('are not offered to an editor that cannot make files', async () => {
    const { workspace } = FULL;
    for (const workspaceEdit of [{ documentChanges: true }, {}]) {
      await open({ [NAME]: 'commands: {}\n', [MOVED]: SIZE }, MOVED, {
        ...FULL,
        workspace: { ...workspace, workspaceEdit },
      });
      expect(
        (await actionsFor(MOVED, SIZE)).filter(({ kind, title }) => kind && title.startsWith('Move')),
      ).toEqual([]);
      editor.end();
    }
  });

  it('show the other answers with what they lead to', async () => {
    const text = 'packages:\n  yum:\n    ntp: []\n';
    await open(
      {
        [NAME]: text,
        '.elasticbeanstalk/config.yml':
          'global:\n  default_platform: Python 3.12 running on 64bit Amazon Linux 2023\n',
      },
      NAME,
    );
    const actions = await actionsFor(NAME, text);
    expect(actions.map(({ title, disabled, edit }) => [title, disabled?.reason, edit !== undefined])).toEqual(
      [
        ['Rename it to `chrony`', undefined, true],
        ['Delete it', 'What configures or runs ntp has to go as well.', false],
        ['Suppress platform/missing-package here', undefined, true],
      ],
    );
  });
});
