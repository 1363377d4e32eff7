import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { descriptionAt } from '../../src/explore/editor/describe.js';
import { stepsOf } from '../../src/explore/steps/steps-of.js';
import { stepsMarkdown } from '../../src/explore/steps/texts.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { projectOf } from '../support/fixtures.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const IMAGE = '![x](https://evil.example/x.png)';

/** What a stranger may write in the place of a name. */
const HOSTILE = [
  `a\n\n${IMAGE}\n\n`,
  `a\r\r${IMAGE}\r\r`,
  `a\u2028\u2028${IMAGE}`,
  `\`${IMAGE}\``,
  `\`\`${IMAGE}\`\``,
  `\`\n\n${IMAGE}\n\n\``,
  'a`<img src=x onerror=alert(1)>`b',
  '<img src=x onerror=alert(1)>',
  '`<script>alert(1)</script>',
  '[a](command:eblint.restart)',
  '`[a](command:eblint.restart)',
  '\n\n[a]: https://evil.example\n\n[a]',
  '<https://evil.example>',
  'https://evil.example/',
  'a` https://evil.example/ `b',
  'www.evil.example',
  'a@evil.example',
  '\n\n```html\n<b>',
  '\n\n~~~\n',
  '\n\n# a\n\n',
  '| a | <b> |\n| --- | --- |\n',
  '\\`<b>\\`',
  '** ** __ ]( `',
  '&lt;img&gt;&#96;<b>',
  '\n\n    <b>code',
  '\n> <b>',
  '\u0000`<b>\u001b[31m',
  ' ` ',
];

/** All that Markdown of this program makes, and where its links lead. */
const TAGS =
  /^\/?(?:p|strong|em|code|ul|ol(?: start="\d+")?|li|hr|h[1-6]|table|thead|tbody|tr|t[hd]|input [a-z="\s]*type="checkbox"[a-z="\s]*)>$/;
const LINK = /^(?:\/a>$|a href="https:\/\/(?![^"]*evil))/;

function refused(markdown: string): string[] {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return html
    .split('<')
    .slice(1)
    .filter((tag) => {
      const [whole = ''] = /^[^>]*>?/.exec(tag) ?? [];
      return !TAGS.test(whole) && !LINK.test(whole);
    });
}

/** A project in which a text is the name of everything that has one. */
function hostileProject(text: string): Record<string, string> {
  const name = JSON.stringify(text);
  const inside = name.slice(1, -1);
  const config = `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
    EnvironmentType: ${name}
  "aws:elasticbeanstalk:environment:process:${inside}":
    Port: ${name}
    HealthCheckPath: ${name}
  aws:elbv2:listener:443:
    Rules: "ws,${inside}"
    DefaultProcess: ${name}
  aws:elbv2:listenerrule:ws:
    PathPatterns: ${name}
    HostHeaders: ${name}
    Process: ${name}
  "aws:elbv2:listenerrule:${inside}":
    PathPatterns: "/a,${inside}"
    Process: default
  aws:elasticbeanstalk:application:environment:
    ${name}: ${name}
packages:
  yum:
    ${name}: []
    ntp: []
files:
  ${name}:
    content: ${name}
  "/opt/elasticbeanstalk/hooks/appdeploy/post/${inside}":
    mode: 0755
    content: ${name}
commands:
  ${name}:
    command: ${name}
container_commands:
  ${name}:
    command: ${JSON.stringify(`bash ${JSON.stringify(text)}`)}
  b:
    command: service supervisord restart
    test: ${name}
services:
  systemd:
    ${name}: {enabled: true}
Resources:
  ${name}:
    Type: ${name}
`;
  const fileName = text.replaceAll('/', '∕').replaceAll('\0', '');
  return {
    '.ebextensions/01.config': config,
    [`.ebextensions/${fileName}.config`]: config,
    [`.platform/hooks/predeploy/${fileName}`]: `#!/bin/bash\n${text}\n`,
    Procfile: `web: daphne -p 5001 ${text.replaceAll(/[\r\n]/g, ' ')}\n`,
    'cron.yaml': `version: 1\ncron:\n  - {name: ${name}, url: ${name}, schedule: ${name}}\n`,
  };
}

const OPTIONS = { platform: 'Python 3.12 running on 64bit Amazon Linux 2023' };

describe.each(HOSTILE)('no name is more than a text in Markdown: %j', (text) => {
  const project = projectOf(hostileProject(text), OPTIONS.platform);
  const { diagnostics } = lintModel(project, OPTIONS);

  it('of hover', () => {
    const shown = new Set<string>();
    for (const file of project.files.files)
      if ('source' in file && ['.ebextensions/01.config', 'Procfile'].includes(file.name))
        // Each name is longer.
        for (let offset = 0; offset <= file.source.text.length; offset += 2)
          shown.add(descriptionAt({ project, diagnostics }, file.source, offset)?.text ?? '');
    expect(shown.size).toBeGreaterThan(10);
    for (const markdown of shown) expect(refused(markdown)).toEqual([]);
  });

  it('of the steps', () => {
    const markdown = stepsMarkdown(stepsOf(project, 'new-instance', diagnostics), 'new-instance');
    expect(markdown).toContain('01.config');
    expect(refused(markdown)).toEqual([]);
  });

  it('of a report, also in the name of a project', async () => {
    const folder = text.replaceAll('/', '∕').replaceAll('\0', '');
    const files = Object.entries(hostileProject(text)).filter(([name]) => !name.includes('01.config'));
    const root = temporaryFolder({
      ...Object.fromEntries(files.map(([name, content]) => [`${folder}/${name}`, content])),
      'other/.ebextensions/a.config': 'commands: {a: {command: service supervisord restart}}\n',
    });
    for (const argv of [
      ['--format', 'markdown', '.'],
      ['steps', '--format', 'markdown', '.'],
      ['migrate', '--format', 'markdown', '.'],
    ]) {
      const { stdout } = await runEblint(root, argv);
      expect(stdout.length).toBeGreaterThan(200);
      expect(refused(stdout)).toEqual([]);
    }
  });
});
