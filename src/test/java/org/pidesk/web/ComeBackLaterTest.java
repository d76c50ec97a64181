package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

class ComeBackLaterTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** No connection, two that waited for each other, a full disk, no connection to spare, a server that stops, one that cannot write. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "53100", "53300", "57P01", "58030"})
    void asksToComeBackInAMinute(String state) {
        assertThat(isAnswered(new IllegalStateException(new SQLException("away", state))))
                .isTrue();

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    }

    @Test
    void alsoWhereThePoolHasWaitedInVain() {
        var none = new SQLTransientConnectionException("HikariPool-1 - Connection is not available");

        assertThat(isAnswered(new CannotCreateTransactionException("none", none)))
                .isTrue();
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void alsoWhereTheConnectionBrokeMeanwhile() {
        assertThat(isAnswered(new IllegalStateException(new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void alsoWhereADiskIsFull() {
        assertThat(isAnswered(new UncheckedIOException(
                        new FileSystemException("/srv/keys/one", null, "No space left on device"))))
                .isTrue();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(isAnswered(new UncheckedIOException(new IOException("Broken pipe"))))
                .isFalse();
    }

    @Test
    void alsoWhereTooManyWait() {
        assertThat(isAnswered(new RejectedExecutionException("full"))).isTrue();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "42501", ""})
    void leavesEveryOtherFaultAsItIs(String state) {
        assertThat(isAnswered(new IllegalStateException(new SQLException("ours", state))))
                .isFalse();
        assertThat(isAnswered(new IllegalStateException())).isFalse();
    }

    @Test
    void saysSoWhereAFilterFails() throws Exception {
        var door = new ComeBackLaterDoor(new ComeBackLater(), new UnreadableForms());

        door.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
            throw new IllegalStateException(new SQLException("away", "08006"));
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThatThrownBy(() -> door.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
    }

    @Test
    void saysThatAFormWithoutItsPartsCannotBeRead() throws Exception {
        var door = new ComeBackLaterDoor(new ComeBackLater(), new UnreadableForms());

        door.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
            throw new IllegalStateException(new MultipartException("no boundary"));
        });

        assertThat(response.getStatus()).isEqualTo(400);
        assertThatThrownBy(() -> door.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
                    throw new MaxUploadSizeExceededException(1);
                }))
                .isInstanceOf(MaxUploadSizeExceededException.class);
    }

    private boolean isAnswered(Exception failure) {
        return new ComeBackLater().resolveException(new MockHttpServletRequest(), response, null, failure) != null;
    }
}
