import { expect, it } from 'vitest';
import { deployedFiles } from '../../../src/model/bundle/deployed-files.js';
import { filesWrittenIn } from '../../../src/model/paths/written-files.js';
import { scripts } from '../../../src/model/scripts/scripts.js';
import { projectOf } from '../../support/fixtures.js';

const BUNDLE = { 'a.service': 'A', 'units/b.service': 'B' };

/** Where a container command, or a command in another section, writes what. */
function writesOf(command: string, section = 'container_commands') {
  const text = `${section}:\n  a:\n    command: ${JSON.stringify(command)}\n`;
  const project = projectOf({ '.ebextensions/a.config': text, ...BUNDLE });
  return filesWrittenIn(scripts(project)[0]!, deployedFiles(project).files, (path) => path.endsWith('/')).map(
    ({ target, text, source, isExpanded, isAppended }) =>
      [target.value, text?.text, source?.name, isExpanded && 'expanded', isAppended && 'appended'].filter(
        Boolean,
      ),
  );
}

it.each([
  ['cp a.service /etc/x.service', [['/etc/x.service', 'A', 'a.service']]],
  ['sudo cp -f ./a.service /etc/', [['/etc/a.service', 'A', 'a.service']]],
  [
    'cp a.service units/b.service /etc/',
    [
      ['/etc/a.service', 'A', 'a.service'],
      ['/etc/b.service', 'B', 'units/b.service'],
    ],
  ],
  [
    'install -m 644 -o root /var/app/staging/units/b.service /etc/c.service',
    [['/etc/c.service', 'B', 'units/b.service']],
  ],
  ['cat a.service > /etc/x.service', [['/etc/x.service', 'A', 'a.service']]],
  ['cat a.service >> /etc/x.service', [['/etc/x.service', 'A', 'a.service', 'appended']]],
  ['cat > /etc/x <<EOF\na $B\nEOF\n', [['/etc/x', 'a $B\n', 'expanded']]],
  ["cat <<'EOF' | sudo tee /etc/x\na $B\nEOF\n", [['/etc/x', 'a $B\n']]],
  ["echo 'a' | tee -a /etc/x", [['/etc/x', 'a\n', 'appended']]],
  ['echo "$A" > /etc/x', [['/etc/x', '$A\n', 'expanded']]],
  ['cp /tmp/a.service /etc/x', [['/etc/x']]],
  ['cp missing.service /etc/x', [['/etc/x']]],
  ['cp "$A" /etc/x', [['/etc/x']]],
  ['cp *.service /etc/', [['/etc/a.service', 'A', 'a.service']]],
  ['cp units/?.service /etc/b', [['/etc/b', 'B', 'units/b.service']]],
  ['cp units/x*.service /etc/', [['/etc/x*.service']]],
  ['cp */b.service /etc/', [['/etc/b.service']]],
  ['cp units/$A*.service /etc/', [['/etc/$A*.service']]],
  ['cat units/* > /etc/b', [['/etc/b', 'B', 'units/b.service']]],
  ['cd /opt && cp a.service /etc/x', [['/etc/x']]],
  ['sed s/a/b/ a.service > /etc/x', [['/etc/x']]],
  ['cat a.service | sed s/a/b/ | tee /etc/x', [['/etc/x']]],
  ['cat a.service units/b.service > /etc/x', [['/etc/x']]],
  ['cat - <<EOF | sed s/a/b/ | tee /etc/x\na\nEOF\n', [['/etc/x']]],
  ['cp a.service "$TARGET"', []],
])('%s', (command, written) => {
  expect(writesOf(command)).toEqual(written);
});

it('knows nothing of a pattern in a folder with many files', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`many/${index}.service`, 'A']));
  const text = 'container_commands: { a: { command: "cp many/1.* /etc/" } }\n';
  const project = projectOf({ '.ebextensions/a.config': text, ...many });
  expect(filesWrittenIn(scripts(project)[0]!, deployedFiles(project).files, () => true)).toMatchObject([
    { target: { value: '/etc/1.*' }, text: undefined },
  ]);
});

it('knows no file of the bundle before that is unpacked', () => {
  expect(writesOf('cp a.service /etc/x', 'commands')).toEqual([['/etc/x']]);
});
