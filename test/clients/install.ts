import { spawnSync } from 'node:child_process';

/** The programs that the clients are, with Debian's packages of them. */
const PACKAGES: Readonly<Record<string, string>> = {
  'pre-commit': 'pre-commit',
  vim: 'vim-nox',
  nvim: 'neovim',
  emacs: 'emacs-nox',
  hx: 'hx',
  tmux: 'tmux',
  zsh: 'zsh',
  fish: 'fish',
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
};

const isMissing = (program: string): boolean => spawnSync(program, ['--version']).error !== undefined;

/** Installs what is missing. A client that is missing after that fails its tests: nobody would notice a test that is skipped. */
export default function setup(): void {
  const missing = Object.keys(PACKAGES).filter(isMissing);
  if (missing.length === 0 || process.getuid?.() !== 0) return;
  const names = missing.map((program) => PACKAGES[program]!);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]])
    spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore' });
}
