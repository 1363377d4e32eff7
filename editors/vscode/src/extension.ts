import * as vscode from 'vscode';
import { isChecked } from './documents.js';
import { Server } from './server.js';

/**
 * Nothing runs until a file of an Elastic Beanstalk project is opened: VS Code also starts the extension for each file of
 * YAML, because it cannot ask for one in a folder.
 */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('eblint', { log: true });
  const item = vscode.window.createStatusBarItem('eblint', vscode.StatusBarAlignment.Right);
  item.name = 'eblint';
  const server = new Server(context.extensionPath, output, () => {
    show(item, server);
  });

  const isOn = (): boolean => vscode.workspace.getConfiguration('eblint').get('enable', true);
  const startIfNeeded = async (): Promise<void> => {
    if (isOn() && vscode.workspace.textDocuments.some(isChecked)) await server.start();
  };
  const restart = async (): Promise<void> => {
    await server.stop();
    await startIfNeeded();
  };

  context.subscriptions.push(
    ...[output, item],
    vscode.workspace.onDidOpenTextDocument(startIfNeeded),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      const isAnother = ['enable', 'server.path'].some((name) =>
        event.affectsConfiguration(`eblint.${name}`),
      );
      if (isAnother) await restart();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      show(item, server);
    }),
    vscode.commands.registerCommand('eblint.restart', restart),
    vscode.commands.registerCommand('eblint.showOutput', () => {
      output.show();
    }),
    vscode.commands.registerCommand('eblint.showStatus', () => explain(server)),
    vscode.commands.registerCommand('eblint.fixFile', () =>
      vscode.commands.executeCommand('editor.action.codeAction', {
        kind: 'source.fixAll.eblint',
        apply: 'first',
      }),
    ),
    vscode.commands.registerCommand('eblint.toggle', () => {
      const hasFolder = vscode.workspace.workspaceFolders !== undefined;
      return vscode.workspace.getConfiguration('eblint').update('enable', !isOn(), !hasFolder);
    }),
    { dispose: () => server.stop() },
  );
  show(item, server);
  void startIfNeeded();
}

/** Shows what runs, as long as a file that it checks can be seen: its output may be the active editor. */
function show(item: vscode.StatusBarItem, { state }: Server): void {
  if (!vscode.window.visibleTextEditors.some(({ document }) => isChecked(document))) {
    item.hide();
    return;
  }
  const { icon } = APPEARANCES[state.kind];
  item.text = `$(${icon}) eblint`;
  item.tooltip = new vscode.MarkdownString(
    [
      statusText(state),
      '[Restart](command:eblint.restart) · [Output](command:eblint.showOutput) · [Turn on or off](command:eblint.toggle)',
    ].join('\n\n'),
  );
  item.tooltip.isTrusted = { enabledCommands: ['eblint.restart', 'eblint.showOutput', 'eblint.toggle'] };
  item.command = 'eblint.showStatus';
  item.backgroundColor =
    state.kind === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  item.show();
}

const statusText = (state: Server['state']): string => {
  const { text } = APPEARANCES[state.kind];
  return 'detail' in state ? `${text}: ${state.detail}` : text;
};

/** A click on the item says what runs, how many findings there are, and what can be done. */
async function explain({ state }: Server): Promise<void> {
  const count = vscode.languages
    .getDiagnostics()
    .flatMap(([, found]) => found)
    .filter(({ source }) => source === 'eblint').length;
  const found = `${count} ${count === 1 ? 'finding' : 'findings'} in the projects of open files`;
  const status = statusText(state).replaceAll('`', '');
  const actions: Readonly<Record<string, string>> = {
    'Show Problems': 'workbench.actions.view.problems',
    'Show Output': 'eblint.showOutput',
    Restart: 'eblint.restart',
    'Turn On or Off': 'eblint.toggle',
  };
  const chosen = await vscode.window.showInformationMessage(
    state.kind === 'running' ? `${status}. ${found}.` : `${status}.`,
    ...Object.keys(actions),
  );
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) await vscode.commands.executeCommand(command);
}

const APPEARANCES: Readonly<Record<Server['state']['kind'], { icon: string; text: string }>> = {
  stopped: { icon: 'circle-slash', text: 'eblint is not running' },
  starting: { icon: 'loading~spin', text: 'eblint is starting' },
  running: { icon: 'check', text: 'eblint is running' },
  failed: { icon: 'error', text: 'eblint failed' },
};
