package org.pidesk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.Secrets;

class SealerTest {
    private static final byte[] ROW = {1};
    private static final byte[] ANOTHER_ROW = {2};

    private final Sealer sealer = new Sealer(new Secrets(new byte[32]));

    @Test
    void opensWhatItSealed() {
        assertThat(sealer.open(sealer.seal("fred@sea.com", ROW), ROW)).isEqualTo("fred@sea.com");
    }

    @Test
    void showsNothingAndNeverTheSameTwice() {
        var sealed = sealer.seal("fred@sea.com", ROW);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("fred", "sea");
        assertThat(sealed).isNotEqualTo(sealer.seal("fred@sea.com", ROW));
    }

    @Test
    void opensNothingThatWasMovedToAnotherRow() {
        var sealed = sealer.seal("fred@sea.com", ROW);

        assertThatIllegalStateException().isThrownBy(() -> sealer.open(sealed, ANOTHER_ROW));
    }

    @Test
    void opensNothingThatWasChanged() {
        var sealed = sealer.seal("fred@sea.com", ROW);
        sealed[15] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> sealer.open(sealed, ROW));
    }
}
