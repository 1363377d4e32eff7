import { describe, expect, it } from 'vitest';
import {
  isAppending,
  sourceOf,
  wholeText,
  writtenBy,
  writtenPath,
} from '../../../src/model/paths/written-text.js';
import { parseScript } from '../../../src/parse/shell/script.js';
import { SourceFile } from '../../../src/source/index.js';

/** The command of a script that names `/f`, and that word. */
function writing(text: string) {
  const script = parseScript(new SourceFile('/p/a.sh', 'a.sh', text));
  const found = script.commands.flatMap((command) =>
    [...command.words, ...command.redirections.map(({ target }) => target)]
      .filter((word) => word.text === '/f')
      .map((target) => ({ command, target, script })),
  );
  return found.at(-1)!;
}

describe('what is written to a file', () => {
  const written = (text: string) => {
    const { command, target, script } = writing(text);
    const found = writtenBy(command, target, script);
    return found && ('body' in found ? found.body.text : found.text);
  };

  it.each([
    ['cat > /f <<E\nx\nE\n', 'x\n'],
    ['cat <<E >> /f\nx\nE\n', 'x\n'],
    ['cat <<E | tee /f\nx\nE\n', 'x\n'],
    ['cat <<E | sudo tee /f\nx\nE\n', 'x\n'],
    ['cat <<E | /usr/bin/tee -a /f\nx\nE\n', 'x\n'],
    ['tee /f <<E\nx\nE\n', 'x\n'],
    ["echo 'x y' > /f", 'x y'],
    ['echo x >> /f', 'x'],
    ['echo x >| /f', 'x'],
    ['printf x > /f', 'x'],
    ['echo x | tee /f', 'x'],
    ['printf x | sudo tee -a /f', 'x'],
    ['echo $x > /f', '$x'],
  ])('is known of %j', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it.each([
    'cat a - <<E | tee /f\nx\nE\n',
    'grep x <<E | tee /f\nx\nE\n',
    'cat <<E | grep x | tee /f\nx\nE\n',
    'cat <<E; tee /f\nx\nE\n',
    'cat <<E | cat /f\nx\nE\n',
    'echo x y > /f',
    'echo -n x > /f',
    'echo > /f',
    'echo x | cat > /f',
    'echo x; tee /f',
    'echo x && tee /f',
    'echo x < /f',
    'cat a > /f',
    'date | tee /f',
    'cp a /f',
  ])('is not known of %j', (text) => {
    expect(written(text)).toBeUndefined();
  });
});

describe('the whole text of a file', () => {
  const whole = (text: string) => {
    const { command, target, script } = writing(text);
    return wholeText(command, target, script)?.text;
  };

  it.each([
    ['echo x > /f', 'x'],
    ['echo x | tee /f', 'x'],
    ["echo '$x' > /f", '$x'],
    ["cat > /f <<'E'\n$x\nE\n", '$x\n'],
    ['cat > /f <<E\nx\nE\n', 'x\n'],
  ])('is known of %j', (text, expected) => {
    expect(whole(text)).toBe(expected);
  });

  it.each([
    'echo x >> /f',
    'echo x | tee -a /f',
    'echo $x > /f',
    'cat >> /f <<E\nx\nE\n',
    'cat > /f <<E\n`x`\nE\n',
    'cat > /f <<E\n$x\nE\n',
  ])('is not known of %j', (text) => {
    expect(whole(text)).toBeUndefined();
  });
});

it.each([
  ['cp a/b /f', 'a/b', '/f/b'],
  ['cp -r a/ b /f', 'b', '/f/b'],
  ['install -m 644 a /f', 'a', '/f/a'],
  ['tee /f', undefined, '/f'],
  ['sudo tee /f', 'tee', '/f/tee'],
])('%s copies %s to %s where that is a folder', (text, source, path) => {
  const { command, target } = writing(text);
  expect(sourceOf(command, target)?.text).toBe(source);
  expect(writtenPath(command, target, true)).toBe(path);
  expect(writtenPath(command, target, false)).toBe('/f');
});

it.each([
  ['echo x >> /f', true],
  ['tee -a /f', true],
  ['echo x > /f', false],
  ['tee /f', false],
])('%s adds to a file: %s', (text, expected) => {
  expect(isAppending(writing(text).command)).toBe(expected);
});
