import type { ScriptCommand } from '../../parse/shell/script.js';
import type { MappedText, Word } from '../../parse/shell/word.js';
import { lazily } from '../../util/memo.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type PathUse, wordUses } from '../execution/path-uses.js';
import { changesNoContent, namesIn, sourceOf, wholeText, writtenPath } from '../paths/written-text.js';
import type { ProxyFile } from './proxy-file.js';
import { isProxyConfiguration, type ProxyPath, proxyPathOf } from './proxy-paths.js';

/** The text of a file that the project writes elsewhere; undefined where it is not known. */
type TextAt = (path: string) => MappedText | undefined;

/** The configuration files of the proxy that scripts write or change. */
export const proxyWritesOf = (scripts: readonly InstanceScript[], textAt: TextAt): ProxyFile[] =>
  scripts.filter(({ text }) => MENTIONED.test(text)).flatMap((script) => writesIn(script, textAt));

/** A fast check before a script is parsed. */
const MENTIONED = /\/(?:etc|proxy\/staging)\/(?:nginx|httpd)\b/;

const WRITES: ReadonlySet<PathUse> = new Set(['writes', 'makes', 'changes']);

function writesIn(script: InstanceScript, textAt: TextAt): ProxyFile[] {
  return wordUses(script.script).flatMap((use) => {
    const { word } = use;
    const command = use.commands.at(-1);
    if (!command || !WRITES.has(use.use) || word.kind === 'dynamic' || changesNoContent(command)) return [];
    const target = writtenPath(command, word, isFolderOfProxy(word));
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
        content: lazily(() => wholeText(command, word, script.script) ?? copiedText(command, word, textAt)),
      },
    ];
  });
}

/** Whether a path is that of a folder: the files of the proxy are in folders of these names. */
export const isFolderOfProxy = ({ text }: Word): boolean =>
  text.endsWith('/') || /\/(?:conf\.d|conf\.modules\.d|elasticbeanstalk|sites-\w+)$/.test(text);

/** `mv /etc/nginx/a.conf /etc/nginx/a.conf.old` puts a file away. */
const movesWithin = (command: ScriptCommand, target: Word): boolean =>
  namesIn(command).includes('mv') &&
  command.words.some((word) => word !== target && proxyPathOf(word.text) !== undefined);

/** Elastic Beanstalk itself puts the files of `.platform` there, at each deployment: another copy changes nothing. */
function copiesOwnFile(command: ScriptCommand, target: Word, { program, path }: ProxyPath): boolean {
  const source = sourceOf(command, target)?.text ?? '';
  const name = source.replace(/^(?:\.\/|\/var\/app\/(?:current|staging)\/)/, '');
  return namesIn(command).some((each) => COPIES.has(each)) && name === `.platform/${program}/${path}`;
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'install', 'rsync']);

/** What `cp FILE TARGET` and `mv FILE TARGET` write, where the project writes FILE. */
function copiedText(command: ScriptCommand, target: Word, textAt: TextAt): MappedText | undefined {
  const isCopy = namesIn(command).some((name) => name === 'cp' || name === 'mv');
  const source = sourceOf(command, target);
  return isCopy && source?.text.startsWith('/') ? textAt(source.text) : undefined;
}
