import { commandEntries, fileEntries } from '../../model/bundle/config-files.js';
import {
  describeScript,
  type InstanceScript,
  scriptOfContent,
} from '../../model/execution/instance-script.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { keysIn } from '../../parse/config-file/sections.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { placeIn } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unsetProperty: Rule = {
  meta: {
    summary: 'An entry of commands uses an environment property, which is not set there',
    why: 'Container commands and hooks get the environment properties as variables. The entries of commands, and the scripts that they run, do not: the variable is empty. The command gets an empty path, address or name.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2#linux-container-commands',
      'guide:custom-platforms-scripts',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/command_tool.py',
    ],
  },
  *check(project) {
    const properties = new Map(
      settings(project)
        .of(ENVIRONMENT_PROPERTIES)
        .flatMap(({ namespace, option }) =>
          namespace.value === ENVIRONMENT_PROPERTIES ? [[option.value, option.place] as const] : [],
        ),
    );
    // An entry may set variables of its own, also for the script that it runs.
    for (const { env } of commandEntries(project))
      for (const { text } of keysIn(env)) properties.delete(text);
    if (properties.size === 0) return;
    for (const script of earlyScripts(project)) {
      if (MAY_SET.test(script.text)) continue;
      const seen = new Set(namesSetIn(script));
      for (const { name, place } of expandedIn(script)) {
        const set = properties.get(name);
        if (!set || seen.has(name) || !PROPERTY.test(name)) continue;
        seen.add(name);
        yield {
          at: place,
          message: `${describeScript(script)} does not get the environment property ${name}`,
          help: `Set it before: \`${name}=$(/opt/elasticbeanstalk/bin/get-config environment -k ${name})\`.`,
          related: [{ at: set, note: 'set here' }],
        };
      }
    }
  },
};

/** Names that an instance has variables of, or Elastic Beanstalk sets in places of its own, are left out. */
const PROPERTY = /^(?!PATH$|HOME$|USER$|LANG$|SHELL$|PWD$|TZ$|AWS_)[A-Z][A-Z\d_]{2,}$/;

/** What may set variables that the text does not name. */
const MAY_SET = /\bget-config\b|\beval\b|\bsource\b|(?:^|[\s;&|])\.\s|deployment\/env\b|\bexport\s+\$/;

/** The names that a script may give a value: `NAME=`, `for NAME in`, `read NAME`. */
const namesSetIn = ({ text }: InstanceScript): ReadonlySet<string> =>
  new Set([
    ...Array.from(text.matchAll(/\b(\w+)=/g), ([, name = '']) => name),
    ...Array.from(text.matchAll(/\bfor\s+(\w+)/g), ([, name = '']) => name),
    ...Array.from(text.matchAll(/\b(?:read|mapfile|readarray)\b([^\n]*)/g), ([, names = '']) =>
      names.split(/\W+/),
    ).flat(),
  ]);

/** The entries of `commands`, and what `files` writes and they run. */
function earlyScripts(project: Project): InstanceScript[] {
  const early = scripts(project).filter(({ stage, origin }) => stage === 'commands' && origin === 'command');
  const run = new Set(
    early.flatMap(({ script }) =>
      invocationsOf(script).flatMap(({ programs, args }) => [...programs, ...args].map(({ text }) => text)),
    ),
  );
  const files = fileEntries(project).flatMap((file) => {
    const script = run.has(file.name.text) ? scriptOfContent(file) : undefined;
    return script?.isShell ? [script] : [];
  });
  return [...early, ...files];
}

/** The variables that a script expands, where nothing else is taken where they are empty. */
function* expandedIn({ script }: InstanceScript): Generator<{ name: string; place: Place }> {
  for (const command of script.commands) {
    const words: readonly Word[] = [...command.words, ...command.assignments.map(({ value }) => value)];
    if (command.guards.length > 0 || /^(?:\[\[?|test)$/.test(command.words[0]?.text ?? '')) continue;
    for (const word of words)
      for (const { start, end } of word.expansions) {
        const [, name] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(word.text.slice(start, end)) ?? [];
        if (name !== undefined) yield { name, place: placeIn(word, { start, end }) };
      }
  }
}
