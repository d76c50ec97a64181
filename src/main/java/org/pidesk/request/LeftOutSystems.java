package org.pidesk.request;

import java.util.List;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.LeftOut;
import org.pidesk.operator.Operators;
import org.pidesk.operator.SuspensionEnded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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

    /** What was not said about a look-up by then, its person asks anew: the address is gone. */
    @EventListener
    void on(SuspensionEnded ended) {
        jdbc.sql("select reference from system_left_out join request using (reference)"
                        + " where system = ? and settled_at is null and type <> 'LOOK_UP' order by reference")
                .param(ended.system())
                .query(String.class)
                .list()
                .forEach(reference -> goesOn(new Reference(reference), false));
    }

    /** A case is done, and closed: if one is back by now, nobody else would notice. */
    void done(Reference reference) {
        if (operators.isBack(reference)) {
            goesOn(reference, true);
        }
    }

    private void goesOn(Reference reference, boolean done) {
        var request = requests.get(reference);
        events.publishEvent(new LeftOutIsBack(reference, request.type(), request.removesNothing(), done));
    }
}
