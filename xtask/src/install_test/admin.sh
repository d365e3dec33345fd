# An admin's first hour on the machine: papers, a policy that holds, policies that do not and say so, looks for scripts.

# Runs a command that must end with an exit code; what it said is kept.
exits() {
    wanted=$1; shift; got=0
    "$@" >/tmp/said 2>&1 || got=$?
    [ "$got" -eq "$wanted" ] || { echo "exit code $got, not $wanted: $*" >&2; cat /tmp/said >&2; exit 1; }
}
says() { grep -qF -- "$1" /tmp/said || { echo "not said: $1" >&2; cat /tmp/said >&2; exit 1; }; }
never_says() { if grep -qF -- "$1" /tmp/said; then echo "said: $1" >&2; exit 1; fi; }
as_agent() { su --login agent -c "$*"; }
packed() { gzip -dc "$1" | grep -qF -- "$2" || { echo "$1 lacks $2" >&2; exit 1; }; }

for program in callside callside-relay; do
    packed "/usr/share/man/man1/$program.1.gz" '.SH NAME'
    packed "/usr/share/doc/$program/sbom.cdx.json.gz" '"bomFormat"'
    packed "/usr/share/doc/$program/third-party-licences.txt.gz" 'Permission is hereby granted'
    test -s "/usr/share/doc/$program/copyright"
done
grep -qx 'Exec=callside --background' /etc/xdg/autostart/callside.desktop
exits 0 callside-relay --version

exits 0 as_agent callside policy
says 'No policy (/etc/callside/policy.json)'
install -d -m 755 /etc/callside
cd /etc/callside
install -m 644 /usr/share/doc/callside/policy.example.json policy.json
exits 0 callside policy check policy.json
exits 0 as_agent callside policy
says 'Policy: /etc/callside/policy.json'
says 'secrets_file = false'

# As the guide signs one.
openssl genpkey -algorithm ed25519 -out "$HOME/policy-key.pem"
openssl pkey -in "$HOME/policy-key.pem" -pubout -outform DER | tail -c 32 | base64 > policy.pub
exits 1 as_agent callside policy
says 'sign'
openssl pkeyutl -sign -rawin -inkey "$HOME/policy-key.pem" -in policy.json | base64 -w0 > policy.json.sig
exits 0 callside policy check policy.json --key policy.pub
exits 0 as_agent callside policy
says 'secrets_file = false'
sed -i 's/"secrets_file": false/"secrets_file": true/' policy.json
exits 1 as_agent callside policy
never_says 'secrets_file = true'
rm policy.pub policy.json.sig

chmod 666 policy.json
exits 1 as_agent callside policy
says '! '
never_says 'home_region = '
chmod 644 policy.json

# Left as it is: the app names what of it is ignored.
printf '{"callside_policy": 1, "home_regoin": "DE", "undo_seconds": 3}\n' > policy.json
exits 1 as_agent callside policy
says 'undo_seconds = 3'
says 'Did you mean home_region?'

exits 0 as_agent callside updates check
exits 0 as_agent callside diagnostics
says '[self-test]'
exits 1 as_agent callside self-test --json
says '"area": "policy"'
exits 2 callside self-test --jsno
rm /tmp/said
