import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { toOffset } from '../../../src/explore/lsp/protocol.js';
import { SourceFile } from '../../../src/source/index.js';
import { FULL, TestEditor, uriOf } from '../../support/language-client.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Where the cursor is. */
const CURSOR = '¦';

const ROUTES = '.ebextensions/01_routes.config';
const MORE = '.ebextensions/02_more.config';
const FILES: Readonly<Record<string, string>> = {
  Procfile:
    'web: gunicorn app.wsgi\nws: daphne -b 0.0.0.0 -p 5001 app.asgi:application\njob: bash bin/job.sh\n',
  'bin/job.sh': 'echo job\n',
  [ROUTES]: `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elasticbeanstalk:environment:process:ws:
    Port: 5001
    HealthCheckPath: /ok
  aws:elbv2:listener:443:
    Protocol: HTTPS
    Rules: chat, other
  aws:elbv2:listenerrule:chat:
    PathPatterns: /ws/*
    Process: ws
  aws:elbv2:listenerrule:other:
    PathPatterns: /other/*
Resources:
  Topic:
    Type: AWS::SNS::Topic
`,
  [MORE]: `option_settings:
  - namespace: aws:elasticbeanstalk:environment:process:ws
    option_name: HealthCheckPath
    value: /health
  - option_name: TOPIC
    value: '\`{"Ref": "Topic"}\`'
packages:
  yum:
    git: []
`,
};

let editor: TestEditor;
let root: string;
afterEach(() => {
  editor.end();
});

/** Opens the project with some texts, one of which may have the cursor. */
async function open(more: Readonly<Record<string, string>> = {}, capabilities = FULL): Promise<Asking> {
  const files: Record<string, string> = { '.git/HEAD': '', ...FILES, ...more };
  const [name = '', marked = ''] = Object.entries(more).find(([, text]) => text.includes(CURSOR)) ?? [];
  const text = marked.replace(CURSOR, '');
  if (name !== '') files[name] = text;
  root = temporaryFolder(files);
  editor = await TestEditor.open([root], { capabilities });
  if (name !== '') editor.openFile(join(root, name), text);
  return asking(name, text, marked.indexOf(CURSOR));
}

type Asking = ReturnType<typeof asking>;

function asking(name: string, text: string, offset: number) {
  const { line, column } = new SourceFile('/a', 'a', text).positionAt(offset);
  const params = {
    textDocument: { uri: uriOf(join(root, name)) },
    position: { line: line - 1, character: column - 1 },
  };
  return <T>(method: string, more: object = {}): Promise<T> => editor.ask<T>(method, { ...params, ...more });
}

/** The project with the cursor after the first place of a text in a file. */
const openAt = (name: string, before: string, capabilities = FULL): Promise<Asking> => {
  const text = FILES[name] ?? '';
  const at = text.indexOf(before) + before.length;
  expect(text).toContain(before);
  return open({ [name]: text.slice(0, at) + CURSOR + text.slice(at) }, capabilities);
};

/** `name:line:text` of places. */
const places = (locations: readonly lsp.Location[]): string[] =>
  locations.map(({ uri, range: { start, end } }) => {
    const name = decodeURIComponent(uri.slice(uriOf(root).length + 1));
    const file = new SourceFile('/a', 'a', FILES[name] ?? '');
    const text = file.text.slice(toOffset(file, start, 'utf-16'), toOffset(file, end, 'utf-16'));
    return `${name}:${start.line + 1}:${text}`;
  });

describe('hover', () => {
  const hoverAt = async (name: string, before: string): Promise<string> => {
    const ask = await openAt(name, before);
    const hover = await ask<lsp.Hover | null>('textDocument/hover');
    return (hover?.contents as lsp.MarkupContent | undefined)?.value ?? '';
  };

  it.each([
    [
      ROUTES,
      'listenerrule:ch',
      'listener 443 → rule `chat` (`/ws/*`) → process `ws` on port 5001 → daphne in `ws`',
    ],
    [ROUTES, 'aws:elbv2:listenerr', 'listener 443 → rule `chat` (`/ws/*`) → process `ws` on port 5001'],
    [ROUTES, 'aws:elbv2:listenerr', '**`aws:elbv2:listenerrule:'],
    [ROUTES, 'aws:elbv2:lis', 'listener 443 → process `default` on port 80'],
    [ROUTES, 'listener:44', 'listener 443 → process `default` on port 80 → proxy → `web`'],
    [ROUTES, 'Process: w', '**process `ws`**'],
    ['Procfile', '\nw', '**process `ws`**'],
    [ROUTES, '    Proto', '- Values: HTTP, HTTPS'],
    [ROUTES, '    Proto', '- [Source](https://docs.aws.amazon.com/'],
    [ROUTES, 'HealthCheckP', 'Overridden by `.ebextensions/02_more.config:3` (`/health`)'],
    [MORE, 'HealthCheckP', 'Overrides `.ebextensions/01_routes.config:6` (`/ok`)'],
    [ROUTES, 'aws:elasticbeanstalk:envir', 'command-options-general.html'],
    [MORE, '    gi', 'a package of Amazon Linux 2023'],
    [ROUTES, 'Rules: chat, oth', 'rule `other` (`/other/*`)'],
  ])('of %s at "%s"', async (name, before, expected) => {
    expect(await hoverAt(name, before)).toContain(expected);
  });

  it('names a rule and a process that are not declared', async () => {
    const text =
      'option_settings:\n  aws:elbv2:listen¦er:80:\n    Rules: gone, late\n  aws:elbv2:listenerrule:late:\n    PathPatterns: /late\n    Process: nowhere\n';
    const ask = await open({ [MORE]: text });
    const hover = JSON.stringify(await ask('textDocument/hover'));
    expect(hover).toContain('listener 80 → rule `gone`, which is not declared');
    expect(hover).toContain('→ rule `late` (`/late`) → process `nowhere`, which is not declared');
  });

  it('says why a finding matters, and what a path and a package were', async () => {
    const text = `files:\n  /a:\n    mode: 07¦55\n    content: x\n`;
    const ask = await open({ [MORE]: text });
    expect(JSON.stringify(await ask('textDocument/hover'))).toContain('docs/rules/config/unquoted-mode.md');
    editor.end();
    const old = await open({ [MORE]: 'commands:\n  a:\n    command: ls /opt/python/curr¦ent\n' });
    expect(JSON.stringify(await old('textDocument/hover'))).toContain('supported platforms do not have it');
    editor.end();
    const none = await open({ [MORE]: '¦# a comment\n' });
    expect(await none('textDocument/hover')).toBeNull();
  });

  it('is plain text for an editor that shows no Markdown, and shows no secret', async () => {
    const { textDocument } = FULL;
    const plain = {
      ...FULL,
      textDocument: { ...textDocument, hover: { contentFormat: ['plaintext' as const] } },
    };
    const ask = await openAt(ROUTES, '    Proto', plain);
    const hover = await ask<lsp.Hover>('textDocument/hover');
    expect(hover.contents).toMatchObject({
      kind: 'plaintext',
      value: expect.not.stringContaining('**') as string,
    });
    editor.end();
    const askLinked = await open({ [MORE]: 'files:\n  /a:\n    mode: 07¦55\n    content: x\n' }, plain);
    const linked = JSON.stringify(await askLinked('textDocument/hover'));
    expect(linked).toMatch(/config\/unquoted-mode: https:[^()[\]]+\/unquoted-mode\.md"/);
    editor.end();
    const secret = `option_settings:\n  aws:rds:dbinstance:\n    DBPass¦word: hunter2hunter\n`;
    const over = 'option_settings:\n  aws:rds:dbinstance:\n    DBPassword: other2other\n';
    const asked = await open({ [MORE]: secret, '.ebextensions/03.config': over });
    expect(JSON.stringify(await asked('textDocument/hover'))).not.toMatch(/hunter2|other2/);
  });
});

describe('completion', () => {
  const offered = async (files: Record<string, string>): Promise<Map<string, lsp.CompletionItem>> => {
    const ask = await open(files);
    const list = await ask<lsp.CompletionList | null>('textDocument/completion');
    return new Map((list?.items ?? []).map((item) => [item.label, item]));
  };
  const START = 'option_settings:\n';

  it.each([
    ['no rule', '', undefined],
    ['a rule', '  aws:elbv2:listenerrule:a: {Priority: 1}\n', true],
  ])('leads on to the rules of a listener where there are any: %s', async (_, rule, leadsOn) => {
    const items = await offered({ [ROUTES]: `${START}${rule}  aws:elbv2:listener:81:\n    Rul¦` });
    expect(items.get('Rules')?.data).toBe(leadsOn);
  });

  it('offers no option that nobody can set', async () => {
    const items = await offered({
      [ROUTES]: `${START}  aws:cloudformation:template:parameter:\n    Inst¦`,
    });
    expect([...items.keys()]).toEqual([]);
  });

  it.each([
    ['sections', 'pack¦', 'packages', 'packages:'],
    ['namespaces in a map', `${START}  aws:elb¦`, 'aws:elbv2:listener:443', 'aws:elbv2:listener:443:'],
    ['namespaces in a list', `${START}  - namespace: ¦`, 'aws:elbv2:listener:443', 'aws:elbv2:listener:443'],
    ['namespaces in JSON', '{"option_settings": {"¦"}}', 'aws:autoscaling:asg', 'aws:autoscaling:asg": '],
    [
      'values in JSON',
      '{"option_settings": {"aws:elbv2:listener:444": {"Protocol": ¦}}}',
      'HTTPS',
      '"HTTPS"',
    ],
    [
      'values in an open quote',
      '{"option_settings": {"aws:elbv2:listener:4": {"Protocol": "¦',
      'HTTP',
      'HTTP"',
    ],
    ['keys with a colon', `${START}  aws:autoscaling:asg:\n    Min¦: 2`, 'MinSize', 'MinSize'],
    [
      'keys in JSON with a colon',
      '{"option_settings": {"aws:autoscaling:asg": {"M¦": "2"}}}',
      'MinSize',
      'MinSize',
    ],
    ['keys in quotes', `${START}  aws:autoscaling:asg:\n    "M¦`, 'MinSize', 'MinSize": '],
    ['options in a map', `${START}  aws:autoscaling:asg:\n    Mi¦`, 'MinSize', 'MinSize: '],
    [
      'options beside others',
      `${START}  aws:autoscaling:asg:\n    MaxSize: 4\n    ¦\n`,
      'MinSize',
      'MinSize: ',
    ],
    [
      'options in a list',
      `${START}  - namespace: aws:autoscaling:asg\n    option_name: ¦`,
      'MinSize',
      'MinSize',
    ],
    ['options in JSON', '{"option_settings": {"aws:autoscaling:asg": {"M¦"}}}', 'MinSize', 'MinSize": '],
    ['keys of a setting in a list', `${START}  - namespace: aws:autoscaling:asg\n    ¦`, 'value', 'value: '],
    ['values', `${START}  aws:elbv2:listener:444:\n    Protocol: ¦`, 'HTTPS', 'HTTPS'],
    [
      'values of a list',
      `${START}  - namespace: aws:elbv2:listener:444\n    option_name: Protocol\n    value: H¦`,
      'HTTPS',
      'HTTPS',
    ],
    ['true and false', `${START}  aws:elbv2:listener:444:\n    ListenerEnabled: ¦\n`, 'false', 'false'],
    ['names of rules', `${START}  aws:elbv2:listener:444:\n    Rules: ¦\n`, 'chat', 'chat'],
    ['names of rules after others', `${START}  aws:elbv2:listener:4:\n    Rules: chat,¦\n`, 'other', 'other'],
    ['names of rules in an item', `${START}  aws:elbv2:listener:4:\n    Rules: chat, o¦\n`, 'other', 'other'],
    ['keys after a comma', `${START}  aws:autoscaling:asg: {MaxSize: 4, Mi¦}\n`, 'MinSize', 'MinSize: '],
    ['names of processes', `${START}  aws:elbv2:listenerrule:x:\n    Process: ¦\n`, 'ws', 'ws'],
    [
      'keys of an entry',
      'container_commands:\n  a:\n    command: x\n    ¦\n',
      'leader_only',
      'leader_only: ',
    ],
    ['managers of services', 'services:\n  ¦\n', 'systemd', 'systemd:'],
    ['types of resources', 'Resources:\n  A:\n    Type: AWS::S¦\n', 'AWS::SQS::Queue', 'AWS::SQS::Queue'],
    [
      'resources of Elastic Beanstalk',
      'Resources:\n  AWS¦\n',
      'AWSEBAutoScalingGroup',
      'AWSEBAutoScalingGroup:',
    ],
    ['what Ref refers to', 'Resources:\n  A:\n    Properties:\n      X: {Ref: ¦}\n', 'Topic', 'Topic'],
  ])('of %s', async (_, text, label, inserted) => {
    const item = (await offered({ [MORE]: text })).get(label);
    expect((item?.textEdit as lsp.TextEdit | undefined)?.newText).toBe(inserted);
  });

  it('has what begins as it is typed before what only contains it', async () => {
    const sorted = async (typed: string): Promise<string[]> => {
      const items = [...(await offered({ [MORE]: typed })).values()];
      editor.end();
      return items
        .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
        .map(({ label }) => label);
    };
    const begins = (label: string): boolean => label.startsWith('aws:elb:');
    const namespaces = await sorted(`${START}  aws:ELB:¦\n`);
    const count = namespaces.filter(begins).length;
    expect(count).toBeGreaterThan(2);
    expect(namespaces.slice(0, count).every(begins)).toBe(true);
    expect(namespaces.length).toBeGreaterThan(count);
    const [option] = await sorted('{"option_settings": {"aws:autoscaling:launchconfiguration": {"Secu¦"}}}');
    expect(option).toBe('SecurityGroups');
  });

  it('leaves out the names that a list has, and the namespaces that a map has', async () => {
    const rules = await offered({ [MORE]: `${START}  aws:elbv2:listener:4:\n    Rules: chat, ¦\n` });
    expect([...rules.keys()]).toEqual(['other']);
    editor.end();
    const text = `${START}  aws:elbv2:listener:443:\n    SSLPolicy: x\n  aws:elbv2:loadbalancer: {}\n  aws:elbv2:¦\n`;
    const namespaces = [...(await offered({ [MORE]: text })).keys()];
    expect(namespaces).toContain('aws:elbv2:listenerrule:chat');
    expect(namespaces).not.toContain('aws:elbv2:listener:443');
    expect(namespaces).not.toContain('aws:elbv2:loadbalancer');
  });

  it.each([
    ['a section with known names', 'pack¦', ['packages']],
    ['a namespace', `${START}  aws:autoscaling:as¦`, ['aws:autoscaling:asg']],
    ['an option with known values', `${START}  aws:elbv2:listener:444:\n    Proto¦`, ['Protocol']],
    ['names of rules', `${START}  aws:elbv2:listener:444:\n    Ru¦`, ['Rules']],
    ['an option with any value', `${START}  aws:autoscaling:asg:\n    MinS¦`, []],
    ['a key that has its value', `${START}  aws:elbv2:listener:444:\n    Pr¦: HTTP`, []],
    ['a namespace in JSON', '{"option_settings": {"aws:autoscaling:as¦"}}', []],
    ['an item of a list', `${START}  - na¦`, ['namespace']],
    ['an option of an item', `${START}  - namespace: aws:elbv2:listener:444\n    op¦`, ['option_name']],
    ['a name of an option', `${START}  - namespace: aws:elbv2:listener:4\n    option_name: Prot¦`, []],
    [
      'the value of an item',
      `${START}  - namespace: aws:elbv2:listener:4\n    option_name: Protocol\n    va¦`,
      ['value'],
    ],
  ])('knows whether there is a choice after %s', async (_, text, labels) => {
    const items = [...(await offered({ [MORE]: text })).values()];
    expect(items.filter(({ data }) => data === true).map(({ label }) => label)).toEqual(labels);
  });

  it('offers no section where none can be', async () => {
    const text = `${START}  - namespace: aws:autoscaling:asg\n  opt¦\n`;
    expect(await offered({ [MORE]: text })).toEqual(new Map());
  });

  it('leaves out what is there, and has a place for the part of a namespace that varies', async () => {
    const items = await offered({ [MORE]: `${START}  aws:autoscaling:asg:\n    MaxSize: 4\n    ¦\n` });
    expect(items.has('MaxSize')).toBe(false);
    editor.end();
    const template = (await offered({ [MORE]: `${START}  ¦\n` })).get('aws:elbv2:listener:PORT');
    expect(template).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: 'aws:elbv2:listener:${1:PORT}:' },
    });
  });

  it('offers the keys that an item of a list lacks, and not the namespaces of the map form', async () => {
    const keys = async (item: string) => [...(await offered({ [MORE]: `${START}  - ${item}\n` })).keys()];
    expect(await keys('¦')).toEqual(['namespace', 'option_name', 'resource_name', 'value']);
    editor.end();
    expect(await keys('namespace: aws:autoscaling:asg\n    ¦')).toEqual([
      'option_name',
      'resource_name',
      'value',
    ]);
  });

  it('replaces the whole word at the cursor', async () => {
    const item = (await offered({ [MORE]: `${START}  aws:elb¦v2:listener:80:\n    Protocol: HTTP\n` })).get(
      'aws:elbv2:listener:443',
    );
    expect(item?.textEdit).toEqual({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 23 } },
      newText: 'aws:elbv2:listener:443',
    });
  });

  it('offers nothing by itself while a line is indented', async () => {
    const text = `${START}  aws:autoscaling:asg:\n    ¦\n`;
    const ask = await open({ [MORE]: text });
    const typed = { context: { triggerKind: 2, triggerCharacter: ' ' } };
    expect(await ask('textDocument/completion', typed)).toBeNull();
    expect(await ask('textDocument/completion', { context: { triggerKind: 1 } })).not.toBeNull();
    editor.end();
    const askOption = await open({ [MORE]: text.replace('¦', 'MinSize: ¦') });
    expect(await askOption('textDocument/completion', typed)).not.toBeNull();
  });

  it('offers what has the typed characters in their order', async () => {
    // The letters of a name that is filled in are also those of aws:elasticbeanstalk:application.
    expect(await offered({ [MORE]: `${START}  aws:elbv2:listenerrule:api¦\n` })).toEqual(new Map());
    editor.end();
    expect([...(await offered({ [MORE]: `${START}  ELBrule¦\n` })).keys()]).toEqual([
      'aws:elbv2:listenerrule:chat',
      'aws:elbv2:listenerrule:other',
      'aws:elbv2:listenerrule:NAME',
    ]);
  });

  it('leaves out a name that is typed on the line before the next one', async () => {
    const text = `${START}  aws:elbv2:listener:81:\n    Rules: chat\n  aws:el¦\n    Protocol: HTTP\n    ListenerEnabled: true\n`;
    expect([...(await offered({ [MORE]: text })).keys()].filter((label) => /\s/.test(label))).toEqual([]);
  });

  it('knows the flags of servers and the names of processes in a Procfile', async () => {
    expect((await offered({ Procfile: 'ws: daphne -¦' })).get('--bind')?.detail).toBe(
      'the address to listen on',
    );
    editor.end();
    expect([...(await offered({ Procfile: 'w¦' })).keys()]).toEqual(['web', 'ws']);
    editor.end();
    expect(await offered({ Procfile: 'web: ./run -¦' })).toEqual(new Map());
  });

  it('replaces a name in a Procfile as a whole, and leaves out those of other lines', async () => {
    const items = await offered({ Procfile: 'web: a\nw¦eb2: b\n' });
    expect([...items.keys()]).toEqual(['ws']);
    expect(items.get('ws')?.textEdit).toEqual({
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
      newText: 'ws',
    });
  });

  it('is silent in other files, and in scripts', async () => {
    expect(await offered({ 'bin/job.sh': 'echo ¦' })).toEqual(new Map());
    editor.end();
    expect(await offered({ [MORE]: 'files:\n  /a:\n    content: |\n      a ¦\n' })).toEqual(new Map());
  });
});

describe('names', () => {
  it.each([
    ['a rule that a listener lists', ROUTES, 'Rules: ch', [`${ROUTES}:10:chat`]],
    ['the process of a rule', ROUTES, 'Process: w', [`${ROUTES}:4:ws`, `${MORE}:2:ws`, 'Procfile:2:ws']],
    ['a resource', MORE, '"To', [`${ROUTES}:16:Topic`]],
    ['a file that a command runs', 'Procfile', 'bin/jo', ['bin/job.sh:1:']],
    ['the process of a line of the Procfile', 'Procfile', '\nw', [`${ROUTES}:4:ws`, `${MORE}:2:ws`]],
    ['a rule, from the only place that declares it', ROUTES, 'listenerrule:ch', [`${ROUTES}:10:chat`]],
    ['the setting that takes precedence', ROUTES, 'HealthCheckP', [`${MORE}:3:HealthCheckPath`]],
  ])('go to %s', async (_, name, before, expected) => {
    const ask = await openAt(name, before);
    const found = places(await ask<lsp.Location[]>('textDocument/definition'));
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.length).toBe(expected.length);
  });

  it('are found wherever they are, also in the file itself only', async () => {
    const ask = await openAt(ROUTES, 'listenerrule:ch');
    const all = [`${ROUTES}:9:chat`, `${ROUTES}:10:chat`];
    const context = { includeDeclaration: true };
    expect(places(await ask('textDocument/references', { context })).sort()).toEqual(all.sort());
    expect(places(await ask('textDocument/references', { context: { includeDeclaration: false } }))).toEqual([
      `${ROUTES}:9:chat`,
    ]);
    const marks = await ask<lsp.DocumentHighlight[]>('textDocument/documentHighlight');
    expect(marks.map(({ range, kind }) => [range.start.line + 1, kind]).sort()).toEqual([
      [10, 3],
      [9, 2],
    ]);
  });

  it('are changed everywhere at once, after which nothing new is found', async () => {
    const ask = await openAt(ROUTES, 'Process: w');
    expect(await ask('textDocument/prepareRename')).toMatchObject({ placeholder: 'ws' });
    const { documentChanges = [] } = await ask<lsp.WorkspaceEdit>('textDocument/rename', {
      newName: 'socket',
    });
    const edits = (documentChanges as lsp.TextDocumentEdit[]).flatMap(({ textDocument: { uri }, edits }) =>
      (edits as lsp.TextEdit[]).map((edit) => ({ uri, ...edit })),
    );
    expect(places(edits).sort()).toEqual(
      [`${ROUTES}:4:ws`, `${ROUTES}:12:ws`, `${MORE}:2:ws`, 'Procfile:2:ws'].sort(),
    );
    expect(new Set(edits.map(({ newText }) => newText))).toEqual(new Set(['socket']));
  });

  it('are changed to the name that they have without a complaint', async () => {
    const ask = await openAt(ROUTES, 'Process: w');
    const { documentChanges = [] } = await ask<lsp.WorkspaceEdit>('textDocument/rename', { newName: 'ws' });
    const edits = (documentChanges as lsp.TextDocumentEdit[]).flatMap((one) => one.edits as lsp.TextEdit[]);
    expect(new Set(edits.map(({ newText }) => newText))).toEqual(new Set(['ws']));
  });

  it('are not changed to what is no name, or to one that exists', async () => {
    const ask = await openAt(ROUTES, 'Rules: ch');
    await expect(ask('textDocument/rename', { newName: 'a b' })).rejects.toThrow('letters, digits');
    await expect(ask('textDocument/rename', { newName: 'other' })).rejects.toThrow(
      'There is a rule "other".',
    );
    await expect(ask('textDocument/rename', { newName: 'default' })).rejects.toThrow(
      'The name "default" has a meaning of its own',
    );
    editor.end();
    const process = await openAt(ROUTES, 'Process: w');
    await expect(process('textDocument/rename', { newName: 'web' })).rejects.toThrow('a meaning of its own');
    editor.end();
    for (const before of ['listener:44', 'LoadBalancerT', 'option_set']) {
      const other = await openAt(ROUTES, before);
      expect(await other('textDocument/prepareRename')).toBeNull();
      await expect(other('textDocument/rename', { newName: 'x' })).rejects.toThrow('no name here');
      editor.end();
    }
  });
});

describe('the outline', () => {
  it('has the sections with what is in them, and the processes', async () => {
    const ask = await openAt(ROUTES, 'option');
    const symbols = await ask<lsp.DocumentSymbol[]>('textDocument/documentSymbol');
    expect(symbols.map(({ name }) => name)).toEqual(['option_settings', 'Resources']);
    expect(symbols[0]?.children?.[2]).toMatchObject({
      name: 'aws:elbv2:listener:443',
      children: [{ name: 'Protocol' }, { name: 'Rules' }],
    });
    expect(
      (await editor.ask<lsp.SymbolInformation[]>('workspace/symbol', { query: 'CHA' })).map(
        ({ name }) => name,
      ),
    ).toEqual(['chat']);
    editor.end();
    const listed = await openAt(MORE, 'option');
    const [settings] = await listed<lsp.DocumentSymbol[]>('textDocument/documentSymbol');
    expect(settings?.children).toMatchObject([
      { name: 'HealthCheckPath', detail: 'aws:elasticbeanstalk:environment:process:ws' },
      { name: 'TOPIC' },
    ]);
    editor.end();
    const flat = await openAt('Procfile', 'w', { textDocument: {} });
    expect(
      (await flat<lsp.SymbolInformation[]>('textDocument/documentSymbol')).map(({ name }) => name),
    ).toEqual([...['web', 'ws', 'job']]);
  });

  it('folds what has several lines', async () => {
    const ask = await openAt(ROUTES, 'option');
    const folds = await ask<lsp.FoldingRange[]>('textDocument/foldingRange');
    expect(folds.map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`)).toEqual(
      expect.arrayContaining(['1-14', '2-3', '7-9', '15-17']),
    );
  });

  it('says what leads to a process, and what overrides a setting', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const ask = await openAt('Procfile', 'web');
    const hints = await ask<lsp.InlayHint[]>('textDocument/inlayHint', { range });
    expect(hints.map(({ label, position }) => `${position.line + 1} ${label as string}`)).toEqual([
      '1 ← process default, from 80, 443, and 443 /other/*',
      '2 ← process ws, from 443 /ws/*',
    ]);
    expect(hints.map(({ tooltip }) => tooltip)).toEqual([hints[0]?.label, undefined]);
    editor.end();
    const config = await openAt(ROUTES, 'option');
    expect(await config('textDocument/inlayHint', { range })).toMatchObject([
      { label: 'overridden in .ebextensions/02_more.config:3', position: { line: 5, character: 24 } },
    ]);
    expect(
      await config('textDocument/inlayHint', { range: { start: range.start, end: range.start } }),
    ).toEqual([]);
  });

  it('links files and rules', async () => {
    const ask = await openAt('Procfile', 'web');
    expect(await ask('textDocument/documentLink')).toMatchObject([
      { target: uriOf(join(root, 'bin/job.sh')), range: { start: { line: 2, character: 10 } } },
    ]);
    editor.end();
    const comment = await open({
      [MORE]: '# eblint-disable config/unquoted-mode, no/such -- x¦\nfiles: {}\n',
    });
    expect(await comment<lsp.DocumentLink[]>('textDocument/documentLink')).toMatchObject([
      { target: expect.stringContaining('docs/rules/config/unquoted-mode.md') as string },
    ]);
  });
});
