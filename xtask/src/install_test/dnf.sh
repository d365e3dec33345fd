# Fedora's dnf, in a root of its own below this one: where the repositories lie, where that root lies, what to do.
here=$1 fedora=$2; shift 2
repos=$here/repos

# Reads a repository from now on; the key that is trusted stays.
reads() {
    mkdir -p "$repos"
    printf '[callside]\nname=Callside\nenabled=1\nbaseurl=file://%s\ngpgkey=file://%s/callside.asc\ngpgcheck=1\nrepo_gpgcheck=1\nskip_if_unavailable=0\n' \
        "$here/$1" "$here" > "$repos/callside.repo"
}
fedoras() {
    dnf --quiet --assumeyes --refresh --installroot="$fedora" --releasever=1 --setopt="reposdir=$repos" \
        --setopt=install_weak_deps=0 "$@"
}
version() { rpm --root "$fedora" -q --qf '%{VERSION}' "$1"; }
refused() {
    if fedoras "$@" > /tmp/said 2>&1; then echo "taken: $*" >&2; exit 1; fi
    cat /tmp/said
}

case $1 in
install)
    mkdir -p "$fedora"
    reads yum
    fedoras install callside callside-relay
    [ "$(version callside)" = "$2" ]
    test -x "$fedora/usr/bin/callside"
    grep -qx rpm "$fedora/usr/share/callside/package"
    ;;
upgrade)
    echo '# changed' >> "$fedora/etc/xdg/autostart/callside.desktop"
    fedoras upgrade
    [ "$(version callside)" = "$2" ]
    grep -qx '# changed' "$fedora/etc/xdg/autostart/callside.desktop"
    ;;
refused)
    reads theirs
    refused upgrade
    [ "$(version callside)" = "$2" ]
    ;;
changed)
    reads yum
    refused reinstall callside-relay
    [ "$(version callside-relay)" = "$2" ]
    ;;
remove)
    fedoras remove callside callside-relay
    left=$(find "$fedora" -name '*callside*' -not -path '*/var/cache/*' -not -path '*/var/lib/dnf/*' \
        -not -name 'callside.desktop.rpmsave')
    [ -z "$left" ] || { echo "left: $left" >&2; exit 1; }
    ;;
esac
