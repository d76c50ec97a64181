package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Guessing a code from the safe. */
@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class BreakGlassTest {
    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Test
    void takesTenGuessesInAnHourFromOneNetwork() {
        for (int i = 0; i < 10; i++) {
            assertThat(guess("guess " + i)).isEqualTo(403);
        }
        assertThat(guess("one more")).isEqualTo(429);

        clock.advance(Duration.ofMinutes(61));

        assertThat(guess("a guess")).isEqualTo(403);
    }

    @Test
    void tellsTheLogOfAWrongCodeAndNotWhichItWas(CapturedOutput log) {
        guess("nearly-the-code");

        assertThat(log).contains("WARN", "A break-glass code was tried").doesNotContain("nearly-the-code");
    }

    private int guess(String code) {
        return new Visitor(port)
                .submit("/login/break-glass", Map.of("code", code))
                .statusCode();
    }
}
