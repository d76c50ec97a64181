package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "196.25.1.7, 196.25.1.7",
        "::ffff:196.25.1.7, 196.25.1.7",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void isWrittenInOneWay(String typed, String written) {
        assertThat(IpAddress.parse(typed)).hasToString("Optional[" + written + "]");
    }

    /** Old parsers read some of these as addresses: octal, shortened, one number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "localhost", "example.org", "1", "1.2", "1.2.3", "1.2.3.4.5", "010.0.0.1", "0x7f.0.0.1",
                "256.1.1.1", "1.2.3.-4", "1.2.3.4 ", "[::1]", ":", ":::", "1::2::3", "12345::", "g::1", "::1/128",
                "1.2.3.4:80", "١.٢.٣.٤", "::196.25.1.7"
            })
    void isNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "::1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.1.1",
                "169.254.9.9",
                "fe80::1",
                "100.64.0.1",
                "100.127.255.255",
                "fc00::1",
                "fdff::1",
                "::ffff:10.0.0.1"
            })
    void isPrivateWhereNobodyOnTheInternetHasIt(String text) {
        assertThat(IpAddress.parse(text).orElseThrow().isPrivate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "196.25.1.7",
                "172.15.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "11.0.0.1",
                "2c0f:f000::1",
                "fe00::1",
                "::ffff:196.25.1.7"
            })
    void isPublicOtherwise(String text) {
        assertThat(IpAddress.parse(text).orElseThrow().isPrivate()).isFalse();
    }

    @Test
    void equalsTheSameAddressInAnotherSpelling() {
        assertThat(IpAddress.parse("::ffff:c419:107"))
                .isEqualTo(IpAddress.parse("196.25.1.7"))
                .hasSameHashCodeAs(IpAddress.parse("196.25.1.7"))
                .isNotEqualTo(IpAddress.parse("196.25.1.8"));
    }
}
