#!/usr/bin/env bash
# Tries the hooks of this repository with the real pre-commit: mistakes are blocked, correct projects pass, and no file name is
# read as a flag.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
fixtures="$repository/fixtures/projects"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/cache"
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com

# pre-commit clones the repository, so it tests the committed hooks, those of HEAD.
git clone --quiet "$repository" "$work/hooks"
revision=$(git -C "$work/hooks" rev-parse HEAD)

case=
fail() {
  echo "try-pre-commit: $case: $1" >&2
  cat "$work/log" >&2
  exit 1
}

# A new repository NAME with the hooks that standard input lists.
begin() {
  case=$1
  git init --quiet "$work/$case"
  cd "$work/$case"
  printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n' "$work/hooks" "$revision" >.pre-commit-config.yaml
  sed 's/^/      /' >>.pre-commit-config.yaml
  pre-commit install >"$work/log" 2>&1 || fail "the hook could not be installed"
}

commit() { git add -A && git commit --quiet -m "$1" >"$work/log" 2>&1; }
passes() { commit "$1" || fail "$1: blocked"; }
blocks() {
  ! commit "$1" || fail "$1: not blocked"
  grep -q -- "$2" "$work/log" || fail "$1: blocked for another reason"
}
without_hooks() { git add -A && git commit --quiet --no-verify -m "$1"; }
edit() { sed "s/$1/$2/" "$3" >"$work/edited" && cp "$work/edited" "$3"; }

for hook in eblint eblint-all; do
  begin "$hook" <<<"- id: $hook"
  cp -R "$fixtures/channels-443-port-mismatch/." .
  blocks 'a wrong port' routing/port-mismatch
  edit 5001 5000 Procfile
  passes 'the right port'
  echo "$case: a wrong commit was blocked, the right one passed"
done

begin own-args <<<'- { id: eblint, args: [--format, unix, --rule, "routing/port-mismatch:warning", --max-warnings, "0"] }'
cp -R "$fixtures/channels-443-port-mismatch/." .
blocks 'too many warnings' '/Procfile:2:33: .*routing/port-mismatch'
edit '"0"' '"1"' .pre-commit-config.yaml
passes 'as many warnings as are allowed'
echo "$case: the user's own arguments worked"

begin monorepo <<<'- { id: eblint, args: [one], files: ^one/ }
- { id: eblint, args: [two], files: ^two/ }'
cp -R "$fixtures/channels-443-port-mismatch" one
cp -R "$fixtures/channels-443-port-mismatch" two
without_hooks 'two wrong projects'
edit 5001 5000 two/Procfile
passes 'one of them is right'
edit 5001 5002 one/Procfile
blocks 'the other is not' routing/port-mismatch
if grep -q 'two/Procfile' "$work/log"; then fail 'a project was checked that did not change'; fi
echo "$case: only the changed project was checked"

begin deleted-procfile <<<'- id: eblint
- id: eblint-all'
cp -R "$fixtures/channels-443-placeholders/." .
without_hooks 'a wrong project'
git rm --quiet Procfile
blocks 'without its Procfile' https/invalid-certificate-arn
grep -q '^eblint (Elastic Beanstalk).*Skipped' "$work/log" || fail 'eblint ran for a file that is gone'
rm -r .ebextensions
cp -R "$fixtures/channels-443/.ebextensions" .
passes 'without its Procfile, and right'
grep -q '^eblint (Elastic Beanstalk).*Passed' "$work/log" || fail 'eblint did not run'
echo "$case: the project was checked without it"

# What a stranger can commit: names that are flags once they are arguments, and code next to them.
begin attack <<<'- { id: eblint, args: [--format, unix] }
- id: eblint-all'
platform='--platform=Python 3.12 running on 64bit Amazon Linux 2023'
mkdir -p -- '--format=x/.ebextensions' node_modules/eslint-formatter-x/.ebextensions '--output-file=written/.ebextensions' "$platform/.ebextensions"
code="require('node:fs').writeFileSync('$work/ran', ''); module.exports = () => '';"
echo "$code" >'--format=x/.ebextensions/f.js'
echo "$code" >node_modules/eslint-formatter-x/.ebextensions/f.js
echo "$code" >node_modules/eslint-formatter-x/index.js
touch -- '--output-file=written/.ebextensions/a.config' "$platform/.ebextensions/a.config"
cp -R "$fixtures/channels-443-port-mismatch" app
without_hooks 'an attack'
nothing_ran() {
  [ ! -e "$work/ran" ] || fail "$1: code of the repository ran"
  [ -z "$(git status --porcelain)" ] || fail "$1: something was written"
}
! pre-commit run --all-files >"$work/log" 2>&1 || fail '--all-files: the wrong port passed'
nothing_ran --all-files
grep -q '/app/Procfile:2:33: .*routing/port-mismatch' "$work/log" || fail '--all-files: not checked as usual'
edit 5001 5002 app/Procfile
without_hooks 'a different port'
! pre-commit run --from-ref HEAD~1 --to-ref HEAD >"$work/log" 2>&1 || fail '--from-ref: the wrong port passed'
nothing_ran --from-ref
grep -q 'routing/port-mismatch' "$work/log" || fail '--from-ref: not checked as usual'
edit '--format, unix' '--format, x' .pre-commit-config.yaml
without_hooks 'a format that is not built in'
! pre-commit run --all-files >"$work/log" 2>&1 || fail 'a format from elsewhere was taken'
nothing_ran 'a format that is not built in'
grep -q -- '--no-foreign-code refuses' "$work/log" || fail 'a format from elsewhere was refused for another reason'
echo "$case: nothing of it ran, and the mistakes were found"
