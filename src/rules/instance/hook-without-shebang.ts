import { hasShebang, type InstanceScript, isData } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import { recognizeSection } from '../../parse/config-file/recognize-section.js';
import { placeOf, type SourceFile } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';

export const hookWithoutShebang: EachRule<InstanceScript> = {
  meta: {
    summary: 'The first line of a hook does not name its interpreter',
    why: 'Hooks are started as programs, without a shell. A script whose first line does not begin with #! cannot be started: the deployment fails with "fork/exec .platform/hooks/prebuild/01.sh: exec format error".',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.hooks'],
  },
  each: scripts,
  *check({ origin, name, text }) {
    const { file } = name.place;
    if (!origin.endsWith('hook')) return;
    if (IN_UTF_16.test(text)) yield { at: placeOf(file, 0, 0), ...WRONG_ENCODING };
    if (isOther(file.name, text)) return;
    if (hasShebang(text) && !file.hasBom) {
      if (RELATIVE.test(text)) yield { at: name.place, ...NOT_ABSOLUTE };
      if (UNVERSIONED.test(text)) yield { at: name.place, ...WITHOUT_VERSION };
      return;
    }
    const line = text.split('\n').findIndex((candidate) => candidate.startsWith('#!'));
    yield {
      at: line > 0 ? placeOf(file, file.lineSpan(line + 1).start, file.lineSpan(line + 1).end) : name.place,
      ...(file.hasBom ? AFTER_MARK : line > 0 ? NOT_FIRST : isData(file) ? notAScript(file) : MISSING),
    };
  },
};

/** A first line of which every second character is U+0000, maybe after a mark of two bytes that are not UTF-8. */
const IN_UTF_16 = /^(?:\ufffd\ufffd)?\0?#\0!/;

const WRONG_ENCODING = {
  message: 'This hook is saved as UTF-16, so it cannot be started',
  help: 'Save the file as plain text in UTF-8.',
};

const AFTER_MARK = {
  message: 'A byte order mark is before #! in this hook, so it cannot be started',
  help: 'Save the file without a byte order mark.',
};

/** A path is looked up from the folder of the bundle. https://man7.org/linux/man-pages/man2/execve.2.html */
const RELATIVE = /^#![ \t]*[A-Za-z]/;

const NOT_ABSOLUTE = {
  message: 'The #! line of this hook has no absolute path, so it cannot be started',
  help: 'Write the whole path, such as `#!/bin/bash`.',
};

/** A package that no image is documented to have brings it. https://docs.aws.amazon.com/linux/al2023/ug/python.html */
const UNVERSIONED = /^#![ \t]*\/usr\/bin\/python(?:2(?:\.\d)?)?[ \t]*\r?\n/;

const WITHOUT_VERSION = {
  message: 'The #! line names /usr/bin/python, but Amazon Linux 2023 has python3 only',
  help: 'Write `#!/usr/bin/python3`.',
  warnsBecause: 'undocumented',
} as const;

const NOT_FIRST = {
  message: 'The #! line of this hook is not the first one, so it cannot be started',
  help: 'Move it to the first line.',
};

const MISSING = {
  message: 'This hook has no #! line, so it cannot be started',
  help: 'Begin the file with a line such as `#!/bin/bash`.',
};

function notAScript(file: SourceFile) {
  const [base = ''] = baseName(file.name).split('.');
  return {
    message: 'This file is not a script, but every file in this folder is run as one',
    help: recognizeSection(file)
      ? `Move it to \`.ebextensions/${base}.config\`.`
      : 'Move it out of `.platform/hooks` and `.platform/confighooks`.',
  };
}

/** Programs, and files that only keep a folder or describe it: what happens to those is not documented. */
const isOther = (name: string, text: string): boolean =>
  text.includes('\0') || text.trim() === '' || /(?:\/\.[^/]*|\.(?:md|txt))$/.test(name);
