import { fileEntries, knownFiles } from '../../model/bundle/config-files.js';
import { credentialFilesOf } from '../../model/credentials/credential-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Rule } from '../rule.js';

export const worldReadable: Rule = {
  meta: {
    summary: 'A file with credentials can be read by every user of the instance',
    why: 'With such a mode, every process on the instance can read the credentials, including the application and an attacker who gets into it.',
    consequence: 'security',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'https://man7.org/linux/man-pages/man1/chmod.1.html',
    ],
  },
  needs: fileEntries,
  *check(project) {
    for (const { target, mode, owner } of credentialFilesOf(knownFiles(project), scripts(project))) {
      // Windows has no modes.
      if (!mode || /^[A-Za-z]:/.test(target.text) || !READABLE.test(mode.text.trim())) continue;
      yield {
        at: mode.place,
        message: `Every user can read the credentials in "${target.text}"`,
        help: owner
          ? 'Use `mode: "000600"`.'
          : 'Use `mode: "000600"`, and `owner:` with the user that reads the file, such as `webapp`.',
        related: [{ at: target.place, note: 'the file' }],
      };
    }
  },
};

/** An octal mode that lets others read: unquoted ones are decimal numbers by now, and have a rule of their own. */
const READABLE = /^0*[0-7]{2}[4-7]$/;
