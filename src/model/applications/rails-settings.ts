import { gemsOf } from '../../parse/gemfile.js';
import { literalText, type Place, placeOf, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';

/** The configuration of Rails in production, where its files show all of it. */
export interface RailsSettings {
  readonly file: SourceFile;
  /** The lines of all files that name something, without comments. */
  readonly lines: (word: RegExp) => readonly SettingLine[];
}

/** A line of code without what is around it. */
export interface SettingLine {
  readonly text: string;
  readonly place: Place;
  /** Whether no condition is around it, as far as its indentation tells. */
  readonly isPlain: boolean;
}

/**
 * Undefined where it may run in another environment, and where a middleware or gem may answer before those of Rails.
 * https://guides.rubyonrails.org/configuring.html
 */
export const railsSettings = fact('railsSettings', (project): RailsSettings | undefined => {
  if (platform(project).language !== 'ruby' || !isInProduction(project)) return undefined;
  const existing = existingFiles(deployedFiles(project));
  const initializers = existing.in('config/initializers') ?? new Map<string, string>();
  if ([...initializers].some(([name, kind]) => kind !== 'file' && !name.startsWith('.'))) return undefined;
  const names = ['Gemfile', 'config.ru', 'config/application.rb', 'config/environments/production.rb'];
  const own = [...initializers.keys()].filter((name) => name.endsWith('.rb'));
  const read = [...names, ...own.map((name) => `config/initializers/${name}`)].map((name) =>
    existing.source(name),
  );
  const files = read.filter((file) => file !== undefined);
  const [gemfile, rackup, application, production, ...others] = files;
  if (!gemfile || !rackup || !application || !production || files.length < read.length) return undefined;
  const all = [production, application, ...others].flatMap(codeLinesOf);
  const isOpen =
    gemsOf(gemfile).some(({ name }) => MAY_ANSWER.test(name.value)) ||
    codeLinesOf(rackup).some(({ text }) => /^(?:map|use)\b/.test(text)) ||
    all.some(({ text }) => /\bmiddleware\b(?!\.use\b)|\beval\b/.test(text));
  return isOpen
    ? undefined
    : { file: production, lines: (word) => all.filter(({ text }) => word.test(text)) };
});

/** Gems with an answer of their own for health checks, or with redirects. */
const MAY_ANSWER = /alive|canonical|easymon|health|heart|high_voltage|host|okcomputer|ping|ready|ssl|status/i;

/** It is the default of the platform. Puma's configuration may choose another environment, which RAILS_ENV overrules. */
const isInProduction = (project: Project): boolean =>
  ['RAILS_ENV', 'RACK_ENV'].every((name) => {
    const setting = settings(project).effective(ENVIRONMENT_PROPERTIES, name);
    return !setting || literalText(setting.value)?.trim() === 'production';
  }) &&
  (isSet('RAILS_ENV', project) ||
    !codeLinesOfPuma(project).some(({ text }) => /^environment\b/.test(text))) &&
  [
    ...(procfile(project)?.file.text ?? '').matchAll(
      /(?:\b(?:RAILS|RACK)_ENV=|\s-e[ =]?|--environment[ =])(\S*)/g,
    ),
  ].every(([, name]) => name === 'production');

const isSet = (name: string, project: Project): boolean =>
  settings(project).effective(ENVIRONMENT_PROPERTIES, name) !== undefined;

function codeLinesOfPuma(project: Project): readonly SettingLine[] {
  const file = existingFiles(deployedFiles(project)).source('config/puma.rb');
  return file ? codeLinesOf(file) : [];
}

const codeLinesOf = oncePer((file: SourceFile): readonly SettingLine[] => {
  const lines: (SettingLine & { readonly indentation: number })[] = [];
  for (const { 0: line, index } of file.text.matchAll(/[^\r\n]+/g)) {
    const text = line.replace(/(?:^|\s)#(?!\{).*/, '').trim();
    const start = index + line.indexOf(text);
    if (text !== '')
      lines.push({
        text,
        place: placeOf(file, start, start + text.length),
        indentation: line.length - line.trimStart().length,
        isPlain: true,
      });
  }
  const ofSettings = lines
    .filter(({ text }) => /^config\.\w/.test(text))
    .map(({ indentation }) => indentation);
  const least = Math.min(...ofSettings);
  return lines.map(({ indentation, text, place }) => ({ text, place, isPlain: indentation === least }));
});
