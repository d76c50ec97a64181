package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextPartsTest {

    @Test
    void knowsTheAlphabetOfTextMessages() {
        assertThat(Gsm7.encode("@£$ΔA_z à")).contains(new byte[] {0, 1, 2, 0x10, 0x41, 0x11, 0x7a, 0x20, 0x7f});
        assertThat(Gsm7.encode("€[]")).contains(new byte[] {0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e});
        assertThat(Gsm7.encode("ê")).isEmpty();
        assertThat(Gsm7.encode("\u001b")).isEmpty();
    }

    @Test
    void readsBackWhatItWrites() {
        var all = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€";

        assertThat(Gsm7.decode(Gsm7.encode(all).orElseThrow())).isEqualTo(all);
    }

    @Test
    void sendsAHundredAndSixtyLettersInOnePart() {
        var parts = TextParts.of("a".repeat(160), 1);

        assertThat(parts.isLong()).isFalse();
        assertThat(parts.dataCoding()).isEqualTo(TextParts.GSM_7);
        assertThat(parts.parts().get(0)).hasSize(160);
    }

    @Test
    void cutsALongerTextAndNumbersItsParts() {
        var parts = TextParts.of("a".repeat(161), 0x1234).parts();

        assertThat(parts).hasSize(2);
        assertThat(Arrays.copyOf(parts.get(0), 6)).containsExactly(5, 0, 3, 0x34, 2, 1);
        assertThat(Arrays.copyOf(parts.get(1), 6)).containsExactly(5, 0, 3, 0x34, 2, 2);
        assertThat(parts.get(0)).hasSize(6 + 153);
        assertThat(parts.get(1)).hasSize(6 + 8);
    }

    @Test
    void neverCutsALetterOfTwoSeptets() {
        var parts = TextParts.of("a".repeat(152) + "€".repeat(10), 1).parts();

        assertThat(parts.get(0)).hasSize(6 + 152);
        assertThat(Gsm7.decode(Arrays.copyOfRange(parts.get(1), 6, parts.get(1).length)))
                .isEqualTo("€".repeat(10));
    }

    @Test
    void takesUnicodeWhereTheAlphabetDoesNotReach() {
        assertThat(TextParts.of("Môre", 1).dataCoding()).isEqualTo(TextParts.UCS_2);
        assertThat(TextParts.of("ê".repeat(70), 1).isLong()).isFalse();
        assertThat(TextParts.of("ê".repeat(71), 1).parts()).hasSize(2);
    }

    @Test
    void namesTheLettersThatTheAlphabetLacksOnce() {
        assertThat(TextParts.notInTheAlphabet("Môre “sê” ons môre weer 😀 €1")).containsExactly("ô", "ê", "😀");
        assertThat(TextParts.notInTheAlphabet("it’s “ours” – é")).isEmpty();
    }

    @Test
    void neverCutsALetterOfTwoUnits() {
        var parts = TextParts.of("ê".repeat(66) + "😀".repeat(10), 1).parts();

        var first = Arrays.copyOfRange(parts.get(0), 6, parts.get(0).length);
        assertThat(new String(first, StandardCharsets.UTF_16BE)).isEqualTo("ê".repeat(66));
    }

    @Test
    void spellsTypographersSignsPlainly() {
        assertThat(TextParts.of("it’s “ours” – yes…", 1).dataCoding()).isEqualTo(TextParts.GSM_7);
    }
}
