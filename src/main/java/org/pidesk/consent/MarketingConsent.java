package org.pidesk.consent;

import java.time.Instant;
import java.util.Objects;
import org.pidesk.kernel.Channel;

/**
 * What a person said to marketing by one channel.
 *
 * @param interest the code of the interest; null for all marketing
 * @param evidence what shows it
 */
public record MarketingConsent(
        Channel channel, String interest, State state, Ground ground, Evidence evidence, Instant at) {

    public enum State {
        GIVEN,
        WITHDRAWN,
        /** Nobody knows: not to be taken for a yes, nor for a no. */
        NEVER_ASKED
    }

    /** What allows it. */
    public enum Ground {
        /** The person said yes (section 69(1)(a)). */
        CONSENT,
        /** A customer, of whom similar products are told, and who did not object (section 69(3)). */
        CUSTOMER
    }

    public boolean isGiven() {
        return state == State.GIVEN;
    }

    boolean isAbout(Channel itsChannel, String itsInterest) {
        return channel == itsChannel && Objects.equals(interest, itsInterest);
    }
}
