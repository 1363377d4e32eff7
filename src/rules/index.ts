// Written by `npm run update` from the files of this folder.
import { conflictingRequirements } from './bundle/conflicting-requirements.js';
import { duplicateHostPort } from './bundle/duplicate-host-port.js';
import { hostPathInContainer } from './bundle/host-path-in-container.js';
import { ignoredConfiguration } from './bundle/ignored-configuration.js';
import { ignoredContainerCommand } from './bundle/ignored-container-command.js';
import { ignoredCronYaml } from './bundle/ignored-cron-yaml.js';
import { ignoredStartFile } from './bundle/ignored-start-file.js';
import { incompleteArchive } from './bundle/incomplete-archive.js';
import { invalidArchive } from './bundle/invalid-archive.js';
import { invalidCron } from './bundle/invalid-cron.js';
import { invalidDeploymentManifest } from './bundle/invalid-deployment-manifest.js';
import { invalidManifest } from './bundle/invalid-manifest.js';
import { invalidWebConfig } from './bundle/invalid-web-config.js';
import { lockWithoutLinux } from './bundle/lock-without-linux.js';
import { missingBuildContext } from './bundle/missing-build-context.js';
import { missingComposeFile } from './bundle/missing-compose-file.js';
import { missingCopySource } from './bundle/missing-copy-source.js';
import { missingDjangoSetting } from './bundle/missing-django-setting.js';
import { missingDockerrunKey } from './bundle/missing-dockerrun-key.js';
import { missingDockerrunVersion } from './bundle/missing-dockerrun-version.js';
import { missingDocumentRoot } from './bundle/missing-document-root.js';
import { missingEnvFile } from './bundle/missing-env-file.js';
import { missingExpose } from './bundle/missing-expose.js';
import { missingHeaders } from './bundle/missing-headers.js';
import { missingIdToken } from './bundle/missing-id-token.js';
import { missingImport } from './bundle/missing-import.js';
import { missingLockFile } from './bundle/missing-lock-file.js';
import { missingPackageManager } from './bundle/missing-package-manager.js';
import { missingRequirement } from './bundle/missing-requirement.js';
import { missingScript } from './bundle/missing-script.js';
import { nestedFolder } from './bundle/nested-folder.js';
import { nothingToStart } from './bundle/nothing-to-start.js';
import { otherBuildOutput } from './bundle/other-build-output.js';
import { placeholderImage } from './bundle/placeholder-image.js';
import { shadowingEnvFile } from './bundle/shadowing-env-file.js';
import { startFileNotFound } from './bundle/start-file-not-found.js';
import { undeclaredDockerrunName } from './bundle/undeclared-dockerrun-name.js';
import { undeclaredName } from './bundle/undeclared-name.js';
import { undefinedApplication } from './bundle/undefined-application.js';
import { uninstallableDependency } from './bundle/uninstallable-dependency.js';
import { uninstallableRequirement } from './bundle/uninstallable-requirement.js';
import { uninstalledDevDependency } from './bundle/uninstalled-dev-dependency.js';
import { unknownContainerHost } from './bundle/unknown-container-host.js';
import { unknownDockerrunKey } from './bundle/unknown-dockerrun-key.js';
import { unpassedProperty } from './bundle/unpassed-property.js';
import { unquotedContainerValue } from './bundle/unquoted-container-value.js';
import { wrongDockerrunType } from './bundle/wrong-dockerrun-type.js';
import { wrongDockerrunVersion } from './bundle/wrong-dockerrun-version.js';
import { wrongFileName as bundleWrongFileName } from './bundle/wrong-file-name.js';
import { wrongMainClass } from './bundle/wrong-main-class.js';
import { commandLineInList } from './config/command-line-in-list.js';
import { contentAndSource } from './config/content-and-source.js';
import { controlCharacter } from './config/control-character.js';
import { duplicateKey } from './config/duplicate-key.js';
import { ignoredEncoding } from './config/ignored-encoding.js';
import { ignoredLeaderOnly } from './config/ignored-leader-only.js';
import { ignoredTest } from './config/ignored-test.js';
import { ignoredWait } from './config/ignored-wait.js';
import { irregularWhitespace } from './config/irregular-whitespace.js';
import { lookAlikeCharacter } from './config/look-alike-character.js';
import { lostFirstLine } from './config/lost-first-line.js';
import { macosJunk } from './config/macos-junk.js';
import { misindentedKey } from './config/misindented-key.js';
import { misorderedCommands } from './config/misordered-commands.js';
import { missingCommand } from './config/missing-command.js';
import { missingContent } from './config/missing-content.js';
import { notABoolean } from './config/not-a-boolean.js';
import { notRead } from './config/not-read.js';
import { overriddenFile } from './config/overridden-file.js';
import { relativeFilePath } from './config/relative-file-path.js';
import { sectionNotAMap } from './config/section-not-a-map.js';
import { sourceNotAUrl } from './config/source-not-a-url.js';
import { sourceNotAnArchive } from './config/source-not-an-archive.js';
import { configSyntaxError } from './config/syntax-error.js';
import { typographicQuotes } from './config/typographic-quotes.js';
import { unexpandedVariableInFiles } from './config/unexpanded-variable.js';
import { unknownAuthentication } from './config/unknown-authentication.js';
import { unknownKey } from './config/unknown-key.js';
import { unknownSection } from './config/unknown-section.js';
import { unknownServiceManager } from './config/unknown-service-manager.js';
import { unquotedMode } from './config/unquoted-mode.js';
import { unquotedTest } from './config/unquoted-test.js';
import { unsupportedPackageManager } from './config/unsupported-package-manager.js';
import { unsupportedTag } from './config/unsupported-tag.js';
import { urlAsVersion } from './config/url-as-version.js';
import { allAtOnceDeployment } from './controls/all-at-once-deployment.js';
import { basicHealthReporting } from './controls/basic-health-reporting.js';
import { defaultHealthCheck } from './controls/default-health-check.js';
import { networkTrigger } from './controls/network-trigger.js';
import { noHttpsListener } from './controls/no-https-listener.js';
import { noLogStreaming } from './controls/no-log-streaming.js';
import { noManagedUpdates } from './controls/no-managed-updates.js';
import { shortCooldown } from './controls/short-cooldown.js';
import { classicByDefault } from './environment/classic-by-default.js';
import { ignoredChanges } from './environment/ignored-changes.js';
import { overriddenSetting } from './environment/overridden-setting.js';
import { referenceAsText } from './environment/reference-as-text.js';
import { unknownDescriptionKey } from './environment/unknown-key.js';
import { valueNotText } from './environment/value-not-text.js';
import { applicationRedirectLoop } from './https/application-redirect-loop.js';
import { certificateInAnotherRegion } from './https/certificate-in-another-region.js';
import { certificateOnUnencryptedListener } from './https/certificate-on-unencrypted-listener.js';
import { closedPort } from './https/closed-port.js';
import { httpOnPort443 } from './https/http-on-port-443.js';
import { httpsOnPort80 } from './https/https-on-port-80.js';
import { invalidCertificateArn } from './https/invalid-certificate-arn.js';
import { missingCertificate } from './https/missing-certificate.js';
import { plainHttpToTlsPort } from './https/plain-http-to-tls-port.js';
import { processWithoutTls } from './https/process-without-tls.js';
import { unknownPolicy } from './https/unknown-policy.js';
import { weakPolicy } from './https/weak-policy.js';
import { weakProtocol } from './https/weak-protocol.js';
import { brokenAssignment } from './instance/broken-assignment.js';
import { commentAsCommand } from './instance/comment-as-command.js';
import { constantTest } from './instance/constant-test.js';
import { destructiveCommand } from './instance/destructive-command.js';
import { duplicateCronJob } from './instance/duplicate-cron-job.js';
import { earlyContainer } from './instance/early-container.js';
import { earlyCurrentFolder } from './instance/early-current-folder.js';
import { foldedComment } from './instance/folded-comment.js';
import { folderWithoutRecursion } from './instance/folder-without-recursion.js';
import { foregroundProcess } from './instance/foreground-process.js';
import { hookWithoutShebang } from './instance/hook-without-shebang.js';
import { ignoredCrontab } from './instance/ignored-crontab.js';
import { invalidCronJob } from './instance/invalid-cron-job.js';
import { invalidJson } from './instance/invalid-json.js';
import { invalidUnit } from './instance/invalid-unit.js';
import { invertedTest } from './instance/inverted-test.js';
import { lateOwner } from './instance/late-owner.js';
import { lateStagingFolder } from './instance/late-staging-folder.js';
import { listForLink } from './instance/list-for-link.js';
import { lostBuild } from './instance/lost-build.js';
import { lostShellChange } from './instance/lost-shell-change.js';
import { lostWords } from './instance/lost-words.js';
import { misplacedBrace } from './instance/misplaced-brace.js';
import { missingApplication } from './instance/missing-application.js';
import { missingFile } from './instance/missing-file.js';
import { missingInterpreter } from './instance/missing-interpreter.js';
import { missingOperand } from './instance/missing-operand.js';
import { misspelledFolder } from './instance/misspelled-folder.js';
import { notExecutable } from './instance/not-executable.js';
import { notRepeatable } from './instance/not-repeatable.js';
import { nothingToRemove } from './instance/nothing-to-remove.js';
import { overriddenRedirection } from './instance/overridden-redirection.js';
import { overwrittenFile as instanceOverwrittenFile } from './instance/overwritten-file.js';
import { partialLeaderCommand } from './instance/partial-leader-command.js';
import { quotedCommand as instanceQuotedCommand } from './instance/quoted-command.js';
import { runInsteadOfRead } from './instance/run-instead-of-read.js';
import { sourcedProgram } from './instance/sourced-program.js';
import { sudoWithBuiltin } from './instance/sudo-with-builtin.js';
import { shellSyntaxError } from './instance/syntax-error.js';
import { unansweredPrompt } from './instance/unanswered-prompt.js';
import { unconfirmedInstall } from './instance/unconfirmed-install.js';
import { unknownFlag as instanceUnknownFlag } from './instance/unknown-flag.js';
import { unknownOwner } from './instance/unknown-owner.js';
import { unknownSubcommand } from './instance/unknown-subcommand.js';
import { unknownUnit } from './instance/unknown-unit.js';
import { unquotedVersion } from './instance/unquoted-version.js';
import { unreadHook } from './instance/unread-hook.js';
import { unreadableSecret } from './instance/unreadable-secret.js';
import { unredirectedBackground } from './instance/unredirected-background.js';
import { unsetProperty } from './instance/unset-property.js';
import { unwritablePath } from './instance/unwritable-path.js';
import { windowsLineEnds } from './instance/windows-line-ends.js';
import { withoutVirtualEnvironment } from './instance/without-virtual-environment.js';
import { wrongArgument } from './instance/wrong-argument.js';
import { elbv2SettingsOnClassic } from './load-balancer/elbv2-settings-on-classic.js';
import { listenerPortTaken } from './load-balancer/listener-port-taken.js';
import { mixedFamilies } from './load-balancer/mixed-families.js';
import { optionIgnored } from './load-balancer/option-ignored.js';
import { websocketsOnClassic } from './load-balancer/websockets-on-classic.js';
import { conflictingBuffers } from './nginx/conflicting-buffers.js';
import { constantCondition } from './nginx/constant-condition.js';
import { duplicateDefaultServer } from './nginx/duplicate-default-server.js';
import { duplicateDirective } from './nginx/duplicate-directive.js';
import { duplicateListen } from './nginx/duplicate-listen.js';
import { duplicateLocation } from './nginx/duplicate-location.js';
import { invalidArgument } from './nginx/invalid-argument.js';
import { literalPattern } from './nginx/literal-pattern.js';
import { missingCertificateFile } from './nginx/missing-certificate-file.js';
import { missingInclude } from './nginx/missing-include.js';
import { missingUnit as nginxMissingUnit } from './nginx/missing-unit.js';
import { missingUpgrade } from './nginx/missing-upgrade.js';
import { overriddenDirective } from './nginx/overridden-directive.js';
import { overwrittenProtocol } from './nginx/overwritten-protocol.js';
import { proxyLoop } from './nginx/proxy-loop.js';
import { redirectLoop as nginxRedirectLoop } from './nginx/redirect-loop.js';
import { redirectedHealthCheck } from './nginx/redirected-health-check.js';
import { serverWithoutCertificate } from './nginx/server-without-certificate.js';
import { serverWithoutLocation } from './nginx/server-without-location.js';
import { nginxSyntaxError } from './nginx/syntax-error.js';
import { unknownDirective } from './nginx/unknown-directive.js';
import { unknownName } from './nginx/unknown-name.js';
import { unknownUpstream } from './nginx/unknown-upstream.js';
import { unknownVariable } from './nginx/unknown-variable.js';
import { unreachableLocation } from './nginx/unreachable-location.js';
import { unreachableServer } from './nginx/unreachable-server.js';
import { unreadFile } from './nginx/unread-file.js';
import { wrongContext } from './nginx/wrong-context.js';
import { wrongFilePath } from './nginx/wrong-file-path.js';
import { cmdletInCmd } from './platform/cmdlet-in-cmd.js';
import { composerHomeAtSelfUpdate } from './platform/composer-home-at-self-update.js';
import { deprecatedService } from './platform/deprecated-service.js';
import { foreignVirtualEnvironment } from './platform/foreign-virtual-environment.js';
import { ignoredEngines } from './platform/ignored-engines.js';
import { linuxCommandOnWindows } from './platform/linux-command-on-windows.js';
import { metadataWithoutToken } from './platform/metadata-without-token.js';
import { missingPackageRule } from './platform/missing-package.js';
import { missingToolRule } from './platform/missing-tool.js';
import { misspelledPackage } from './platform/misspelled-package.js';
import { overriddenByProcfile } from './platform/overridden-by-procfile.js';
import { retiredBranch } from './platform/retired-branch.js';
import { retiredConfigKeyRule } from './platform/retired-config-key.js';
import { retiredHook } from './platform/retired-hook.js';
import { retiredNamespace } from './platform/retired-namespace.js';
import { retiredOption } from './platform/retired-option.js';
import { retiredPath } from './platform/retired-path.js';
import { retiredService } from './platform/retired-service.js';
import { retiredSourceRule } from './platform/retired-source.js';
import { retiredUserRule } from './platform/retired-user.js';
import { unsupportedNamespace } from './platform/unsupported-namespace.js';
import { wrongRubyVersion } from './platform/wrong-ruby-version.js';
import { wrongRuntimeVersion } from './platform/wrong-runtime-version.js';
import { wrongWsgiPath } from './platform/wrong-wsgi-path.js';
import { backgroundCommand } from './procfile/background-command.js';
import { commentLine } from './procfile/comment-line.js';
import { conflictingAddresses } from './procfile/conflicting-addresses.js';
import { duplicateProcess } from './procfile/duplicate-process.js';
import { emptyLine } from './procfile/empty-line.js';
import { invalidLine } from './procfile/invalid-line.js';
import { procfileLookAlikeCharacter } from './procfile/look-alike-character.js';
import { noWeb } from './procfile/no-web.js';
import { procfilePlaceholder } from './procfile/placeholder.js';
import { quotedCommand as procfileQuotedCommand } from './procfile/quoted-command.js';
import { releaseProcess } from './procfile/release-process.js';
import { startScriptEnds } from './procfile/start-script-ends.js';
import { unknownFlag as procfileUnknownFlag } from './procfile/unknown-flag.js';
import { unreadProcfile } from './procfile/unread-procfile.js';
import { wrongApplicationArgument } from './procfile/wrong-application-argument.js';
import { wrongFileName as procfileWrongFileName } from './procfile/wrong-file-name.js';
import { wrongFlagValue } from './procfile/wrong-flag-value.js';
import { wrongInterface } from './procfile/wrong-interface.js';
import { misnamedFolder } from './project/misnamed-folder.js';
import { projectPlaceholder } from './project/placeholder.js';
import { unreadable } from './project/unreadable.js';
import { earlyReload } from './proxy/early-reload.js';
import { ebextensionsFolder } from './proxy/ebextensions-folder.js';
import { misplacedFile } from './proxy/misplaced-file.js';
import { missingApacheInclude } from './proxy/missing-apache-include.js';
import { missingConfighook } from './proxy/missing-confighook.js';
import { overwrittenFile as proxyOverwrittenFile } from './proxy/overwritten-file.js';
import { redirectLoop as proxyRedirectLoop } from './proxy/redirect-loop.js';
import { unreadHtaccess } from './proxy/unread-htaccess.js';
import { unusedProgram } from './proxy/unused-program.js';
import { circularDependency } from './resources/circular-dependency.js';
import { conflictingProperties } from './resources/conflicting-properties.js';
import { duplicateId } from './resources/duplicate-id.js';
import { functionAsText } from './resources/function-as-text.js';
import { inconsistentProperties } from './resources/inconsistent-properties.js';
import { invalidId } from './resources/invalid-id.js';
import { invalidPolicy } from './resources/invalid-policy.js';
import { invalidType } from './resources/invalid-type.js';
import { launchConfiguration } from './resources/launch-configuration.js';
import { misplacedNamespace } from './resources/misplaced-namespace.js';
import { missingProperty } from './resources/missing-property.js';
import { missingType } from './resources/missing-type.js';
import { misspelledResourceProperty } from './resources/misspelled-property.js';
import { resourceNotAMap } from './resources/not-a-map.js';
import { nullResourceValue } from './resources/null-value.js';
import { openPort } from './resources/open-port.js';
import { retiredResourceType } from './resources/retired-type.js';
import { unknownAttribute } from './resources/unknown-attribute.js';
import { unknownResourceKey } from './resources/unknown-key.js';
import { unknownReference } from './resources/unknown-reference.js';
import { unknownResourceValue } from './resources/unknown-value.js';
import { wrongParameterType } from './resources/wrong-parameter-type.js';
import { wrongReference } from './resources/wrong-reference.js';
import { allListenersDisabled } from './routing/all-listeners-disabled.js';
import { duplicatePriority } from './routing/duplicate-priority.js';
import { emptyPattern } from './routing/empty-pattern.js';
import { exposedPortMismatch } from './routing/exposed-port-mismatch.js';
import { invalidListenerPort } from './routing/invalid-listener-port.js';
import { invalidPattern } from './routing/invalid-pattern.js';
import { listenerWithoutProcess } from './routing/listener-without-process.js';
import { loopbackBind } from './routing/loopback-bind.js';
import { loopbackInContainer } from './routing/loopback-in-container.js';
import { nothingListens } from './routing/nothing-listens.js';
import { patternWithoutSlash } from './routing/pattern-without-slash.js';
import { portClash } from './routing/port-clash.js';
import { portMismatch } from './routing/port-mismatch.js';
import { privilegedPort } from './routing/privileged-port.js';
import { proxyPortMismatch } from './routing/proxy-port-mismatch.js';
import { rejectedHealthCheck } from './routing/rejected-health-check.js';
import { ruleMissingOnListener } from './routing/rule-missing-on-listener.js';
import { rulesOnDisabledListener } from './routing/rules-on-disabled-listener.js';
import { serverWithoutWebSockets } from './routing/server-without-websockets.js';
import { shadowedRule } from './routing/shadowed-rule.js';
import { tooManyPatterns } from './routing/too-many-patterns.js';
import { unattachedRule } from './routing/unattached-rule.js';
import { unknownProcess } from './routing/unknown-process.js';
import { unknownRule } from './routing/unknown-rule.js';
import { unroutedProcess } from './routing/unrouted-process.js';
import { unroutedServer } from './routing/unrouted-server.js';
import { plainTextInContainer } from './secrets/plain-text-in-container.js';
import { plainTextInFile } from './secrets/plain-text-in-file.js';
import { plainTextInScript } from './secrets/plain-text-in-script.js';
import { plainTextProperty } from './secrets/plain-text-property.js';
import { privateKey } from './secrets/private-key.js';
import { worldReadable } from './secrets/world-readable.js';
import { writtenToLog } from './secrets/written-to-log.js';
import { apiOnlyOption } from './settings/api-only-option.js';
import { conflictingOptions } from './settings/conflicting-options.js';
import { eksNamespace } from './settings/eks-namespace.js';
import { environmentTooLarge } from './settings/environment-too-large.js';
import { incompleteItem } from './settings/incomplete-item.js';
import { inconsistentLimits } from './settings/inconsistent-limits.js';
import { inexactName } from './settings/inexact-name.js';
import { invalidPropertyName } from './settings/invalid-property-name.js';
import { invalidShape } from './settings/invalid-shape.js';
import { invalidStaticPath } from './settings/invalid-static-path.js';
import { invalidValue } from './settings/invalid-value.js';
import { misreadValue } from './settings/misread-value.js';
import { missingNamespace } from './settings/missing-namespace.js';
import { missingResourceName } from './settings/missing-resource-name.js';
import { missingUnit as settingsMissingUnit } from './settings/missing-unit.js';
import { missingValue } from './settings/missing-value.js';
import { mixedArchitectures } from './settings/mixed-architectures.js';
import { mixedForms } from './settings/mixed-forms.js';
import { overridden } from './settings/overridden.js';
import { overriddenByLaterFile } from './settings/overridden-by-later-file.js';
import { placeholder } from './settings/placeholder.js';
import { schemeBeforeHost } from './settings/scheme-before-host.js';
import { unexpandedVariable } from './settings/unexpanded-variable.js';
import { unknownNamespace } from './settings/unknown-namespace.js';
import { unknownOption } from './settings/unknown-option.js';
import { unknownValue } from './settings/unknown-value.js';
import { unmetRequirement } from './settings/unmet-requirement.js';
import { unreadJavaOptions } from './settings/unread-java-options.js';
import { wrongLevel } from './settings/wrong-level.js';
import { wrongNamespace } from './settings/wrong-namespace.js';
import { wrongNotificationProtocol } from './settings/wrong-notification-protocol.js';
import { wrongTier } from './settings/wrong-tier.js';
import { wrongUnit } from './settings/wrong-unit.js';
import type { AnyRule } from './rule.js';

/** Every rule, by id. */
export const rules: readonly AnyRule[] = [
  { id: 'bundle/conflicting-requirements', ...conflictingRequirements },
  { id: 'bundle/duplicate-host-port', ...duplicateHostPort },
  { id: 'bundle/host-path-in-container', ...hostPathInContainer },
  { id: 'bundle/ignored-configuration', ...ignoredConfiguration },
  { id: 'bundle/ignored-container-command', ...ignoredContainerCommand },
  { id: 'bundle/ignored-cron-yaml', ...ignoredCronYaml },
  { id: 'bundle/ignored-start-file', ...ignoredStartFile },
  { id: 'bundle/incomplete-archive', ...incompleteArchive },
  { id: 'bundle/invalid-archive', ...invalidArchive },
  { id: 'bundle/invalid-cron', ...invalidCron },
  { id: 'bundle/invalid-deployment-manifest', ...invalidDeploymentManifest },
  { id: 'bundle/invalid-manifest', ...invalidManifest },
  { id: 'bundle/invalid-web-config', ...invalidWebConfig },
  { id: 'bundle/lock-without-linux', ...lockWithoutLinux },
  { id: 'bundle/missing-build-context', ...missingBuildContext },
  { id: 'bundle/missing-compose-file', ...missingComposeFile },
  { id: 'bundle/missing-copy-source', ...missingCopySource },
  { id: 'bundle/missing-django-setting', ...missingDjangoSetting },
  { id: 'bundle/missing-dockerrun-key', ...missingDockerrunKey },
  { id: 'bundle/missing-dockerrun-version', ...missingDockerrunVersion },
  { id: 'bundle/missing-document-root', ...missingDocumentRoot },
  { id: 'bundle/missing-env-file', ...missingEnvFile },
  { id: 'bundle/missing-expose', ...missingExpose },
  { id: 'bundle/missing-headers', ...missingHeaders },
  { id: 'bundle/missing-id-token', ...missingIdToken },
  { id: 'bundle/missing-import', ...missingImport },
  { id: 'bundle/missing-lock-file', ...missingLockFile },
  { id: 'bundle/missing-package-manager', ...missingPackageManager },
  { id: 'bundle/missing-requirement', ...missingRequirement },
  { id: 'bundle/missing-script', ...missingScript },
  { id: 'bundle/nested-folder', ...nestedFolder },
  { id: 'bundle/nothing-to-start', ...nothingToStart },
  { id: 'bundle/other-build-output', ...otherBuildOutput },
  { id: 'bundle/placeholder-image', ...placeholderImage },
  { id: 'bundle/shadowing-env-file', ...shadowingEnvFile },
  { id: 'bundle/start-file-not-found', ...startFileNotFound },
  { id: 'bundle/undeclared-dockerrun-name', ...undeclaredDockerrunName },
  { id: 'bundle/undeclared-name', ...undeclaredName },
  { id: 'bundle/undefined-application', ...undefinedApplication },
  { id: 'bundle/uninstallable-dependency', ...uninstallableDependency },
  { id: 'bundle/uninstallable-requirement', ...uninstallableRequirement },
  { id: 'bundle/uninstalled-dev-dependency', ...uninstalledDevDependency },
  { id: 'bundle/unknown-container-host', ...unknownContainerHost },
  { id: 'bundle/unknown-dockerrun-key', ...unknownDockerrunKey },
  { id: 'bundle/unpassed-property', ...unpassedProperty },
  { id: 'bundle/unquoted-container-value', ...unquotedContainerValue },
  { id: 'bundle/wrong-dockerrun-type', ...wrongDockerrunType },
  { id: 'bundle/wrong-dockerrun-version', ...wrongDockerrunVersion },
  { id: 'bundle/wrong-file-name', ...bundleWrongFileName },
  { id: 'bundle/wrong-main-class', ...wrongMainClass },
  { id: 'config/command-line-in-list', ...commandLineInList },
  { id: 'config/content-and-source', ...contentAndSource },
  { id: 'config/control-character', ...controlCharacter },
  { id: 'config/duplicate-key', ...duplicateKey },
  { id: 'config/ignored-encoding', ...ignoredEncoding },
  { id: 'config/ignored-leader-only', ...ignoredLeaderOnly },
  { id: 'config/ignored-test', ...ignoredTest },
  { id: 'config/ignored-wait', ...ignoredWait },
  { id: 'config/irregular-whitespace', ...irregularWhitespace },
  { id: 'config/look-alike-character', ...lookAlikeCharacter },
  { id: 'config/lost-first-line', ...lostFirstLine },
  { id: 'config/macos-junk', ...macosJunk },
  { id: 'config/misindented-key', ...misindentedKey },
  { id: 'config/misordered-commands', ...misorderedCommands },
  { id: 'config/missing-command', ...missingCommand },
  { id: 'config/missing-content', ...missingContent },
  { id: 'config/not-a-boolean', ...notABoolean },
  { id: 'config/not-read', ...notRead },
  { id: 'config/overridden-file', ...overriddenFile },
  { id: 'config/relative-file-path', ...relativeFilePath },
  { id: 'config/section-not-a-map', ...sectionNotAMap },
  { id: 'config/source-not-a-url', ...sourceNotAUrl },
  { id: 'config/source-not-an-archive', ...sourceNotAnArchive },
  { id: 'config/syntax-error', ...configSyntaxError },
  { id: 'config/typographic-quotes', ...typographicQuotes },
  { id: 'config/unexpanded-variable', ...unexpandedVariableInFiles },
  { id: 'config/unknown-authentication', ...unknownAuthentication },
  { id: 'config/unknown-key', ...unknownKey },
  { id: 'config/unknown-section', ...unknownSection },
  { id: 'config/unknown-service-manager', ...unknownServiceManager },
  { id: 'config/unquoted-mode', ...unquotedMode },
  { id: 'config/unquoted-test', ...unquotedTest },
  { id: 'config/unsupported-package-manager', ...unsupportedPackageManager },
  { id: 'config/unsupported-tag', ...unsupportedTag },
  { id: 'config/url-as-version', ...urlAsVersion },
  { id: 'controls/all-at-once-deployment', ...allAtOnceDeployment },
  { id: 'controls/basic-health-reporting', ...basicHealthReporting },
  { id: 'controls/default-health-check', ...defaultHealthCheck },
  { id: 'controls/network-trigger', ...networkTrigger },
  { id: 'controls/no-https-listener', ...noHttpsListener },
  { id: 'controls/no-log-streaming', ...noLogStreaming },
  { id: 'controls/no-managed-updates', ...noManagedUpdates },
  { id: 'controls/short-cooldown', ...shortCooldown },
  { id: 'environment/classic-by-default', ...classicByDefault },
  { id: 'environment/ignored-changes', ...ignoredChanges },
  { id: 'environment/overridden-setting', ...overriddenSetting },
  { id: 'environment/reference-as-text', ...referenceAsText },
  { id: 'environment/unknown-key', ...unknownDescriptionKey },
  { id: 'environment/value-not-text', ...valueNotText },
  { id: 'https/application-redirect-loop', ...applicationRedirectLoop },
  { id: 'https/certificate-in-another-region', ...certificateInAnotherRegion },
  { id: 'https/certificate-on-unencrypted-listener', ...certificateOnUnencryptedListener },
  { id: 'https/closed-port', ...closedPort },
  { id: 'https/http-on-port-443', ...httpOnPort443 },
  { id: 'https/https-on-port-80', ...httpsOnPort80 },
  { id: 'https/invalid-certificate-arn', ...invalidCertificateArn },
  { id: 'https/missing-certificate', ...missingCertificate },
  { id: 'https/plain-http-to-tls-port', ...plainHttpToTlsPort },
  { id: 'https/process-without-tls', ...processWithoutTls },
  { id: 'https/unknown-policy', ...unknownPolicy },
  { id: 'https/weak-policy', ...weakPolicy },
  { id: 'https/weak-protocol', ...weakProtocol },
  { id: 'instance/broken-assignment', ...brokenAssignment },
  { id: 'instance/comment-as-command', ...commentAsCommand },
  { id: 'instance/constant-test', ...constantTest },
  { id: 'instance/destructive-command', ...destructiveCommand },
  { id: 'instance/duplicate-cron-job', ...duplicateCronJob },
  { id: 'instance/early-container', ...earlyContainer },
  { id: 'instance/early-current-folder', ...earlyCurrentFolder },
  { id: 'instance/folded-comment', ...foldedComment },
  { id: 'instance/folder-without-recursion', ...folderWithoutRecursion },
  { id: 'instance/foreground-process', ...foregroundProcess },
  { id: 'instance/hook-without-shebang', ...hookWithoutShebang },
  { id: 'instance/ignored-crontab', ...ignoredCrontab },
  { id: 'instance/invalid-cron-job', ...invalidCronJob },
  { id: 'instance/invalid-json', ...invalidJson },
  { id: 'instance/invalid-unit', ...invalidUnit },
  { id: 'instance/inverted-test', ...invertedTest },
  { id: 'instance/late-owner', ...lateOwner },
  { id: 'instance/late-staging-folder', ...lateStagingFolder },
  { id: 'instance/list-for-link', ...listForLink },
  { id: 'instance/lost-build', ...lostBuild },
  { id: 'instance/lost-shell-change', ...lostShellChange },
  { id: 'instance/lost-words', ...lostWords },
  { id: 'instance/misplaced-brace', ...misplacedBrace },
  { id: 'instance/missing-application', ...missingApplication },
  { id: 'instance/missing-file', ...missingFile },
  { id: 'instance/missing-interpreter', ...missingInterpreter },
  { id: 'instance/missing-operand', ...missingOperand },
  { id: 'instance/misspelled-folder', ...misspelledFolder },
  { id: 'instance/not-executable', ...notExecutable },
  { id: 'instance/not-repeatable', ...notRepeatable },
  { id: 'instance/nothing-to-remove', ...nothingToRemove },
  { id: 'instance/overridden-redirection', ...overriddenRedirection },
  { id: 'instance/overwritten-file', ...instanceOverwrittenFile },
  { id: 'instance/partial-leader-command', ...partialLeaderCommand },
  { id: 'instance/quoted-command', ...instanceQuotedCommand },
  { id: 'instance/run-instead-of-read', ...runInsteadOfRead },
  { id: 'instance/sourced-program', ...sourcedProgram },
  { id: 'instance/sudo-with-builtin', ...sudoWithBuiltin },
  { id: 'instance/syntax-error', ...shellSyntaxError },
  { id: 'instance/unanswered-prompt', ...unansweredPrompt },
  { id: 'instance/unconfirmed-install', ...unconfirmedInstall },
  { id: 'instance/unknown-flag', ...instanceUnknownFlag },
  { id: 'instance/unknown-owner', ...unknownOwner },
  { id: 'instance/unknown-subcommand', ...unknownSubcommand },
  { id: 'instance/unknown-unit', ...unknownUnit },
  { id: 'instance/unquoted-version', ...unquotedVersion },
  { id: 'instance/unread-hook', ...unreadHook },
  { id: 'instance/unreadable-secret', ...unreadableSecret },
  { id: 'instance/unredirected-background', ...unredirectedBackground },
  { id: 'instance/unset-property', ...unsetProperty },
  { id: 'instance/unwritable-path', ...unwritablePath },
  { id: 'instance/windows-line-ends', ...windowsLineEnds },
  { id: 'instance/without-virtual-environment', ...withoutVirtualEnvironment },
  { id: 'instance/wrong-argument', ...wrongArgument },
  { id: 'load-balancer/elbv2-settings-on-classic', ...elbv2SettingsOnClassic },
  { id: 'load-balancer/listener-port-taken', ...listenerPortTaken },
  { id: 'load-balancer/mixed-families', ...mixedFamilies },
  { id: 'load-balancer/option-ignored', ...optionIgnored },
  { id: 'load-balancer/websockets-on-classic', ...websocketsOnClassic },
  { id: 'nginx/conflicting-buffers', ...conflictingBuffers },
  { id: 'nginx/constant-condition', ...constantCondition },
  { id: 'nginx/duplicate-default-server', ...duplicateDefaultServer },
  { id: 'nginx/duplicate-directive', ...duplicateDirective },
  { id: 'nginx/duplicate-listen', ...duplicateListen },
  { id: 'nginx/duplicate-location', ...duplicateLocation },
  { id: 'nginx/invalid-argument', ...invalidArgument },
  { id: 'nginx/literal-pattern', ...literalPattern },
  { id: 'nginx/missing-certificate-file', ...missingCertificateFile },
  { id: 'nginx/missing-include', ...missingInclude },
  { id: 'nginx/missing-unit', ...nginxMissingUnit },
  { id: 'nginx/missing-upgrade', ...missingUpgrade },
  { id: 'nginx/overridden-directive', ...overriddenDirective },
  { id: 'nginx/overwritten-protocol', ...overwrittenProtocol },
  { id: 'nginx/proxy-loop', ...proxyLoop },
  { id: 'nginx/redirect-loop', ...nginxRedirectLoop },
  { id: 'nginx/redirected-health-check', ...redirectedHealthCheck },
  { id: 'nginx/server-without-certificate', ...serverWithoutCertificate },
  { id: 'nginx/server-without-location', ...serverWithoutLocation },
  { id: 'nginx/syntax-error', ...nginxSyntaxError },
  { id: 'nginx/unknown-directive', ...unknownDirective },
  { id: 'nginx/unknown-name', ...unknownName },
  { id: 'nginx/unknown-upstream', ...unknownUpstream },
  { id: 'nginx/unknown-variable', ...unknownVariable },
  { id: 'nginx/unreachable-location', ...unreachableLocation },
  { id: 'nginx/unreachable-server', ...unreachableServer },
  { id: 'nginx/unread-file', ...unreadFile },
  { id: 'nginx/wrong-context', ...wrongContext },
  { id: 'nginx/wrong-file-path', ...wrongFilePath },
  { id: 'platform/cmdlet-in-cmd', ...cmdletInCmd },
  { id: 'platform/composer-home-at-self-update', ...composerHomeAtSelfUpdate },
  { id: 'platform/deprecated-service', ...deprecatedService },
  { id: 'platform/foreign-virtual-environment', ...foreignVirtualEnvironment },
  { id: 'platform/ignored-engines', ...ignoredEngines },
  { id: 'platform/linux-command-on-windows', ...linuxCommandOnWindows },
  { id: 'platform/metadata-without-token', ...metadataWithoutToken },
  { id: 'platform/missing-package', ...missingPackageRule },
  { id: 'platform/missing-tool', ...missingToolRule },
  { id: 'platform/misspelled-package', ...misspelledPackage },
  { id: 'platform/overridden-by-procfile', ...overriddenByProcfile },
  { id: 'platform/retired-branch', ...retiredBranch },
  { id: 'platform/retired-config-key', ...retiredConfigKeyRule },
  { id: 'platform/retired-hook', ...retiredHook },
  { id: 'platform/retired-namespace', ...retiredNamespace },
  { id: 'platform/retired-option', ...retiredOption },
  { id: 'platform/retired-path', ...retiredPath },
  { id: 'platform/retired-service', ...retiredService },
  { id: 'platform/retired-source', ...retiredSourceRule },
  { id: 'platform/retired-user', ...retiredUserRule },
  { id: 'platform/unsupported-namespace', ...unsupportedNamespace },
  { id: 'platform/wrong-ruby-version', ...wrongRubyVersion },
  { id: 'platform/wrong-runtime-version', ...wrongRuntimeVersion },
  { id: 'platform/wrong-wsgi-path', ...wrongWsgiPath },
  { id: 'procfile/background-command', ...backgroundCommand },
  { id: 'procfile/comment-line', ...commentLine },
  { id: 'procfile/conflicting-addresses', ...conflictingAddresses },
  { id: 'procfile/duplicate-process', ...duplicateProcess },
  { id: 'procfile/empty-line', ...emptyLine },
  { id: 'procfile/invalid-line', ...invalidLine },
  { id: 'procfile/look-alike-character', ...procfileLookAlikeCharacter },
  { id: 'procfile/no-web', ...noWeb },
  { id: 'procfile/placeholder', ...procfilePlaceholder },
  { id: 'procfile/quoted-command', ...procfileQuotedCommand },
  { id: 'procfile/release-process', ...releaseProcess },
  { id: 'procfile/start-script-ends', ...startScriptEnds },
  { id: 'procfile/unknown-flag', ...procfileUnknownFlag },
  { id: 'procfile/unread-procfile', ...unreadProcfile },
  { id: 'procfile/wrong-application-argument', ...wrongApplicationArgument },
  { id: 'procfile/wrong-file-name', ...procfileWrongFileName },
  { id: 'procfile/wrong-flag-value', ...wrongFlagValue },
  { id: 'procfile/wrong-interface', ...wrongInterface },
  { id: 'project/misnamed-folder', ...misnamedFolder },
  { id: 'project/placeholder', ...projectPlaceholder },
  { id: 'project/unreadable', ...unreadable },
  { id: 'proxy/early-reload', ...earlyReload },
  { id: 'proxy/ebextensions-folder', ...ebextensionsFolder },
  { id: 'proxy/misplaced-file', ...misplacedFile },
  { id: 'proxy/missing-apache-include', ...missingApacheInclude },
  { id: 'proxy/missing-confighook', ...missingConfighook },
  { id: 'proxy/overwritten-file', ...proxyOverwrittenFile },
  { id: 'proxy/redirect-loop', ...proxyRedirectLoop },
  { id: 'proxy/unread-htaccess', ...unreadHtaccess },
  { id: 'proxy/unused-program', ...unusedProgram },
  { id: 'resources/circular-dependency', ...circularDependency },
  { id: 'resources/conflicting-properties', ...conflictingProperties },
  { id: 'resources/duplicate-id', ...duplicateId },
  { id: 'resources/function-as-text', ...functionAsText },
  { id: 'resources/inconsistent-properties', ...inconsistentProperties },
  { id: 'resources/invalid-id', ...invalidId },
  { id: 'resources/invalid-policy', ...invalidPolicy },
  { id: 'resources/invalid-type', ...invalidType },
  { id: 'resources/launch-configuration', ...launchConfiguration },
  { id: 'resources/misplaced-namespace', ...misplacedNamespace },
  { id: 'resources/missing-property', ...missingProperty },
  { id: 'resources/missing-type', ...missingType },
  { id: 'resources/misspelled-property', ...misspelledResourceProperty },
  { id: 'resources/not-a-map', ...resourceNotAMap },
  { id: 'resources/null-value', ...nullResourceValue },
  { id: 'resources/open-port', ...openPort },
  { id: 'resources/retired-type', ...retiredResourceType },
  { id: 'resources/unknown-attribute', ...unknownAttribute },
  { id: 'resources/unknown-key', ...unknownResourceKey },
  { id: 'resources/unknown-reference', ...unknownReference },
  { id: 'resources/unknown-value', ...unknownResourceValue },
  { id: 'resources/wrong-parameter-type', ...wrongParameterType },
  { id: 'resources/wrong-reference', ...wrongReference },
  { id: 'routing/all-listeners-disabled', ...allListenersDisabled },
  { id: 'routing/duplicate-priority', ...duplicatePriority },
  { id: 'routing/empty-pattern', ...emptyPattern },
  { id: 'routing/exposed-port-mismatch', ...exposedPortMismatch },
  { id: 'routing/invalid-listener-port', ...invalidListenerPort },
  { id: 'routing/invalid-pattern', ...invalidPattern },
  { id: 'routing/listener-without-process', ...listenerWithoutProcess },
  { id: 'routing/loopback-bind', ...loopbackBind },
  { id: 'routing/loopback-in-container', ...loopbackInContainer },
  { id: 'routing/nothing-listens', ...nothingListens },
  { id: 'routing/pattern-without-slash', ...patternWithoutSlash },
  { id: 'routing/port-clash', ...portClash },
  { id: 'routing/port-mismatch', ...portMismatch },
  { id: 'routing/privileged-port', ...privilegedPort },
  { id: 'routing/proxy-port-mismatch', ...proxyPortMismatch },
  { id: 'routing/rejected-health-check', ...rejectedHealthCheck },
  { id: 'routing/rule-missing-on-listener', ...ruleMissingOnListener },
  { id: 'routing/rules-on-disabled-listener', ...rulesOnDisabledListener },
  { id: 'routing/server-without-websockets', ...serverWithoutWebSockets },
  { id: 'routing/shadowed-rule', ...shadowedRule },
  { id: 'routing/too-many-patterns', ...tooManyPatterns },
  { id: 'routing/unattached-rule', ...unattachedRule },
  { id: 'routing/unknown-process', ...unknownProcess },
  { id: 'routing/unknown-rule', ...unknownRule },
  { id: 'routing/unrouted-process', ...unroutedProcess },
  { id: 'routing/unrouted-server', ...unroutedServer },
  { id: 'secrets/plain-text-in-container', ...plainTextInContainer },
  { id: 'secrets/plain-text-in-file', ...plainTextInFile },
  { id: 'secrets/plain-text-in-script', ...plainTextInScript },
  { id: 'secrets/plain-text-property', ...plainTextProperty },
  { id: 'secrets/private-key', ...privateKey },
  { id: 'secrets/world-readable', ...worldReadable },
  { id: 'secrets/written-to-log', ...writtenToLog },
  { id: 'settings/api-only-option', ...apiOnlyOption },
  { id: 'settings/conflicting-options', ...conflictingOptions },
  { id: 'settings/eks-namespace', ...eksNamespace },
  { id: 'settings/environment-too-large', ...environmentTooLarge },
  { id: 'settings/incomplete-item', ...incompleteItem },
  { id: 'settings/inconsistent-limits', ...inconsistentLimits },
  { id: 'settings/inexact-name', ...inexactName },
  { id: 'settings/invalid-property-name', ...invalidPropertyName },
  { id: 'settings/invalid-shape', ...invalidShape },
  { id: 'settings/invalid-static-path', ...invalidStaticPath },
  { id: 'settings/invalid-value', ...invalidValue },
  { id: 'settings/misread-value', ...misreadValue },
  { id: 'settings/missing-namespace', ...missingNamespace },
  { id: 'settings/missing-resource-name', ...missingResourceName },
  { id: 'settings/missing-unit', ...settingsMissingUnit },
  { id: 'settings/missing-value', ...missingValue },
  { id: 'settings/mixed-architectures', ...mixedArchitectures },
  { id: 'settings/mixed-forms', ...mixedForms },
  { id: 'settings/overridden', ...overridden },
  { id: 'settings/overridden-by-later-file', ...overriddenByLaterFile },
  { id: 'settings/placeholder', ...placeholder },
  { id: 'settings/scheme-before-host', ...schemeBeforeHost },
  { id: 'settings/unexpanded-variable', ...unexpandedVariable },
  { id: 'settings/unknown-namespace', ...unknownNamespace },
  { id: 'settings/unknown-option', ...unknownOption },
  { id: 'settings/unknown-value', ...unknownValue },
  { id: 'settings/unmet-requirement', ...unmetRequirement },
  { id: 'settings/unread-java-options', ...unreadJavaOptions },
  { id: 'settings/wrong-level', ...wrongLevel },
  { id: 'settings/wrong-namespace', ...wrongNamespace },
  { id: 'settings/wrong-notification-protocol', ...wrongNotificationProtocol },
  { id: 'settings/wrong-tier', ...wrongTier },
  { id: 'settings/wrong-unit', ...wrongUnit },
];
