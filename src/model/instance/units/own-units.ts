import { isTemplate } from '../../../catalogue/is-template.js';
import type { ConfigFile, InstanceFile } from '../../../parse/config-file/config-file.js';
import { parseUnit, type UnitSetting } from '../../../parse/systemd-unit.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import { oncePer } from '../../../util/once-per.js';
import { baseName } from '../../../util/paths.js';

/** A service that `files` writes for systemd. */
export interface OwnUnit {
  /** Without `.service`. */
  readonly name: string;
  readonly file: InstanceFile;
  readonly settings: readonly UnitSetting[];
}

const SERVICE = /^\/(?:etc|usr\/lib|lib)\/systemd\/system\/[^/]+\.service$/;

/** The services that a project writes, as far as their text is known. */
export const ownUnits = oncePer((configFiles: readonly ConfigFile[]): readonly OwnUnit[] =>
  configFiles
    .flatMap(({ files }) => files)
    .flatMap((file) => {
      const { target, content } = file;
      if (!SERVICE.test(target.value) || !content || content.holdsFunction || isTemplate(content.text))
        return [];
      const name = baseName(target.value).slice(0, -'.service'.length);
      return [{ name, file, settings: parseUnit(mapScalar(content)) }];
    }),
);
