# A person's first minutes: sign on, start Callside from the menu, follow a link, sign off.
export DISPLAY=:9 GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 XDG_RUNTIME_DIR="$HOME/run"
log="$HOME/.local/share/app.callside.desktop/logs/callside.log"

# Looks every fifth of a second, for five minutes.
until_so() {
    what=$1; shift; left=1500
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        if [ "$left" -eq 0 ]; then
            echo "not so after five minutes: $what" >&2
            cat "$log" >&2 || true
            exit 1
        fi
        sleep 0.2
    done
    echo "so: $what"
}

if [ "${1-}" != session ]; then
    mkdir -p -m 700 "$XDG_RUNTIME_DIR"
    # The screen of the day before was ended with its name space and left its lock.
    rm -f "$log" /tmp/.X9-lock /tmp/.X11-unix/X9
    Xvfb :9 -screen 0 1240x800x24 -nolisten tcp >/dev/null 2>&1 &
    until_so "there is a screen" xdotool getdisplaygeometry
    exec dbus-run-session -- sh -eu "$0" session
fi

# Those that run: nobody here collects what has ended.
running() { pgrep --runstates D,R,S --exact callside; }
one_runs() { [ "$(running | wc -l)" -eq 1 ]; }
none_runs() { ! running; }

printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
gio launch /usr/share/applications/callside.desktop
until_so "the window is there" xdotool search --onlyvisible --name '^Callside'
until_so "the database is open" grep -q 'the door is open' "$log"
if [ -e /etc/callside/policy.json ]; then
    until_so "what of the policy is ignored is named" grep -q 'a part of the policy is ignored' "$log"
fi
if [ -e /tmp/wait-for-upgrade ]; then
    touch "$HOME/started"
    until_so "it was upgraded while it runs" test -e /tmp/upgraded
fi
gio open 'callside://call?trigger=OnCallAccepted&ANI=5550100&secret=wrong'
until_so "a stranger's link reached the app that runs, and was refused" grep -q 'a link was not taken' "$log"
until_so "the second start has ended" one_runs
pkill -TERM -x callside
until_so "it ends when it is told to" none_runs
