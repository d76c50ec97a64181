package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.OnePage;

/** What is taken for a signed paper: what somebody can open and read, and nothing that only begins like it. */
class PaperTest {
    private static final int HEADER_OF_A_PNG = 12;

    @Test
    void takesWhatCanBeRead() {
        assertThat(Paper.of(OnePage.pdf()).mediaType()).isEqualTo("application/pdf");
        assertThat(Paper.of(OnePage.picture("png")).mediaType()).isEqualTo("image/png");
        assertThat(Paper.of(OnePage.picture("jpeg")).mediaType()).isEqualTo("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.4 <script>alert(1)</script>", "%PDF-1.7 I agree. Thandi", "%PDF-1.7\n%%EOF"})
    void takesNoTextThatBeginsLikeAPdf(String text) {
        refuses(text.getBytes(StandardCharsets.US_ASCII), "cannot be opened");
    }

    @Test
    void takesNoPdfWithoutAPage() {
        refuses(OnePage.pdf(0), "cannot be opened");
    }

    @Test
    void takesNoPictureThatOnlyBeginsLikeOne() {
        refuses(Arrays.copyOf(OnePage.picture("png"), 40), "cannot be opened");
        refuses(Arrays.copyOf(OnePage.picture("jpeg"), 40), "cannot be opened");
    }

    /** A few bytes that claim four thousand million dots: read in earnest they would fill the memory. */
    @Test
    void takesNoPictureThatClaimsToBeHuge() {
        var picture = OnePage.picture("png");
        ByteBuffer.wrap(picture).putInt(HEADER_OF_A_PNG + 4, 65_000).putInt(HEADER_OF_A_PNG + 8, 65_000);
        var sum = new CRC32();
        sum.update(picture, HEADER_OF_A_PNG, 17);
        ByteBuffer.wrap(picture).putInt(HEADER_OF_A_PNG + 17, (int) sum.getValue());

        refuses(picture, "cannot be opened");
    }

    @Test
    void takesNothingElseAndNothingTooLarge() {
        refuses("<html>".getBytes(StandardCharsets.US_ASCII), "as a PDF, PNG or JPEG");
        refuses(Arrays.copyOf(OnePage.pdf(), 5 * 1024 * 1024 + 1), "five megabytes");
    }

    private static void refuses(byte[] document, String why) {
        assertThatThrownBy(() -> Paper.of(document))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining(why);
    }
}
