package org.pidesk.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The requests of a person for access or correction, under which nothing may be taken away. */
@Component
class OtherRequests {
    private final RequestRepository requests;
    private final CasePeople people;
    private final Trail trail;
    private final JdbcClient jdbc;

    OtherRequests(RequestRepository requests, CasePeople people, Trail trail, JdbcClient jdbc) {
        this.requests = requests;
        this.people = people;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    /** Whether one is open. Waits for whoever is closing one, and keeps it from being closed until the commit. */
    boolean areOpen(Request request) {
        return areOpen(request, "for update");
    }

    /**
     * The same, asked by whoever has just closed one. They hold that one, and so wait for no other: of two who close what the
     * same person waits for, the second looks when the first has committed.
     */
    boolean areStillOpen(Request request) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("others of " + request.reference())
                .query((row, number) -> 0)
                .list();
        return areOpen(request, "");
    }

    private boolean areOpen(Request request, String locking) {
        var candidates = candidates(request);
        // what this transaction closed itself must be seen too
        requests.flush();
        return !candidates.isEmpty()
                && !jdbc.sql("select reference from request where reference in (:candidates) and closed_at is null"
                                + " and type in ('LOOK_UP', 'ALTERATION') order by reference " + locking)
                        .param("candidates", candidates)
                        .query(String.class)
                        .list()
                        .isEmpty();
    }

    /** Whether one is open, as far as can be seen now: for a page, which must make nobody wait. */
    boolean seemOpen(Request request) {
        return open(request).stream()
                .anyMatch(other -> !requests.get(other).type().removes());
    }

    /** The other open requests of the person, of whatever kind. */
    List<Reference> open(Request request) {
        return candidates(request).stream()
                .flatMap(reference -> requests.findById(reference).stream())
                .filter(Request::isOpen)
                .map(Request::reference)
                .toList();
    }

    /** The cases that know an address of the person, or are about the same record. */
    private Set<String> candidates(Request request) {
        var found = new LinkedHashSet<String>();
        for (var address : people.addresses(request)) {
            add(found, trail.casesOf(request.organisation(), address));
        }
        for (var record : trail.recordsOf(request.reference())) {
            add(found, trail.everAbout(record));
        }
        found.remove(request.reference().value());
        return found;
    }

    private static void add(Set<String> found, List<Reference> cases) {
        cases.stream().map(Reference::value).forEach(found::add);
    }
}
