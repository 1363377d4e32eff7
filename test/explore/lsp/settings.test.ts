import { readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { parseOptions } from '../../../src/cli/parse-flags.js';
import { readSettings } from '../../../src/explore/lsp/settings.js';
import { disk } from '../../../src/io/disk.js';
import type { FileSystem } from '../../../src/ports/file-system.js';
import { REPOSITORY } from '../../support/fixtures.js';
import { FULL, TestEditor, uriOf } from '../../support/language-client.js';
import { temporaryFolder } from '../../support/temporary.js';

describe('settings', () => {
  const flags = parseOptions(['lsp', '--platform', 'Go', '--config', 'flag.yaml']);
  const read = (...sections: unknown[]) => readSettings(sections, flags);

  it.each([
    [undefined, { platform: 'Go', config: 'flag.yaml', preset: undefined }],
    [
      { platform: '', configFile: '', strict: false },
      { platform: 'Go', config: 'flag.yaml', preset: undefined },
    ],
    [
      { platform: 'PHP', configFile: 'a.yaml', strict: true },
      { platform: 'PHP', config: 'a.yaml', preset: 'strict' },
    ],
    [
      { eblint: { platform: 'PHP' }, other: { a: 1 } },
      { platform: 'PHP', config: 'flag.yaml', preset: undefined },
    ],
    [{ server: { path: 'x' }, 'trace.server': 'off', platform: null }, { platform: 'Go' }],
  ])('%j take the place of flags', (given, options) => {
    expect(read(given)).toMatchObject({ isEnabled: true, options, faults: [] });
  });

  it('that come later take precedence, one by one', () => {
    expect(read({ enable: false, platform: 'PHP' }, { platform: 'Ruby' })).toMatchObject({
      isEnabled: false,
      options: { platform: 'Ruby' },
    });
    expect(read({ enable: false }, { enable: true }).isEnabled).toBe(true);
  });

  it.each([
    [{ enabled: true }, 'Unknown setting eblint.enabled. Did you mean eblint.enable?'],
    [{ quux: 1 }, 'Unknown setting eblint.quux. The settings are enable, configFile, strict, platform.'],
    [
      { constructor: 1 },
      'Unknown setting eblint.constructor. The settings are enable, configFile, strict, platform.',
    ],
    [
      { platform: 'Pyton 3.12' },
      'Setting eblint.platform: "Pyton 3.12" is not the name of a platform. Use a name such as "Python 3.12 running on 64bit Amazon Linux 2023".',
    ],
    [{ strict: 'yes' }, 'Setting eblint.strict takes true or false, not "yes".'],
    [
      { configFile: ['a'] },
      'Setting eblint.configFile takes a text such as "eblint.config.yaml", not ["a"].',
    ],
  ])('%j are not understood', (given, fault) => {
    expect(read(given)).toEqual({ isEnabled: true, options: flags, nameConfig: false, faults: [fault] });
  });

  it.each([[5], ['x'], [[]], [[{ enable: false }]], [{ eblint: 5 }]])('%j are none', (given) => {
    expect(read(given)).toEqual({ isEnabled: true, options: flags, nameConfig: false, faults: [] });
  });
});

describe('an editor', () => {
  const NAME = '.ebextensions/a.config';
  const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';
  /** A rule of the preset `strict` reports it. */
  const STRICT = 'option_settings:\n  aws:elbv2:listener:443: {SSLPolicy: ELBSecurityPolicy-2016-08}\n';

  let editor: TestEditor;
  afterEach(() => {
    editor.end();
  });

  const open = async (
    settings: Parameters<typeof TestEditor.open>[1],
    files: Record<string, string> = {},
  ) => {
    const root = temporaryFolder({ [NAME]: WRONG, '.git/HEAD': '', ...files });
    editor = await TestEditor.open([root], settings);
    editor.openFile(join(root, NAME), files[NAME] ?? WRONG);
    return join(root, NAME);
  };

  it('switches checks off and on', async () => {
    const path = await open({ initializationOptions: { enable: false } });
    expect(await editor.diagnosticsOf(path)).toEqual([]);
    const params = { textDocument: { uri: uriOf(path) }, position: { line: 1, character: 5 } };
    expect(await editor.ask('textDocument/hover', params)).toBeNull();
    editor.tell('workspace/didChangeConfiguration', { settings: { eblint: { enable: true } } });
    editor.change(path, WRONG);
    expect(await editor.diagnosticsOf(path)).toHaveLength(1);
    expect(await editor.ask('textDocument/hover', params)).not.toBeNull();
    editor.tell('workspace/didChangeConfiguration', { settings: null });
    editor.change(path, WRONG);
    expect(await editor.diagnosticsOf(path)).toEqual([]);
    expect(editor.messages).toEqual([]);
  });

  it('is asked for settings before anything is shown, and again when they change', async () => {
    const answers = [{ strict: true }, { configFile: 'off.yaml' }];
    const asked: unknown[] = [];
    const registered: unknown[] = [];
    const root = temporaryFolder({ [NAME]: STRICT, '.git/HEAD': '', 'off.yaml': 'rules: {https/*: off}\n' });
    editor = TestEditor.start();
    editor.connection.onRequest('workspace/configuration', (params: lsp.ConfigurationParams) => {
      asked.push(params);
      return [answers.shift()];
    });
    editor.connection.onRequest('client/registerCapability', (params) => {
      registered.push(params);
      return null;
    });
    await editor.initialize([root], {
      ...FULL,
      workspace: {
        ...FULL.workspace,
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
      },
    });
    const path = join(root, NAME);
    editor.openFile(path, STRICT);
    expect((await editor.diagnosticsOf(path)).map(({ code }) => code)).toContain('https/weak-policy');
    expect(asked).toEqual([{ items: [{ section: 'eblint' }] }]);
    expect(JSON.stringify(registered)).toContain('workspace/didChangeConfiguration');
    editor.tell('workspace/didChangeConfiguration', { settings: null });
    editor.change(path, STRICT);
    expect((await editor.diagnosticsOf(path)).map(({ code }) => code)).not.toContain('https/weak-policy');
    expect(asked).toHaveLength(2);
  });

  it('that does not answer is served without its settings', async () => {
    const root = temporaryFolder({ [NAME]: WRONG, '.git/HEAD': '' });
    editor = TestEditor.start();
    editor.connection.onRequest('workspace/configuration', () => new Promise(() => undefined));
    await editor.initialize([root], { ...FULL, workspace: { ...FULL.workspace, configuration: true } });
    editor.openFile(join(root, NAME), WRONG);
    expect(await editor.diagnosticsOf(join(root, NAME))).toHaveLength(1);
  });

  it('shows once what is not understood, and a file that is not there', async () => {
    const path = await open({ initializationOptions: { strikt: true, configFile: 'none.yaml' } });
    expect(await editor.diagnosticsOf(path)).toEqual([]);
    editor.tell('workspace/didChangeConfiguration', { settings: { eblint: { strikt: true } } });
    editor.change(path, WRONG);
    await editor.settled();
    expect(editor.messages).toEqual([
      'eblint: Unknown setting eblint.strikt. Did you mean eblint.strict?',
      expect.stringContaining('none.yaml'),
    ]);
    expect(editor.log).toHaveLength(2);
  });

  describe('reads a configuration file that settings name only from the folder that is open', () => {
    const SECRET = 'root:x:0:0\ntopsecret: [\n';

    it.each([
      ['a path', (outside: string) => join(outside, 'shadow')],
      ['a path upwards', (outside: string) => `../${basename(outside)}/shadow`],
      ['a path of another machine', () => '//attacker/share/shadow'],
      ['a link', () => 'eblint.yaml'],
      ['a link to a folder', () => 'linked/shadow'],
    ])('and not over %s', async (_, configOf) => {
      const outside = temporaryFolder({ shadow: SECRET });
      const root = temporaryFolder({ [NAME]: WRONG, '.git/HEAD': '' });
      symlinkSync(join(outside, 'shadow'), join(root, 'eblint.yaml'));
      symlinkSync(outside, join(root, 'linked'));
      const asked: string[] = [];
      const read: string[] = [];
      const files: FileSystem = {
        ...disk,
        kindOf: (path) => (asked.push(path), disk.kindOf(path)),
        realPath: (path) => (asked.push(path), disk.realPath(path)),
        read: (path, maxBytes) => (read.push(path), disk.read(path, maxBytes)),
      };
      const configFile = configOf(outside);
      editor = await TestEditor.open([root], { initializationOptions: { configFile }, over: { files } });
      editor.openFile(join(root, NAME), WRONG);
      expect(await editor.diagnosticsOf(join(root, NAME))).toEqual([]);
      expect(editor.messages).toEqual([
        `eblint: Setting eblint.configFile names a file outside of the folder ${root}: ${configFile}. Copy it into the folder, or start the server with --config.`,
      ]);
      const shown = JSON.stringify([...editor.shown.values(), editor.log, editor.messages]);
      expect(shown).not.toMatch(/topsecret|root:x/);
      expect(read.filter((path) => path.includes('shadow') || path.endsWith('eblint.yaml'))).toEqual([]);
      expect(asked.filter((path) => path.startsWith(outside) || path.startsWith('/attacker'))).toEqual([]);
    });

    it('but from everywhere where a flag of its user names it', async () => {
      const outside = temporaryFolder({ 'mine.yaml': 'rules: {option/*: off}\n' });
      const path = await open({ args: ['--config', join(outside, 'mine.yaml')] });
      expect(await editor.diagnosticsOf(path)).toEqual([]);
      expect(editor.messages).toEqual([]);
    });

    it('and VS Code not at all where the workspace is not trusted', () => {
      const manifest = JSON.parse(
        readFileSync(`${REPOSITORY}editors/vscode/package.json`, 'utf8'),
      ) as Manifest;
      const { properties } = manifest.contributes.configuration;
      const paths = Object.keys(properties).filter((name) =>
        properties[name]?.markdownDescription.includes(': a path'),
      );
      expect(paths).toEqual(['eblint.configFile', 'eblint.server.path']);
      expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(paths);
      expect(paths.map((name) => properties[name]?.scope)).toEqual(paths.map(() => 'machine-overridable'));
    });
  });
});

/** What is read here of the manifest of an extension of VS Code. */
interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { scope?: string; markdownDescription: string }>>;
    };
  };
}
