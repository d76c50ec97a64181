package org.pidesk.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealingKeyTest {
    private static final byte[] TEXT = "Thandi Mokoena".getBytes(UTF_8);
    private final SealingKey key = SealingKey.random();

    @Test
    void opensWhatItSealed() {
        assertThat(SealingKey.of(key.bytes()).open(key.seal(TEXT, "here"), "here"))
                .isEqualTo(TEXT);
    }

    @Test
    void opensNothingThatAnotherKeySealed() {
        assertThatThrownBy(() -> SealingKey.random().open(key.seal(TEXT, "here"), "here"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opensNothingThatWasSealedForAnotherPlace() {
        assertThatThrownBy(() -> key.open(key.seal(TEXT, "here"), "there"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noticesEveryChangedByte() {
        var sealed = key.seal(TEXT, "here");
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open(changed, "here")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWhatIsTooShort() {
        assertThatThrownBy(() -> key.open(new byte[27], "here")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(key.seal(TEXT, "here")).isNotEqualTo(key.seal(TEXT, "here"));
    }

    @Test
    void doesNotShowItself() {
        assertThat(key).hasToString("a key");
    }
}
