import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Reads each file without running anything of it; what bash says, and its status, end with a null. */
const LOOP = 'for file in *.sh; do bash "$@" -n "$file" 2>&1; printf "\\0%s\\0" "$?"; done';

/**
 * What `bash -n` says of each text: undefined where it accepts it, or where it accepts it as `sh` only. It does not run the
 * `shopt` that turns patterns on, so they are on from the beginning where the text mentions them.
 */
export function askBash(texts) {
  const [asBash, asSh] = [[], ['--posix']].map((mode) => {
    const plain = readAll(texts, mode);
    const extended = readAll(texts.filter(hasPatterns), [...mode, '-O', 'extglob']);
    return texts.map((text, index) => (hasPatterns(text) ? extended.shift() : plain[index]));
  });
  return texts.map((_, index) => ({
    isAccepted: !asBash[index] && !asSh[index],
    said: asSh[index] && asBash[index],
  }));
}

const hasPatterns = (text) => /\bextglob\b/.test(text);

/** What bash says of each text, where it refuses it. */
function readAll(texts, options) {
  if (texts.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'eblint-bash-'));
  try {
    for (const [index, text] of texts.entries())
      writeFileSync(join(folder, `${String(index).padStart(6, '0')}.sh`), text);
    const { stdout } = spawnSync('bash', ['-c', LOOP, 'bash', ...options], {
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
      maxBuffer: 2 ** 28,
      encoding: 'utf8',
    });
    const parts = stdout.split('\0');
    return texts.map((_, index) =>
      parts[2 * index + 1] === '0'
        ? undefined
        : parts[2 * index].replace(/^\d+\.sh: line \d+: /gm, '').trim(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
