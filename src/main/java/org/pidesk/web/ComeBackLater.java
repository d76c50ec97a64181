package org.pidesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What we stand on is away, full or stopping, a database, a disk or a queue: who asks is told to come back in a minute. */
@Component
class ComeBackLater implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ComeBackLater.class);
    private static final String IN_SECONDS = "60";

    /** Classes of SQLSTATE: no connection, one of two that waited for each other, no resources, an intervention, an error of the system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded");

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        return isAnswered(response, failure) ? new ModelAndView() : null;
    }

    /** @return false where it is another failure, and nothing was answered */
    boolean isAnswered(HttpServletResponse response, Exception failure) {
        var why = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ComeBackLater::isAway)
                .findFirst();
        if (why.isEmpty() || response.isCommitted()) {
            return false;
        }
        LOG.warn("What was asked for cannot be done now: {}", why.get().getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, IN_SECONDS);
        try {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return true;
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLException refused && (isPassing(refused.getSQLState()) || isGone(refused))
                || cause instanceof RejectedExecutionException
                || cause instanceof IOException full
                        && NO_SPACE.matcher(String.valueOf(full.getMessage())).find();
    }

    /** As the pool says it of a connection that broke while it was used. */
    private static boolean isGone(SQLException refused) {
        return refused.getSQLState() == null && "Connection is closed".equals(refused.getMessage());
    }

    private static boolean isPassing(String state) {
        return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }
}
