#!/bin/bash
# Puts a backup in the place of the database, if it is signed. The former one stays, under another name.
#
#   PGHOST=… PGUSER=postgres PGPASSWORD=… docs/restore.sh FILE SIGNER
#
# SIGNER is a file, brought from elsewhere than the backup: gpg --export signer@your.domain, armoured or not.
# PGUSER may create databases and act as pidesk_owner. The roles are there (docs/database-roles.sh). The private key is in
# the keyring of GNUPGHOME; in TMPDIR there is room for the backup. The database is pidesk unless PIDESK_DATABASE says
# otherwise. Do not put back the erasure journal, the keys or the anchor: they are newer than the backup, and have to be.
set -euo pipefail
file=${1:?the backup}
signer=${2:?the file with the public key of who signed it}
database=${PIDESK_DATABASE:-pidesk}
owner=${PIDESK_OWNER:-pidesk_owner}
application=${PIDESK_APPLICATION:-pidesk}
former=${database}_before_$(date -u +%Y%m%dt%H%M%Sz)
export PGDATABASE=postgres

# before anything reads it: a dump is a program that PostgreSQL runs. What is verified is what is restored, also where somebody
# else can write to it meanwhile
ring=$(mktemp -d)
forget() {
    gpgconf --homedir "$ring" --kill gpg-agent
    rm -rf "$ring"
}
trap forget EXIT
cp "$file" "$ring/backup"
gpg --homedir "$ring" --batch --quiet --no-options --import "$signer"
if ! gpg --homedir "$ring" --batch --quiet --no-options --trust-model always \
    --verify "$file.sig" "$ring/backup" 2>"$ring/why"; then
    cat "$ring/why" >&2
    echo "This backup is not signed by the key in $signer. Nothing was changed." >&2
    exit 1
fi

ask() { PGOPTIONS='-c client_min_messages=warning' psql --no-psqlrc --no-password --quiet --tuples-only --no-align -v ON_ERROR_STOP=1 "$@"; }

# the kind of a session of another user is not shown to everybody: it counts as one
if [[ $(ask -c "select count(*) from pg_stat_activity where datname = '$database'
    and coalesce(backend_type, 'client backend') = 'client backend'") != 0 ]]; then
    echo "Somebody uses the database $database. Stop every node of pi-desk first." >&2
    exit 1
fi
was_there=$(ask -c "select count(*) from pg_database where datname = '$database'")
new=${database}_being_restored
ask -c "drop database if exists \"$new\"" -c "create database \"$new\" template template0 owner \"$owner\"" \
    -c "revoke all on database \"$new\" from public" -c "grant connect on database \"$new\" to \"$application\""
trap 'forget; ask -c "drop database if exists \"$new\""' EXIT
gpg --batch --quiet --decrypt "$ring/backup" | pg_restore --no-password --exit-on-error --dbname="$new"
trap forget EXIT
if ((was_there)); then
    ask -c "alter database \"$database\" rename to \"$former\""
    echo "The former database is $former. It holds people who were removed since: drop it when all is well."
fi
ask -c "alter database \"$new\" rename to \"$database\""

# the seals of the activity log count by transactions, which may not go back; a cluster starts at the first of a segment of
# 1048576 only, since what came before it is not on record
first=$(ask -d "$database" -c "select (div(max(until_transaction::text::numeric), 1048576) + 2) * 1048576 from fact_seal
    having max(until_transaction::text::numeric) >= pg_current_xact_id()::text::numeric")
if [[ $first ]] && ((first - $(ask -c "select pg_current_xact_id()") >= 1 << 31)); then
    echo "This cluster counts its transactions from numbers too low to be raised at once: rows just restored would lie in the" \
        "future. Drop $database, raise the cluster by two thousand million at a time, vacuum it each time, and restore again."
    exit 1
elif [[ $first ]]; then
    if ((first % (1 << 32) == 0)); then first=$((first + 1048576)); fi
    echo "This cluster counts its transactions from lower numbers. Before pi-desk is started, stop the cluster and raise them:"
    echo "  pg_resetwal --epoch=$((first >> 32)) --next-transaction-id=$((first % (1 << 32))) --pgdata=…"
    echo "Where its machine is not yours, use them up instead, some ten thousand in a second:"
    echo "  psql -d $database -c 'set synchronous_commit = off' -c 'do \$\$ begin while pg_current_xact_id()::text::numeric < $first" \
        "loop commit; end loop; end \$\$'"
fi
echo "Restored. pi-desk does again what was forgotten when it starts, and stays shut until then."
