package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OnceAMinuteTest {
    private static final int ROOM = 3;

    private final OnceAMinute<Integer> looks =
            new OnceAMinute<>(ROOM, Clock.fixed(Instant.parse("2026-11-23T18:00:00Z"), ZoneOffset.UTC));

    @Test
    void knowsWhatCameBefore() {
        assertThat(looks.isNew(1)).isTrue();
        assertThat(looks.isNew(1)).isFalse();
        assertThat(looks.isNew(2)).isTrue();

        looks.forget(1);

        assertThat(looks.isNew(1)).isTrue();
    }

    /** What it has no room for is noted too often rather than never. */
    @Test
    void takesAllForNewOnceItsRoomIsFull() {
        for (int i = 0; i < ROOM; i++) {
            looks.isNew(i);
        }

        assertThat(looks.isNew(ROOM)).isTrue();
        assertThat(looks.isNew(ROOM)).isTrue();
    }
}
