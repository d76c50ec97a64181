package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.web.SixThreads.THREADS;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who ask for as much as there is, again and again, and read none of it. */
class SlowReadersTest {
    /** More than the style sheet of Bootstrap, the largest thing that strangers are given. */
    private static final int LARGEST = 240_000;
    /** More than any machine takes off us for somebody who does not read. */
    private static final int HUGE = 8 * 1024 * 1024;
    /** On one line, all at once: more than any machine takes off us for somebody who does not read. */
    private static final int AGAIN = 40;

    private final List<Drip> readers = new ArrayList<>();
    private SixThreads server;

    @AfterEach
    void stop() throws IOException {
        for (var reader : readers) {
            reader.close();
        }
        server.close();
    }

    @Test
    void leaveAThreadToEverybodyElse() throws Exception {
        start(new SlowReaders());

        read("/", 1);
        for (int i = 0; i < 10 * THREADS; i++) {
            read("/", AGAIN);
        }

        try (var page = Drip.page(server.port(), "/")) {
            assertThat(page.rest()).contains(" 200 ", "Connection: close").hasSizeGreaterThan(LARGEST);
        }
        await().until(() -> server.busy() == 0);
        assertThat(readers.get(0).rest()).contains(" 200 ").hasSizeGreaterThan(LARGEST);
    }

    /** Who came last is served. */
    @Test
    void areHungUpOnWhereMoreIsKeptThanMemoryAllows() throws Exception {
        start(new SlowReaders(2 * HUGE + LARGEST));

        for (int i = 0; i < 4; i++) {
            read("/huge", 1);
            assertThat(readers.get(i).status()).contains(" 200");
        }

        assertThat(readers.get(3).rest()).hasSizeGreaterThan(HUGE);
        assertThat(readers.get(2).rest()).hasSizeGreaterThan(HUGE);
        assertThat(readers.get(1).rest()).hasSizeLessThan(HUGE);
        assertThat(readers.get(0).rest()).hasSizeLessThan(HUGE);
        await().until(() -> server.busy() == 0);
    }

    /** The twin: what they do to a server that waits for them. */
    @Test
    void wouldOtherwiseTakeAllThreads() throws Exception {
        start();

        for (int i = 0; i < THREADS; i++) {
            read("/", AGAIN);
        }
        await().until(() -> server.busy() == THREADS);

        try (var page = Drip.page(server.port(), "/").patience(1_000)) {
            assertThatThrownBy(page::status).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void areGivenAnswerAfterAnswerOnALine() throws Exception {
        start(new SlowReaders());

        read("/", 3);

        assertThat(readers.get(0).rest().split("HTTP/1.1 200", -1)).hasSize(4);
    }

    /** Each takes its place on the line, and nobody is there who could wait for more of it. */
    @Test
    void areHungUpOnBehindAnAnswerWithoutWords() throws Exception {
        start(new SlowReaders());

        read("/empty", 3);

        assertThat(readers.get(0).rest()).containsOnlyOnce("HTTP/1.1 200").contains("Connection: close");
    }

    private void read(String path, int times) throws IOException {
        readers.add(Drip.idle(server.port(), path, times));
    }

    private void start(SlowReaders... parts) {
        server = new SixThreads(
                Map.of("/", new Letters(LARGEST), "/huge", new Letters(HUGE), "/empty", new Letters(0)),
                List.of(parts));
    }

    private static final class Letters extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final int count;

        Letters(int count) {
            this.count = count;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(count);
            response.getOutputStream().write(new byte[count]);
        }
    }
}
