package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    /** OWASP's least for Argon2id: 19 MiB, two passes, one lane. The tests that sign in take less. */
    @Test
    void takesMemoryEnoughOfWhoeverGuesses() {
        assertThat(new Passwords().hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new Passwords().matches("correct horse", new Passwords().hash("correct horse")))
                .isTrue();
        assertThat(new Passwords().matches("correct horses", new Passwords().hash("correct horse")))
                .isFalse();
    }
}
