# Upgrades while a person works: their day begins with the older version and goes on with the newer one.
begun=$(getent passwd agent | cut -d: -f6)/started
rm -f /tmp/upgraded "$begun"
touch /tmp/wait-for-upgrade
su --login agent -c 'sh -eu /tmp/day.sh' &
day=$!
until [ -e "$begun" ]; do
    kill -0 "$day"
    sleep 0.2
done
apt-get --yes --quiet upgrade
rm /tmp/wait-for-upgrade
touch /tmp/upgraded
wait "$day"
