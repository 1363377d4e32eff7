import type { Place, Value } from '../../source/index.js';
import type { Setting } from '../config-file/option-settings.js';
import type { SyntaxProblem } from '../problem.js';
import type { MapEntry } from '../yaml/node.js';

/** What makes it unknown which options an environment has. */
export interface Unknown {
  /** A clause that goes on after "because". */
  readonly reason: string;
  readonly at: Place;
}

/** An environment, or a template of environments, as a file outside of `.ebextensions` describes it. */
export interface DescribedEnvironment {
  /** An update changes some options of an environment that exists, and leaves all others as they are. */
  readonly kind: 'environment' | 'template' | 'update';
  /** How it is referred to in its file: `prod` of `resource "aws_elastic_beanstalk_environment" "prod"`. */
  readonly id: string;
  /** The name of the environment itself. */
  readonly name: Value | undefined;
  readonly place: Place;
  readonly settings: readonly Setting[];
  readonly platform: Value | undefined;
  /** `WebServer` or `Worker`. */
  readonly tier: Value | undefined;
  /** The id of the template that it is made from; empty for one that no file describes. */
  readonly template: string | undefined;
  /** Undefined where its text names all options that it sets. */
  readonly unknown: Unknown | undefined;
  /** Where it says that changes of settings are ignored. */
  readonly ignoredChanges?: Place | undefined;
}

/** A part of a description that has names of its own. */
export interface DescribedPart {
  /** `AWS::ElasticBeanstalk::Environment`, or `aws_elastic_beanstalk_environment/setting` for one of its settings. */
  readonly type: string;
  readonly entries: readonly Pick<MapEntry, 'key' | 'value'>[];
}

/** What describes environments. `report`: the answer of Elastic Beanstalk about one that runs. */
export type EnvironmentSource =
  'terraform' | 'plan' | 'cloudformation' | 'command' | 'report' | 'saved configuration';

/** What a file says of environments. */
export interface EnvironmentFile {
  readonly source: EnvironmentSource;
  readonly environments: readonly DescribedEnvironment[];
  readonly problem: SyntaxProblem | undefined;
  /** What people wrote in it, apart from what functions make. */
  readonly parts?: readonly DescribedPart[];
}
