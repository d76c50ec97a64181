package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @CsvSource({
        "196.25.0.0/16, 196.25.255.255, true",
        "196.25.0.0/16, 196.26.0.0, false",
        "196.25.1.128/25, 196.25.1.127, false",
        "196.25.1.128/25, 196.25.1.128, true",
        "196.25.1.7, 196.25.1.7, true",
        "196.25.1.7, 196.25.1.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, 196.25.1.7, false"
    })
    void holdsTheAddressesThatBeginLikeIt(String range, String address, boolean holds) {
        assertThat(IpRange.of(range).contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "office"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> IpRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysItself() {
        assertThat(IpRange.of(" 10.0.0.0/8 ")).hasToString("10.0.0.0/8");
    }
}
