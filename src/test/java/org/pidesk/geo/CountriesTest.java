package org.pidesk.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private Countries countries;

    @BeforeEach
    void aFile() throws CountriesUnreadable {
        file = folder.resolve("countries.mmdb");
        atlas().write(file);
        countries = new Countries(new GeoSettings(file));
    }

    @ParameterizedTest
    @CsvSource({
        "196.25.1.7, ZA",
        "196.25.255.255, ZA",
        "196.26.0.0, ",
        "::ffff:196.25.1.7, ZA",
        "2c0f:f000::7, ZA",
        "2c0f:f001::7, ",
        "8.8.8.8, US",
        "8.8.9.8, ",
        "5.5.5.5, DE",
        "6.6.6.6, NA",
        "7.7.7.7, ",
        "10.0.0.1, ",
        "127.0.0.1, ",
        "unknown, "
    })
    void areKnownByTheFile(String address, String country) {
        assertThat(countries.of(address).orElse(null)).isEqualTo(country);
    }

    /** Every network of a file of thousands, at both of its ends. */
    @Test
    void areRightAtBothEndsOfEveryNetwork() throws CountriesUnreadable {
        var random = new Random(2026);
        var made = new AtlasMaker(MADE);
        var right = new HashMap<String, String>();
        for (int a = 11; a < 100; a++) {
            for (int b = 0; b < 256; b += 8) {
                var country = "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26));
                var length = 13 + random.nextInt(12);
                made.with(a + "." + b + ".0.0/" + length, country);
                right.put(a + "." + b + ".0.0", country);
                right.put(last(a, b, length), country);
                made.with("2c0f:" + hex(a) + hex(b) + "::/32", country);
                right.put("2c0f:" + hex(a) + hex(b) + "::", country);
                right.put("2c0f:" + hex(a) + hex(b) + ":ffff:ffff:ffff:ffff:ffff:ffff", country);
            }
        }
        made.write(file);

        var wrong = new ArrayList<String>();
        for (var one : right.entrySet()) {
            if (!countries.find(one.getKey()).equals(Optional.of(one.getValue()))) {
                wrong.add(one.toString());
            }
        }
        assertThat(right).hasSizeGreaterThan(11_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void sayWhenTheyWereMade() throws CountriesUnreadable {
        assertThat(countries.madeAt()).isEqualTo(MADE);
    }

    @Test
    void areReadAnewWhenTheFileIsReplaced() {
        assertThat(countries.of("8.8.8.8")).hasValue("US");

        new AtlasMaker(MADE.plusSeconds(1))
                .with("8.8.8.0/24", "NG")
                .with("1.1.1.0/24", "AU")
                .write(file);

        assertThat(countries.of("8.8.8.8")).hasValue("NG");
    }

    @Test
    void areNotAnsweredFromMemoryWhenTheFileIsGone() throws IOException {
        assertThat(countries.of("8.8.8.8")).hasValue("US");

        Files.delete(file);

        assertThatThrownBy(() -> countries.find("8.8.8.8")).isInstanceOf(CountriesUnreadable.class);
        assertThatThrownBy(() -> countries.find("127.0.0.1")).isInstanceOf(CountriesUnreadable.class);
        assertThatThrownBy(countries::madeAt).isInstanceOf(CountriesUnreadable.class);
        assertThat(countries.of("8.8.8.8")).isEmpty();

        atlas().write(file);

        assertThat(countries.of("8.8.8.8")).hasValue("US");
    }

    @Test
    void areUnreadableInAFileOfAnotherKind() throws IOException {
        for (var content : new String[] {"", "country,ZA", "\u00ab\u00cd\u00efMaxMind.com", "x".repeat(100_000)}) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> countries.find("8.8.8.8")).as(content).isInstanceOf(CountriesUnreadable.class);
        }
    }

    /** Cut off anywhere, or with any byte changed: an answer or this exception, and never anything else. */
    @Test
    void neverFailInAnotherWay() throws IOException {
        var whole = atlas().bytes();
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var broken = whole.clone();
            if (round % 2 == 0) {
                broken = Arrays.copyOf(broken, random.nextInt(broken.length));
            } else {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            Files.write(file, broken);
            try {
                new Countries(new GeoSettings(file)).find("8.8.8.8");
            } catch (CountriesUnreadable closed) {
                assertThat(closed).hasMessageContaining("a broken one");
            }
        }
    }

    @Test
    void comeWithTheHouse() throws CountriesUnreadable {
        var broughtAlong = new Countries(new GeoSettings(null));

        assertThat(broughtAlong.of("196.25.1.7")).hasValue("ZA");
        assertThat(broughtAlong.of("2c0f:f000::1").or(() -> broughtAlong.of("2c0f:fc00::1")))
                .isPresent();
        assertThat(broughtAlong.madeAt()).isBetween("2026-06-16T00:00:00Z", "2026-06-19T00:00:00Z");
    }

    @Test
    void comeAsTheirPageSays() throws IOException, NoSuchAlgorithmException {
        var file = Files.readAllBytes(Path.of("src/main/resources/geo/countries.mmdb"));

        assertThat(Path.of("src/main/resources/geo/README.md"))
                .content()
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-512").digest(file)));
    }

    private static AtlasMaker atlas() {
        return new AtlasMaker(MADE)
                .with("196.25.0.0/16", "ZA")
                .with("2c0f:f000::/32", "ZA")
                .with("8.8.8.0/24", "US")
                .put("5.5.0.0/16", Map.of("country", Map.of("iso_code", "DE")))
                .put("6.6.0.0/16", Map.of("country", "NA"))
                .put("7.7.0.0/16", Map.of("city", "Nowhere"));
    }

    private static String last(int a, int b, int length) {
        var size = 1 << 32 - length;
        var last = (b << 16) + size - 1;
        return a + "." + (last >> 16) + "." + (last >> 8 & 255) + "." + (last & 255);
    }

    private static String hex(int octet) {
        return String.format("%02x", octet);
    }
}
