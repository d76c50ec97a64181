#!/bin/bash
# Backs the database up, so that only who has the private key can read it, signs that, and removes what is older than 90 days.
#
#   PGHOST=… PGUSER=pidesk_owner PGPASSWORD=… docs/backup.sh FOLDER PUBLIC-KEY SIGNING-KEY
#
# PUBLIC-KEY is a file: gpg --armor --export backup@your.domain. The private key does not belong on this machine.
# SIGNING-KEY is another one: gpg --armor --export-secret-keys signer@your.domain. Nobody but this command may read it.
# PGDATABASE is pidesk unless it is set; pg_dump and psql are of the server's own major version.
set -euo pipefail
umask 077
folder=${1:?the folder of the backups}
key=$(realpath "${2:?the file with the public key}")
signing=$(realpath "${3:?the file with the key that signs}")
days=${PIDESK_BACKUP_DAYS:-90}
cd "$folder"

# what a newer pg_dump writes, its pg_restore may not be able to put back into this server
ours=$(pg_dump --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
theirs=$(($(psql --dbname="${PGDATABASE:-pidesk}" --no-psqlrc --no-password -qAtc 'show server_version_num') / 10000))
if ((ours != theirs)); then
    echo "pg_dump is of PostgreSQL $ours and the server of $theirs. Use the clients of $theirs. Nothing was backed up." >&2
    exit 1
fi

ring=$(mktemp -d)
part=$(mktemp ./unfinished.XXXXXX)
trap 'gpgconf --homedir "$ring" --kill gpg-agent; rm -rf "$ring" "$part" "$part.sig"' EXIT
pg_dump --dbname="${PGDATABASE:-pidesk}" --format=custom --no-password |
    gpg --homedir "$ring" --batch --quiet --no-options --trust-model always --compress-algo none \
        --recipient-file "$key" --encrypt >"$part"
gpg --homedir "$ring" --batch --quiet --no-options --import "$signing"
gpg --homedir "$ring" --batch --quiet --no-options --pinentry-mode loopback --passphrase '' --detach-sign "$part"
while name=pidesk-$(date -u +%Y%m%dT%H%M%SZ).dump.gpg && [[ -e $name ]]; do sleep 1; done
sync "$part" "$part.sig"
mv "$part.sig" "$name.sig"
mv "$part" "$name"
sync .

# by the moment in the name: a copy has another date; the last week's stay also where the clock of this machine runs ahead
oldest=$(date -u -d "-$days days" +%Y%m%dT%H%M%SZ)
for file in $(printf '%s\n' pidesk-*.dump.gpg | head -n -7); do
    moment=${file#pidesk-}
    if [[ ${moment%.dump.gpg} < $oldest ]]; then
        rm -f -- "$file" "$file.sig"
    fi
done
echo "$folder/$name"
