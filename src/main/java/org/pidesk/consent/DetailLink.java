package org.pidesk.consent;

import java.time.Instant;
import org.pidesk.kernel.Address;

/** What a link to somebody’s own details says. It opens nothing: it begins the proof of the address. */
public record DetailLink(Address address, Purpose purpose, Instant expires) {

    /** What for. */
    public enum Purpose {
        VIEW,
        REMOVE
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }
}
