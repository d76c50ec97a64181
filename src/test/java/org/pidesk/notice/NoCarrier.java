package org.pidesk.notice;

import java.time.Duration;

/** An installation that sends no text messages. */
public final class NoCarrier {
    private NoCarrier() {}

    public static TextMessages texts() {
        return new TextMessages(new SmppCarrier(null, "PiDesk", Duration.ofSeconds(1), null));
    }
}
