package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
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

    /** Who guesses a hundred at once takes no more threads than those that wait here. */
    @Test
    void keepsFewWaiting() throws Exception {
        var room = new Semaphore(0, true);
        var passwords = new Passwords(64, room);
        var hash = passwords.hash("correct horse");
        var threads = Executors.newFixedThreadPool(Passwords.WAITING);
        try {
            var waiting = IntStream.range(0, Passwords.WAITING)
                    .mapToObj(i -> threads.submit(() -> passwords.matches("correct horse", hash)))
                    .toList();
            await().until(() -> room.getQueueLength() == Passwords.WAITING);

            assertThatThrownBy(() -> passwords.matches("correct horse", hash))
                    .isInstanceOf(RejectedExecutionException.class);
            room.release();
            for (var each : waiting) {
                assertThat(each.get()).isTrue();
            }
            assertThat(passwords.matches("correct horse", hash)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsNobodyWaitingForEver() {
        var passwords = new Passwords(64, new Semaphore(0, true));

        assertThatThrownBy(() -> passwords.matchesNobody("correct horse"))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
