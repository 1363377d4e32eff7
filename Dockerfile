# An image with eblint, for build services without npm: it needs neither a network nor root when it runs.
#   npm pack && docker build -t eblint . && docker run --rm --network none -v "$PWD:/work:ro" eblint
# What is copied is the package, which needs nothing else. For --staged and --changed, add git.
ARG BASE=node:22-slim
FROM ${BASE}
# An archive is unpacked by ADD: no program runs while the image is built.
ADD eblint-*.tgz /opt/eblint/
WORKDIR /work
USER 65534:65534
ENTRYPOINT ["node", "/opt/eblint/package/dist/cli.cjs"]
