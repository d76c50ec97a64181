package org.pidesk.consent;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way out of every marketing message: the link of a targeted one ends its interest, or by a button of its page all
 * marketing, as that of a general one does. It ends it for the record that the message was written to, whatever address
 * that has now, and for the address, whoever has it now. Whoever holds the link can do that and nothing else; consent to
 * process is never touched.
 */
@Service
public class Unsubscribes {
    /** The one body that a link takes, from a mail program (RFC 8058) as from the button of its page. */
    public static final String FIELD = "List-Unsubscribe";

    public static final String VALUE = "One-Click";

    /** The one other value, from the second button of the page of a targeted message: all marketing. */
    public static final String ALL = "all-marketing";

    private static final Duration VALID = Duration.ofDays(180);

    private final Consents consents;
    private final SealedLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Unsubscribes(Consents consents, Secrets secrets, ApplicationEventPublisher events, Clock clock) {
        this.consents = consents;
        this.links = new SealedLinks(secrets, "unsubscribe");
        this.events = events;
        this.clock = clock;
    }

    /**
     * The path of the link for a message: to be put behind the address of this installation.
     *
     * @param interest the code of what the message is about; null when it is about all
     */
    public String link(OrganisationId organisation, Address address, String interest) {
        return link(organisation, address, interest, null, null);
    }

    /**
     * @param message what to tell of, once the link was used
     * @param record which record the message is written to; null for none
     */
    public String link(OrganisationId organisation, Address address, String interest, UUID message, UUID record) {
        var token = links.seal(
                organisation, clock.instant().plus(VALID), address.value(), interest, text(message), text(record));
        return "/" + organisation + "/pi/unsubscribe/" + token;
    }

    /** Reads a link; empty when it is forged, or another organisation's. Changes nothing. */
    public Optional<Unsubscribe> read(OrganisationId organisation, String token) {
        return links.open(organisation, token).map(opened -> {
            var parts = opened.parts();
            return new Unsubscribe(
                    organisation,
                    Address.parse(parts.get(0)),
                    parts.get(1).isEmpty() ? null : parts.get(1),
                    id(parts.get(2)),
                    id(parts.get(3)),
                    opened.expires());
        });
    }

    /**
     * Does what the link is for. However often it is done, it is done once.
     *
     * @return whether anything changed
     * @throws ConsentRefused when the link is over
     */
    @Transactional
    public boolean take(Unsubscribe what) {
        if (what.isOver(clock.instant())) {
            throw new ConsentRefused("This link is too old.");
        }
        var evidence = Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK);
        var changed = what.interest() == null
                ? consents.endAt(what.organisation(), what.address(), what.record(), evidence)
                : consents.endAt(what.organisation(), what.address(), what.interest(), what.record(), evidence);
        if (what.message() != null) {
            events.publishEvent(new Unsubscribed(what.organisation(), what.interest(), what.message()));
        }
        return changed;
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static UUID id(String text) {
        return text.isEmpty() ? null : UUID.fromString(text);
    }
}
