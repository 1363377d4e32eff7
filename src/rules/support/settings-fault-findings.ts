import { configFiles } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { problemsOf, type SettingsFault } from '../../parse/index.js';
import type { Finding } from '../rule.js';

type FaultText = Pick<Finding, 'message' | 'help' | 'warnsBecause'>;

/** What a rule says about the faults that it reports. */
export type FaultTexts = {
  readonly [Code in SettingsFault['code']]?: (fault: Extract<SettingsFault, { code: Code }>) => FaultText;
};

/** The faults in `option_settings` that a rule has a text for. */
export const settingsFaultFindings = (project: Project, texts: FaultTexts): Finding[] =>
  problemsOf(configFiles(project), 'settings-shape').flatMap((fault) => {
    const textOf = texts[fault.code] as ((fault: SettingsFault) => FaultText) | undefined;
    return textOf ? [{ at: fault.at, ...textOf(fault) }] : [];
  });
