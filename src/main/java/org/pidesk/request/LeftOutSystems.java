package org.pidesk.request;

import java.util.List;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.LeftOut;
import org.pidesk.operator.Operators;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The systems that a case left out, because they were suspended when it asked. The person is answered without them, and
 * is told so; the case asks them when they are taken up again. Why it is so stands in {@code
 * docs/decisions/0021-a-suspended-system.md}.
 */
@Component
class LeftOutSystems {
    /** A case went on with them, and has told the person. */
    static final String TOLD = "LEFT_OUT_SYSTEMS_TOLD";

    private final Operators operators;
    private final RequestRepository requests;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    LeftOutSystems(Operators operators, RequestRepository requests, ApplicationEventPublisher events, JdbcClient jdbc) {
        this.operators = operators;
        this.requests = requests;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Whether one is still to be told: then what it needs to find the person by stays sealed. */
    boolean any(Reference reference) {
        return operators.leavesOut(reference);
    }

    /** What the person is told of each. */
    List<String> lines(Reference reference) {
        return operators.leftOut(reference).stream().map(LeftOutSystems::line).toList();
    }

    private static String line(LeftOut left) {
        return left.system().name()
                + (left.system().isRemoved()
                        ? ": our work with it was suspended when we asked, and has ended since. It was not told, so we"
                                + " cannot say whether it holds anything about you."
                        : ": our work with it was suspended when we asked, so it has not been told yet. We cannot say"
                                + " whether it holds anything about you. As soon as we work with it again we tell it,"
                                + " and then write to you again. Until then we keep sealed what it needs to find you"
                                + " by, for this alone.");
    }

    /** Those that are to go on, in the order in which they were received. Who looked something up asks anew: the address is gone. */
    List<Reference> casesWithOneBack() {
        return jdbc.sql("select reference from request where reference = any(?) and type <> 'LOOK_UP'"
                        + " order by received_at, reference")
                .param(operators.withOneBack().toArray(String[]::new))
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** The case goes on, unless it is under way or has to wait for its turn; it is found again then. */
    @Transactional
    public void goOn(Reference reference) {
        operators.holdLeftOut(reference);
        var earlier = earlierAlterations(reference);
        if (operators.hasOneBack(reference) && earlier.stream().noneMatch(operators::hasOneBack)) {
            var request = requests.get(reference);
            events.publishEvent(new LeftOutIsBack(reference, request.type(), request.removesNothing(), earlier));
        }
    }

    /** Who was told of the second change only would not find the person: it is told of the first one before. */
    private List<Reference> earlierAlterations(Reference reference) {
        return jdbc.sql("select distinct earlier.reference from request mine"
                        + " join alteration_record altered on altered.reference = mine.reference"
                        + " join alteration_record other on other.contact = altered.contact"
                        + " join request earlier on earlier.reference = other.reference"
                        + " where mine.reference = ?"
                        + " and (earlier.received_at, earlier.reference) < (mine.received_at, mine.reference)")
                .param(reference.value())
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }
}
