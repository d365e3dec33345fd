# Upgrades while a person works: their day begins with the older version and goes on with the newer one.
rm -f /tmp/upgraded /home/agent/started
touch /tmp/wait-for-upgrade
su --login agent -c 'sh -eu /tmp/day.sh' &
day=$!
until [ -e /home/agent/started ]; do
    kill -0 "$day"
    sleep 0.2
done
apt-get --yes --quiet upgrade
rm /tmp/wait-for-upgrade
touch /tmp/upgraded
wait "$day"
