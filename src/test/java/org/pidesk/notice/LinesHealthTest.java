package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class LinesHealthTest {
    private final KeptTexts inbox = new KeptTexts();

    @Test
    void isUnknownWhereThereIsNoCarrier() {
        assertThat(of(new SmppCarrier(null, "PiDesk", Duration.ofSeconds(1), inbox)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void isUnknownWhereThereIsNoMailServer() {
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSenderImpl.class);

        assertThat(new LinesHealth()
                        .mailHealthIndicator(none, Clock.systemUTC())
                        .health()
                        .getStatus())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void isUpWhileTheCarrierIsThereAndDownOnceItIsAway() throws Exception {
        try (var server = new ScriptedTextServer()) {
            var carrier = new SmppCarrier(account(server.port()), "PiDesk", Duration.ofSeconds(5), inbox);
            assertThat(of(carrier)).isEqualTo(Status.UP);
            carrier.listen();
            assertThat(of(carrier)).isEqualTo(Status.UP);
            carrier.close();
            server.goesAway();

            assertThatThrownBy(carrier::listen).isInstanceOf(NotSent.class);
            assertThat(of(carrier)).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void namesNothingButTheKindOfTrouble() {
        assertThat(LinesHealth.of(true, Optional.of("ConnectException")).getDetails())
                .containsOnlyKeys("trouble");
        assertThat(LinesHealth.of(true, Optional.empty()).getStatus()).isEqualTo(Status.UP);
        assertThat(LinesHealth.of(false, Optional.empty()).getStatus()).isEqualTo(Status.UNKNOWN);
    }

    private static SmppAccount account(int port) {
        return new SmppAccount("127.0.0.1", port, "pidesk", "pw", "");
    }

    private static Status of(SmppCarrier carrier) {
        HealthIndicator health = new LinesHealth().textMessagesHealthIndicator(carrier);
        return health.health().getStatus();
    }
}
