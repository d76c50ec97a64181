package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final byte[] TEXT = {1, 2, 3};

    private final Secrets first = new Secrets(root(1));
    private final Secrets third = new Secrets(root(3), List.of(root(2), root(1)));

    @Test
    void openWhatWasSealedUnderAnyFormerRoot() {
        var sealed = first.sealingKey("a", "purpose").seal(TEXT, "here");

        assertThat(third.sealingKey("a", "purpose").open(sealed, "here")).isEqualTo(TEXT);
    }

    @Test
    void openNothingOfARootThatIsNotTold() {
        var sealed = first.sealingKey("a", "purpose").seal(TEXT, "here");

        assertThatThrownBy(() -> new Secrets(root(3), List.of(root(2)))
                        .sealingKey("a", "purpose")
                        .open(sealed, "here"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealUnderThePresentRootOnly() {
        var sealed = third.sealingKey("a", "purpose").seal(TEXT, "here");

        assertThatThrownBy(() -> first.sealingKey("a", "purpose").open(sealed, "here"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deriveKeysThatSayNothingOfEachOther() {
        assertThat(first.fingerprint("x", "suppression", "email"))
                .isNotEqualTo(first.fingerprint("x", "suppression", "mobile"))
                .isNotEqualTo(first.fingerprint("x", "suppressionemail"));
    }

    @Test
    void refuseARootThatIsTooShort() {
        assertThatThrownBy(() -> new Secrets(new byte[31])).hasMessageContaining("32 bytes");
    }

    private static byte[] root(int filledWith) {
        var root = new byte[32];
        Arrays.fill(root, (byte) filledWith);
        return root;
    }
}
