package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.kernel.IpRange;

/** The proxy is 10.0.0.2; where there are two, the outer one is 10.0.0.1. */
class HopsTest {
    private static final String PROXY = "10.0.0.2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "196.25.1.7 | 196.25.1.7",
                "41.0.0.1, 196.25.1.7 | 196.25.1.7",
                "196.25.1.7:51234 | 196.25.1.7",
                "2c0f:f000::7 | 2c0f:f000:0:0:0:0:0:7",
                "[2c0f:f000::7] | 2c0f:f000:0:0:0:0:0:7",
                "[2c0f:f000::7]:51234 | 2c0f:f000:0:0:0:0:0:7",
                "\"[2c0f:f000::7]:51234\" | 2c0f:f000:0:0:0:0:0:7",
                "::ffff:196.25.1.7 | 196.25.1.7",
                "  196.25.1.7\t | 196.25.1.7",
                "41.0.0.1, | unknown",
                "41.0.0.1, unknown | unknown",
                "41.0.0.1, _hidden | unknown",
                "41.0.0.1, localhost | unknown",
                "41.0.0.1, 0x7f.1 | unknown",
                "41.0.0.1, 1 | unknown",
                "41.0.0.1 10.0.0.9 | unknown",
                "41.0.0.1; 10.0.0.9 | unknown",
                "41.0.0.1, 10.0.0.9 | 10.0.0.9"
            })
    void takeWhatOurProxySawAndNothingThatWasClaimed(String forwardedFor, String visitor) {
        assertThat(behind(1).visitor(PROXY, Stream.of(forwardedFor))).hasValue(visitor);
    }

    @Test
    void readSeveralLinesAsOne() {
        assertThat(behind(1).visitor(PROXY, Stream.of("41.0.0.1", "196.25.1.7")))
                .hasValue("196.25.1.7");
        assertThat(behind(2).visitor(PROXY, Stream.of("196.25.1.7", "10.0.0.1")))
                .hasValue("196.25.1.7");
    }

    @Test
    void passByAsManyProxiesAsThereAre() {
        assertThat(behind(2).visitor(PROXY, Stream.of("41.0.0.1, 196.25.1.7, 10.0.0.1")))
                .hasValue("196.25.1.7");
        assertThat(behind(1).visitor(PROXY, Stream.of("196.25.1.7, 10.0.0.1"))).hasValue("10.0.0.1");
    }

    @Test
    void stopAtWhoStoleRoundTheOuterProxy() {
        assertThat(behind(2).visitor(PROXY, Stream.of("41.0.0.1, 8.8.8.8"))).hasValue("8.8.8.8");
        assertThat(behind(2).visitor(PROXY, Stream.of("8.8.8.8"))).hasValue("8.8.8.8");
    }

    @Test
    void believeNobodyWhereThereIsNoProxy() {
        assertThat(behind(0).visitor(PROXY, Stream.of("196.25.1.7"))).isEmpty();
    }

    @Test
    void believeNobodyWhoConnectsFromElsewhere() {
        assertThat(behind(1).visitor("8.8.8.8", Stream.of("196.25.1.7"))).isEmpty();
        assertThat(behind(1, "10.0.0.9").visitor(PROXY, Stream.of("196.25.1.7")))
                .isEmpty();
        assertThat(behind(1, "10.0.0.0/30").visitor(PROXY, Stream.of("196.25.1.7")))
                .hasValue("196.25.1.7");
    }

    @Test
    void takeOneOfOurNetworkForItself() {
        assertThat(behind(1).visitor(PROXY, Stream.empty())).isEmpty();
    }

    /** Whatever a visitor writes into the header, with every spelling and number of lines: it is never taken. */
    @Test
    void takeNoneOfAThousandForgeries() {
        var random = new Random(4);
        var wrong = new ArrayList<String>();
        var tried = new HashSet<List<String>>();
        while (tried.size() < 1000) {
            var lines = forged(random);
            if (tried.add(lines)) {
                for (int proxies = 1; proxies <= 2; proxies++) {
                    var seen = new ArrayList<>(lines);
                    var last = seen.isEmpty() || random.nextBoolean() ? "" : seen.remove(seen.size() - 1) + ", ";
                    seen.add(last + (proxies == 1 ? "8.8.8.8" : "8.8.8.8, 10.0.0.1"));
                    var visitor = behind(proxies).visitor(PROXY, seen.stream());
                    if (!visitor.equals(Optional.of("8.8.8.8"))) {
                        wrong.add(proxies + " " + seen + " " + visitor);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> forged(Random random) {
        var addresses = List.of(
                "41.0.0.1",
                "10.0.0.2",
                "127.0.0.1",
                "::1",
                "[2c0f::1]:80",
                "unknown",
                "",
                "\"",
                "[",
                ":1",
                "41.0.0.1:99999",
                "1e9",
                "%00",
                "41.0.0.1, 10.0.0.1",
                ",,,",
                "::ffff:41.0.0.1",
                "٤١.٠.٠.١");
        var lines = new ArrayList<String>();
        for (int line = random.nextInt(4); line > 0; line--) {
            var text = new StringBuilder();
            for (int part = random.nextInt(5); part >= 0; part--) {
                text.append(addresses.get(random.nextInt(addresses.size()))).append(part > 0 ? "," : "");
            }
            lines.add(text.toString());
        }
        return lines;
    }

    private static Hops behind(int count, String... networks) {
        return new Hops(new TrustedProxySettings(
                count, Stream.of(networks).map(IpRange::of).toList()));
    }
}
