# The machine is handed on: everything that this person has here is destroyed, keys first.
if [ "${1-}" != session ]; then
    exec dbus-run-session -- sh -eu "$0" session
fi
printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
callside erase --everything --yes
left=$(find "$HOME/.local/share/app.callside.desktop" -name '*.db*' 2>/dev/null || true)
[ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
