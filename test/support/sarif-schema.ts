import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';

const schema = JSON.parse(
  readFileSync(new URL('./sarif-schema/sarif-2.1.0.json', import.meta.url), 'utf8'),
) as object;

const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

/** What a SARIF file says; throws where it is not valid against the official schema. */
export function readSarif(text: string): Log {
  const log: unknown = JSON.parse(text);
  if (validate(log)) return log as Log;
  throw new Error(JSON.stringify(validate.errors, null, 2));
}
