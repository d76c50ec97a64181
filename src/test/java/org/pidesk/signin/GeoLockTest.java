package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.signin.GeoLock.Entry.ELSEWHERE;
import static org.pidesk.signin.GeoLock.Entry.NOTHING_KNOWN;
import static org.pidesk.signin.GeoLock.Entry.OPEN;
import static org.pidesk.signin.GeoLock.Entry.UNKNOWN;
import static org.pidesk.signin.StaffAreaSettings.Verdict.ADMIT;
import static org.pidesk.signin.StaffAreaSettings.Verdict.REFUSE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.geo.AtlasMaker;
import org.pidesk.geo.Countries;
import org.pidesk.geo.CountriesOf;
import org.pidesk.kernel.IpRange;
import org.pidesk.signin.StaffAreaSettings.Verdict;

/** South Africa and Namibia may come in; 196.25.0.0/16 is in South Africa, 5.5.0.0/16 in Germany. */
class GeoLockTest {
    private static final String AT_HOME = "196.25.1.7";
    private static final String ABROAD = "5.5.5.5";
    private static final String NOWHERE = "9.9.9.9";
    private static final String INSIDE = "10.0.0.7";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("countries.mmdb");
        new AtlasMaker(Instant.parse("2026-11-01T00:00:00Z"))
                .with("196.25.0.0/16", "ZA")
                .with("2c0f:f000::/32", "NA")
                .with("5.5.0.0/16", "DE")
                .with("2a00:f000::/32", "DE")
                .write(file);
    }

    @ParameterizedTest
    @CsvSource({
        "196.25.1.7, OPEN",
        "::ffff:196.25.1.7, OPEN",
        "2c0f:f000::7, OPEN",
        "5.5.5.5, ELSEWHERE",
        "::ffff:5.5.5.5, ELSEWHERE",
        "2a00:f000::7, ELSEWHERE",
        "9.9.9.9, UNKNOWN",
        "2001:db8::1, UNKNOWN",
        "::196.25.1.7, UNKNOWN",
        "unknown, UNKNOWN",
        "10.0.0.7, OPEN",
        "127.0.0.1, OPEN",
        "::1, OPEN"
    })
    void letsInFromTheCountriesWhereStaffWork(String address, GeoLock.Entry entry) {
        assertThat(lock(REFUSE, ADMIT).of(address, false)).isEqualTo(entry);
    }

    @Test
    void doesWithWhatIsNotKnownAsItIsTold() {
        assertThat(lock(ADMIT, ADMIT).of(NOWHERE, false)).isEqualTo(OPEN);
        assertThat(lock(ADMIT, ADMIT).of("unknown", false)).isEqualTo(OPEN);
        assertThat(lock(REFUSE, REFUSE).of(INSIDE, false)).isEqualTo(UNKNOWN);
        assertThat(lock(ADMIT, REFUSE).of(INSIDE, false)).isEqualTo(UNKNOWN);
        assertThat(lock(ADMIT, ADMIT).of(ABROAD, false)).isEqualTo(ELSEWHERE);
    }

    /** Somebody forgot to say that there is a proxy: then everybody in the world would have its private address. */
    @Test
    void takesAProxyThatNobodyTrustsForNoneOfUs() {
        assertThat(lock(REFUSE, ADMIT).of(INSIDE, true)).isEqualTo(UNKNOWN);
        assertThat(lock(REFUSE, ADMIT).of(AT_HOME, true)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_HOME, ABROAD, NOWHERE, INSIDE, "127.0.0.1", "unknown"})
    void isClosedWhenNothingIsKnown(String address) throws IOException {
        Files.delete(file);

        assertThat(lock(ADMIT, ADMIT).of(address, false)).isEqualTo(NOTHING_KNOWN);
    }

    @Test
    void isClosedWhenTheFileIsBroken() throws IOException {
        Files.writeString(file, "broken");

        assertThat(lock(ADMIT, ADMIT).of(AT_HOME, false)).isEqualTo(NOTHING_KNOWN);
    }

    @Test
    void opensByItselfWhenTheFileIsThereAgain() throws IOException {
        var lock = lock(REFUSE, ADMIT);
        Files.move(file, folder.resolve("away"));
        assertThat(lock.of(AT_HOME, false)).isEqualTo(NOTHING_KNOWN);

        Files.move(folder.resolve("away"), file);

        assertThat(lock.of(AT_HOME, false)).isEqualTo(OPEN);
    }

    @Test
    void letsAListedNetworkInWhateverIsKnown() throws IOException {
        var lock = lock(REFUSE, REFUSE, "5.5.5.0/24", "2a00:f000:1::/48", "10.0.0.7");

        assertThat(lock.of(ABROAD, false)).isEqualTo(OPEN);
        assertThat(lock.of("5.5.6.5", false)).isEqualTo(ELSEWHERE);
        assertThat(lock.of("2a00:f000:1::7", false)).isEqualTo(OPEN);
        assertThat(lock.of("2a00:f000:2::7", false)).isEqualTo(ELSEWHERE);
        assertThat(lock.of(INSIDE, false)).isEqualTo(OPEN);
        Files.delete(file);
        assertThat(lock.of(ABROAD, false)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_HOME, ABROAD, NOWHERE, INSIDE, "unknown"})
    void isOpenWhereNoCountryIsSet(String address) throws IOException {
        Files.delete(file);

        assertThat(new GeoLock(settings(Set.of(), REFUSE, REFUSE), countries(), null, null).of(address, true))
                .isEqualTo(OPEN);
        assertThat(new GeoLock(settings(Set.of("anywhere"), REFUSE, REFUSE), countries(), null, null).of(address, true))
                .isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"South Africa", "za", "ZAF", "", "anywhere,ZA"})
    void isNotSetUpByAMisspeltCountry(String country) {
        assertThatThrownBy(() -> settings(Set.of(country.split(",", -1)), REFUSE, ADMIT))
                .hasMessageContaining("codes of two letters");
    }

    private GeoLock lock(Verdict unknown, Verdict ofOurNetwork, String... networks) {
        return new GeoLock(settings(Set.of("ZA", "NA"), unknown, ofOurNetwork, networks), countries(), null, null);
    }

    private Countries countries() {
        return CountriesOf.file(file);
    }

    private static StaffAreaSettings settings(
            Set<String> countries, Verdict unknown, Verdict ofOurNetwork, String... networks) {
        return new StaffAreaSettings(
                countries,
                unknown,
                ofOurNetwork,
                List.of(networks).stream().map(IpRange::of).toList(),
                List.of(),
                Duration.ofDays(180),
                Duration.ofHours(12));
    }
}
