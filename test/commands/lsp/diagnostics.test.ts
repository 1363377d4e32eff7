import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary.js';
import { TestEditor } from '../../support/language-client.js';

const PROCFILE = 'web: daphne -b 0.0.0.0 -p 5001 app.asgi:application\n';
const CONFIG = `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elasticbeanstalk:environment:process:websocket:
    Port: 5000
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
    Process: websocket
  aws:elbv2:listener:443:
    Rules: wss
`;
const FILES = { '.ebextensions/app.config': CONFIG, Procfile: PROCFILE, '.git/HEAD': '' };

let editor: TestEditor;
afterEach(() => {
  editor.end();
});

const open = async (files: Record<string, string> = FILES) => {
  const root = temporaryFolder(files);
  editor = await TestEditor.open([root]);
  return (name: string): string => join(root, name);
};

it('finds in all files of a project what is wrong in the text that is not saved', async () => {
  const path = await open();
  editor.openFile(path('Procfile'), readFileSync(path('Procfile'), 'utf8'));
  const codes = async (name: string) => (await editor.diagnosticsOf(path(name))).map(({ code }) => code);
  expect(await codes('.ebextensions/app.config')).toContain('routing/unknown-rule');
  console.log([...editor.shown.values()].map((x) => JSON.stringify(x, null, 1)).join('\n'), editor.log);
});
