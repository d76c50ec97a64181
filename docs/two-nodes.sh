#!/bin/bash
# The shape of docker-compose.yml without docker, on this machine alone: PostgreSQL, two nodes and the TLS proxy, all of
# them on loopback and everything they write in one folder. Wants Java 17, curl, openssl, and Debian's postgresql and caddy. To sign in,
# have a mail server listen at SPRING_MAIL_PORT (1025): a browser that is new is asked for a code.
#
#   mvn package -DskipTests
#   docs/two-nodes.sh up FOLDER          starts what does not run; https://localhost:8443
#   docs/two-nodes.sh roll FOLDER        one node after the other is stopped and started anew, with PIDESK_JAR
#   docs/two-nodes.sh down FOLDER
#
# Ports and the rest can be set: PIDESK_HTTPS_PORT, PIDESK_HTTP_PORT, PIDESK_NODE_PORTS, PIDESK_DATABASE_PORT,
# PIDESK_JAR, JAVA_OPTIONS, SPRING_MAIL_HOST, SPRING_MAIL_PORT and whatever else docs/configuration.md names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
mkdir -p "$2"
# a log may hold the link that makes the first administrator
umask 077
folder=$(cd "$2" && pwd)
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
https=${PIDESK_HTTPS_PORT:-8443}
read -r -a ports <<<"${PIDESK_NODE_PORTS:-8091 8092}"
database=${PIDESK_DATABASE_PORT:-5439}

# PostgreSQL runs as anybody but root
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
# after a restart of the machine the number may be another program's
runs() {
    [ -f "$folder/$1.pid" ] && kill -0 "$(cat "$folder/$1.pid")" 2>/dev/null &&
        grep -qaE 'java|caddy' "/proc/$(cat "$folder/$1.pid")/cmdline"
}
refuse() { echo "$*" >&2; exit 1; }

make_secrets() {
    [ -f "$folder/secrets" ] && return
    (
        umask 077
        {
            echo "export PIDESK_SECRET=$(openssl rand -base64 32)"
            echo "export PIDESK_OWNER_PASSWORD=$(openssl rand -hex 24)"
            echo "export PIDESK_APPLICATION_PASSWORD=$(openssl rand -hex 24)"
        } >"$folder/secrets"
    )
}

start_database() {
    local cluster=$folder/database
    if [ ! -f "$cluster/PG_VERSION" ]; then
        mkdir -p "$cluster"
        if [ "$(id -u)" = 0 ]; then chown postgres "$cluster"; chmod 711 "$folder"; fi
        as_postgres "$programs/initdb" -D "$cluster" -A trust -E UTF8 --locale=C.UTF-8 --data-checksums >"$folder/initdb.log"
        # local: only for the two roles of the application is a password asked
        as_postgres tee "$cluster/pg_hba.conf" >/dev/null <<<"local all postgres trust
host all pidesk,pidesk_owner 127.0.0.1/32 scram-sha-256"
    fi
    as_postgres "$programs/pg_ctl" -D "$cluster" status >/dev/null 2>&1 && return
    as_postgres "$programs/pg_ctl" -D "$cluster" -w -t 60 -l "$cluster/log" start >/dev/null \
        -o "-p $database -c listen_addresses=127.0.0.1 -c unix_socket_directories='$cluster' -c max_connections=200"
    if ! as_postgres "$programs/psql" -h "$cluster" -p "$database" -U postgres -Atc \
        "select from pg_database where datname = 'pidesk'" | grep -q .; then
        # by the environment: arguments can be read by every user of the machine
        (
            export PGHOST="$cluster" PGPORT="$database" PGUSER=postgres PIDESK_OWNER_PASSWORD PIDESK_APPLICATION_PASSWORD
            as_postgres env PATH="$programs:$PATH" sh <"$here/database-roles.sh" >/dev/null
        )
    fi
}

start_node() {
    runs "node-$1" && return
    local url=jdbc:postgresql://127.0.0.1:$database/pidesk jar
    jar=$(realpath "${PIDESK_JAR:-$(ls "$here"/../target/pi-desk-*.jar | head -n 1)}")
    (
        cd "$folder"
        export SERVER_ADDRESS=127.0.0.1 SERVER_PORT=${ports[$(($1 - 1))]}
        export SPRING_DATASOURCE_URL=$url SPRING_DATASOURCE_USERNAME=pidesk SPRING_DATASOURCE_PASSWORD=$PIDESK_APPLICATION_PASSWORD
        export SPRING_FLYWAY_URL=$url SPRING_FLYWAY_USER=pidesk_owner SPRING_FLYWAY_PASSWORD=$PIDESK_OWNER_PASSWORD
        export SPRING_MAIL_HOST=${SPRING_MAIL_HOST:-127.0.0.1} SPRING_MAIL_PORT=${SPRING_MAIL_PORT:-1025}
        export PIDESK_BASE_URL=${PIDESK_BASE_URL:-https://localhost:$https}
        export PIDESK_STAFF_URL=${PIDESK_STAFF_URL:-$PIDESK_BASE_URL}
        export PIDESK_DATA_DIR=$folder/shared PIDESK_TRUSTED_PROXIES_COUNT=1
        export PIDESK_STAFF_AREA_COUNTRIES=${PIDESK_STAFF_AREA_COUNTRIES:-anywhere}
        export PIDESK_SHUTDOWN_NOTICE=${PIDESK_SHUTDOWN_NOTICE:-6s}
        # shellcheck disable=SC2086
        nohup java ${JAVA_OPTIONS:--Xmx512m} -jar "$jar" >>"$folder/node-$1.log" 2>&1 &
        echo $! >"$folder/node-$1.pid"
    )
}

await_node() {
    for _ in $(seq 600); do
        runs "node-$1" || refuse "Node $1 ended; $folder/node-$1.log says why."
        if [ "$(curl -s -o /dev/null -w '%{http_code}' \
            "http://127.0.0.1:${ports[$(($1 - 1))]}/actuator/health/readiness" || true)" = 200 ]; then
            return
        fi
        sleep 0.5
    done
    refuse "Node $1 is not ready after five minutes; $folder/node-$1.log may say why."
}

start_proxy() {
    runs proxy && return
    (
        export PIDESK_HOSTS=${PIDESK_HOSTS:-localhost} PIDESK_TLS=${PIDESK_TLS:-internal} PIDESK_HTTPS_PORT=$https
        export PIDESK_HTTP_PORT=${PIDESK_HTTP_PORT:-8480} PIDESK_NODES="127.0.0.1:${ports[0]} 127.0.0.1:${ports[1]}"
        export XDG_DATA_HOME=$folder/proxy XDG_CONFIG_HOME=$folder/proxy
        # everybody may reach the proxy of a production; this one only who is on this machine
        sed '0,/^{$/s//{\n\tdefault_bind 127.0.0.1/' "$here/Caddyfile" >"$folder/Caddyfile"
        nohup caddy run --config "$folder/Caddyfile" --adapter caddyfile >>"$folder/proxy.log" 2>&1 &
        echo $! >"$folder/proxy.pid"
    )
    for _ in $(seq 60); do
        curl -sk -o /dev/null "https://localhost:$https/" && return
        sleep 0.5
    done
    refuse "The proxy does not answer; $folder/proxy.log may say why."
}

# SIGTERM: the node says that it is not ready, serves on for its notice, finishes what it does, and ends
stop() {
    runs "$1" || return 0
    local process
    process=$(cat "$folder/$1.pid")
    kill "$process"
    for _ in $(seq 120); do
        kill -0 "$process" 2>/dev/null || { rm -f "$folder/$1.pid"; return; }
        sleep 0.5
    done
    refuse "$1 does not end."
}

case $1 in
up)
    make_secrets
    . "$folder/secrets"
    start_database
    start_node 1
    start_node 2
    await_node 1
    await_node 2
    start_proxy
    echo "https://localhost:$https"
    ;;
roll)
    . "$folder/secrets"
    for node in 1 2; do
        stop "node-$node"
        start_node "$node"
        await_node "$node"
        # before the next one ends, the proxy has to have seen that this one is there: it asks every two seconds
        sleep 5
    done
    ;;
down)
    stop proxy
    stop node-1
    stop node-2
    if [ -f "$folder/database/PG_VERSION" ] && as_postgres "$programs/pg_ctl" -D "$folder/database" status >/dev/null 2>&1; then
        as_postgres "$programs/pg_ctl" -D "$folder/database" -m fast -w stop >/dev/null
    fi
    ;;
*) usage ;;
esac
