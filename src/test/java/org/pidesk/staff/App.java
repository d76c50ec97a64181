package org.pidesk.staff;

import java.time.Clock;
import java.time.Duration;

/** The authenticator app on somebody's phone, as tests hold it. */
public final class App {
    private final FactorSecret secret;
    private final Clock phone;

    private App(FactorSecret secret, Clock phone) {
        this.secret = secret;
        this.phone = phone;
    }

    /**
     * @param secret as the page shows it, with spaces or without
     * @param phone the time there
     */
    public static App with(String secret, Clock phone) {
        return new App(new FactorSecret(secret.replace(" ", "")), phone);
    }

    public String code() {
        return codeAfter(Duration.ZERO);
    }

    /** What it shows that much later. */
    public String codeAfter(Duration later) {
        return Totp.code(secret.bytes(), Totp.stepAt(phone.instant().plus(later)));
    }
}
