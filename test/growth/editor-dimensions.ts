/** What can be large in a text that is edited. */
export const CURSOR = '¦';

/** The items from 0 to n, the last one with the cursor at the end. */
const items = (n: number, item: (index: number) => string, separator: string): string =>
  Array.from({ length: n }, (_, index) => item(index)).join(separator);

/** Many names, mentions, links, findings and hints of one process and many rules. */
const rule = (i: number, n: number): string =>
  `"aws:elbv2:listenerrule:é${i}": {PathPatterns: /ü${i}, Proces: x, Priority: ${i + 1}, Process: p${i === n - 1 ? CURSOR : ''}}`;
const command = (i: number): string => `"ö${i}": {command: "bash bin/job.sh"}`;
const OTHERS = {
  'bin/job.sh': 'echo job\n',
  Procfile: 'p: daphne -b 0.0.0.0 -p 5001 app.asgi:application\n',
};
const PROCESS = '"aws:elasticbeanstalk:environment:process:p": {Port: 5001}';
const overriding = (n: number): string =>
  `{option_settings: {${items(n, (i) => `"aws:elbv2:listenerrule:é${i}": {PathPatterns: /ä${i}}`, ', ')}}}`;

/** Projects of size `n` with the place that an editor asks about. */
export const IN_EDITOR: Readonly<Record<string, (n: number) => Readonly<Record<string, string>>>> = {
  'one long line': (n) => ({
    ...OTHERS,
    '.ebextensions/a.config': `{option_settings: {${PROCESS}, ${items(n, (i) => rule(i, n), ', ')}}, container_commands: {${items(n, command, ', ')}}}`,
    '.ebextensions/b.config': overriding(n),
  }),
  'many lines': (n) => ({
    ...OTHERS,
    '.ebextensions/a.config':
      `option_settings:\n  ${PROCESS}\n  ${items(n, (i) => rule(i, n), '\n  ')}\ncontainer_commands:\n  ${items(n, command, '\n  ')}\n`.replaceAll(
        '": {',
        '":\n    {',
      ),
    '.ebextensions/b.config': overriding(n),
  }),
};

/** The smallest of the three sizes. */
export const EDITED_SIZE = 50;
