import type { ScriptCommand } from '../../../parse/shell/script.js';
import type { MappedText, Word } from '../../../parse/shell/word.js';
import { lazily } from '../../../util/lazily.js';
import type { InstanceScript } from '../scripts/instance-script.js';
import { wordUses, type PathUse, type WordUse } from '../paths/path-uses.js';
import type { ProxyFile } from './proxy-files.js';
import { isProxyConfiguration, proxyPathOf, type ProxyPath } from './proxy-paths.js';
import { hereDocumentText } from '../scripts/here-document-text.js';
import { baseName } from '../../../util/paths.js';

/** The text of a file that the project writes elsewhere; undefined where it is not known. */
type TextAt = (path: string) => MappedText | undefined;

/** The configuration files of the proxy that scripts write or change. */
export const proxyWritesOf = (scripts: readonly InstanceScript[], textAt: TextAt): ProxyFile[] =>
  scripts.filter(({ text }) => MENTIONED.test(text)).flatMap((script) => writesIn(script, textAt));

/** A fast check before a script is parsed. */
const MENTIONED = /\/(?:etc|proxy\/staging)\/(?:nginx|httpd)\//;

const WRITES: ReadonlySet<PathUse> = new Set(['writes', 'makes', 'changes']);

function writesIn(script: InstanceScript, textAt: TextAt): ProxyFile[] {
  return wordUses(script.script).flatMap((use) => {
    const { word } = use;
    const command = use.commands.at(-1);
    if (!command || !WRITES.has(use.use) || word.kind === 'dynamic' || changesNoContent(command)) return [];
    const target = targetOf(use, command);
    const written = proxyPathOf(target);
    if (!written || !isProxyConfiguration(written) || movesWithin(command, word)) return [];
    if (copiesOwnFile(command, word, written)) return [];
    return [
      {
        program: written.program,
        path: written.path,
        origin: 'script' as const,
        place: word.place,
        target: { value: target, place: word.place },
        script,
        isChange: use.use === 'changes',
        guards: use.commands.flatMap(({ guards }) => guards),
        content: lazily(() => contentOf(command, word) ?? copiedText(command, word, textAt)),
      },
    ];
  });
}

const namesOf = ({ words }: ScriptCommand): string[] => words.map(({ text }) => baseName(text));

/** Folders, owners and modes are not configuration. */
const NO_CONTENT: ReadonlySet<string> = new Set(['mkdir', 'chmod', 'chown', 'chgrp']);

const changesNoContent = (command: ScriptCommand): boolean =>
  namesOf(command).some((name) => NO_CONTENT.has(name));

/** The path that is written: where it is a folder, that of the file which is copied there. */
function targetOf({ word }: WordUse, command: ScriptCommand): string {
  const isFolder =
    word.text.endsWith('/') || /\/(?:conf\.d|conf\.modules\.d|elasticbeanstalk|sites-\w+)$/.test(word.text);
  const source = sourceOf(command, word);
  if (!isFolder || !source || source === word) return word.text;
  return `${word.text.replace(/\/$/, '')}/${baseName(source.text)}`;
}

/** What `cp FILE TARGET` and its like read: the word before the target. */
const sourceOf = ({ words }: ScriptCommand, target: Word): Word | undefined =>
  words.at(words.indexOf(target) - 1);

/** `mv /etc/nginx/a.conf /etc/nginx/a.conf.old` puts a file away. */
const movesWithin = (command: ScriptCommand, target: Word): boolean =>
  namesOf(command).includes('mv') &&
  command.words.some((word) => word !== target && proxyPathOf(word.text) !== undefined);

/** Elastic Beanstalk itself puts the files of `.platform` there, at each deployment: another copy changes nothing. */
function copiesOwnFile(command: ScriptCommand, target: Word, { program, path }: ProxyPath): boolean {
  const source = sourceOf(command, target)?.text ?? '';
  const name = source.replace(/^(?:\.\/|\/var\/app\/(?:current|staging)\/)/, '');
  return namesOf(command).some((each) => COPIES.has(each)) && name === `.platform/${program}/${path}`;
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'install', 'rsync']);

/** What `cat > FILE <<EOF` and `echo 'TEXT' > FILE` write, where the shell replaces nothing in it; not what is appended. */
function contentOf({ words, redirections }: ScriptCommand, target: Word): MappedText | undefined {
  if (redirections.some(({ operator }) => operator === '>>') || words.some(({ text }) => text === '-a'))
    return undefined;
  const document = redirections.find(({ hereDocument }) => hereDocument)?.hereDocument;
  if (document) return hereDocumentText(document);
  const isRedirected = redirections.some(
    (redirection) => redirection.target === target && redirection.operator === '>',
  );
  const [program, text, ...others] = words;
  const prints = program?.text === 'echo' || program?.text === 'printf';
  return isRedirected && prints && text?.kind === 'literal' && others.length === 0 ? text : undefined;
}

/** What `cp FILE TARGET` and `mv FILE TARGET` write, where the project writes FILE. */
function copiedText(command: ScriptCommand, target: Word, textAt: TextAt): MappedText | undefined {
  const isCopy = namesOf(command).some((name) => name === 'cp' || name === 'mv');
  const source = sourceOf(command, target);
  return isCopy && source?.text.startsWith('/') ? textAt(source.text) : undefined;
}
