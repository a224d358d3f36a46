#!/bin/sh
# Lowback Tray @VERSION@ in one file: this script, and behind it the folder of the program.
#
# The first start unpacks it below the cache folder, later ones run it from there. What lies there
# is complete or not there at all, also when two start at once; its name is the sum of its bytes.
# Whoever runs holds a lock on the folder, so a newer version takes away only what nobody runs.
set -eu

fail() { # in English, in Japanese
    case ${LC_ALL:-${LC_MESSAGES:-${LANG-}}} in
        ja*) printf 'lowback-tray: %s\n' "$2" >&2 ;;
        *) printf 'lowback-tray: %s\n' "$1" >&2 ;;
    esac
    exit 1
}

unwritable() {
    fail "$cache cannot be written." "$cache に書き込めません。"
}

self=$(readlink -f -- "$0")
case ${XDG_CACHE_HOME-} in
    /*) cache=$XDG_CACHE_HOME ;;
    *) cache=${HOME:?}/.cache ;;
esac
cache=$cache/lowback-tray/one-file
here=$cache/@SUM@

packed() { tail -c +@BEHIND@ -- "$self"; }

unpack() {
    command -v xz >/dev/null ||
        fail "xz is needed to unpack the program: install the package xz-utils or xz." \
            "展開するには xz が必要です。xz-utils か xz というパッケージを入れてください。"
    [ "$(packed | sha256sum | cut -c 1-16)" = @SUM@ ] ||
        fail "$self is damaged: get it again." "$self が壊れています。もう一度入手してください。"
    mkdir -p -- "$cache" || unwritable
    new=$(mktemp -d -- "$cache/new.XXXXXX") || unwritable
    trap 'rm -rf -- "$new"' EXIT
    exec 8<"$new"
    keep 8
    packed | tar -x -J -f - -C "$new" ||
        fail "$cache has no room for @MEGABYTES@ MB, or cannot be written." \
            "$cache に @MEGABYTES@ MB の空きがないか、書き込めません。"
    make_room
    mv -T -- "$new/@FOLDER@" "$here" 2>/dev/null || [ -e "$here/AppRun" ] || unwritable
    rm -rf -- "$new"
    exec 8<&-
    trap - EXIT
}

keep() { # nobody takes a folder away that is open at this number
    if command -v flock >/dev/null; then flock -s "$1"; fi
}

take_away() { # unless somebody runs it; the mark of what is whole goes first
    flock -n -x "$1" sh -c 'rm -f -- "$1/AppRun" && rm -rf -- "$1"' sh "${1%/}"
}

make_room() { # taking it away was cut short
    command -v flock >/dev/null || return 0
    [ ! -d "$here" ] ||
        flock -n -x "$here/" sh -c '[ -e "$1/AppRun" ] || rm -rf -- "$1"' sh "$here" || true
}

tidy() {
    command -v flock >/dev/null || return 0
    for other in "$cache"/*/; do
        [ "${other%/}" = "$here" ] || take_away "$other" || true
    done
}

if [ ! -e "$here/AppRun" ]; then
    unpack
    tidy
fi
exec 9<"$here"
keep 9
[ -e "$here/AppRun" ] || exec "$self" "$@" # a newer version took it away this very moment
APPIMAGE=$self APPDIR=$here exec "$here/AppRun" "$@"
exit 1
