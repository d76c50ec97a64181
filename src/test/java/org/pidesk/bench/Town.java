package org.pidesk.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.pidesk.kernel.EmailAddress;

/** Made-up people on record, as many as are wanted. They come in order, so that ten million come in minutes. */
final class Town {
    private static final int WHO_LOOK = 10_000;

    private final Spectator server;
    private int people;

    Town(Spectator server) {
        this.server = server;
    }

    void growTo(int size) {
        var indexes = server.column("select indexdef from pg_indexes where tablename = 'contact' and indexname not in"
                + " (select conname from pg_constraint where conrelid = 'contact'::regclass)");
        // each row would be looked up in the other tables that it names
        server.change("set session_replication_role = replica");
        server.change("set maintenance_work_mem = '512MB'");
        server.column("select indexname from pg_indexes where tablename = 'contact' and indexname not in"
                        + " (select conname from pg_constraint where conrelid = 'contact'::regclass)")
                .forEach(index -> server.change("drop index " + index));
        server.change("""
                insert into contact (id, organisation, number, first_name, last_name, email, mobile, source,
                    consent_to_process, consent_to_market, state, pseudonym)
                select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'abc-motors', 1000000000000 + n,
                    'Person', 'Number ' || n, 'person' || lpad(n::text, 8, '0') || '@example.org',
                    '+2783' || lpad((n %% 10000000)::text, 7, '0'), 'Walked in to the showroom',
                    true, false, 'ACTIVE', gen_random_uuid()
                from generate_series(%d, %d) n""".formatted(people, size - 1));
        people = size;
        indexes.forEach(server::change);
        server.change("""
                insert into lead (id, contact, number, interest, enquiry, status, created_on)
                select c.id, c.id, c.number, 'A car', 'Called once.', 'OPEN', date '2026-10-03'
                from generate_series(0, %d) i join contact c on c.number = 1000000000000 + i * %d::bigint
                on conflict do nothing""".formatted(whoLook() - 1, people / whoLook()));
        server.change("set session_replication_role = origin");
        server.change("vacuum analyze contact");
        server.change("vacuum analyze lead");
        server.change("checkpoint");
    }

    /** Those who come and look, from all over the town. */
    List<EmailAddress> lookers() {
        return IntStream.range(0, whoLook())
                .mapToObj(i -> person(i * (people / whoLook())))
                .toList();
    }

    private int whoLook() {
        return Math.min(people, WHO_LOOK);
    }

    static EmailAddress person(int number) {
        return EmailAddress.parse("person%08d@example.org".formatted(number));
    }

    /** An address as long as the others, which is on no record. */
    static EmailAddress stranger(int number) {
        return EmailAddress.parse("nobody%08d@example.org".formatted(number));
    }
}
