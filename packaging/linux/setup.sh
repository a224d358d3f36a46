#!/usr/bin/env bash
# Make everything ready to run, to test or to package from a checkout: `setup.sh run|test|package`.
# Does only what is missing, so it costs a moment when nothing is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly list=packaging/linux/debian-packages.txt
readonly venv=.venv

say() { printf '%s\n' "$*" >&2; }

# The lines of the list that count: [run] always, [test] for tests, and for packages all of them.
wanted() {
  awk -v goal="$1" '
    /^\[/ { section = substr($0, 2, length($0) - 2); next }
    /^ *(#|$)/ { next }
    section == "run" || section == goal || goal == "package" { print }
  ' "$list"
}

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Of each line of which no alternative is installed: all its alternatives.
missing() {
  local line name
  while IFS= read -r line; do
    for name in ${line//|/ }; do
      installed "$name" && continue 2
    done
    printf '%s\n' "$line"
  done < <(wanted "$1")
}

# The first alternative of each line that this release has.
available() {
  local line name names
  while IFS= read -r line; do
    names=(${line//|/ })
    for name in "${names[@]}"; do
      if [ "${#names[@]}" = 1 ] || apt-cache show "$name" >/dev/null 2>&1; then
        printf '%s\n' "$name"
        break
      fi
    done
  done
}

system_packages() {
  local lacking names as_root=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is no Debian or Ubuntu: see $list for what has to be there."
    return
  fi
  lacking=$(missing "$1")
  [ -n "$lacking" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      mapfile -t names < <(available <<<"$lacking")
      say "Some packages are missing. Install them and try again:"
      say "  sudo apt-get install --no-install-recommends ${names[*]}"
      return 1
    fi
    as_root=(sudo -n)
  fi
  say "Installing system packages ..."
  "${as_root[@]}" apt-get update -qq >&2
  mapfile -t names < <(available <<<"$lacking")
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${names[@]}" >&2
}

fits() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if fits "$name"; then
      command -v "$name"
      return
    fi
  done
  say "No Python 3.11 or newer with venv was found. Install one, or name it: make PYTHON=..."
  return 1
}

python_packages() {
  local stamp=$venv/.installed extras=dev state python
  if [ "$1" = package ]; then
    stamp=$stamp-package extras=$extras,package
  fi
  state=$(cksum pyproject.toml lowback_tray/__init__.py)
  if [ -x $venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$state" ]; then
    return
  fi
  if ! { [ -x $venv/bin/python ] && fits $venv/bin/python; }; then
    python=$(find_python)
    say "Making $venv with $python ..."
    "$python" -m venv --clear $venv
  fi
  say "Installing Python packages ..."
  $venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[$extras]" >&2
  printf '%s\n' "$state" >$stamp
}

case "${1:-}" in
  run | test | package) ;;
  *)
    say "usage: setup.sh run|test|package"
    exit 2
    ;;
esac
system_packages "$1"
python_packages "$1"
$venv/bin/python packaging/build_hook.py >/dev/null
