package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void findsLinksAndLeavesTheFullStopBehind() {
        assertThat(Words.of("See https://a.example/x. Or (http://b.example)!"))
                .extracting(Words::text)
                .containsExactly("See ", "https://a.example/x", ". Or (", "http://b.example", ")!");
    }

    @Test
    void makesNoLinkOfAnythingElse() {
        assertThat(Words.of("javascript:alert(1) ftp://a.example"))
                .extracting(Words::address)
                .containsOnlyNulls();
    }

    @Test
    void saysHowFarAheadTheClockIs() {
        assertThat(SandboxPage.inWords(Duration.ZERO)).isNull();
        assertThat(SandboxPage.inWords(Duration.ofHours(1))).isEqualTo("1 hour");
        assertThat(SandboxPage.inWords(Duration.ofHours(26))).isEqualTo("1 day and 2 hours");
        assertThat(SandboxPage.inWords(Duration.ofDays(3))).isEqualTo("3 days");
    }

    @Test
    void keepsTheNewestAndForgetsTheOldest() {
        var recent = new Recent<Long>(2);

        recent.add(n -> n);
        recent.add(n -> n);
        recent.add(n -> n);

        assertThat(recent.all()).containsExactly(3L, 2L);
    }
}
