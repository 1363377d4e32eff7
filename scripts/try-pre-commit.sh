#!/usr/bin/env bash
# Tries the hooks of this repository with the real pre-commit: a commit with a port mismatch is blocked, a right one passes.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/cache"
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com

fail() {
  echo "try-pre-commit: $1" >&2
  cat "$work/log" >&2
  exit 1
}

# pre-commit clones a repository, so the working tree is what is committed: the hooks of HEAD.
git clone --quiet "$repository" "$work/eblint"
revision=$(git -C "$work/eblint" rev-parse HEAD)

try() {
  local hook=$1
  local project="$work/$hook"
  git init --quiet "$project"
  cp -R "$repository/fixtures/projects/channels-443-port-mismatch/." "$project"
  cd "$project"
  cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $work/eblint
    rev: $revision
    hooks:
      - id: $hook
YAML
  git add -A
  pre-commit install >"$work/log" 2>&1 || fail "$hook: the hook could not be installed"
  if git commit --quiet -m 'wrong port' >"$work/log" 2>&1; then fail "$hook: a commit with a port mismatch passed"; fi
  grep -q 'routing/port-mismatch' "$work/log" || fail "$hook: the commit was blocked, but not by the port mismatch"
  sed -i.bak 's/5001/5000/' Procfile
  rm Procfile.bak
  git add -A
  git commit --quiet -m 'right port' >"$work/log" 2>&1 || fail "$hook: a right commit was blocked"
  echo "$hook: the wrong commit was blocked, the right one passed"
}

try eblint
try eblint-all
