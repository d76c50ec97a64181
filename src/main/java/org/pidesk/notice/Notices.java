package org.pidesk.notice;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says things to people. A notice is a row of the outbox, written in the caller's transaction and sent after it. */
@Service
@Transactional
public class Notices {
    private static final int LANES = 64;

    private final Composer composer;
    private final Letters letters;
    private final Outbox outbox;
    private final Organisations organisations;
    private final Suppressions suppressions;
    private final Vault vault;
    private final Secrets secrets;
    private final MailProperties mail;
    private final ApplicationEventPublisher events;

    Notices(
            Composer composer,
            Letters letters,
            Outbox outbox,
            Organisations organisations,
            Suppressions suppressions,
            Vault vault,
            Secrets secrets,
            MailProperties mail,
            ApplicationEventPublisher events) {
        this.composer = composer;
        this.letters = letters;
        this.outbox = outbox;
        this.organisations = organisations;
        this.suppressions = suppressions;
        this.vault = vault;
        this.secrets = secrets;
        this.mail = mail;
        this.events = events;
    }

    /**
     * Puts a notice into the outbox. It is sent once at least, always under the same Message-ID.
     *
     * <p>While {@link Letters} tries out what would be said, it is heard there and goes no further.
     *
     * <p>What a black list stops is settled at once as not delivered; what anybody can ask for, only when it would leave.
     *
     * @throws NotSendable when the message does not say who sends it, or how to stop it or to complain
     * @throws IllegalArgumentException when the model is not the one that its {@link Kind} shows, or holds control
     *     characters; the message names the field and never its value
     */
    public void send(Notice notice) {
        var sender = organisationOf(notice);
        var message = composer.compose(notice, sender);
        Imprint.mustStandIn(message, notice.kind(), sender);
        if (letters.hear(notice, message)) {
            return;
        }
        var messageId = "<" + UUID.randomUUID() + "@" + mail.domain() + ">";
        if (stopped(notice)) {
            outbox.write(notice, Status.SUPPRESSED, null, null, messageId);
        } else {
            outbox.write(notice, Status.PENDING, lane(notice), vault.sealForToday(message.write()), messageId);
        }
        events.publishEvent(new NoticeWritten());
    }

    /** Whether every notice of this kind in this case was delivered or has finally failed. */
    @Transactional(readOnly = true)
    public boolean settled(Reference reference, Kind kind) {
        return outbox.settled(reference, kind);
    }

    /** Whether a notice of this kind is on its way in this case, or was lately. */
    @Transactional(readOnly = true)
    public boolean isWritten(Reference reference, Kind kind) {
        return outbox.isWritten(reference, kind);
    }

    /** How many notices of this kind were delivered in this case. */
    @Transactional(readOnly = true)
    public int delivered(Reference reference, Kind kind) {
        return delivered(List.of(reference)).getOrDefault(reference, Map.of()).getOrDefault(kind, 0);
    }

    /** How many notices of each kind were delivered in each of these cases; those that were not are not there. */
    @Transactional(readOnly = true)
    public Map<Reference, Map<Kind, Integer>> delivered(List<Reference> cases) {
        return outbox.delivered(cases);
    }

    /** How many notices of these cases are not delivered yet, and are still tried. */
    @Transactional(readOnly = true)
    public int unsent(List<Reference> cases) {
        return outbox.unsent(cases);
    }

    /** Null for the installation itself, in whose name only accounts are written to. */
    private Organisation organisationOf(Notice notice) {
        if (notice.organisation() == null && notice.kind().isOfAnAccount()) {
            return null;
        }
        return organisations.get(notice.organisation());
    }

    private boolean stopped(Notice notice) {
        return notice.kind().isStoppedAtOnce() && suppressions.covers(notice.organisation(), notice.to());
    }

    /** Text messages all go through one carrier, and so share one lane. */
    private int lane(Notice notice) {
        var address = notice.to().value();
        var host = address.substring(address.lastIndexOf('@') + 1);
        return Channel.to(notice.to()) == Channel.SMS
                ? 0
                : secrets.fingerprint(host, "notice", "lane")[0] & (LANES - 1);
    }
}
