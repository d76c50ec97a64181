package org.pidesk.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.pidesk.watch.Figure;
import org.pidesk.watch.Reading;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits to be sent, and what did not arrive. */
@Component
class OutboxReading implements Reading {
    private final Outbox outbox;
    private final DeadAddresses addresses;
    private final Clock clock;

    OutboxReading(Outbox outbox, DeadAddresses addresses, Clock clock) {
        this.outbox = outbox;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    @Transactional(readOnly = true, timeout = 10)
    public List<Figure> take() {
        var figures = outbox.figures();
        var oldest = figures.oldest() == null ? Duration.ZERO : Duration.between(figures.oldest(), clock.instant());
        return List.of(
                Figure.of("pidesk_outbox_waiting", "Messages that wait to be sent.", figures.pending()),
                Figure.of(
                        "pidesk_outbox_oldest_seconds",
                        "How long the oldest message has waited for its carrier.",
                        oldest.toSeconds()),
                Figure.of(
                        "pidesk_outbox_without_carrier",
                        "Messages that wait for a carrier that is not set up.",
                        figures.withoutCarrier()),
                Figure.of(
                        "pidesk_outbox_to_check",
                        "Messages held back since a restore, until somebody says whether they were sent.",
                        figures.toCheck()),
                Figure.of(
                        "pidesk_outbox_untold",
                        "Messages sent or given up of which their case could not be told for five minutes.",
                        figures.untold()),
                Figure.of("pidesk_outbox_failed", "Messages that failed within seven days.", figures.failed()),
                Figure.of(
                        "pidesk_dead_addresses",
                        "Addresses on record at which nothing arrives, until staff have settled them.",
                        addresses.dead()));
    }
}
