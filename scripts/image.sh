#!/usr/bin/env bash
# Builds the Dockerfile with buildah and checks projects in it, without network and as a user without rights. There is no registry
# here: the base is made of the Node.js of this machine and the libraries that it needs.
#   scripts/image.sh eblint-0.1.0.tgz PROJECT...
set -euo pipefail
archive=$(realpath -- "$1")
shift
repository=$(cd "$(dirname "$0")/.." && pwd)
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot

node=$(realpath -- "$(command -v node)")
mkdir -p "$context/base/usr/local/bin"
cp "$node" "$context/base/usr/local/bin/node"
ldd "$node" | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$context/base$(dirname "$library")"
  cp -L "$library" "$context/base$library"
done
base=$(buildah from scratch)
buildah copy --quiet "$base" "$context/base" / >/dev/null
buildah config --env PATH=/usr/local/bin "$base"
buildah commit --quiet --rm "$base" localhost/eblint-base >/dev/null

cp "$archive" "$repository/Dockerfile" "$repository/.dockerignore" "$context"
buildah build --quiet --build-arg BASE=localhost/eblint-base --tag localhost/eblint "$context" >/dev/null
echo "image: $(buildah images --format '{{.Size}}' localhost/eblint)"

# The limits of this process: in a sandbox, higher ones are refused.
limits=(--ulimit "nofile=$(ulimit -n)" --ulimit "nproc=$(ulimit -u)")
container=$(buildah from --pull-never "${limits[@]}" localhost/eblint)
trap 'rm -rf "$context"; buildah rm "$container" >/dev/null' EXIT
status=0
for project in "$@"; do
  buildah run --network none --volume "$(realpath -- "$project"):/work:ro" "$container" -- \
    node /opt/eblint/package/dist/cli.cjs || status=$?
done
echo "user: $(buildah run "$container" -- node -p 'process.getuid()')"
echo "exit code: $status"
