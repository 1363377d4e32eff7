import { lookAlikeFinding } from '../support/look-alike-finding.js';
import type { Rule } from '../rule.js';
import { colonsInLines } from './look-alike-character/colons-in-lines.js';
import {
  commandsWithLookAlikes,
  textsWithLookAlikes,
} from './look-alike-character/texts-with-look-alikes.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { scripts } from '../../model/scripts/scripts.js';

export const lookAlikeCharacter: Rule = {
  meta: {
    id: 'config/look-alike-character',
    summary: 'A name, value or command contains a character that only looks like another one',
    why: 'Web pages, word processors and input methods insert no-break spaces, full-width characters, long dashes and invisible marks. To Elastic Beanstalk and to a shell these are letters like any other: a name is unknown, a value is refused, and a command is not found.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html',
      'https://yaml.org/spec/1.1/#id868524',
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03',
    ],
    since: '0.1.0',
    yieldsTo: ['config/irregular-whitespace', 'config/typographic-quotes'],
    onBrokenFiles: true,
  },
  *check(project) {
    for (const file of configFiles(project)) {
      const texts = file.broken ? [] : textsWithLookAlikes(file);
      for (const { place, lookAlikes, where, isCertain } of texts) {
        const finding = lookAlikeFinding(place, lookAlikes, where);
        if (finding) yield { ...finding, ...(!isCertain && { severity: 'warning' as const }) };
      }
      for (const { place, lookAlikes } of colonsInLines(file)) {
        const finding = lookAlikeFinding(place, lookAlikes, 'a line');
        // All up to the colon, as the syntax error has it that comes of it.
        if (finding) yield { ...finding, at: place };
      }
    }
    for (const { place, lookAlikes, where } of scripts(project).flatMap(commandsWithLookAlikes)) {
      const finding = lookAlikeFinding(place, lookAlikes, where);
      if (finding) yield { ...finding, severity: 'warning' };
    }
  },
};
