import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readProjectFiles } from '../../../src/discover/read-project.js';
import { agreementWith } from '../../../src/explore/lsp/agreement.js';
import { REQUESTS } from '../../../src/explore/lsp/messages.js';
import { toProtocolDiagnostic } from '../../../src/explore/lsp/protocol.js';
import { disk } from '../../../src/io/disk.js';
import { overlay } from '../../../src/io/overlay.js';
import { lintProject } from '../../../src/lint/lint-project.js';
import { ALL_RULES } from '../../../src/lint/lint-project.js';
import { FULL, TestEditor, uriOf } from '../../support/language-client.js';
import { random } from '../../support/random.js';
import { temporaryFolder } from '../../support/temporary.js';

/** `npm run fuzz` tries many more. */
const EDITS = Number(process.env['EBLINT_FUZZ_EDITS'] ?? 150);
const SEED = Number(process.env['EBLINT_FUZZ_SEED'] ?? 1);
const TODAY = '2026-11-26';

const TEXTS: Readonly<Record<string, string>> = {
  Procfile: 'web: daphne -b 0.0.0.0 -p 5000 app.asgi:application\nws: bash bin/ws.sh\n',
  Buildfile: 'make: ./build.sh\n',
  'bin/ws.sh': 'exec daphne -p 5001 -b 0.0.0.0 app.asgi:application\n',
  '.ebextensions/01.config':
    'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: application\n  aws:elasticbeanstalk:environment:process:ws:\n    Port: 5001\n  aws:elbv2:listener:80:\n    Rules: ws\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n    Process: ws\n',
  '.ebextensions/02.config':
    'files:\n  /opt/é😀:\n    mode: 0755\n    content: |\n      #!/bin/sh\n      echo 1\ncontainer_commands:\n  a:\n    command: python manage.py migrate\n    leader_only: true\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n',
  '.ebextensions/03.config': '{"option_settings": [{"option_name": "Port", "value": "5000"}]}\n',
  '.platform/hooks/postdeploy/01.sh': '#!/bin/bash\nsystemctl restart web\n',
  '.platform/nginx/conf.d/a.conf': 'client_max_body_size 10M\n',
  '.ebignore': '*.pyc\n',
  'eblint.config.yaml': 'extends: strict\n',
};

const PIECES = [
  ...[
    '\n',
    '  ',
    ': ',
    '- ',
    '#',
    '"',
    "'",
    '{',
    '}',
    '\t',
    '\r\n',
    '|',
    '&a',
    '*a',
    '!Ref ',
    '`',
    'é',
    '😀',
  ],
  ...[
    'ws',
    'web',
    '5000',
    '5001',
    'Rules: ws, api\n',
    'aws:elbv2:listener:443:\n',
    'Process: nobody\n',
    '0644',
  ],
  ...['command: rm -rf /x\n', '# eblint-disable config/unquoted-mode -- x\n', '$(', '\0', '\ud800', 'true'],
];

it(`always shows what a fresh check finds, whatever is edited and asked (seed ${SEED})`, async () => {
  const next = random(SEED);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  const root = temporaryFolder({ ...TEXTS, '.git/HEAD': '' });
  const editor = await TestEditor.open([root]);
  const agreement = agreementWith(FULL);
  const open = new Map<string, string>();
  const names = Object.keys(TEXTS);
  const mutated = (text: string): string => {
    const at = Math.floor(next() * (text.length + 1));
    const end = next() < 0.5 ? at : Math.min(text.length, at + Math.floor(next() * 12));
    const whole = text.slice(0, at) + (next() < 0.7 ? pick(PIECES) : '') + text.slice(end);
    return whole.length > 4000 ? whole.slice(0, 2000) : whole;
  };

  const fresh = (): Map<string, unknown[]> => {
    const texts = new Map([...open].map(([name, text]) => [join(root, name), text]));
    const files = readProjectFiles(root, overlay(disk, texts));
    const found = new Map<string, unknown[]>();
    const preset = 'strict';
    for (const diagnostic of lintProject(files, { preset, today: TODAY }).diagnostics) {
      const meta = ALL_RULES.find(({ id }) => id === diagnostic.ruleId)?.meta;
      const uri = uriOf(diagnostic.at.file.path);
      found.set(uri, [...(found.get(uri) ?? []), toProtocolDiagnostic(diagnostic, meta, agreement, uriOf)]);
    }
    return found;
  };

  const step = async (): Promise<void> => {
    const name = pick(names.filter((other) => other !== 'eblint.config.yaml'));
    const path = join(root, name);
    const kind = next();
    const text = open.get(name);
    if (kind < 0.55 && text !== undefined) {
      open.set(name, mutated(text));
      editor.change(path, open.get(name) ?? '');
    } else if (kind < 0.7) {
      if (text === undefined) {
        open.set(name, TEXTS[name] ?? '');
        editor.openFile(path, TEXTS[name] ?? '');
      } else if (open.size > 2) {
        open.delete(name);
        editor.close(path);
      }
    } else if (kind < 0.8) {
      if (next() < 0.3) rmSync(path, { force: true });
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, next() < 0.5 ? (TEXTS[name] ?? '') : mutated(TEXTS[name] ?? ''));
      }
      editor.diskChanged(path);
    } else {
      const position = { line: Math.floor(next() * 14), character: Math.floor(next() * 60) };
      // The answer is not waited for: changes go on.
      editor
        .ask(pick(REQUESTS), {
          ...{ textDocument: { uri: uriOf(path) }, position, positions: [position] },
          ...{ range: { start: position, end: { line: position.line + 3, character: 0 } } },
          ...{ context: { diagnostics: [] }, newName: pick(['a', '1 2', 'ws']), query: 'w' },
        })
        .catch((error: unknown) => {
          if (!/name here|has a name of|There is a/.test(String(error))) editor.log.push(String(error));
        });
    }
  };

  for (let edit = 0; edit < EDITS; edit++) {
    await step();
    if (next() < 0.4) continue;
    if (open.size === 0) {
      open.set('Procfile', TEXTS['Procfile'] ?? '');
      editor.openFile(join(root, 'Procfile'), TEXTS['Procfile'] ?? '');
    }
    const [name = '', text = ''] = [...open][0] ?? [];
    editor.change(join(root, name), text);
    await editor.settled();
    const shown = new Map([...editor.shown].map(([uri, { diagnostics }]) => [uri, diagnostics]));
    const expected = fresh();
    // While a file is half typed, what it hides stays shown.
    if (/"config\/syntax-error"/.test(JSON.stringify([...expected])))
      for (const [uri, found] of expected) expect(shown.get(uri)).toEqual(expect.arrayContaining(found));
    else expect(sorted(shown)).toEqual(sorted(expected));
    expect(editor.log).toEqual([]);
  }
  editor.end();
}, 3_600_000);

const sorted = (found: ReadonlyMap<string, unknown>): unknown =>
  JSON.parse(JSON.stringify([...found].sort(([a], [b]) => (a < b ? -1 : 1))));
