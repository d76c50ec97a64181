package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing in a line that somebody reads turns its direction or breaks it. */
class VisibleTest {
    @Test
    void takesOutWhatTurnsTheDirection() {
        assertThat(Visible.line("Your car\u202Efdp.exe")).isEqualTo("Your car fdp.exe");
        assertThat(Visible.line("\u2066a\u2069\u200f")).isEqualTo("a");
        assertThat(Visible.text("a\u202Eb")).isEqualTo("a b");
    }

    @Test
    void takesOutWhatBreaksALine() {
        assertThat(Visible.line("a\u2028b\r\nBcc: c\u0000")).isEqualTo("a b Bcc: c");
        assertThat(Visible.text("a\nb\u2028c\u0007")).isEqualTo("a\nb c");
    }

    @Test
    void leavesWhatIsSeen() {
        assertThat(Visible.line(" Thandi’s «Bakkie», 4x4 ")).isEqualTo("Thandi’s «Bakkie», 4x4");
    }
}
