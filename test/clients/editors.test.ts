import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { matchCompact, type Matched, matchLooped, matchUnix, STYLISH_PATTERNS } from '../support/matchers.js';
import { pageText } from '../support/pages.js';
import type { Clone } from './clone.js';
import { installedClone } from './installed-clone.js';
import { recipeOf } from './recipes.js';

let clone: Clone;
/** What an editor must see of the findings: where they are, and whether they are errors. */
let expected: Seen[];

interface Seen {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly isError: boolean;
}

beforeAll(async () => {
  clone = await installedClone('editors');
  clone.addProject('django-channels-mistakes');
  const results = JSON.parse(clone.run('npx --no-install eblint --format json').output) as {
    filePath: string;
    messages: { line: number; column: number; severity: number }[];
  }[];
  expected = results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, severity }) => ({
        file: filePath,
        line,
        column,
        isError: severity === 2,
      })),
    )
    .sort(bySite);
  expect(new Set(expected.map(({ isError }) => isError)).size).toBe(2);
});

const bySite = (a: Seen, b: Seen): number => siteOf(a).localeCompare(siteOf(b));
const siteOf = ({ file, line, column, isError }: Seen): string => [file, line, column, isError].join(':');

const seen = (matched: readonly Matched[]): Seen[] =>
  matched
    .map(({ file, line, column, severity }) => ({ file, line, column, isError: /^error$/i.test(severity) }))
    .sort(bySite);

describe('VS Code', () => {
  const { tasks } = JSON.parse(pageText('editors/vscode/tasks.json')) as {
    tasks: { label: string; command: string; problemMatcher: unknown }[];
  };
  const matchers: Readonly<Record<string, (output: string) => Matched[]>> = {
    '$eslint-stylish': (output) => matchLooped(output, ...STYLISH_PATTERNS['VS Code']),
    '$eslint-compact': matchCompact,
  };
  const once = tasks.filter(({ problemMatcher }) => typeof problemMatcher === 'string');

  it('has a task for each of its matchers', () => {
    expect(once.map(({ problemMatcher }) => problemMatcher).sort()).toEqual(Object.keys(matchers).sort());
  });

  it.each(once)('sees every finding of the task $label', ({ command, problemMatcher }) => {
    expect(seen(matchers[String(problemMatcher)]!(clone.run(command).output))).toEqual(expected);
  });
});

describe('GitHub Actions', () => {
  it('sees every finding with the matcher that is shipped', () => {
    const { output } = clone.run('npx --no-install eblint --no-ci --format unix');
    expect(seen(matchUnix(output))).toEqual(expected);
  });
});

describe.each([
  ['Vim', 'vim -e -s -N -u NONE -i NONE'],
  ['Neovim', 'nvim --headless --clean -e -s'],
])('%s', (_, program) => {
  it('has every finding in its quickfix list, with severities', () => {
    const list = `map(filter(getqflist(), 'v:val.valid'), {_, it -> {'file': fnamemodify(bufname(it.bufnr), ':p'), 'line': it.lnum, 'column': it.col, 'severity': it.type}})`;
    clone.write(
      'quickfix.vim',
      `${recipeOf('vim')}silent! make\ncall writefile([json_encode(${list})], 'quickfix.json')\nqa!\n`,
    );
    const { output } = clone.run(`${program} -S quickfix.vim`);
    const found = JSON.parse(readFileSync(`${clone.folder}/quickfix.json`, 'utf8')) as Matched[];
    clone.remove('quickfix.json');
    const severities = { E: 'error', W: 'warning' } as Readonly<Record<string, string>>;
    expect(
      seen(found.map((one) => ({ ...one, severity: severities[one.severity.toUpperCase()]! }))),
      output,
    ).toEqual(expected);
  });
});

describe('Emacs', () => {
  it('has every finding in the compilation buffer, with severities', () => {
    clone.write('compile.el', `${recipeOf('emacs')}${COLLECT}`);
    const output = clone.succeed('emacs -Q --batch --load compile.el');
    const found = output.split('\n').flatMap((line) => {
      const [, file, row, column, type] = /^FOUND (.*) (\d+) (\d+) (\d)$/.exec(line) ?? [];
      if (file === undefined) return [];
      return [{ file, line: Number(row), column: Number(column), isError: type === '2' }];
    });
    expect(found.sort(bySite), output).toEqual(expected);
  });
});

/** Prints what Emacs knows about each line of a compilation. */
const COLLECT = `
(setq compilation-scroll-output nil)
(let ((buffer (compile "node_modules/.bin/eblint --format unix")))
  (while (get-buffer-process buffer) (accept-process-output nil 0.1))
  (with-current-buffer buffer
    (compilation--ensure-parse (point-max))
    (goto-char (point-min))
    (while (not (eobp))
      (let ((message (get-text-property (line-beginning-position) 'compilation-message)))
        (when message
          (let ((location (compilation--message->loc message)))
            (princ (format "FOUND %s %d %d %d\\n"
                           (expand-file-name (caar (compilation--loc->file-struct location)))
                           (compilation--loc->line location)
                           (compilation--loc->col location)
                           (compilation--message->type message))))))
      (forward-line 1))))
`;
