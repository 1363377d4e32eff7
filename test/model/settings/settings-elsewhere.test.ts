import { describe, expect, it } from 'vitest';
import { hasSettingsElsewhere } from '../../../src/model/settings/settings-elsewhere.js';
import { SourceFile } from '../../../src/source/index.js';

const file = (name: string, text?: string) => {
  const path = `/project/${name}`;
  return text === undefined ? { name, path } : { name, path, source: new SourceFile(path, name, text) };
};

describe('hasSettingsElsewhere', () => {
  it.each([
    [file('.elasticbeanstalk/default.cfg.yml')],
    [file('.elasticbeanstalk/saved_configs/production.cfg.yml')],
    [file('env.yaml', 'OptionSettings:\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n')],
  ])('sees $name', (candidate) => {
    expect(hasSettingsElsewhere([candidate])).toBe(true);
  });

  it.each([
    [file('.elasticbeanstalk/config.yml')],
    [file('saved_configs/production.cfg.yml')],
    [file('env.yaml', 'SolutionStack: 64bit Amazon Linux 2023 v4.0.1 running Python 3.11\n')],
    [file('env.yaml', ': [broken')],
    [file('notes.yaml', 'OptionSettings:\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n')],
  ])('sees nothing in $name', (candidate) => {
    expect(hasSettingsElsewhere([candidate])).toBe(false);
  });
});
