package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pidesk.consent.DetailLink.Purpose;
import org.pidesk.kernel.Secrets;

/** What the links in messages say, and to whom. */
class UnsubscribesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final UUID MESSAGE = UUID.randomUUID();
    private static final UUID RECORD = UUID.randomUUID();

    private final Secrets secrets = new Secrets(new byte[32]);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Unsubscribes unsubscribes = new Unsubscribes(null, secrets, null, clock);
    private final DetailLinks details = new DetailLinks(secrets, clock);

    @Test
    void sayToUsWhatTheyEnd() {
        var link = unsubscribes.link(ABC_MOTORS, THANDI, "new-cars", MESSAGE, RECORD);

        assertThat(link).startsWith("/abc-motors/pi/unsubscribe/").doesNotContain("thandi", "cars");
        assertThat(unsubscribes.read(ABC_MOTORS, token(link)))
                .contains(new Unsubscribe(
                        ABC_MOTORS, THANDI, "new-cars", MESSAGE, RECORD, NOW.plus(Duration.ofDays(180))));
    }

    @Test
    void mayEndAllMarketingAndBelongToNoMessage() {
        var read = unsubscribes
                .read(ABC_MOTORS, token(unsubscribes.link(ABC_MOTORS, PIETER, null)))
                .orElseThrow();

        assertThat(read.interest()).isNull();
        assertThat(read.message()).isNull();
        assertThat(read.address()).isEqualTo(PIETER);
    }

    @Test
    void cannotBeForgedOrTakenElsewhere() {
        var token = token(unsubscribes.link(ABC_MOTORS, THANDI, "new-cars", MESSAGE, RECORD));

        assertThat(unsubscribes.read(SEA_POINT_CARS, token)).isEmpty();
        assertThat(details.read(ABC_MOTORS, token)).isEmpty();
        assertThat(unsubscribes.read(ABC_MOTORS, token(details.view(ABC_MOTORS, THANDI))))
                .isEmpty();
        assertThat(new Unsubscribes(null, new Secrets(new byte[33]), null, clock).read(ABC_MOTORS, token))
                .isEmpty();
        for (int at = 0; at < token.length(); at++) {
            var other = token.charAt(at) == 'A' ? 'B' : 'A';
            var forged = token.substring(0, at) + other + token.substring(at + 1);
            if (!sameBytes(forged, token)) {
                assertThat(unsubscribes.read(ABC_MOTORS, forged)).isEmpty();
            }
        }
        for (var nonsense : new String[] {"", "x", "../..", "A".repeat(60), "A".repeat(100_000), null}) {
            assertThat(unsubscribes.read(ABC_MOTORS, nonsense)).isEmpty();
        }
    }

    @Test
    void lookDifferentEachTime() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(unsubscribes.link(ABC_MOTORS, THANDI, null))).isTrue();
        }
    }

    @Test
    void endWithTheirTime() {
        var token = token(unsubscribes.link(ABC_MOTORS, THANDI, null));
        var later = new Unsubscribes(null, secrets, null, Clock.offset(clock, Duration.ofDays(180)));
        var read = later.read(ABC_MOTORS, token).orElseThrow();

        assertThat(read.isOver(NOW.plus(Duration.ofDays(180)).minusSeconds(1))).isFalse();
        assertThat(read.isOver(NOW.plus(Duration.ofDays(180)))).isTrue();
        assertThatThrownBy(() -> later.take(read)).isInstanceOf(ConsentRefused.class);
    }

    @Test
    void leadToOnesDetailsForAMonth() {
        var view = details.read(ABC_MOTORS, token(details.view(ABC_MOTORS, THANDI)))
                .orElseThrow();
        var remove = details.read(ABC_MOTORS, token(details.remove(ABC_MOTORS, THANDI)))
                .orElseThrow();

        assertThat(view.purpose()).isEqualTo(Purpose.VIEW);
        assertThat(remove.purpose()).isEqualTo(Purpose.REMOVE);
        assertThat(view.address()).isEqualTo(THANDI);
        assertThat(view.isOver(NOW.plus(Duration.ofDays(30)))).isTrue();
    }

    @Test
    void openWhatAFormerSecretSealed() {
        var token = token(unsubscribes.link(ABC_MOTORS, THANDI, null));
        var newSecret = new byte[32];
        newSecret[0] = 1;
        var rotated = new Secrets(newSecret, List.of(new byte[32]));

        assertThat(new Unsubscribes(null, rotated, null, clock).read(ABC_MOTORS, token))
                .isPresent();
    }

    private static boolean sameBytes(String one, String other) {
        var decoder = Base64.getUrlDecoder();
        return Arrays.equals(decoder.decode(one), decoder.decode(other));
    }

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
