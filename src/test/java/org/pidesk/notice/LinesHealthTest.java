package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class LinesHealthTest {
    private final KeptTexts inbox = new KeptTexts();

    @Test
    void isUnknownWhereThereIsNoCarrier() {
        assertThat(of(new SmppCarrier(null, "PiDesk", Duration.ofSeconds(1), inbox)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void isUpWhileTheCarrierIsThereAndDownOnceItIsAway() throws Exception {
        var server = new ScriptedTextServer();
        var port = server.port();
        var carrier = new SmppCarrier(account(port), "PiDesk", Duration.ofSeconds(5), inbox);
        assertThat(of(carrier)).isEqualTo(Status.UP);
        carrier.listen();
        assertThat(of(carrier)).isEqualTo(Status.UP);
        carrier.close();
        server.close();

        try (var nobodyElse = holding(port)) {
            assertThatThrownBy(carrier::listen).isInstanceOf(NotSent.class);
            assertThat(nobodyElse.isBound()).isTrue();
        }
        assertThat(of(carrier)).isEqualTo(Status.DOWN);
    }

    @Test
    void namesNothingButTheKindOfTrouble() {
        assertThat(LinesHealth.of(true, Optional.of("ConnectException")).getDetails())
                .containsOnlyKeys("trouble");
        assertThat(LinesHealth.of(true, Optional.empty()).getStatus()).isEqualTo(Status.UP);
        assertThat(LinesHealth.of(false, Optional.empty()).getStatus()).isEqualTo(Status.UNKNOWN);
    }

    /** A port at which nobody answers, and nobody else can begin to. */
    private static Socket holding(int port) throws IOException {
        var socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private static SmppAccount account(int port) {
        return new SmppAccount("127.0.0.1", port, "pidesk", "pw", "");
    }

    private static Status of(SmppCarrier carrier) {
        HealthIndicator health = new LinesHealth().textMessagesHealthIndicator(carrier);
        return health.health().getStatus();
    }
}
