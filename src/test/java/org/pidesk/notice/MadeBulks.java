package org.pidesk.notice;

import java.time.Duration;
import java.util.List;
import org.pidesk.kernel.MovableClock;
import org.pidesk.organisation.Organisations;
import org.springframework.stereotype.Component;

/** What sends to many, as the product's, but for the carriers that a test gives it. */
@Component
public class MadeBulks {
    private final Composer composer;
    private final Organisations organisations;
    private final ComplaintLinks complaints;
    private final BulkGate gate;
    private final MovableClock clock;

    MadeBulks(
            Composer composer,
            Organisations organisations,
            ComplaintLinks complaints,
            BulkGate gate,
            MovableClock clock) {
        this.composer = composer;
        this.organisations = organisations;
        this.complaints = complaints;
        this.gate = gate;
        this.clock = clock;
    }

    Bulk with(Carriers carriers) {
        return new Bulk(composer, organisations, carriers, complaints, gate, ScriptedMailServer.properties(), clock);
    }

    /** With no carrier of texts. */
    public Bulk over(ScriptedMailServer server) {
        return with(new Carriers(server.carrier(), (to, text, mark) -> List.of()));
    }

    /** With no carrier of mails. @param patience how long it waits for an answer */
    public Bulk over(ScriptedTextServer server, Duration patience) {
        var account = new SmppAccount("127.0.0.1", server.port(), "pidesk", "pw", "");
        return with(new Carriers(null, new SmppCarrier(account, "PiDesk", patience, new KeptTexts())));
    }
}
