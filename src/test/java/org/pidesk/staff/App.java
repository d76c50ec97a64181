package org.pidesk.staff;

import java.time.Clock;
import java.time.Duration;

/** The authenticator app on somebody's phone, as tests hold it. */
public final class App {
    private final FactorSecret secret;
    private final Clock clock;

    private App(FactorSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** @param secret as the page shows it, with spaces or without */
    public static App with(String secret, Clock clock) {
        return new App(new FactorSecret(secret.replace(" ", "")), clock);
    }

    public String code() {
        return codeAfter(Duration.ZERO);
    }

    /** What it shows that much later. */
    public String codeAfter(Duration later) {
        return Totp.code(secret.bytes(), Totp.stepAt(clock.instant().plus(later)));
    }
}
