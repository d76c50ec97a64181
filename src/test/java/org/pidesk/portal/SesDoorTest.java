package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where no topic is named, nobody is at home. */
@PiDeskTest
class SesDoorTest {
    @LocalServerPort
    int port;

    @Test
    void isClosedUnlessATopicIsNamed() {
        var stranger = new Visitor(port);

        assertThat(stranger.call("POST", "/returns/ses", "{}").statusCode()).isEqualTo(404);
        assertThat(stranger.call("POST", "/returns/ses", "x".repeat(300_000)).statusCode())
                .isEqualTo(413);
        assertThat(stranger.get("/returns/ses").statusCode()).isIn(404, 405);
    }
}
