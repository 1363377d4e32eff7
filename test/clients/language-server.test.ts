import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clone } from './clone.js';
import { installedClone } from './installed-clone.js';
import { recipeOf } from './recipes.js';

/** In milliseconds: nothing is said about how fast it is. */
const PATIENCE = 120_000;

const NODE = 'node/.ebextensions/app.config';
const PROCFILE = 'django/Procfile';
const LISTENERS = 'django/.ebextensions/01_listeners.config';
const NODE_COMMAND =
  'files:\n  /opt/a:\n    mode: 0755\n    content: x\noption_settings:\n  aws:elasticbeanstalk:container:nodejs:\n    NodeCommand: "node dist/main.js"\n';

let clone: Clone;

beforeEach(async () => {
  clone = await installedClone('language-server');
  clone.addProject('django-channels-mistakes', 'django');
  clone.write(NODE, NODE_COMMAND);
  clone.write('node/package.json', '{"name": "a"}\n');
  clone.write('node/dist/main.js', '');
  clone.run('rm -f node/Procfile');
});

/** The places of what the command line finds in a project, each with its rule. */
const expected = (): string[] =>
  (JSON.parse(clone.run('npx --no-install eblint --format json django').output) as Result[])
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId }) => `${filePath}:${line}:${column} ${ruleId}`),
    )
    .sort();

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly line: number; readonly column: number; readonly ruleId: string }[];
}

/** What an editor saw and did, as its script tells. */
interface Outcome {
  readonly found: string[];
  readonly hover: string;
  readonly completions: string[];
}

/** A rename in two files. */
function expectRename(): void {
  expect(clone.read(PROCFILE)).toContain('chat: daphne');
  expect(clone.read(LISTENERS)).toContain('aws:elasticbeanstalk:environment:process:chat:');
}

/** A fix that changes a file and makes another one. */
function expectMove(): void {
  expect(clone.read(NODE)).not.toContain('NodeCommand');
  // Neovim adds an empty line.
  expect(clone.read('node/Procfile').trim()).toBe('web: node dist/main.js');
}

/** Eglot makes no files: a fix in a file. */
function expectFix(): void {
  expect(clone.read(NODE)).toMatch(/mode: ["']0*755["']/);
}

describe.each([
  {
    name: 'Neovim',
    recipe: 'neovim-lsp',
    extension: 'lua',
    program: 'nvim --headless -i NONE -n -u config.lua -c "luafile drive.lua"',
    expectFixed: expectMove,
  },
  {
    name: 'Emacs',
    recipe: 'emacs-lsp',
    extension: 'el',
    program: 'emacs -Q --batch --load config.el --load drive.el',
    expectFixed: expectFix,
  },
])('$name', ({ recipe, extension, program, expectFixed }) => {
  it('shows findings, describes, completes, renames and fixes', () => {
    clone.write(`config.${extension}`, recipeOf(recipe));
    clone.write(`drive.${extension}`, extension === 'lua' ? NEOVIM : EMACS);
    const found = expected();
    const { output } = clone.run(`FOUND=${found.length} timeout ${PATIENCE / 1000} ${program} < /dev/null`);
    const outcome = JSON.parse(readOutcome(output)) as Outcome;
    expect([...new Set(outcome.found)].sort(), output).toEqual(found);
    expect(outcome.hover).toMatch(/process.*websocket/);
    expect(outcome.completions).toContain('StickinessEnabled');
    expectRename();
    expectFixed();
  });
});

function readOutcome(output: string): string {
  try {
    return readFileSync(`${clone.folder}/outcome.json`, 'utf8');
  } catch {
    throw new Error(output);
  } finally {
    clone.run('rm -f outcome.json');
  }
}

describe('Helix', () => {
  const terminal = 'tmux -S helix/socket -f /dev/null';

  afterEach(() => {
    clone.run(`${terminal} kill-server`);
    clone.run('rm -rf helix');
  });

  const screen = (): string => clone.run(`${terminal} capture-pane -p`).output;
  /** What is in a file now: Helix moves it away while it writes. */
  const textOf = (name: string): string => clone.run(`cat '${name}' 2> /dev/null`).output;
  /** Waits until something is on the screen, or in a file. */
  async function until(what: string, check: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!check()) {
      if (Date.now() > end) throw new Error(`not in time: ${what}\n${screen()}`);
      await setTimeout(100);
    }
  }
  const shown = (text: string): Promise<void> => until(text, () => screen().includes(text));
  const gone = (text: string): Promise<void> => until(`no ${text}`, () => !screen().includes(text));
  const keys = (...names: string[]): void => {
    clone.succeed(`${terminal} send-keys ${names.map((name) => `'${name}'`).join(' ')}`);
  };
  const command = (text: string): void => {
    keys(':');
    clone.succeed(`${terminal} send-keys -l '${text}'`);
    keys('Enter');
  };
  const find = (text: string): void => {
    keys('g', 'g', '/');
    clone.succeed(`${terminal} send-keys -l '${text}'`);
    keys('Enter');
  };

  it('shows findings, describes, completes, renames and fixes', async () => {
    clone.write('helix/helix/languages.toml', recipeOf('helix-lsp'));
    const start = `env HOME="$PWD/helix" XDG_CONFIG_HOME="$PWD/helix" hx ${LISTENERS}`;
    clone.succeed(`${terminal} new-session -d -x 200 -y 50 '${start}'`);
    await shown('aws:elasticbeanstalk:environment:process:websocket');
    await shown('●');

    find('process:websocket');
    keys('Space', 'k');
    // Only the description says so: a key before it appears would change the text.
    await shown('No listener leads here');
    keys('Escape');
    await gone('No listener leads here');

    find('process:websocket:');
    keys('o');
    clone.succeed(`${terminal} send-keys -l '  Stick'`);
    await shown('StickinessEnabled');
    keys('Tab');
    await shown('    StickinessEnabled:');
    keys('Enter');
    clone.succeed(`${terminal} send-keys -l 'true'`);
    keys('Escape');
    await shown('    StickinessEnabled: true');

    command(`open ${PROCFILE}`);
    await shown('websocket: daphne');
    find('websocket');
    keys('Space', 'r');
    await shown('rename-to:');
    keys('C-u');
    clone.succeed(`${terminal} send-keys -l chat`);
    keys('Enter');
    await shown('chat: daphne');
    command('write-all');
    await until('chat in the Procfile', () => textOf(PROCFILE).includes('chat: daphne'));
    await until('chat in the listeners', () => textOf(LISTENERS).includes('process:chat:'));
    expect(textOf(LISTENERS)).toMatch(/process:chat:\n {4}StickinessEnabled: true\n/);

    command(`open ${NODE}`);
    await shown('NodeCommand');
    find('container:nodejs');
    await shown('●');
    keys('Space', 'a');
    await shown('for a move from an older platform');
    keys('Enter');
    await gone('NodeCommand');
    command('write-all');
    await until('a fixed file', () => /mode/.test(textOf(NODE)) && !textOf(NODE).includes('NodeCommand'));
    // It is made empty, and written later.
    await until('a new file', () => textOf('node/Procfile').includes('dist/main.js'));

    // A tab would be an error in YAML.
    command('open node/.ebextensions/new.config');
    keys('i', 'Tab', '#', 'Escape');
    await shown('  #');
    command('write');
    await until('spaces', () => textOf('node/.ebextensions/new.config').startsWith('  #'));
    command('quit-all!');
    await until('the end', () => clone.run(`${terminal} list-sessions`).status !== 0);
    expectRename();
    expectMove();
  });
});

const NEOVIM = String.raw`
local function wait(what, check)
  if not vim.wait(60000, check, 50) then error('not within a minute: ' .. what) end
end
local function go(text)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. text) > 0, text)
end
local function main()
  local outcome = { found = {} }
  local root = vim.fn.getcwd() .. '/'
  -- People open files from anywhere.
  vim.cmd.cd('/')
  vim.cmd.edit(root .. 'django/Procfile')
  wait('findings', function() return #vim.diagnostic.get() >= tonumber(vim.env.FOUND) end)
  for _, one in ipairs(vim.diagnostic.get()) do
    local place = vim.api.nvim_buf_get_name(one.bufnr) .. ':' .. one.lnum + 1 .. ':' .. one.col + 1
    table.insert(outcome.found, place .. ' ' .. one.code)
  end

  vim.cmd.edit(root .. 'django/.ebextensions/01_listeners.config')
  wait('a server', function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)
  go('process:websocket')
  vim.fn.search('websocket')
  local before = #vim.api.nvim_list_wins()
  vim.lsp.buf.hover()
  wait('a description', function() return #vim.api.nvim_list_wins() > before end)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      outcome.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      vim.api.nvim_win_close(window, true)
    end
  end

  local line = vim.fn.search('process:websocket:')
  vim.fn.append(line, '    Stick')
  vim.fn.cursor(line + 1, 10)
  vim.wait(1000)
  local params = vim.lsp.util.make_position_params()
  params.position.character = 9
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 60000)
  outcome.completions = {}
  for _, answer in pairs(answers) do
    for _, item in ipairs(answer.result.items) do table.insert(outcome.completions, item.label) end
  end
  vim.cmd.edit({ bang = true })

  vim.cmd.edit(root .. 'django/Procfile')
  go('websocket')
  vim.lsp.buf.rename('chat')
  wait('another name', function() return vim.fn.search('^chat:', 'nw') > 0 end)
  vim.cmd.wall()

  vim.cmd.edit(root .. 'node/.ebextensions/app.config')
  wait('a finding', function() return #vim.diagnostic.get(0) > 0 end)
  go('container:nodejs')
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.edit and not action.title:find('Suppress') end })
  wait('a fix', function() return vim.fn.search('NodeCommand', 'nw') == 0 end)
  vim.cmd.wall()
  vim.fn.writefile({ vim.json.encode(outcome) }, root .. 'outcome.json')
end
local ok, failure = pcall(main)
if not ok then print(failure) end
vim.cmd('qa!')
`;

const EMACS = String.raw`
(require 'json)
(require 'project)
(setq eglot-confirm-server-edits nil make-backup-files nil create-lockfiles nil)
(defvar root default-directory)
(defun wait (what check)
  (let ((end (+ (float-time) 60)) found)
    (while (not (setq found (funcall check)))
      (when (> (float-time) end) (error "Not within a minute: %s" what))
      (accept-process-output nil 0.05))
    found))
(defun visit (name)
  (find-file (expand-file-name name root))
  (run-hooks 'post-command-hook)
  (wait "a server" #'eglot-current-server))
(defun go (text) (goto-char (point-min)) (search-forward text) (backward-char 2))
(defun place (diagnostic)
  (let* ((text (flymake-diagnostic-text diagnostic)) (where (flymake-diagnostic-buffer diagnostic))
         (rule (and (string-match "[a-z-]+/[a-z0-9-]+" text) (match-string 0 text))))
    (if (bufferp where)
        (with-current-buffer where
          (save-excursion
            (goto-char (flymake-diagnostic-beg diagnostic))
            (format "%s:%d:%d %s" buffer-file-name (line-number-at-pos) (1+ (current-column)) rule)))
      (let ((beg (flymake-diagnostic-beg diagnostic)))
        (format "%s:%d:%d %s" where (car beg) (cdr beg) rule)))))
(let (outcome)
  (visit "django/Procfile")
  (wait "findings" (lambda () (flymake-start) (>= (length (flymake--project-diagnostics)) (string-to-number (getenv "FOUND")))))
  (push (cons 'found (vconcat (mapcar #'place (flymake--project-diagnostics)))) outcome)

  (visit "django/.ebextensions/01_listeners.config")
  (go "process:websocket")
  (let (text)
    (eglot-hover-eldoc-function (lambda (info &rest _) (setq text (substring-no-properties info))))
    (wait "a description" (lambda () text))
    (push (cons 'hover text) outcome))
  (go "process:websocket")
  (end-of-line)
  (insert "\n    Stick")
  (let ((table (nth 2 (eglot-completion-at-point))))
    (push (cons 'completions (vconcat (mapcar #'substring-no-properties (all-completions "Stick" table)))) outcome))
  (revert-buffer t t)

  (visit "django/Procfile")
  (go "websocket")
  (eglot-rename "chat")
  (wait "another name" (lambda () (goto-char (point-min)) (search-forward "chat:" nil t)))
  (save-some-buffers t)

  (visit "node/.ebextensions/app.config")
  (go "mode: 0755")
  (let ((action (wait "a fix" (lambda () (seq-find (lambda (one) (and (plist-get one :edit) (not (string-match-p "Suppress" (plist-get one :title)))))
                                              (ignore-errors (eglot-code-actions (line-beginning-position) (line-end-position))))))))
    (eglot-execute (eglot-current-server) action))
  (save-some-buffers t)
  (with-temp-file (expand-file-name "outcome.json" root) (insert (json-encode outcome))))
`;
