import type { NamespaceFacts } from './option-facts.js';
import { parseNamespace, splitTable } from './parse-table.js';
import { APPLICATION } from '../knowledge/options/application.js';
import { AUTOSCALING } from '../knowledge/options/autoscaling.js';
import { CLOUDFORMATION } from '../knowledge/options/cloudformation.js';
import { CLUSTER } from '../knowledge/options/cluster.js';
import { CONTAINER } from '../knowledge/options/container.js';
import { DEPLOYMENT } from '../knowledge/options/deployment.js';
import { EC2 } from '../knowledge/options/ec2.js';
import { ELB } from '../knowledge/options/elb.js';
import { ELBV2 } from '../knowledge/options/elbv2.js';
import { ENVIRONMENT } from '../knowledge/options/environment.js';
import { MANAGEMENT } from '../knowledge/options/management.js';
import { RDS } from '../knowledge/options/rds.js';
import { WORKER } from '../knowledge/options/worker.js';

/** The day on which the tables were last compared with their sources. */
export const CATALOGUE_DATE = '2026-11-24';

const TABLES: readonly string[] = [
  AUTOSCALING,
  CLOUDFORMATION,
  EC2,
  APPLICATION,
  CONTAINER,
  DEPLOYMENT,
  ENVIRONMENT,
  MANAGEMENT,
  WORKER,
  ELB,
  ELBV2,
  RDS,
  CLUSTER,
];

/** A namespace whose last part stands for any port or name. */
export interface Template {
  /** As the catalogue lists it: `aws:elbv2:listener:PORT`. */
  readonly listedAs: string;
  /** Up to and with the last colon. */
  readonly prefix: string;
}

interface Index {
  readonly lines: ReadonlyMap<string, string>;
  readonly templates: readonly Template[];
}

let index: Index | undefined;

const parsed = new Map<string, NamespaceFacts>();

function readIndex(): Index {
  if (index) return index;
  const lines = new Map(TABLES.flatMap(splitTable));
  const templates = [...lines.keys()].flatMap((listedAs) => {
    const prefix = /^(.*:)(?:PORT|NAME)$/.exec(listedAs)?.[1];
    return prefix === undefined ? [] : [{ listedAs, prefix }];
  });
  return (index = { lines, templates });
}

/** The names of all namespaces, a part that may vary in capitals. */
export const namespaceNames = (): string[] => [...readIndex().lines.keys()];

/** Those of them that are templates. */
export const templates = (): readonly Template[] => readIndex().templates;

/** What is known of a namespace, by the name that the catalogue lists. */
export function namespaceFacts(listedAs: string): NamespaceFacts | undefined {
  const lines = readIndex().lines.get(listedAs);
  if (lines === undefined) return undefined;
  const facts = parsed.get(listedAs) ?? parseNamespace(lines);
  parsed.set(listedAs, facts);
  return facts;
}
