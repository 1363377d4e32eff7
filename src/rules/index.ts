import { command } from './config/command.js';
import { commandOrder } from './config/command-order.js';
import { duplicateKey } from './config/duplicate-key.js';
import { encoding } from './config/encoding.js';
import { fileEntry } from './config/file-entry.js';
import { fileMode } from './config/file-mode.js';
import { macosJunk } from './config/macos-junk.js';
import { notRead } from './config/not-read.js';
import { packages } from './config/packages.js';
import { sectionShape } from './config/section-shape.js';
import { configSyntax } from './config/syntax.js';
import { unknownKey } from './config/unknown-key.js';
import { unknownSection } from './config/unknown-section.js';
import { certificateArn } from './https/certificate-arn.js';
import { listenerProtocol } from './https/listener-protocol.js';
import { missingCertificate } from './https/missing-certificate.js';
import { unknownPolicy } from './https/unknown-policy.js';
import { weakPolicy } from './https/weak-policy.js';
import { classicWebsocket } from './load-balancer/classic-websocket.js';
import { optionIgnored } from './load-balancer/option-ignored.js';
import { retiredNamespace } from './platform/retired-namespace.js';
import { retiredOption } from './platform/retired-option.js';
import { retiredPath } from './platform/retired-path.js';
import { unsupportedNamespace } from './platform/unsupported-namespace.js';
import { wrongWsgiPath } from './platform/wrong-wsgi-path.js';
import { procfileComment } from './procfile/comment.js';
import { procfileName } from './procfile/name.js';
import { noWeb } from './procfile/no-web.js';
import { procfilePlaceholder } from './procfile/placeholder.js';
import { procfileSyntax } from './procfile/syntax.js';
import { unreadable } from './project/unreadable.js';
import { duplicateId } from './resources/duplicate-id.js';
import { resourceShape } from './resources/shape.js';
import { unknownReference } from './resources/unknown-reference.js';
import { duplicatePriority } from './routing/duplicate-priority.js';
import { listenerWithoutProcess } from './routing/listener-without-process.js';
import { loopbackBind } from './routing/loopback-bind.js';
import { noEnabledListener } from './routing/no-enabled-listener.js';
import { pathPattern } from './routing/path-pattern.js';
import { portClash } from './routing/port-clash.js';
import { portMismatch } from './routing/port-mismatch.js';
import { proxyPort } from './routing/proxy-port.js';
import { ruleMissingOnListener } from './routing/rule-missing-on-listener.js';
import { unattachedRule } from './routing/unattached-rule.js';
import { unknownProcess } from './routing/unknown-process.js';
import { unknownRule } from './routing/unknown-rule.js';
import { unroutedServer } from './routing/unrouted-server.js';
import { apiOnlyOption } from './settings/api-only-option.js';
import { conflictingOptions } from './settings/conflicting-options.js';
import { eksNamespace } from './settings/eks-namespace.js';
import { environmentTooLarge } from './settings/environment-too-large.js';
import { incompleteItem } from './settings/incomplete-item.js';
import { inconsistentLimits } from './settings/inconsistent-limits.js';
import { inexactName } from './settings/inexact-name.js';
import { invalidPropertyName } from './settings/invalid-property-name.js';
import { invalidShape } from './settings/invalid-shape.js';
import { invalidValue } from './settings/invalid-value.js';
import { misreadValue } from './settings/misread-value.js';
import { missingNamespace } from './settings/missing-namespace.js';
import { missingValue } from './settings/missing-value.js';
import { mixedForms } from './settings/mixed-forms.js';
import { overridden } from './settings/overridden.js';
import { placeholder } from './settings/placeholder.js';
import { unexpandedVariable } from './settings/unexpanded-variable.js';
import { unknownNamespace } from './settings/unknown-namespace.js';
import { unknownOption } from './settings/unknown-option.js';
import { unmetRequirement } from './settings/unmet-requirement.js';
import { wrongLevel } from './settings/wrong-level.js';
import { wrongNamespace } from './settings/wrong-namespace.js';
import type { Rule } from './rule.js';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  command,
  commandOrder,
  duplicateKey,
  encoding,
  fileEntry,
  fileMode,
  macosJunk,
  notRead,
  packages,
  sectionShape,
  configSyntax,
  unknownKey,
  unknownSection,
  certificateArn,
  listenerProtocol,
  missingCertificate,
  unknownPolicy,
  weakPolicy,
  classicWebsocket,
  optionIgnored,
  retiredNamespace,
  retiredOption,
  retiredPath,
  unsupportedNamespace,
  wrongWsgiPath,
  procfileComment,
  procfileName,
  noWeb,
  procfilePlaceholder,
  procfileSyntax,
  unreadable,
  duplicateId,
  resourceShape,
  unknownReference,
  duplicatePriority,
  listenerWithoutProcess,
  loopbackBind,
  noEnabledListener,
  pathPattern,
  portClash,
  portMismatch,
  proxyPort,
  ruleMissingOnListener,
  unattachedRule,
  unknownProcess,
  unknownRule,
  unroutedServer,
  apiOnlyOption,
  conflictingOptions,
  eksNamespace,
  environmentTooLarge,
  incompleteItem,
  inconsistentLimits,
  inexactName,
  invalidPropertyName,
  invalidShape,
  invalidValue,
  misreadValue,
  missingNamespace,
  missingValue,
  mixedForms,
  overridden,
  placeholder,
  unexpandedVariable,
  unknownNamespace,
  unknownOption,
  unmetRequirement,
  wrongLevel,
  wrongNamespace,
];
