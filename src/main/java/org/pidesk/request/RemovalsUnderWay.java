package org.pidesk.request;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.suppression.StopsUnderWay;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever has withdrawn or asked to be de-identified is left alone from that moment, also where no record is there to be
 * restricted: the black lists follow when the pause is over.
 */
@Component
class RemovalsUnderWay implements StopsUnderWay {
    private final Trail trail;
    private final JdbcClient jdbc;

    RemovalsUnderWay(Trail trail, JdbcClient jdbc) {
        this.trail = trail;
        this.jdbc = jdbc;
    }

    @Override
    public Set<Address> among(OrganisationId organisation, Collection<? extends Address> addresses) {
        var whose = new HashMap<ByteBuffer, Address>();
        for (var address : addresses) {
            for (var fingerprint : trail.fingerprints(organisation, address)) {
                whose.put(ByteBuffer.wrap(fingerprint), address);
            }
        }
        var asked = new HashSet<Address>();
        jdbc.sql("""
                        select a.fingerprint from request_address a join request r using (reference)
                        where a.fingerprint = any(:fingerprints) and a.proven and r.closed_at is null
                            and r.type in ('WITHDRAWAL', 'DE_IDENTIFICATION')""")
                .param(
                        "fingerprints",
                        whose.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new))
                .query(row -> {
                    asked.add(whose.get(ByteBuffer.wrap(row.getBytes("fingerprint"))));
                });
        return asked;
    }
}
