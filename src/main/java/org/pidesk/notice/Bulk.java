package org.pidesk.notice;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.organisation.Organisations;
import org.springframework.stereotype.Service;

/**
 * Sends the same to many. Their rows are the caller's, who claims them in batches and marks what became of each: nothing
 * of them lies in the outbox, and a million take no more memory than a batch. When and how fast is the caller's affair,
 * too.
 */
@Service
public class Bulk {
    private static final Address ANY_MAILBOX = new EmailAddress("mould@pi-desk.example");
    private static final Address ANY_MOBILE = MobileNumber.parse("082 123 4567");

    private final Composer composer;
    private final Organisations organisations;
    private final Carriers carriers;
    private final ComplaintLinks complaints;
    private final BulkGate gate;
    private final MailProperties mail;
    private final Clock clock;

    Bulk(
            Composer composer,
            Organisations organisations,
            Carriers carriers,
            ComplaintLinks complaints,
            BulkGate gate,
            MailProperties mail,
            Clock clock) {
        this.composer = composer;
        this.organisations = organisations;
        this.carriers = carriers;
        this.complaints = complaints;
        this.gate = gate;
        this.mail = mail;
        this.clock = clock;
    }

    /**
     * By mail. Nothing is sent yet, but the words are looked at.
     *
     * @throws NotSendable when the message does not say who sends it, or how to stop it or to complain
     */
    public BulkRun openMails(Bulletin bulletin) {
        return open(bulletin, ANY_MAILBOX, mail.bulkConnections(), carriers::openMails);
    }

    /** By text message: over the one session with the carrier. @throws NotSendable like {@link #openMails} */
    public BulkRun openTexts(Bulletin bulletin) {
        return open(bulletin, ANY_MOBILE, 1, carriers::openTexts);
    }

    /**
     * How long a text message is with all that is added to it, but what differs from one recipient to the next.
     *
     * @throws NotSendable like {@link #openMails}
     */
    public TextSize sizeOfText(Bulletin bulletin) {
        return TextSize.of(mould(bulletin, ANY_MOBILE).textOfAll());
    }

    private BulkRun open(Bulletin bulletin, Address like, int connections, Supplier<Line> line) {
        var mould = mould(bulletin, like);
        List<Line> lines = Stream.generate(line).limit(connections).toList();
        return new BulkRun(bulletin, mould, lines, complaints, gate, mail.domain(), clock);
    }

    private Mould mould(Bulletin bulletin, Address like) {
        return Mould.of(bulletin, organisations.get(bulletin.organisation()), like, composer, carriers);
    }
}
