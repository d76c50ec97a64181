package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.Secrets;

class ReturnPathsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:30:00Z");
    private static final UUID MESSAGE = UUID.fromString("0f3b1c9e-1111-4222-8333-944445555666");
    private static final byte[] OTHER_ROOT = new byte[32];

    private final ReturnPaths paths = at(NOW);

    @Test
    void leadsBackToItsMessage() {
        var path = paths.of(MESSAGE).orElseThrow();

        assertThat(path).matches("returns\\+[0-9a-v]{42}@pi-desk\\.example");
        assertThat(path.substring(0, path.indexOf('@'))).hasSizeLessThanOrEqualTo(64);
        assertThat(paths.in("Return-Path: <" + path + ">")).contains(MESSAGE);
        assertThat(paths.in(path.toUpperCase(java.util.Locale.ROOT))).contains(MESSAGE);
    }

    @Test
    void fitsAnyMessage() {
        for (var id : List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(0, 1), new UUID(Long.MIN_VALUE, 0))) {
            assertThat(paths.read(paths.mark(id))).contains(id);
        }
    }

    @Test
    void isValidForThirtyDays() {
        var mark = paths.mark(MESSAGE);

        assertThat(at(NOW.plus(Duration.ofDays(30))).read(mark)).contains(MESSAGE);
        assertThat(at(NOW.plus(Duration.ofDays(31))).read(mark)).isEmpty();
        assertThat(at(NOW.minus(Duration.ofDays(2))).read(mark)).isEmpty();
    }

    @Test
    void cannotBeMadeUp() {
        var mark = paths.mark(MESSAGE);
        for (int i = 0; i < mark.length(); i++) {
            var other = mark.charAt(i) == '0' ? '1' : '0';
            var forged = mark.substring(0, i) + other + mark.substring(i + 1);

            assertThat(paths.read(forged)).as(forged).isEmpty();
        }
        assertThat(paths.read(null)).isEmpty();
        assertThat(paths.read("")).isEmpty();
        assertThat(paths.read("v".repeat(42))).isEmpty();
        assertThat(paths.read("../../../etc/passwd/and/so/on")).isEmpty();
    }

    @Test
    void isReadAfterTheSecretWasChanged() {
        var mark = new ReturnPaths(new Secrets(OTHER_ROOT), Clock.fixed(NOW, ZoneOffset.UTC), Samples.MAILBOX)
                .mark(MESSAGE);
        var successor = new Secrets("thirty-two bytes for the tests!!".getBytes(), List.of(OTHER_ROOT));

        assertThat(paths.read(mark)).isEmpty();
        assertThat(new ReturnPaths(successor, Clock.fixed(NOW, ZoneOffset.UTC), Samples.MAILBOX).read(mark))
                .contains(MESSAGE);
    }

    @Test
    void leadsNowhereWithoutAMailbox() {
        var without = new ReturnPaths(Samples.SECRETS, Clock.fixed(NOW, ZoneOffset.UTC), (ReturnsMailbox) null);

        assertThat(without.of(MESSAGE)).isEmpty();
        assertThat(without.in("returns+" + paths.mark(MESSAGE) + "@pi-desk.example"))
                .isEmpty();
    }

    @Test
    void hidesThePasswordOfTheMailbox() {
        assertThat(new ReturnsMailbox("r@x.example", "h", 1, "me", "secret", true).toString())
                .doesNotContain("secret");
    }

    private static ReturnPaths at(Instant now) {
        return new ReturnPaths(Samples.SECRETS, Clock.fixed(now, ZoneOffset.UTC), Samples.MAILBOX);
    }
}
