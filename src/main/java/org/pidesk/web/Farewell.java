package org.pidesk.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A node that ends is not ready any more, but serves on for a while: until the proxy has seen it and sends its requests to
 * the others. Without it a request could meet a connection that is being closed, and nobody could say whether it was read.
 */
@Component
class Farewell implements SmartLifecycle {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration notice;
    private volatile boolean running;

    Farewell(@Value("${pidesk.shutdown-notice:0s}") Duration notice) {
        if (notice.isNegative() || notice.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("pidesk.shutdown-notice is not between 0s and 60s.");
        }
        this.notice = notice;
    }

    @Override
    public void start() {
        running = true;
    }

    /** The context has refused traffic before; of all that runs, the web server too, this ends first. */
    @Override
    public void stop() {
        try {
            // nobody counts it down
            new CountDownLatch(1).await(notice.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
