package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Firefox on Windows|Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
                "Chrome on Windows|Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "Edge on Windows|Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0",
                "Safari on an iPhone|Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "Chrome on Android|Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                "Samsung Internet on Android|Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
                "Safari on a Mac|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                "Chrome on Linux|Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
                "Another browser|curl/8.5.0",
                "Another browser|''"
            })
    void readsTheKindOfBrowser(String kind, String says) {
        assertThat(Origins.browser(says)).isEqualTo(kind);
    }

    /** A new version each month is the same kind: else everybody would be asked by mail each month. */
    @Test
    void takesAnotherVersionForTheSame() {
        assertThat(Origins.browser("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/134.0"))
                .isEqualTo(Origins.browser("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/133.0"));
    }

    @Test
    void namesThePlace() {
        assertThat(new Origin("ZA", "x").place()).isEqualTo("South Africa");
        assertThat(new Origin(Origin.NOWHERE, "x").place()).isEqualTo("Not known");
    }

    @Test
    void knowsABrowserThatSaysNothing() {
        assertThat(Origins.browser(null)).isEqualTo("Another browser");
    }
}
