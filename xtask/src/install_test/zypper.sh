# SUSE's zypper, in a root of its own below this one: where the repositories lie, where that root lies, what to do.
here=$1 suse=$2; shift 2

# Reads a repository from now on, as the guide has it; the key that is trusted stays.
reads() {
    mkdir -p "$suse/etc/zypp/repos.d"
    printf '[callside]\nname=Callside\nenabled=1\nbaseurl=file://%s\ngpgkey=file://%s/callside.asc\ngpgcheck=1\nrepo_gpgcheck=1\nskip_if_unavailable=0\n' \
        "$here/$1" "$here" > "$suse/etc/zypp/repos.d/callside.repo"
}
suses() { zypper --root "$suse" --non-interactive "$@"; }
version() { rpm --root "$suse" -q --qf '%{VERSION}' "$1"; }
refused() {
    if suses "$@" > /tmp/said 2>&1; then echo "taken: $*" >&2; cat /tmp/said >&2; exit 1; fi
    cat /tmp/said
}

case $1 in
install)
    reads yum
    # Nobody has said yet that this key is to be believed.
    refused refresh
    rpm --root "$suse" --import "$here/callside.asc"
    suses refresh
    suses install --no-recommends callside callside-relay
    [ "$(version callside)" = "$2" ]
    test -x "$suse/usr/bin/callside"
    grep -qx rpm "$suse/usr/share/callside/package"
    ;;
upgrade)
    echo '# changed' >> "$suse/etc/xdg/autostart/callside.desktop"
    suses refresh --force
    suses update --no-recommends
    [ "$(version callside)" = "$2" ]
    grep -qx '# changed' "$suse/etc/xdg/autostart/callside.desktop"
    ;;
refused)
    reads theirs
    refused refresh --force
    suses update --no-recommends || true
    [ "$(version callside)" = "$2" ]
    ;;
changed)
    reads yum
    suses refresh --force
    refused install --force --no-recommends callside-relay
    [ "$(version callside-relay)" = "$2" ]
    ;;
remove)
    suses remove callside callside-relay
    left=$(find "$suse" -name '*callside*' -not -path '*/var/cache/*' -not -path '*/zypp/*' \
        -not -name 'callside.desktop.rpmsave')
    [ -z "$left" ] || { echo "left: $left" >&2; exit 1; }
    ;;
esac
