import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** Whatever a deployment reads of these languages, wherever it is in a project. */
const LANGUAGES = [
  ...['yaml', 'json', 'jsonc', 'procfile', 'shellscript', 'dockerfile', 'dockercompose', 'pip-requirements'],
  ...['nginx', 'apacheconf', 'ini', 'properties', 'toml'],
];

/** What else a deployment reads, by its path. */
const PATTERNS = [
  '**/{.ebextensions,.platform,.elasticbeanstalk}/**',
  '**/{.ebignore,requirements.txt,Gemfile,Pipfile,gunicorn.conf.py,puma.rb}',
];

/** The documents that a server is told of. */
export const SELECTOR = [
  ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
  ...PATTERNS.map((pattern) => ({ scheme: 'file', pattern })),
];

/** A folder with one of these inside is an Elastic Beanstalk project. */
const MARKERS = ['.ebextensions', '.platform', '.elasticbeanstalk', 'Dockerrun.aws.json'];

/** Whether a document may be of an Elastic Beanstalk project, so that a server is worth its memory. */
export const isChecked = (document: vscode.TextDocument): boolean =>
  vscode.languages.match(SELECTOR, document) > 0 && isInProject(dirname(document.uri.fsPath));

function isInProject(folder: string): boolean {
  const isRoot = MARKERS.some((name) => existsSync(join(folder, name)));
  return isRoot || (dirname(folder) !== folder && isInProject(dirname(folder)));
}
