# An admin sets up the relay as the guide says, with a certificate of their own, and it runs as its own user.

folder=/etc/callside-relay
said() { callside-relay check >/tmp/said 2>&1 || true; }
says() { grep -qF -- "$1" /tmp/said || { echo "not said: $1" >&2; cat /tmp/said >&2; exit 1; }; }
never_says() { if grep -qF -- "$1" /tmp/said; then echo "said: $1" >&2; exit 1; fi; }

install -d -m 700 "$folder" "$folder/tls"
cp /usr/share/doc/callside-relay/relay.example.json "$folder/relay.json"
callside-relay new-secrets --folder "$folder/secrets"
for phone in five9 aircall; do printf 'a-secret-of-%s-0123456789\n' "$phone" > "$folder/secrets/$phone"; done
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -keyout "$folder/tls/privkey.pem" -out "$folder/tls/fullchain.pem" 2>/dev/null
chmod 600 "$folder"/secrets/* "$folder"/tls/*

said
says 'there is no user callside-relay: run systemd-sysusers'
systemd-sysusers
said
says 'the user callside-relay cannot read'
chown -R root:callside-relay /etc/callside-relay
chmod -R u=rwX,g=rX,o= /etc/callside-relay
said
says 'rights: the user callside-relay can read'
never_says 'cannot read'
never_says 'others may read it'

# Without an init here: what the unit does.
install -d -m 700 -o callside-relay /var/lib/callside-relay
su -s /bin/sh callside-relay -c 'exec callside-relay run' >/tmp/ready 2>/tmp/said &
left=300
until grep -qF '"ready":true' /tmp/ready; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo "it does not start" >&2; cat /tmp/said >&2; exit 1; }
    sleep 0.2
done
pkill -TERM -x callside-relay
wait
rm -r "$folder" /var/lib/callside-relay /tmp/said /tmp/ready
