package org.pidesk.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps no thread waiting for a stranger to read: an answer that they take a letter at a time would keep one busy for as
 * long as they like. An answer is made whole, and given away as they take it, by whichever thread is free for a moment.
 * One without words fits into the buffer of the line, from where the machine sends it on; since no other might fit behind
 * it, it is the last on its line. Where more is kept for them than memory allows, who has read longest is hung up on.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SlowReaders extends OncePerRequestFilter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** As much as Linux grants where nobody has set {@code net.core.wmem_max}; it sets twice as much apart. */
    private static final int BUFFER = 212_992;

    private static final int PIECE = 32 * 1024;
    private static final int MOST = 32 * 1024 * 1024;

    private final int most;
    private final Set<Giving> given = new LinkedHashSet<>();
    private int kept;

    SlowReaders() {
        this(MOST);
    }

    /** @param most how many bytes may wait to be read */
    SlowReaders(int most) {
        this.most = most;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", String.valueOf(BUFFER)));
    }

    /** A session begins with the right password. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.isRequestedSessionIdValid();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var whole = new Whole(response);
        chain.doFilter(request, whole);
        if (whole.getContentSize() == 0 || !request.isAsyncSupported()) {
            whole.isTheLast();
            whole.copyBodyToResponse();
            return;
        }
        response.setContentLength(whole.getContentSize());
        var answer = request.startAsync();
        // who takes nothing for ten seconds is hung up on by the server
        answer.setTimeout(0);
        var line = response.getOutputStream();
        var giving = new Giving(answer, line, whole.getContentAsByteArray());
        answer.addListener(giving);
        come(giving);
        line.setWriteListener(giving);
    }

    private synchronized void come(Giving giving) {
        given.add(giving);
        kept += giving.length;
        while (kept > most && given.size() > 1) {
            var longest = given.iterator().next();
            leave(longest);
            longest.body = null;
        }
    }

    private synchronized void leave(Giving giving) {
        if (given.remove(giving)) {
            kept -= giving.length;
        }
    }

    private static final class Whole extends ContentCachingResponseWrapper {
        Whole(HttpServletResponse response) {
            super(response);
        }

        void isTheLast() {
            setHeader(HttpHeaders.CONNECTION, "close");
        }

        @Override
        public void sendError(int status) throws IOException {
            isTheLast();
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            isTheLast();
            super.sendError(status, message);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            isTheLast();
            super.sendRedirect(location);
        }
    }

    private final class Giving implements WriteListener, AsyncListener {
        private final AsyncContext answer;
        private final ServletOutputStream line;
        private final int length;
        /** None, once it had to make room. */
        private volatile byte[] body;

        private int at;
        private boolean flushed;

        Giving(AsyncContext answer, ServletOutputStream line, byte[] body) {
            this.answer = answer;
            this.line = line;
            this.length = body.length;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (line.isReady()) {
                var bytes = body;
                if (bytes == null) {
                    throw new IOException("Too much waited to be read.");
                }
                if (at < length) {
                    var piece = Math.min(PIECE, length - at);
                    line.write(bytes, at, piece);
                    at += piece;
                } else if (!flushed) {
                    // otherwise its end would be waited for
                    line.flush();
                    flushed = true;
                } else {
                    leave(this);
                    answer.complete();
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable gone) {
            leave(this);
        }

        /** Comes behind the other one; who is gone is told nothing more. */
        @Override
        public void onError(AsyncEvent gone) {
            answer.complete();
        }

        @Override
        public void onComplete(AsyncEvent end) {
            // left already
        }

        @Override
        public void onTimeout(AsyncEvent never) {
            // there is none
        }

        @Override
        public void onStartAsync(AsyncEvent begin) {
            // it has begun
        }
    }
}
