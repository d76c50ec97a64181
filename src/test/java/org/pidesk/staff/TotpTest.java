package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] OF_THE_RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void computesWhatTheStandardComputes(long second, String code) {
        var step = Totp.stepAt(Instant.ofEpochSecond(second));

        assertThat(Totp.code(OF_THE_RFC, step, 8)).isEqualTo(code);
        assertThat(Totp.code(OF_THE_RFC, step)).isEqualTo(code.substring(2));
    }

    @Test
    void writesASecretAsAppsReadIt() {
        var secret = FactorSecret.of(OF_THE_RFC);

        assertThat(secret.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(secret.grouped()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(secret.address("naledi"))
                .isEqualTo("otpauth://totp/pi-desk:naledi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=pi-desk&algorithm=SHA1&digits=6&period=30");
        assertThat(secret).hasToString("a secret");
    }

    @RepeatedTest(20)
    void readsBackWhatItWrote() {
        var secret = FactorSecret.random();

        assertThat(FactorSecret.of(secret.bytes())).isEqualTo(secret);
    }

    @Test
    void takesNothingElseForASecret() {
        for (var text : new String[] {"", "GEZD", "1".repeat(32), "gezdgnbvgy3tqojqgezdgnbvgy3tqojq"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FactorSecret(text));
        }
    }

    @Test
    void showsThePictureAsOneOfItsOwn() {
        assertThat(FactorSecret.random().picture("naledi")).startsWith("data:image/png;base64,iVBOR");
    }
}
