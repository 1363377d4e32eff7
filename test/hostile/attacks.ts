import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary.js';

/** What must never be printed, wherever it is. */
export const SECRET = 's3cr3tOfTheProject';

/** Code that reports itself where it can, if anything ever runs it. */
const TRAP = `
const { writeFileSync } = require('node:fs');
try { writeFileSync(__dirname + '/../../TRAPPED', 'x'); } catch {}
console.log('TRAPPED');
module.exports = () => { console.log('TRAPPED'); return 'TRAPPED'; };
`;

const times = (count: number, textOf: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => textOf(index)).join('');

/** What an adversary would commit, by the ways in which eblint could be fooled, hung or made to act. */
const FILES = {
  // Comments that are read as one line with what follows.
  '.ebextensions/01.config': '# my settings\noption_settings: [',
  '.ebextensions/02.config': 'option_settings: {\n# c\n"aws:elbv2:listener:443": {"Protocol": "HTTPX"}\n}\n',
  '.ebextensions/03.config': 'Resources: {A: {Type: "AWS::S3::Bucket", # x\n  Properties: {}}}\n',
  '.ebextensions/04.config': `option_settings: {\n${times(200, (index) => `# c ${index}\n"aws:x:${index}": {"A": "b"},\n`)}}\n`,
  // A text with thousands of variables.
  '.ebextensions/05.config': `Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName:\n        Fn::Sub: "${times(2000, (index) => `\${V${index}} `)}"\n`,
  // Many fixes.
  '.ebextensions/06.config': `files:\n${times(20, (index) => `  /a${index}:\n    mode: 0755\n    content: x\n`)}`,
  // Secrets, and a fix whose edits lie around one.
  '.ebextensions/07.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DB_PASSWORD: ${SECRET}\n    DB_PASSWORD: ${SECRET}\n    URL: postgres://u:${SECRET}@h/d\n`,
  '.ebextensions/08.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DB_HOST:\th\n    DB_PASSWORD:\t${SECRET}\n    DB_PORT:\t5432\n`,
  // Aliases that stand for billions of values.
  '.ebextensions/09.config': `a: &a [x, x]\n${times(30, (index) => `b${index}: &b${index} [${index ? `*b${index - 1}, *b${index - 1}` : '*a, *a'}]\n`)}`,
  '.ebextensions/10.config': `# eblint-disable-line ${times(1000, (index) => `no/rule${index} `)}\n`,
  // Names that act on what prints them.
  '.ebextensions/\u001b[31m\n::error::x.config': 'commands: {',
  '::set-env name=PATH::x/.ebextensions/a.config': 'commands: {',
  '##vso[task.setvariable variable=PATH]x/.ebextensions/a.config': 'commands: {',
  // Names that are flags, and what they would load.
  '--format=x/.ebextensions/f.js': TRAP,
  '--format=x/.ebextensions/f.config': 'commands: {',
  '--output-file=TRAPPED/.ebextensions/a.config': 'commands: {',
  '--platform=Docker/.ebextensions/a.config': 'commands: {',
  '--fix/.ebextensions/a.config': 'commands: {',
  'node_modules/eslint-formatter-x/.ebextensions/f.js': TRAP,
  'node_modules/eslint-formatter-x/index.js': TRAP,
  'node_modules/eslint-formatter-pretty/index.js': TRAP,
  'node_modules/yaml/index.js': TRAP,
  // What programs read without being asked.
  'package.json': '{"type": "module", "main": "index.js", "bin": "index.js", "eslintConfig": {"root": true}}',
  'index.js': TRAP,
  '.npmrc': 'node-options=--require ./index.js\n',
  '.eblintrc.js': TRAP,
  'eblint.config.js': TRAP,
  '.env': `NODE_OPTIONS=--require ./index.js\nTOKEN=${SECRET}\n`,
  '.git/config': `[core]\n\tfsmonitor = "touch TRAPPED"\n`,
  '.platform/hooks/predeploy/x.sh': 'touch TRAPPED\n',
  '.elasticbeanstalk/config.yml': 'global: {default_platform: [',
  Procfile: `web: $(touch TRAPPED) \`touch TRAPPED\` gunicorn --access-token ${SECRET} -b 127.0.0.1:80 x\n`,
} as const;

export interface Attack {
  readonly root: string;
  /** A folder that no run has any business with. */
  readonly outside: string;
  /** The names of files as a hook appends them. */
  readonly names: readonly string[];
}

/** The project of an adversary, with links that lead out of it. */
export function attackedProject(): Attack {
  const outside = temporaryFolder({ 'secret.config': `commands: {\n${SECRET}`, 'folder/x.config': SECRET });
  const root = temporaryFolder(FILES);
  symlinkSync(join(outside, 'secret.config'), join(root, '.ebextensions/90.config'));
  symlinkSync(join(outside, 'folder'), join(root, '.ebextensions/folder'));
  symlinkSync(outside, join(root, '--config'));
  chmodSync(join(root, '.platform/hooks/predeploy/x.sh'), 0o755);
  return { root, outside, names: Object.keys(FILES) };
}
